//! Whether the best passage answers, or merely is the best there is.

use super::index::Index;
use super::off_topic::{counted, is_kind, is_off_topic};
use super::question::ParsedQuery;
use super::rank::{Ranked, dot};
use super::words;
use crate::knowledge::is_country;

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Confidence {
    Answer(f32),
    Decline(f32),
}

impl Confidence {
    pub(super) fn value(self) -> f32 {
        match self {
            Self::Answer(value) | Self::Decline(value) => value,
        }
    }
}

/// At this and above a passage answers.
const ENOUGH: f32 = 0.5;
/// What is asked of a country that no page has is not answered by another country's page.
const ELSEWHERE: f32 = 0.15;

pub(super) fn confidence(index: &Index, asked: &ParsedQuery, ranked: &[Ranked]) -> Confidence {
    let Some(best) = ranked.first() else {
        return Confidence::Decline(0.0);
    };
    if asked.query.is_empty() && asked.subjects.is_empty() || is_off_topic(&asked.text) {
        return Confidence::Decline(0.0);
    }
    let features = features(index, asked, best);
    let sum: f32 = features
        .iter()
        .zip(WEIGHTS)
        .map(|(sign, weight)| sign * weight)
        .sum();
    let mut value = 1.0 / (1.0 + (-(sum + BIAS)).exp());
    if is_elsewhere(index, asked, best)
        || lacks_the_kind(index, asked, best)
        || is_not_counted(index, asked, best)
    {
        value *= ELSEWHERE;
    }
    if value >= ENOUGH {
        Confidence::Answer(value)
    } else {
        Confidence::Decline(value)
    }
}

// By logistic regression on the tuning part of tests/questions.jsonl.
const BIAS: f32 = -5.19;
const WEIGHTS: [f32; 11] = [
    3.24, 3.59, 0.33, 1.39, 0.87, 0.15, 1.12, 4.38, 1.93, -0.02, 2.12,
];

fn features(index: &Index, asked: &ParsedQuery, best: &Ranked) -> [f32; 11] {
    let near = nearness(index, asked, best);
    let mean = near
        .iter()
        .map(|(nearness, weight)| nearness * weight)
        .sum::<f32>()
        / near
            .iter()
            .map(|(_, weight)| weight)
            .sum::<f32>()
            .max(0.001);
    let is_thin = asked.content_terms.is_empty();
    let is_foreign = asked
        .content_terms
        .iter()
        .filter(|word| !word.plain.is_ascii())
        .count()
        * 2
        > asked.content_terms.len();
    let rest = if is_thin { 0.6 } else { best.rest };
    let coverage = if is_thin { 0.6 } else { best.coverage };
    [
        best.meaning,
        best.words,
        coverage,
        best.subject,
        if is_thin { 0.6 } else { mean },
        rest,
        if is_thin { 1.0 } else { 0.0 },
        if is_foreign { 1.0 } else { 0.0 },
        best.subject * coverage,
        best.subject * rest,
        if best.kind >= 0.8 { best.subject } else { 0.0 },
    ]
}

/// How near each word that is asked comes to some word of the passage, and how content_terms the word is.
fn nearness(index: &Index, asked: &ParsedQuery, best: &Ranked) -> Vec<(f32, f32)> {
    let passage = &index.passages[best.at];
    let text = format!(
        "{} {} {}",
        passage.title,
        passage.entry.text,
        passage.asked.join(" ")
    );
    let there: Vec<(String, Vec<f32>)> = words::content(&text)
        .into_iter()
        .map(|word| (word.stem, index.model.embed(&word.plain)))
        .collect();
    let of_word = |word: &words::Word| {
        if there.iter().any(|(stem, _)| *stem == word.stem) {
            return 1.0;
        }
        let vector = index.model.embed(&word.plain);
        there
            .iter()
            .map(|(_, other)| dot(&vector, other))
            .fold(0.0, f32::max)
    };
    asked
        .content_terms
        .iter()
        .map(|word| (of_word(word), index.search.lexicon.weight(&word.stem)))
        .collect()
}

/// Whether a country is asked about that neither the passage nor its page speaks of.
fn is_elsewhere(index: &Index, asked: &ParsedQuery, best: &Ranked) -> bool {
    let passage = &index.passages[best.at];
    let there = words::all(&format!("{} {}", passage.title, passage.entry.text));
    let is_there = |word: &words::Word| there.iter().any(|other| other.stem == word.stem);
    let countries = asked
        .content_terms
        .iter()
        .filter(|word| is_country(&word.plain));
    countries.into_iter().any(|word| !is_there(word))
}

/// Whether a kind of fact is asked for that the passage does not have.
fn lacks_the_kind(index: &Index, asked: &ParsedQuery, best: &Ranked) -> bool {
    let there = words::all(&index.passages[best.at].entry.text);
    let is_there = |word: &words::Word| there.iter().any(|other| other.stem == word.stem);
    asked
        .content_terms
        .iter()
        .filter(|word| is_kind(&word.plain))
        .any(|word| !is_there(word))
}

/// Whether a number is asked for that the passage does not give.
fn is_not_counted(index: &Index, asked: &ParsedQuery, best: &Ranked) -> bool {
    let Some(counted) = counted(&asked.text) else {
        return false;
    };
    let there = words::all(&index.passages[best.at].entry.text);
    let counted = words::content(&counted);
    let is_there = |word: &words::Word| there.iter().any(|other| other.stem == word.stem);
    !counted.is_empty() && !counted.iter().any(is_there)
}
