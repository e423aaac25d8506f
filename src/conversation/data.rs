//! Reads `data/utterances.toml`, which is part of the program.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::phrase::{Token, tokens};
use super::utterance::{CommandKind, Kind};

/// `data/utterances.toml`.
pub(super) static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let read: Lines = toml::from_str(include_str!("data/utterances.toml"))
        .expect("the file is part of the program, and a test reads it");
    read.with_everyday_words()
});

/// A line or phrase, as words.
pub(super) type Phrase = Vec<Token>;

/// A word or phrase each.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(pub Vec<Phrase>);

/// Words, by the form by which they are compared.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Words(HashSet<String>);

/// What is said, by kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lines {
    pub little: Words,
    pub little_elsewhere: Words,
    pub fillers: Words,
    pub asking: Words,
    pub leaning: Words,
    pub requests: Words,
    pub vague: Words,
    pub you: Words,
    pub me: Words,
    #[serde(rename = "lines")]
    pub by_kind: BTreeMap<Kind, Phrases>,
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    #[serde(rename = "command")]
    pub commands: Vec<CommandWords>,
    /// All words above: nobody asks the pages by them alone.
    #[serde(skip)]
    everyday: HashSet<String>,
}

/// A kind, by the words that must be there and those that may.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub is: Kind,
    pub needs: Vec<Phrases>,
    #[serde(default)]
    pub beside: Words,
}

/// How a command is given, by its words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommandWords {
    pub is: CommandKind,
    pub verbs: Phrases,
    pub beside: Words,
}

impl From<Vec<String>> for Phrases {
    fn from(lines: Vec<String>) -> Self {
        Self(lines.iter().map(|line| tokens(line)).collect())
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        let all = words.iter().flat_map(|word| tokens(word));
        Self(all.map(|token| token.stem).collect())
    }
}

impl Words {
    pub(super) fn has(&self, token: &Token) -> bool {
        self.0.contains(&token.stem)
    }
}

impl Phrases {
    /// Whether one of them has a word like this.
    pub(super) fn have_word(&self, token: &Token) -> bool {
        self.words().any(|word| token.is_like(word))
    }

    fn words(&self) -> impl Iterator<Item = &Token> {
        self.0.iter().flatten()
    }
}

impl Lines {
    fn with_everyday_words(mut self) -> Self {
        let lines = self.by_kind.values().flat_map(Phrases::words);
        let rules = self.rules.iter().flat_map(|rule| &rule.needs);
        let words = lines.chain(rules.flat_map(Phrases::words));
        let mut everyday: HashSet<String> = words.map(|token| token.stem.clone()).collect();
        for list in [
            &self.little,
            &self.little_elsewhere,
            &self.fillers,
            &self.asking,
            &self.leaning,
            &self.requests,
            &self.vague,
        ] {
            everyday.extend(list.0.iter().cloned());
        }
        self.everyday = everyday;
        self
    }

    /// Whether it is one of the words of this file.
    pub(super) fn is_everyday(&self, token: &Token) -> bool {
        self.everyday.contains(&token.stem)
    }

    /// Whether it says nothing by itself.
    pub(super) fn is_little(&self, token: &Token) -> bool {
        self.little.has(token) || self.little_elsewhere.has(token)
    }

    /// Whether it says something that decides what a message is, be it a name or not.
    pub(super) fn is_content(&self, token: &Token) -> bool {
        !(self.is_little(token)
            || self.fillers.has(token)
            || self.asking.has(token)
            || self.vague.has(token)
            || token.is_number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_no_line_is_empty_or_of_two_kinds() {
        let mut seen: BTreeMap<Vec<&str>, Kind> = BTreeMap::new();
        for (kind, lines) in &LINES.by_kind {
            assert!(lines.0.len() > 20, "{kind:?}");
            for line in &lines.0 {
                assert!(!line.is_empty(), "{kind:?}");
                let words = line.iter().map(|token| &*token.plain).collect();
                let other = seen.insert(words, *kind);
                assert!(
                    other.is_none_or(|other| other == *kind),
                    "{line:?}: {other:?}"
                );
            }
        }
        assert_eq!(LINES.commands.len(), 3);
        let phrases = LINES.rules.iter().flat_map(|rule| &rule.needs);
        assert!(
            phrases
                .flat_map(|group| &group.0)
                .all(|phrase| !phrase.is_empty())
        );
    }
}
