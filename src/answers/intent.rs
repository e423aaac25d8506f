//! What kind of thing a question wants to know, by the rules in `data/intents.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{WordSet, parsed};

static INTENTS: LazyLock<IntentRules> = LazyLock::new(|| parsed(include_str!("data/intents.toml")));

/// What kind of thing a question wants to know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Intent {
    /// Anything.
    #[default]
    What,
    /// A person, a state or an organization.
    Who,
    /// A date.
    When,
    /// A place.
    Where,
    /// A reason.
    Why,
    /// The verdict: how it sits with U.S. aims.
    Stance,
    /// Two things side by side.
    Compare,
    /// What has changed.
    Changed,
    /// Who leads an organization.
    Chair,
    /// Who belongs to one.
    Members,
    /// A summit to come.
    Next,
    /// What a word means.
    Meaning,
}

/// Tried in order; the first that holds decides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IntentRules {
    #[serde(rename = "rule")]
    rules: Vec<IntentRule>,
}

/// What makes a question one of `intent`; `data/intents.toml` says how the lists are read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IntentRule {
    intent: Intent,
    #[serde(default)]
    words: WordSet,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    only_with: Option<WordSet>,
}

/// What a question wants to know. `words` are its words as they are compared; `meant` is its text with its nicknames
/// spelt out.
pub(super) fn intent(words: &[&str], meant: &str) -> Intent {
    let sentence = format!(" {} ", words.join(" "));
    let mut rules = INTENTS.rules.iter();
    rules
        .find(|rule| rule.holds(words, &sentence, meant))
        .map_or(Intent::What, |rule| rule.intent)
}

impl IntentRule {
    /// `sentence` is the words with a space between, before and after them, so that phrases are found as whole words.
    fn holds(&self, words: &[&str], sentence: &str, meant: &str) -> bool {
        let is_worded = words.iter().any(|word| self.words.has(word));
        let mut phrases = self.phrases.iter();
        let mut parts = self.contains.iter();
        let is_meant = is_worded
            || phrases.any(|phrase| sentence.contains(&format!(" {phrase} ")))
            || parts.any(|part| meant.contains(part));
        let has_company = || {
            let only_with = self.only_with.as_ref();
            only_with.is_none_or(|with| words.iter().any(|word| with.has(word)))
        };
        is_meant && has_company()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;

    /// A sign that stands in two rules is never reached the second time. Phrases are looked for in words without capitals and
    /// accents.
    #[test]
    fn every_sign_of_an_intent_stands_in_one_rule_and_can_be_found() {
        assert!(INTENTS.rules.len() > 10);
        let mut seen = HashSet::new();
        for rule in &INTENTS.rules {
            let signs = rule.phrases.iter().chain(&rule.contains);
            for sign in signs {
                assert!(seen.insert(sign), "{sign} stands in two rules");
            }
            for phrase in &rule.phrases {
                assert_eq!(crate::knowledge::plain_words(phrase), *phrase);
            }
        }
    }

    /// The snapshot was made by the code that these rules replaced.
    #[test]
    fn every_question_of_the_file_keeps_what_it_wants_to_know() {
        let mut by_intent: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in include_str!("../../tests/questions.jsonl").lines() {
            let question: serde_json::Value = serde_json::from_str(line).unwrap();
            let turns = question["turns"].as_array().unwrap().iter().enumerate();
            for (turn, text) in turns {
                let text = crate::answers::bare_question(text.as_str().unwrap());
                let words = crate::answers::words::all(&text);
                let plain: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
                let id = format!("{}/{turn}", question["id"].as_str().unwrap());
                let mut add = |key: String| by_intent.entry(key).or_default().push(id.clone());
                add(format!("{:?}", intent(&plain, &text)));
                if crate::answers::off_topic::is_off_topic(&text) {
                    add("off topic".to_owned());
                }
                if let Some(counted) = crate::answers::off_topic::counted(&text) {
                    add(format!("counts {counted}"));
                }
            }
        }
        let lines = by_intent
            .iter()
            .map(|(intent, ids)| format!("{intent}: {}\n", ids.join(" ")));
        insta::assert_snapshot!(lines.collect::<String>());
    }
}
