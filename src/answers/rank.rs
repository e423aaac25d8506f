//! Which passages answer a question best: by words, by meaning, by what and whom they are about, by kind and by year.

use std::collections::HashMap;

use jiff::civil::Date;

use super::index::Index;
use super::intent::Intent;
use super::passage::{Passage, PassageKind, Subject};
use super::question::ParsedQuery;
use super::words::WORDS;
use crate::document::When;
use crate::knowledge::{Actor, Summit, SummitStatus};

/// A passage, and how well it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    /// Its place in the index.
    pub at: usize,
    /// The sum by which passages are put in order.
    pub score: f32,
    /// How near its meaning is to the question's, from -1 to 1.
    pub meaning: f32,
    /// The same without the names that either has.
    pub rest: f32,
    /// How well its words match, by BM25, from 0 to 1.
    pub words: f32,
    /// How much of what is asked stands in it, from 0 to 1; rare words count for more.
    pub coverage: f32,
    /// How far it is of the kind that the question wants; 3 at most, below 0 if it is of one that seldom answers.
    pub kind: f32,
    /// How far it is about what the question names, from 0 to 1.
    pub subject: f32,
}

// What each feature is worth: the weights under which the right passages of the tuning part of
// tests/questions.jsonl are likeliest.
const WORDS_WEIGHT: f32 = 2.55;
const MEANING_WEIGHT: f32 = 1.43;
const REST_WEIGHT: f32 = 0.48;
const SUBJECT_WEIGHT: f32 = 0.98;
const ACTOR_WEIGHT: f32 = 0.31;
const KIND_WEIGHT: f32 = 0.25;
const YEAR_WEIGHT: f32 = 0.50;
const FRESH_WEIGHT: f32 = 0.16;
const NOW_WEIGHT: f32 = 0.43;

/// Every passage, the best first.
pub(super) fn rank(index: &Index, asked: &ParsedQuery, today: Date) -> Vec<Ranked> {
    let words = index.search.lexicon.matches(&asked.query);
    let content_terms: Vec<&str> = asked
        .content_terms
        .iter()
        .map(|word| word.plain.as_str())
        .collect();
    let embed = |text: &str| index.model.embed(text);
    let meanings = index
        .search
        .meanings
        .nearest(&[embed(&asked.text), embed(&asked.meant)]);
    let rests = index
        .search
        .rests
        .nearest(&[embed(&content_terms.join(" "))]);
    let mut ranked: Vec<Ranked> = index
        .passages
        .iter()
        .enumerate()
        .map(|(at, passage)| {
            let scorer = Scorer {
                words: &words,
                meaning: meanings[at],
                rest: rests[at],
                today,
            };
            scorer.score(index, asked, at, passage)
        })
        .collect();
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
    ranked
}

/// What is known of one passage before its features are weighed.
struct Scorer<'w> {
    words: &'w HashMap<usize, f32>,
    meaning: f32,
    rest: f32,
    today: Date,
}

impl Scorer<'_> {
    fn score(&self, index: &Index, asked: &ParsedQuery, at: usize, passage: &Passage) -> Ranked {
        let words = self.words.get(&at).copied().unwrap_or_default();
        let subject = subject(index, asked, passage);
        let kind = kind(index, asked, passage, self.today);
        let score = WORDS_WEIGHT * words
            + MEANING_WEIGHT * self.meaning
            + REST_WEIGHT * self.rest
            + SUBJECT_WEIGHT * subject
            + ACTOR_WEIGHT * actor(asked, passage)
            + KIND_WEIGHT * kind
            + YEAR_WEIGHT * year(asked, passage)
            + if is_present(asked) {
                NOW_WEIGHT
            } else {
                FRESH_WEIGHT
            } * freshness(passage, self.today);
        Ranked {
            at,
            score,
            meaning: self.meaning,
            rest: self.rest,
            words,
            kind,
            coverage: index.search.lexicon.coverage(&asked.content_terms, at),
            subject,
        }
    }
}

/// The cosine of two directions of length 1.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// How far a passage is about what the question names, from 0 to 1.
fn subject(index: &Index, asked: &ParsedQuery, passage: &Passage) -> f32 {
    let of = |subject: &Subject| -> f32 {
        if passage.page == *subject {
            return 1.0;
        }
        match (subject, &passage.page) {
            // What is said of a term on its hotspot's page, and the other way round.
            (
                Subject::Hotspot(id) | Subject::Organization(id),
                Subject::Term(_) | Subject::Summit(_),
            ) => match passage.topics.iter().position(|topic| topic == id) {
                Some(0) => 0.8,
                Some(_) => 0.4,
                None => 0.0,
            },
            (Subject::Term(id), Subject::Hotspot(page)) => {
                let term = index.knowledge.term(id);
                if term.is_some_and(|term| term.hotspots.contains(page)) {
                    0.5
                } else {
                    0.0
                }
            }
            _ => 0.0,
        }
    };
    let is_of_series =
        summit_of(index, passage).is_some_and(|summit| asked.series.contains(&summit.series));
    let of_series = if is_of_series { 0.7 } else { 0.0 };
    asked.subjects.iter().map(of).fold(of_series, f32::max)
}

/// Whether it is of the actors that the question names: 1 if so, below 0 if it is the position of another.
fn actor(asked: &ParsedQuery, passage: &Passage) -> f32 {
    if asked.actors.is_empty() || passage.actors.is_empty() {
        return 0.0;
    }
    let both = asked.actors.contains(&Actor::China) && asked.actors.contains(&Actor::Russia);
    let is_wanted = |actor: &Actor| match actor {
        Actor::Joint => both || asked.actors.contains(&Actor::Joint),
        actor => asked.actors.contains(actor) && !(both && *actor != Actor::Us),
    };
    let is_shared = passage.actors.contains(&Actor::Joint)
        && (asked.actors.contains(&Actor::China) || asked.actors.contains(&Actor::Russia));
    if passage.actors.iter().any(is_wanted) {
        1.0
    } else if is_shared {
        0.5
    } else if passage.kind == PassageKind::Position {
        -0.6
    } else {
        0.0
    }
}

/// How far it is of the kind that the question wants. By hand; the weight `KIND_WEIGHT` is fitted to it.
fn kind(index: &Index, asked: &ParsedQuery, passage: &Passage, today: Date) -> f32 {
    let is_bare = asked.content_terms.len() <= 1;
    match (asked.intent, passage.kind) {
        (Intent::Stance, PassageKind::Alignment { is_newest, .. }) => {
            let is_then = asked.years.contains(&2019) && !asked.is_now;
            if is_newest == is_then { 1.2 } else { 2.5 }
        }
        (Intent::Chair, PassageKind::Chair)
        | (Intent::Members, PassageKind::Members(_))
        | (Intent::Changed, PassageKind::Summary) => 3.0,
        (Intent::Meaning, PassageKind::Term) => 1.5,
        (Intent::What, PassageKind::Term) if asked.subjects.contains(&passage.page) => {
            if asked.content_terms.is_empty() {
                3.0
            } else {
                0.8
            }
        }
        (Intent::Next | Intent::When, PassageKind::Summit) => summit(index, asked, passage, today),
        (Intent::When, PassageKind::Development) => 0.4,
        (Intent::Why, PassageKind::Position | PassageKind::Alignment { .. })
        | (Intent::Who, PassageKind::Chair) => 0.2,
        (
            Intent::Changed,
            PassageKind::Alignment {
                is_newest: true, ..
            },
        ) => 0.8,
        (_, PassageKind::Summary) if is_bare => 0.5,
        (_, PassageKind::Summary) => -0.7,
        (_, PassageKind::Gap) => -0.5,
        (_, PassageKind::Alignment { .. }) => -0.3,
        _ => 0.0,
    }
}

/// How far a summit is the one that is asked for: of a series mostly the next to come.
fn summit(index: &Index, asked: &ParsedQuery, passage: &Passage, today: Date) -> f32 {
    let Some(summit) = summit_of(index, passage) else {
        return 0.0;
    };
    if !asked.series.contains(&summit.series) {
        return 0.0;
    }
    let first = summit.start.map(When::first_day);
    let is_ahead =
        first.is_some_and(|first| first >= today) && summit.status != SummitStatus::Cancelled;
    let is_of_it = passage.topics.len() < 2
        || asked
            .content_terms
            .iter()
            .all(|word| WORDS.meeting.has(&word.plain));
    match asked.intent {
        Intent::When if !is_of_it => 0.0,
        Intent::Next if index.is_next(summit, today) => 3.0,
        _ if !asked.years.is_empty() => first.map_or(0.0, |first| {
            if asked.years.contains(&first.year()) {
                1.5
            } else {
                0.0
            }
        }),
        _ if index.is_next(summit, today) => 1.5,
        _ if is_ahead => 0.5,
        _ => 0.0,
    }
}

fn summit_of<'i>(index: &'i Index, passage: &Passage) -> Option<&'i Summit> {
    match &passage.page {
        Subject::Summit(id) => index.knowledge.summit(id),
        _ => None,
    }
}

/// 1 if it is of a year that the question names, below 0 if it is of another.
fn year(asked: &ParsedQuery, passage: &Passage) -> f32 {
    // What changed since a year is not of that year.
    let is_of_years = !asked.years.is_empty() && asked.intent != Intent::Changed;
    let Some(date) = passage.date().filter(|_| is_of_years) else {
        return 0.0;
    };
    let is_of = |year: &i16| {
        date.first_day().year() == *year || passage.entry.text.contains(&year.to_string())
    };
    if asked.years.iter().any(is_of) {
        1.0
    } else {
        -0.5
    }
}

/// Whether nothing but what holds now can be meant.
fn is_present(asked: &ParsedQuery) -> bool {
    asked.is_now || asked.years.is_empty() && asked.content_terms.len() <= 1
}

/// From 1 for today towards 0 with the years: what holds now is asked for more often than what held once.
fn freshness(passage: &Passage, today: Date) -> f32 {
    let Some(date) = passage.date() else {
        return 0.0;
    };
    let days = date
        .last_day()
        .until(today)
        .map_or(0, |span| span.get_days());
    #[expect(
        clippy::cast_precision_loss,
        reason = "days of a few decades are counted exactly"
    )]
    let years = days as f32 / 365.0;
    1.0 / (1.0 + years.max(0.0))
}
