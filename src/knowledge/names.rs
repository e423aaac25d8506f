//! From what somebody typed to the page they meant: other spellings and scripts, people, capitals, typing errors.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;

use super::countries::{MAX_COUNTRY_WORDS, is_country, most_words_of_countries};
use super::name_rank::{NameRank, rank};
use super::plain::{is_unspaced, plain_name, plain_text, plain_words};
use super::typos::{TypoIndex, errors_of_beginning, typing_errors};

/// An index of names, each leading to one id.
#[derive(Debug, Default)]
pub struct Names {
    indexed: Vec<IndexedName>,
    /// All plain names, each followed by the end of a line, which is in none.
    all_plain: String,
    /// Where each of them ends, with the end of its line.
    ends: Vec<usize>,
    /// Where each plain name is in `indexed`.
    by_name: HashMap<Arc<str>, usize>,
    /// How many words the longest name has.
    max_words: usize,
    /// How many words the longest name has that begins with a word.
    by_first_word: HashMap<Box<str>, usize>,
    /// How many characters the longest name has that begins with one, of the names in scripts without spaces.
    by_first_character: HashMap<char, usize>,
    /// Made when the first typing error is looked for.
    typos: OnceLock<TypoIndex>,
}

/// A name; what the names of a page share is kept once.
#[derive(Debug)]
struct IndexedName {
    /// The id of the page it leads to.
    id: Arc<str>,
    /// The name of that page.
    title: Arc<str>,
    plain: Arc<str>,
    /// Whether it is the page's own name and not an alias.
    is_own: bool,
}

/// The page that somebody meant, as an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMatch<'n> {
    /// They typed the name of the page.
    Exact(&'n str),
    /// They typed an alias, a name among other words, or a name with a typing error. The reply says which page it is.
    Assumed(&'n str),
    /// It is no page.
    None,
}

impl Names {
    /// Adds a name that leads to `id`. One that is taken keeps leading where it does.
    pub(super) fn insert(&mut self, id: &str, title: &str, name: &str, is_own: bool) {
        let plain = plain_name(name);
        if plain.is_empty() || self.by_name.contains_key(&*plain) {
            return;
        }
        self.note_beginning(&plain);
        let plain: Arc<str> = plain.into();
        let last = self.indexed.last();
        let of_same_page = last.filter(|last| *last.id == *id && *last.title == *title);
        let (id, title) = match of_same_page {
            Some(last) => (Arc::clone(&last.id), Arc::clone(&last.title)),
            None => (id.into(), title.into()),
        };
        self.by_name.insert(Arc::clone(&plain), self.indexed.len());
        self.all_plain.push_str(&plain);
        self.all_plain.push('\n');
        self.ends.push(self.all_plain.len());
        self.indexed.push(IndexedName {
            id,
            title,
            plain,
            is_own,
        });
        self.typos = OnceLock::new();
    }

    /// Notes by what a name is found in a text.
    fn note_beginning(&mut self, plain: &str) {
        let words = plain.split(' ').count();
        self.max_words = self.max_words.max(words);
        let first = plain.split(' ').next().unwrap_or_default();
        match self.by_first_word.get_mut(first) {
            Some(most) => *most = words.max(*most),
            None => drop(self.by_first_word.insert(first.into(), words)),
        }
        if let Some(first) = plain.chars().next().filter(|_| is_without_spaces(plain)) {
            let most = self.by_first_character.entry(first).or_default();
            *most = plain.chars().count().max(*most);
        }
    }

    /// The page that `query` means: by its name, by a name among its words, else by a name with a typing error.
    pub fn find(&self, query: &str) -> NameMatch<'_> {
        let plain = plain_name(query);
        if let Some(entry) = self
            .by_name
            .get(plain.as_str())
            .map(|at| &self.indexed[*at])
        {
            return if entry.is_own {
                NameMatch::Exact(&entry.id)
            } else {
                NameMatch::Assumed(&entry.id)
            };
        }
        if let [only] = self.mentioned(query)[..] {
            return NameMatch::Assumed(only);
        }
        match self.misspelt(&plain) {
            Some(id) => NameMatch::Assumed(id),
            None => NameMatch::None,
        }
    }

    /// The ids whose names are whole words of `text`, in the order of the text. A country keeps its whole name: South
    /// Sudan is not Sudan.
    pub fn mentioned(&self, text: &str) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let spans = self.spans(text).into_iter().map(|(_, id)| id);
        spans.filter(|id| seen.insert(*id)).collect()
    }

    /// The same, each with the words it takes, counted among those of [`plain_words`].
    pub fn spans(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let plain = plain_text(text);
        let bare = plain_words(text);
        let words = Words::of(&plain, &bare);
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = 0;
        while at < words.count() {
            let (length, entry) = self.longest_at(&words, at).unwrap_or((1, None));
            found.extend(entry.map(|entry| (at..at + length, entry)));
            at += length;
        }
        found.extend(self.unspaced_in(&plain));
        found.sort_by_key(|(span, _)| span.start);
        found
            .into_iter()
            .map(|(span, entry)| (span, &*self.indexed[entry].id))
            .collect()
    }

    /// The longest name or country that begins with word `at`: how many words it takes, and its place if it is a name.
    fn longest_at(&self, words: &Words<'_>, at: usize) -> Option<(usize, Option<usize>)> {
        let most = self
            .max_words
            .max(MAX_COUNTRY_WORDS)
            .min(words.count() - at);
        // A leading "the" is no part of a name, and counts as one of its words.
        let articles = (at..at + most)
            .take_while(|at| words.plain[*at] == "the")
            .count();
        let first = (at + articles).min(at + most - 1);
        let most_after = |word: &str| {
            let own = self.by_first_word.get(word).copied().unwrap_or_default();
            own.max(most_words_of_countries(word))
        };
        let (plain, bare) = words.last_words(first);
        let most_after = most_after(plain).max(bare.map_or(0, most_after));
        let longest = most.min(first - at + most_after);
        (1..=longest).rev().find_map(|length| {
            let last = at + length - 1;
            let entry = |name: &str| {
                let entry = self.by_name.get(name).copied();
                (entry.is_some() || is_country(name)).then_some((length, entry))
            };
            // "Simon's Town" is a name with all its letters, "Iran's" without the last.
            let (plain, bare) = words.last_words(last);
            if last <= first {
                return entry(plain).or_else(|| bare.and_then(entry));
            }
            entry(words.joined(first..last + 1)).or_else(|| {
                let before = words.joined(first..last);
                bare.and_then(|bare| entry(&format!("{before} {bare}")))
            })
        })
    }

    /// The names in scripts without spaces that stand in `plain`, each where it stands first, in the order of the index.
    fn unspaced_in(&self, plain: &str) -> Vec<(Range<usize>, usize)> {
        if self.by_first_character.is_empty() || plain.is_ascii() {
            return Vec::new();
        }
        let mut found: HashMap<usize, usize> = HashMap::new();
        for (start, first) in plain.char_indices() {
            let Some(most) = self.by_first_character.get(&first) else {
                continue;
            };
            let characters = plain[start..].char_indices().take(*most);
            let ends =
                characters.map_while(|(at, c)| is_unspaced(c).then_some(start + at + c.len_utf8()));
            for end in ends {
                if let Some(entry) = self.by_name.get(&plain[start..end]) {
                    found.entry(*entry).or_insert(start);
                }
            }
        }
        let mut found: Vec<(usize, usize)> = found.into_iter().collect();
        found.sort_unstable();
        let span = |(entry, start): (usize, usize)| {
            let at = plain[..start].matches(' ').count();
            (at..at + 1, entry)
        };
        found.into_iter().map(span).collect()
    }

    /// The page whose name is a typing error away from `words`, which are plain. None if no page is, or several are.
    pub fn fix_typo(&self, words: &str) -> Option<&str> {
        self.misspelt(words)
    }

    /// The id that `name` leads to as it stands: no other words, no typing errors.
    pub fn id_of(&self, name: &str) -> Option<&str> {
        let at = self.by_name.get(plain_name(name).as_str())?;
        Some(&self.indexed[*at].id)
    }

    /// The ids that have a name which continues `partial`, each with how well, in no order that says anything. If none
    /// has, the one that has a name which continues it with a typing error.
    pub fn matching(&self, partial: &str) -> Vec<(&str, NameRank)> {
        let plain = plain_name(partial);
        let mut best: HashMap<&str, NameRank> = HashMap::new();
        for entry in self.with_a_word_of(&plain) {
            let Some(rank) = rank(&entry.plain, entry.is_own, &plain) else {
                continue;
            };
            best.entry(&entry.id)
                .and_modify(|least| *least = rank.min(*least))
                .or_insert(rank);
        }
        if best.is_empty() {
            let slip = self
                .misspelt(&plain)
                .or_else(|| self.begun_misspelt(&plain));
            best.extend(slip.map(|id| (id, NameRank::Inside)));
        }
        best.into_iter().collect()
    }

    /// The names that have the longest word of `plain` in them, and so all that continue it: one look over all names, as most
    /// have not. All names if it is empty.
    fn with_a_word_of(&self, plain: &str) -> Vec<&IndexedName> {
        let longest = plain.split(' ').max_by_key(|typed| typed.len());
        let Some(longest) = longest.filter(|longest| !longest.is_empty()) else {
            return self.indexed.iter().collect();
        };
        let finder = Finder::new(longest);
        let (all, mut from) = (self.all_plain.as_bytes(), 0);
        let mut found = Vec::new();
        while let Some(at) = finder.find(&all[from..]) {
            let name = self.ends.partition_point(|end| *end <= from + at);
            found.push(&self.indexed[name]);
            from = self.ends[name];
        }
        found
    }

    /// What to offer while `partial` is being typed: at most `limit` ids and titles, best first, equals by title.
    pub fn suggest(&self, partial: &str, limit: usize) -> Vec<(&str, &str)> {
        let titles: HashMap<&str, &str> = self
            .indexed
            .iter()
            .map(|entry| (&*entry.id, &*entry.title))
            .collect();
        let mut ranked: Vec<(NameRank, &str, &str)> = self
            .matching(partial)
            .into_iter()
            .filter_map(|(id, rank)| Some((rank, *titles.get(id)?, id)))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(limit);
        ranked
            .into_iter()
            .map(|(_, title, id)| (id, title))
            .collect()
    }

    /// The one page of which a name begins like `plain`, but for a typing error.
    fn begun_misspelt(&self, plain: &str) -> Option<&str> {
        let near = self.typos().begun(plain).into_iter();
        let names = near.map(|at| &self.indexed[at as usize]);
        let mut found = names.filter(|entry| errors_of_beginning(plain, &entry.plain).is_some());
        let first = found.next()?;
        let is_only = found.all(|entry| entry.id == first.id);
        is_only.then_some(&*first.id)
    }

    /// The one page whose name is a typing error away. Two equally near pages are no answer, and a country's own name is
    /// never an error: Iraq is not Iran.
    fn misspelt(&self, plain: &str) -> Option<&str> {
        if is_country(plain) {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        let mut is_tied = false;
        for at in self.typos().near(plain) {
            let entry = &self.indexed[at as usize];
            let Some(distance) = typing_errors(plain, &entry.plain) else {
                continue;
            };
            match best {
                Some((least, id)) if distance == least => is_tied |= *id != *entry.id,
                Some((least, _)) if distance > least => {}
                _ => (best, is_tied) = (Some((distance, &*entry.id)), false),
            }
        }
        best.filter(|_| !is_tied).map(|(_, id)| id)
    }

    fn typos(&self) -> &TypoIndex {
        let index = || TypoIndex::of(self.indexed.iter().map(|entry| &*entry.plain));
        self.typos.get_or_init(index)
    }
}

/// Whether a name is of a script that sets no spaces between words, as Chinese and Japanese do.
fn is_without_spaces(plain: &str) -> bool {
    plain.chars().all(is_unspaced)
}

/// The words of a text as names are found in them.
struct Words<'t> {
    text: &'t str,
    /// Where each word is in `text`.
    places: Vec<Range<usize>>,
    plain: Vec<&'t str>,
    /// The same without an "'s" at their ends.
    bare: Vec<&'t str>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str, bare: &'t str) -> Self {
        let mut begin = 0;
        let place = |word: &str| {
            let place = begin..begin + word.len();
            begin = place.end + 1;
            place
        };
        Self {
            text,
            places: text.split(' ').map(place).collect(),
            plain: text.split(' ').collect(),
            bare: bare.split(' ').collect(),
        }
    }

    fn count(&self) -> usize {
        self.plain.len()
    }

    /// Word `at` as it stands, and without its "'s" if that is another.
    fn last_words(&self, at: usize) -> (&'t str, Option<&'t str>) {
        let bare = self.bare.get(at).filter(|bare| **bare != self.plain[at]);
        (self.plain[at], bare.copied())
    }

    /// Some words with the spaces between them.
    fn joined(&self, words: Range<usize>) -> &'t str {
        &self.text[self.places[words.start].start..self.places[words.end - 1].end]
    }
}

#[cfg(test)]
mod tests;
