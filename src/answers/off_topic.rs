//! What no page answers, however near it comes: opinions, forecasts, orders to the bot, small talk, and facts of kinds
//! that the knowledge does not hold. The words are in `data/off_topic.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{WordSet, parsed};
use crate::knowledge::plain_words;

static OFF_TOPIC: LazyLock<OffTopic> =
    LazyLock::new(|| parsed(include_str!("data/off_topic.toml")));

/// What no page answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OffTopic {
    /// By what they are about.
    phrases: BTreeMap<String, Vec<String>>,
    facts: FactKinds,
    counts: CountWords,
}

/// Words that name a kind of fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactKinds {
    kinds: WordSet,
}

/// How a number is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountWords {
    /// In the order in which they are looked for.
    asked_by: Vec<String>,
    end: WordSet,
}

/// Whether `question` asks for what no page answers.
pub(super) fn is_off_topic(question: &str) -> bool {
    let plain = format!(" {} ", plain_words(question));
    let mut phrases = OFF_TOPIC.phrases.values().flatten();
    phrases.any(|phrase| plain.contains(&format!(" {phrase} ")))
}

/// Whether a word names a kind of fact: a passage that lacks the word lacks the fact.
pub(super) fn is_fact_kind(plain: &str) -> bool {
    OFF_TOPIC.facts.kinds.has(plain)
}

/// What is to be counted, if a number is asked for: the words after "how many" up to the verb.
pub(super) fn counted(question: &str) -> Option<String> {
    let counts = &OFF_TOPIC.counts;
    let plain = plain_words(question);
    let mut asked_by = counts.asked_by.iter();
    let (_, after) = asked_by.find_map(|phrase| plain.split_once(phrase))?;
    let words = after.split(' ').filter(|word| !word.is_empty());
    Some(words.take_while(|word| !counts.end.has(word)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A phrase with a capital or an accent would never be found, and nobody would notice.
    #[test]
    fn every_phrase_is_written_as_questions_are_compared() {
        let phrases = OFF_TOPIC.phrases.values().flatten();
        let phrases: Vec<&String> = phrases.chain(&OFF_TOPIC.counts.asked_by).collect();
        assert!(phrases.len() > 100 && OFF_TOPIC.facts.kinds.len() > 40);
        for phrase in phrases {
            assert_eq!(plain_words(phrase), *phrase);
        }
    }

    #[test]
    fn what_is_counted_is_named_after_how_many() {
        let counts = |question| counted(question);
        assert_eq!(
            counts("How many warheads does Russia have?").as_deref(),
            Some("warheads")
        );
        assert_eq!(counts("Who has warheads?"), None);
    }
}
