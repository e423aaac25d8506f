//! Other ways to say a thing: what a question says by a nickname is read as if it said the thing too.

use std::collections::HashMap;
use std::ops::Range;

use super::vocabulary::Vocabulary;
use super::words::{self, QueryWord, Word};
use crate::knowledge::{Synonym, is_han};

/// What people say, by the stems of their words.
#[derive(Debug, Default)]
pub(super) struct Synonyms {
    by_stems: HashMap<String, usize>,
    /// What is said without spaces between the words, and its meaning.
    unspaced: Vec<(String, usize)>,
    means: Vec<String>,
    /// Most words of any.
    longest: usize,
    /// Every word of them, for typos.
    vocabulary: Vocabulary,
}

/// What a question says by other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said<'s> {
    pub means: &'s str,
    /// The places of the words that say it; empty where a script has no spaces between words.
    pub words: Range<usize>,
}

impl Synonyms {
    pub(super) fn of(synonyms: &[Synonym]) -> Self {
        let mut index = Self::default();
        for (at, synonym) in synonyms.iter().enumerate() {
            index.means.push(synonym.means.clone());
            for said in &synonym.says {
                let words = words::all(said);
                if said.chars().all(is_han) {
                    index.unspaced.push((said.clone(), at));
                } else if !words.is_empty() {
                    index.longest = index.longest.max(words.len());
                    index.by_stems.entry(key(words.iter())).or_insert(at);
                    index.vocabulary.add(words);
                }
            }
        }
        index
    }

    /// Whether it is a word of one of them, and so no typo.
    pub(super) fn has_word(&self, plain: &str) -> bool {
        self.vocabulary.has(plain)
    }

    /// The known word that `typed` is a typo of.
    pub(super) fn fix_typo(&self, typed: &str) -> Option<Word> {
        self.vocabulary.fix_typo(typed)
    }

    /// What `asked`, whose words are `words`, says by other words. The longest of several wins.
    ///
    /// What is part of a name says nothing else: the Hermit Kingdom is no kingdom.
    pub(super) fn said(&self, asked: &str, words: &[QueryWord]) -> Vec<Said<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = self.longest.min(words.len() - at);
            let longest = (1..=most).rev().find_map(|length| {
                let window = &words[at..at + length];
                let meaning = self
                    .by_stems
                    .get(&key(window.iter().map(|one| &one.word)))?;
                let is_free = window.iter().any(|one| !one.is_name);
                is_free.then_some((length, *meaning))
            });
            let length = longest.map_or(1, |(length, _)| length);
            found.extend(longest.map(|(length, meaning)| Said {
                means: &self.means[meaning],
                words: at..at + length,
            }));
            at += length;
        }
        let has_han = asked.chars().any(is_han);
        let unspaced = self.unspaced.iter().filter(|_| has_han);
        let unspaced = unspaced.filter(|(said, _)| asked.contains(said.as_str()));
        found.extend(unspaced.map(|(_, meaning)| Said {
            means: &self.means[*meaning],
            words: 0..0,
        }));
        found
    }
}

/// What words are looked up by: their stems. A leading "the" makes no difference.
fn key<'w>(words: impl ExactSizeIterator<Item = &'w Word>) -> String {
    let is_only = words.len() == 1;
    let mut words = words.peekable();
    if !is_only {
        words.next_if(|first| first.plain == "the");
    }
    let stems: Vec<&str> = words.map(|word| word.stem.as_str()).collect();
    stems.join(" ")
}
