//! What the passages of one page are found by, made of their texts. Words are remembered, as most stand in many texts: each
//! is stemmed once.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::lexicon::PassageStems;
use super::meaning_store::TextKey;
use super::passage::Passage;
use super::word_table::{WordId, WordTableBuilder};
use super::words;
use crate::knowledge::{is_russian, plain_words};

/// What the passages of a page are found by.
pub(super) struct PageDraft {
    /// The stems of each passage. Their numbers are those of the drafter until [`PageDraft::renumber`].
    pub stems: Vec<PassageStems>,
    /// Every word that means something, each once.
    pub words: Vec<WordId>,
    /// By which each passage's meaning is kept.
    pub keys: Vec<TextKey>,
}

/// Makes drafts, and remembers words meanwhile.
pub(super) struct PageDrafter {
    english: Stemmer,
    russian: Stemmer,
    /// Words as they are compared, by their letters.
    places: HashMap<Box<str>, usize>,
    words: Vec<DraftWord>,
    stems: HashMap<Box<str>, WordId>,
}

/// The words of drafts, with the numbers that these know them by.
pub(super) struct DraftedWords {
    /// Each word and the number of its stem.
    words: Vec<(Box<str>, WordId)>,
    stems: HashMap<Box<str>, WordId>,
}

/// A word as it is compared.
struct DraftWord {
    plain: Box<str>,
    stem: WordId,
    /// Whether it carries meaning.
    is_content: bool,
}

impl PageDrafter {
    pub(super) fn new() -> Self {
        Self {
            english: Stemmer::create(Algorithm::English),
            russian: Stemmer::create(Algorithm::Russian),
            places: HashMap::new(),
            words: Vec::new(),
            stems: HashMap::new(),
        }
    }

    /// What the passages of a page are found by.
    pub(super) fn draft(&mut self, passages: &[Passage]) -> PageDraft {
        let mut stems = Vec::with_capacity(passages.len());
        let mut used = Vec::new();
        for passage in passages {
            let mut found_by = self.words_of(&heading(passage));
            found_by.extend(self.words_of(&passage.entry.text));
            for asked in &passage.asked {
                found_by.extend(self.words_of(asked));
            }
            found_by.retain(|at| self.words[*at].is_content);
            stems.push(self.passage_stems(&found_by));
            used.append(&mut found_by);
        }
        used.sort_unstable();
        used.dedup();
        let word = |at: usize| WordId::try_from(at).expect("fewer words than a number counts");
        PageDraft {
            stems,
            words: used.into_iter().map(word).collect(),
            keys: passages
                .iter()
                .map(|passage| TextKey::of(&meant_by(passage)))
                .collect(),
        }
    }

    /// The words of all that was drafted.
    pub(super) fn into_words(self) -> DraftedWords {
        let words = self.words.into_iter();
        DraftedWords {
            words: words.map(|word| (word.plain, word.stem)).collect(),
            stems: self.stems,
        }
    }

    /// The words of a text as they are compared.
    fn words_of(&mut self, text: &str) -> Vec<usize> {
        let plain = plain_words(text);
        let mut found = Vec::new();
        words::each_unspaced(&plain, |word| found.push(self.word(word)));
        found
    }

    fn word(&mut self, plain: &str) -> usize {
        if let Some(known) = self.places.get(plain) {
            return *known;
        }
        let stemmer = if is_russian(plain) {
            &self.russian
        } else {
            &self.english
        };
        let stem = stemmer.stem(plain);
        let stem = if let Some(known) = self.stems.get(&*stem) {
            *known
        } else {
            let id = WordId::try_from(self.stems.len()).expect("fewer than a number counts");
            self.stems.insert(stem.into(), id);
            id
        };
        let at = self.words.len();
        self.words.push(DraftWord {
            plain: plain.into(),
            stem,
            is_content: !words::is_stop(plain),
        });
        self.places.insert(plain.into(), at);
        at
    }

    fn passage_stems(&self, words: &[usize]) -> PassageStems {
        let mut stems: Vec<WordId> = words.iter().map(|at| self.words[*at].stem).collect();
        stems.sort_unstable();
        let counts = stems.chunk_by(|one, other| one == other);
        let counts = counts.map(|same| (same[0], u16::try_from(same.len()).unwrap_or(u16::MAX)));
        PassageStems {
            counts: counts.collect(),
            length: u32::try_from(words.len()).unwrap_or(u32::MAX),
        }
    }
}

impl DraftedWords {
    /// Adds the words to a table. Gives their numbers there, and those of the stems, by those that they have here.
    pub(super) fn add_to(&self, table: &mut WordTableBuilder) -> (Vec<WordId>, Vec<WordId>) {
        let mut stems = vec![""; self.stems.len()];
        for (stem, id) in &self.stems {
            stems[*id as usize] = stem;
        }
        let mut stem_ids = vec![0; stems.len()];
        let mut word_ids = Vec::with_capacity(self.words.len());
        for (plain, stem) in &self.words {
            let id = table.add(plain, stems[*stem as usize]);
            stem_ids[*stem as usize] = table.stem(id);
            word_ids.push(id);
        }
        (word_ids, stem_ids)
    }
}

impl PageDraft {
    /// Puts the numbers of a table in place of the drafter's, by [`DraftedWords::add_to`].
    pub(super) fn renumber(&mut self, word_ids: &[WordId], stem_ids: &[WordId]) {
        for word in &mut self.words {
            *word = word_ids[*word as usize];
        }
        for stem in self
            .stems
            .iter_mut()
            .flat_map(|passage| &mut passage.counts)
        {
            stem.0 = stem_ids[stem.0 as usize];
        }
    }
}

/// The words beside its text by which a passage is found.
fn heading(passage: &Passage) -> String {
    let date = passage.date().map_or_else(String::new, |date| {
        date.first_day().strftime("%Y %B").to_string()
    });
    let label = passage.entry.label.as_deref().unwrap_or_default();
    format!("{} {label} {date}", passage.title)
}

/// What the sentence model reads of a passage: its text, after what it is about.
pub(super) fn meant_by(passage: &Passage) -> String {
    let text = &passage.entry.text;
    match &passage.entry.label {
        Some(label) => format!("{}: {label}: {text}", passage.title),
        None => format!("{}: {text}", passage.title),
    }
}

/// Whether the passages of both lists are found by the same words and meanings.
pub(super) fn are_found_alike(some: &[Passage], others: &[Passage]) -> bool {
    let is_alike = |(one, other): (&Passage, &Passage)| {
        one.title == other.title
            && one.entry.label == other.entry.label
            && one.entry.text == other.entry.text
            && one.asked == other.asked
            && one.date() == other.date()
    };
    some.len() == others.len() && some.iter().zip(others).all(is_alike)
}
