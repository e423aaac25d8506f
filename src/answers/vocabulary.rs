//! Typos: the known word that a typed one was most likely meant to be.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::words::Word;

/// Shortest word in which a typo is looked for, in characters: shorter words are too near to each other.
const SHORTEST: usize = 5;

/// Which words a typed one can be a typo of: one slip away, or two if it is long. The first letter is taken to be right,
/// which people seldom miss.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slips {
    /// The letter that the word begins with.
    pub first: char,
    /// How many characters were typed.
    length: usize,
    allowed: usize,
}

impl Slips {
    /// What is allowed in `typed`. None if it is too short.
    pub(super) fn allowed_in(typed: &str) -> Option<Self> {
        let length = typed.chars().count();
        let allowed = match length {
            ..SHORTEST => return None,
            5..=8 => 1,
            _ => 2,
        };
        Some(Self {
            first: typed.chars().next()?,
            length,
            allowed,
        })
    }

    /// The lengths that the word can have, in characters.
    pub(super) fn lengths(self) -> RangeInclusive<usize> {
        self.length - self.allowed..=self.length + self.allowed
    }
}

/// The nearest of `words` that `typed` can be a typo of; of equals the first by its letters.
pub(super) fn nearest<'w, T: Ord>(
    typed: &str,
    slips: Slips,
    words: impl Iterator<Item = (&'w str, T)>,
) -> Option<(&'w str, T)> {
    let measured = words.map(|(word, of)| (strsim::osa_distance(typed, word), word, of));
    let best = measured
        .filter(|(distance, ..)| *distance <= slips.allowed)
        .min();
    best.map(|(_, word, of)| (word, of))
}

/// Known words, each with its stem.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    stems: BTreeMap<String, String>,
}

impl Vocabulary {
    pub(super) fn add(&mut self, words: Vec<Word>) {
        self.stems
            .extend(words.into_iter().map(|word| (word.plain, word.stem)));
    }

    pub(super) fn has(&self, plain: &str) -> bool {
        self.stems.contains_key(plain)
    }

    /// The word that `typed` is a typo of.
    pub(super) fn fix_typo(&self, typed: &str) -> Option<Word> {
        let slips = Slips::allowed_in(typed)?;
        let begun = self.stems.range(slips.first.to_string()..);
        let begun = begun.take_while(|(word, _)| word.starts_with(slips.first));
        let near = begun.filter(|(word, _)| slips.lengths().contains(&word.chars().count()));
        let words = near.map(|(word, stem)| (word.as_str(), stem));
        let (plain, stem) = nearest(typed, slips, words)?;
        Some(Word {
            plain: plain.to_owned(),
            stem: stem.clone(),
        })
    }
}
