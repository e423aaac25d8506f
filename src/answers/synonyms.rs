//! Other ways to say a thing: what a question says by a nickname is read as if it said the thing too.

use std::collections::HashMap;
use std::ops::Range;

use super::vocabulary::Vocabulary;
use super::words::{self, Word};
use crate::knowledge::Synonym;

/// What people say, by the stems of their words.
#[derive(Debug, Default)]
pub(super) struct Synonyms {
    by_stems: HashMap<String, usize>,
    /// What is said without spaces between the words, and its meaning.
    unspaced: Vec<(String, usize)>,
    means: Vec<String>,
    longest: usize,
    /// Every word that is said, by which slips of the keys are found.
    vocabulary: Vocabulary,
}

/// A meaning that a question has by other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said<'s> {
    pub means: &'s str,
    /// The words that say it.
    pub words: Range<usize>,
}

impl Synonyms {
    pub(super) fn of(synonyms: &[Synonym]) -> Self {
        let mut index = Self::default();
        for (at, synonym) in synonyms.iter().enumerate() {
            index.means.push(synonym.means.clone());
            for said in &synonym.says {
                let words = words::all(said);
                if said.chars().all(words::is_han) {
                    index.unspaced.push((said.clone(), at));
                } else if !words.is_empty() {
                    index.longest = index.longest.max(words.len());
                    index.by_stems.entry(key(&words)).or_insert(at);
                    index.vocabulary.add(words);
                }
            }
        }
        index
    }

    /// The word that is a fix_typo of the keys away.
    pub(super) fn fix_typo(&self, typed: &str) -> Option<Word> {
        self.vocabulary.fix_typo(typed)
    }

    /// What `asked`, whose words are `words`, says by other words. The longest names win.
    ///
    /// Words that are part of a name, `named`, say nothing else: the Hermit Kingdom is no kingdom.
    pub(super) fn said(&self, asked: &str, words: &[Word], named: &[bool]) -> Vec<Said<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = self.longest.min(words.len() - at);
            let longest = (1..=most).rev().find_map(|length| {
                let meaning = self.by_stems.get(&key(&words[at..at + length]))?;
                let is_free = named[at..at + length].iter().any(|named| !named);
                is_free.then_some((length, *meaning))
            });
            let length = longest.map_or(1, |(length, _)| length);
            found.extend(longest.map(|(length, meaning)| Said {
                means: &self.means[meaning],
                words: at..at + length,
            }));
            at += length;
        }
        let unspaced = self
            .unspaced
            .iter()
            .filter(|(said, _)| asked.contains(said.as_str()));
        found.extend(unspaced.map(|(_, meaning)| Said {
            means: &self.means[*meaning],
            words: 0..0,
        }));
        found
    }
}

/// A leading "the" makes no difference.
fn key(words: &[Word]) -> String {
    let words = match words {
        [first, rest @ ..] if first.plain == "the" && !rest.is_empty() => rest,
        words => words,
    };
    words
        .iter()
        .map(|word| word.stem.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}
