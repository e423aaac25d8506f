//! The words of a text as they are compared: plain, without endings, without those that say nothing by themselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use super::data::{WordSet, parsed};
use crate::knowledge::{Actor, is_han, is_russian, plain_words};

/// `data/words.toml`.
pub(super) static WORDS: LazyLock<WordLists> =
    LazyLock::new(|| parsed(include_str!("data/words.toml")));

/// What the words of questions and passages are worth.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordLists {
    pub stop: WordSet,
    pub now: WordSet,
    pub past: WordSet,
    pub next: WordSet,
    pub compare: WordSet,
    pub follow_up: FollowUpWords,
    pub actors: BTreeMap<Actor, ActorWords>,
}

/// How a question leans on the one before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowUpWords {
    pub begins: WordSet,
    pub fillers: WordSet,
    pub points: WordSet,
}

/// The words that name an actor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActorWords {
    pub names: WordSet,
    /// A word that names the actor in capitals, or unless it follows one of `pronoun_after`.
    pub pronoun: Option<String>,
    #[serde(default)]
    pub pronoun_after: WordSet,
}

/// A word, and the form by which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case, without accents and apostrophes.
    pub plain: String,
    /// Without its English or Russian ending.
    pub stem: String,
}

/// A word of a question, and whether it is part of a name: of a page, or of an actor.
pub(super) struct QueryWord {
    pub word: Word,
    pub is_name: bool,
}

/// Every word of `text`, in its order.
pub(super) fn all(text: &str) -> Vec<Word> {
    let english = Stemmer::create(Algorithm::English);
    let russian = Stemmer::create(Algorithm::Russian);
    let mut words = Vec::new();
    each_unspaced(&plain_words(text), |plain| {
        let stemmer = if is_russian(plain) {
            &russian
        } else {
            &english
        };
        let stem = stemmer.stem(plain).into_owned();
        let plain = plain.to_owned();
        words.push(Word { plain, stem });
    });
    words
}

/// The words of `text` that carry meaning.
pub(super) fn content(text: &str) -> Vec<Word> {
    let mut words = all(text);
    words.retain(|word| !is_stop(&word.plain));
    words
}

/// Whether it carries no meaning of its own.
pub(super) fn is_stop(plain: &str) -> bool {
    WORDS.stop.has(plain)
}

/// The words of a plain text. Chinese sets no spaces between words: pairs of characters stand in their place.
pub(super) fn each_unspaced(plain: &str, mut take: impl FnMut(&str)) {
    for word in plain.split(' ').filter(|word| !word.is_empty()) {
        let is_chinese = word.chars().nth(2).is_some() && word.chars().all(is_han);
        if !is_chinese {
            take(word);
            continue;
        }
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
        for ((begin, _), end) in word.char_indices().zip(ends) {
            take(&word[begin..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_words_is_read() {
        assert!(WORDS.stop.len() > 150 && WORDS.now.len() > 5 && WORDS.past.len() > 5);
        assert_eq!(WORDS.actors.len(), 4);
    }

    #[test]
    fn endings_accents_and_little_words_make_no_difference() {
        let stems = |text| {
            content(text)
                .into_iter()
                .map(|word| word.stem)
                .collect::<Vec<_>>()
        };
        assert_eq!(stems("What are the VETOES about?"), stems("veto"));
        assert_eq!(
            stems("Iran's exporting"),
            stems("export of Iran")
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
        );
        assert_eq!(stems("霍尔木兹"), ["霍尔", "尔木", "木兹"]);
        assert!(stems("who is it, and why?").is_empty());
    }
}
