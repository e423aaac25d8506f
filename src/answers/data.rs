//! Reads `data/*.toml`: the words and rules that questions are read by. They are part of the program; to change what is
//! understood, edit those files.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::knowledge::plain_words;

/// Words as they are compared, whatever accents and capitals they have in the file: "сейчас" is typed as "сеичас" too.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct WordSet(HashSet<String>);

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        Self(words.iter().map(|word| plain_words(word)).collect())
    }
}

impl WordSet {
    /// Whether `plain` is one of them.
    pub(super) fn has(&self, plain: &str) -> bool {
        self.0.contains(plain)
    }

    /// How many there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A file out of `data/`.
pub(super) fn parsed<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("the file is part of the program, and a test reads it")
}

#[cfg(test)]
mod tests {
    use toml::{Table, Value};

    use super::*;

    const FILES: [&str; 1] = [include_str!("data/words.toml")];

    /// Every list of words in a file, with the keys that lead to it.
    fn lists(path: &str, value: &Value, found: &mut Vec<(String, Vec<String>)>) {
        match value {
            Value::Array(items) if items.iter().all(Value::is_str) => {
                let words = items.iter().filter_map(Value::as_str);
                found.push((path.to_owned(), words.map(str::to_owned).collect()));
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    lists(&format!("{path}[{at}]"), item, found);
                }
            }
            Value::Table(table) => {
                for (key, value) in table {
                    lists(&format!("{path}.{key}"), value, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn no_list_names_a_word_twice_or_an_empty_one() {
        for file in FILES {
            let table: Table = file.parse().unwrap();
            let mut found = Vec::new();
            lists("", &Value::Table(table), &mut found);
            assert!(!found.is_empty());
            for (path, words) in found {
                let plain: HashSet<String> = words.iter().map(|word| plain_words(word)).collect();
                assert_eq!(plain.len(), words.len(), "{path}: {words:?}");
                assert!(!plain.contains(""), "{path}: {words:?}");
            }
        }
    }

    /// In the file they may have capitals and accents: "сейчас" is typed without its breve as well.
    #[test]
    fn a_word_is_found_as_questions_are_compared() {
        let words = WordSet::from(vec!["сейчас".to_owned(), "Now".to_owned()]);
        assert!(words.has(&plain_words("Сейчас")) && words.has("now"));
        assert!(!words.has("then"));
        assert_eq!(words.len(), 2);
    }
}
