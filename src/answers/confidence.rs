//! Whether the best passage answers the question, or is only the best there is.

use std::cell::LazyCell;
use std::collections::HashSet;

use super::index::Index;
use super::off_topic::{counted, is_fact_kind, is_off_topic};
use super::passage::Passage;
use super::question::ParsedQuery;
use super::rank::{Ranked, dot};
use super::words::{self, Word};
use crate::knowledge::is_country;

/// Whether to answer, and how sure it is that the best passage does, from 0 to 1.
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

/// At this and above a passage answers: it is likelier than not.
const ENOUGH: f32 = 0.5;
/// What the confidence is multiplied by if the passage lacks what was asked for: a country, a kind of fact, a number.
/// Even a perfect match is then declined.
const LACKING: f32 = 0.15;
/// What stands in for a measure of the words asked where none carries meaning ("Maduro?"): neither a match nor a miss.
const THIN: f32 = 0.6;
/// How far a passage must be of the kind that was asked for to count as of that kind.
const OF_KIND: f32 = 0.8;

/// What the confidence is made of: a number a feature, mostly from 0 to 1; or the weight of each.
#[derive(Debug, Clone, Copy)]
struct Features {
    /// How near the passage is in meaning.
    meaning: f32,
    /// How well its words match.
    words: f32,
    /// How much of what is asked stands in it.
    coverage: f32,
    /// How far it is about what the question names.
    subject: f32,
    /// How near each word asked comes to some word of it, on average.
    nearness: f32,
    /// How near it is in meaning without the names.
    rest: f32,
    /// 1 if no word asked carries meaning beside names, else 0.
    is_thin: f32,
    /// 1 if most words asked are in another script, else 0.
    is_foreign: f32,
    /// `subject` times `coverage`.
    subject_and_coverage: f32,
    /// `subject` times `rest`.
    subject_and_rest: f32,
    /// `subject` if it is of the kind that was asked for, else 0.
    subject_of_kind: f32,
}

/// By logistic regression on the tuning part of `tests/questions.jsonl`.
const WEIGHTS: Features = Features {
    meaning: 3.24,
    words: 3.59,
    coverage: 0.33,
    subject: 1.39,
    nearness: 0.87,
    rest: 0.15,
    is_thin: 1.12,
    is_foreign: 4.38,
    subject_and_coverage: 1.93,
    subject_and_rest: -0.02,
    subject_of_kind: 2.12,
};
/// The sum at which it is as likely as not that the passage answers, by the same regression.
const BIAS: f32 = -5.19;

impl Features {
    fn of(index: &Index, asked: &ParsedQuery, best: &Ranked, passage: &Passage) -> Self {
        let terms = &asked.content_terms;
        let is_thin = terms.is_empty();
        let foreign = terms.iter().filter(|word| !word.plain.is_ascii()).count();
        let or_thin = |measure: f32| if is_thin { THIN } else { measure };
        let (rest, coverage) = (or_thin(best.rest), or_thin(best.coverage));
        let is_of_kind = best.kind >= OF_KIND;
        Self {
            meaning: best.meaning,
            words: best.words,
            coverage,
            subject: best.subject,
            nearness: or_thin(mean_nearness(index, asked, passage)),
            rest,
            is_thin: f32::from(u8::from(is_thin)),
            is_foreign: f32::from(u8::from(2 * foreign > terms.len())),
            subject_and_coverage: best.subject * coverage,
            subject_and_rest: best.subject * rest,
            subject_of_kind: if is_of_kind { best.subject } else { 0.0 },
        }
    }

    /// From 0 to 1.
    fn confidence(&self) -> f32 {
        let sum = self.times(&WEIGHTS) + BIAS;
        1.0 / (1.0 + (-sum).exp())
    }

    fn times(&self, weights: &Self) -> f32 {
        [
            self.meaning * weights.meaning,
            self.words * weights.words,
            self.coverage * weights.coverage,
            self.subject * weights.subject,
            self.nearness * weights.nearness,
            self.rest * weights.rest,
            self.is_thin * weights.is_thin,
            self.is_foreign * weights.is_foreign,
            self.subject_and_coverage * weights.subject_and_coverage,
            self.subject_and_rest * weights.subject_and_rest,
            self.subject_of_kind * weights.subject_of_kind,
        ]
        .into_iter()
        .sum()
    }
}

/// Whether the best passage answers.
pub(super) fn confidence(index: &Index, asked: &ParsedQuery, best: Option<&Ranked>) -> Confidence {
    let Some((best, passage)) = best.and_then(|best| Some((best, index.passage(best.at)?))) else {
        return Confidence::Decline(0.0);
    };
    let says_nothing = asked.query.is_empty() && asked.subjects.is_empty();
    if says_nothing || is_off_topic(&asked.text) {
        return Confidence::Decline(0.0);
    }
    let mut value = Features::of(index, asked, best, &passage).confidence();
    if is_elsewhere(asked, &passage)
        || lacks_the_kind(asked, &passage)
        || is_not_counted(asked, &passage)
    {
        value *= LACKING;
    }
    if value >= ENOUGH {
        Confidence::Answer(value)
    } else {
        Confidence::Decline(value)
    }
}

/// How near each word asked comes to some word of the passage, as a mean in which rare words weigh more.
fn mean_nearness(index: &Index, asked: &ParsedQuery, passage: &Passage) -> f32 {
    let near = nearness(index, asked, passage);
    let sum: f32 = near
        .iter()
        .map(|(nearness, weight)| nearness * weight)
        .sum();
    let weights: f32 = near.iter().map(|(_, weight)| weight).sum();
    sum / weights.max(0.001)
}

/// For each word asked, how near it comes to some word of the passage, from 0 to 1, and how much the word tells.
fn nearness(index: &Index, asked: &ParsedQuery, passage: &Passage) -> Vec<(f32, f32)> {
    if asked.content_terms.is_empty() {
        return Vec::new();
    }
    let text = format!(
        "{} {} {}",
        passage.title,
        passage.entry.text,
        passage.asked.join(" ")
    );
    let of_passage = words::content(&text);
    let stems: HashSet<&str> = of_passage.iter().map(|word| word.stem.as_str()).collect();
    let plain: HashSet<&str> = of_passage.iter().map(|word| word.plain.as_str()).collect();
    // Only needed for words that do not stand in the passage.
    let directions: LazyCell<Vec<Vec<f32>>, _> =
        LazyCell::new(|| plain.iter().map(|plain| index.model.embed(plain)).collect());
    let of_word = |word: &Word| {
        if stems.contains(word.stem.as_str()) {
            return 1.0;
        }
        let direction = index.model.embed(&word.plain);
        directions
            .iter()
            .map(|other| dot(&direction, other))
            .fold(0.0, f32::max)
    };
    asked
        .content_terms
        .iter()
        .map(|word| (of_word(word), index.search.lexicon.weight(&word.stem)))
        .collect()
}

/// Whether a country is asked about that the passage does not speak of: what is asked of a country without a page is not
/// answered by the page of another.
fn is_elsewhere(asked: &ParsedQuery, passage: &Passage) -> bool {
    let text = format!("{} {}", passage.title, passage.entry.text);
    let countries = |word: &&Word| is_country(&word.plain);
    lacks_any(&text, asked.content_terms.iter().filter(countries))
}

/// Whether a kind of fact is asked for that the passage does not have.
fn lacks_the_kind(asked: &ParsedQuery, passage: &Passage) -> bool {
    let kinds = |word: &&Word| is_fact_kind(&word.plain);
    lacks_any(
        &passage.entry.text,
        asked.content_terms.iter().filter(kinds),
    )
}

/// Whether a number is asked for that the passage does not give.
fn is_not_counted(asked: &ParsedQuery, passage: &Passage) -> bool {
    let Some(counted) = counted(&asked.text) else {
        return false;
    };
    let text = &passage.entry.text;
    let counted = words::content(&counted);
    !counted.is_empty() && counted.iter().all(|word| lacks_any(text, [word]))
}

/// Whether any of `words` is missing in `text`.
fn lacks_any<'w>(text: &str, words: impl IntoIterator<Item = &'w Word>) -> bool {
    let mut words = words.into_iter().peekable();
    if words.peek().is_none() {
        return false;
    }
    let of_text = words::all(text);
    let is_there = |word: &Word| of_text.iter().any(|other| other.stem == word.stem);
    words.any(|word| !is_there(word))
}
