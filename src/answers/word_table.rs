//! The words of all passages and their stems, each once and known by a number.

use std::collections::HashMap;
use std::ops::Range;

/// The number of a word or stem; it stays the same while the table grows.
pub(super) type WordId = u32;

/// Words and stems. A stem is a word whose stem is not asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct WordTable {
    /// All of them, one after the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// The stem of each.
    stems: Vec<WordId>,
    /// All of them in the order of their letters, to be looked up.
    sorted: Vec<WordId>,
}

/// A table to which words are added.
pub(super) struct WordTableBuilder {
    table: WordTable,
    added: HashMap<Box<str>, WordId>,
}

impl WordTable {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn id(&self, word: &str) -> Option<WordId> {
        let at = self.sorted.binary_search_by(|id| self.word(*id).cmp(word));
        Some(self.sorted[at.ok()?])
    }

    pub(super) fn word(&self, id: WordId) -> &str {
        &self.text[self.place(id)]
    }

    pub(super) fn stem(&self, id: WordId) -> WordId {
        self.stems[id as usize]
    }

    fn place(&self, id: WordId) -> Range<usize> {
        let at = id as usize;
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        begin as usize..self.ends[at] as usize
    }
}

impl WordTableBuilder {
    /// A table with all words of `table`, under their numbers.
    pub(super) fn from(table: &WordTable) -> Self {
        Self {
            table: table.clone(),
            added: HashMap::new(),
        }
    }

    /// The number of a word; it is added if it is new.
    pub(super) fn add(&mut self, word: &str, stem: &str) -> WordId {
        let stem = self.intern(stem);
        let word = self.intern(word);
        self.table.stems[word as usize] = stem;
        word
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(known) = self
            .table
            .id(word)
            .or_else(|| self.added.get(word).copied())
        {
            return known;
        }
        let table = &mut self.table;
        let id = WordId::try_from(table.ends.len()).expect("fewer words than a number counts");
        table.text.push_str(word);
        let end = u32::try_from(table.text.len()).expect("words take less than 4 GiB");
        table.ends.push(end);
        table.stems.push(id);
        self.added.insert(word.into(), id);
        id
    }

    /// The stem of a word that was added.
    pub(super) fn stem(&self, id: WordId) -> WordId {
        self.table.stem(id)
    }

    pub(super) fn finish(self) -> WordTable {
        let mut table = self.table;
        let mut sorted = std::mem::take(&mut table.sorted);
        sorted.extend(self.added.into_values());
        sorted.sort_by(|one, other| table.word(*one).cmp(table.word(*other)));
        table.sorted = sorted;
        table.text.shrink_to_fit();
        table.ends.shrink_to_fit();
        table.stems.shrink_to_fit();
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_while_the_table_grows() {
        let mut first = WordTableBuilder::from(&WordTable::default());
        let vetoes = first.add("vetoes", "veto");
        let iran = first.add("iran", "iran");
        let first = first.finish();
        let mut second = WordTableBuilder::from(&first);
        let veto = second.add("veto", "veto");
        assert_eq!(second.add("vetoes", "veto"), vetoes);
        let second = second.finish();
        assert_eq!(second.len(), 3);
        assert_eq!(second.id("iran"), Some(iran));
        assert_eq!(second.id("veto"), Some(veto));
        assert_eq!((second.stem(vetoes), second.stem(veto)), (veto, veto));
        assert_eq!(second.word(vetoes), "vetoes");
        assert_eq!(second.id("sudan"), None);
    }
}
