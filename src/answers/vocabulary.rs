//! Typos: the known word that a typed one was most likely meant to be.

use std::collections::BTreeMap;

use super::words::Word;

/// Shortest word in which a typo is looked for, in characters: shorter words are too near to each other.
const SHORTEST: usize = 5;

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

    /// The word that `typed` is a typo of: one slip away, or two if it is long; of several the nearest. The first
    /// letter is taken to be right, which people seldom miss.
    pub(super) fn fix_typo(&self, typed: &str) -> Option<Word> {
        let first = typed.get(..typed.chars().next()?.len_utf8())?;
        let length = typed.chars().count();
        let allowed = match length {
            ..SHORTEST => return None,
            5..=8 => 1,
            _ => 2,
        };
        let words = self
            .stems
            .range(first.to_owned()..)
            .take_while(|(word, _)| word.starts_with(first));
        let near = words.filter(|(word, _)| word.chars().count().abs_diff(length) <= allowed);
        let measured = near.map(|(word, stem)| (strsim::osa_distance(typed, word), word, stem));
        let best = measured.filter(|(slips, _, _)| *slips <= allowed).min();
        best.map(|(_, word, stem)| Word {
            plain: word.clone(),
            stem: stem.clone(),
        })
    }
}
