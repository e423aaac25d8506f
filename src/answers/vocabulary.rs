use std::collections::BTreeMap;

use super::words::Word;

/// Shortest word in which a fix_typo is looked for, in characters.
const SHORTEST: usize = 5;

/// Words as they are written, by which slips of the keys are found.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    stems: BTreeMap<String, String>,
}

impl Vocabulary {
    pub(super) fn add(&mut self, words: Vec<Word>) {
        self.stems
            .extend(words.into_iter().map(|word| (word.plain, word.stem)));
    }

    /// The word that is a fix_typo of the keys away; of several the nearest. The first letter is never a fix_typo.
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
