//! Which passages answer a question best.

use std::collections::HashMap;

use jiff::civil::Date;

use super::index::Index;
use super::intent::Intent;
use super::passage::{Kind, Passage, Subject};
use super::question::ParsedQuery;
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
    /// How well its words match, from 0 to 1.
    pub words: f32,
    /// How much of what is asked stands in it, from 0 to 1.
    pub coverage: f32,
    /// How far it is of the kind that the question wants.
    pub kind: f32,
    /// How far it is about what the question names, from 0 to 1.
    pub subject: f32,
}

// What each sign is worth: the weights under which the right passages of the tuning part of tests/questions.jsonl are
// likeliest.
const WORDS: f32 = 2.55;
const MEANING: f32 = 1.43;
const REST: f32 = 0.48;
const SUBJECT: f32 = 0.98;
const ACTOR: f32 = 0.31;
const KIND: f32 = 0.25;
const YEAR: f32 = 0.50;
const FRESH: f32 = 0.16;
const NOW: f32 = 0.43;

/// Every passage, best first.
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
            let found = Found {
                words: &words,
                meaning: meanings[at],
                rest: rests[at],
                today,
            };
            found.rate(index, asked, at, passage)
        })
        .collect();
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
    ranked
}

struct Found<'f> {
    words: &'f HashMap<usize, f32>,
    meaning: f32,
    rest: f32,
    today: Date,
}

impl Found<'_> {
    fn rate(&self, index: &Index, asked: &ParsedQuery, at: usize, passage: &Passage) -> Ranked {
        let words = self.words.get(&at).copied().unwrap_or_default();
        let subject = subject(index, asked, passage);
        let kind = kind(index, asked, passage, self.today);
        let score = WORDS * words
            + MEANING * self.meaning
            + REST * self.rest
            + SUBJECT * subject
            + ACTOR * actor(asked, passage)
            + KIND * kind
            + YEAR * year(asked, passage)
            + if is_present(asked) { NOW } else { FRESH } * freshness(passage, self.today);
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

pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

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

/// Whether it is of whom the question names.
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
    match () {
        () if passage.actors.iter().any(is_wanted) => 1.0,
        () if is_shared => 0.5,
        () if passage.kind == Kind::Position => -0.6,
        () => 0.0,
    }
}

/// Whether it is of the kind that the question wants.
fn kind(index: &Index, asked: &ParsedQuery, passage: &Passage, today: Date) -> f32 {
    let is_bare = asked.content_terms.len() <= 1;
    match (asked.intent, passage.kind) {
        (Intent::Stance, Kind::Alignment { is_newest, .. }) => {
            let is_then = asked.years.contains(&2019) && !asked.is_now;
            if is_newest == is_then { 1.2 } else { 2.5 }
        }
        (Intent::Chair, Kind::Chair)
        | (Intent::Members, Kind::Members(_))
        | (Intent::Changed, Kind::Summary) => 3.0,
        (Intent::Meaning, Kind::Term) => 1.5,
        (Intent::What, Kind::Term) if asked.subjects.contains(&passage.page) => {
            if asked.content_terms.is_empty() {
                3.0
            } else {
                0.8
            }
        }
        (Intent::Next | Intent::When, Kind::Summit) => summit(index, asked, passage, today),
        (Intent::When, Kind::Development) => 0.4,
        (Intent::Why, Kind::Position | Kind::Alignment { .. }) | (Intent::Who, Kind::Chair) => 0.2,
        (
            Intent::Changed,
            Kind::Alignment {
                is_newest: true, ..
            },
        ) => 0.8,
        (_, Kind::Summary) if is_bare => 0.5,
        (_, Kind::Summary) => -0.7,
        (_, Kind::Gap) => -0.5,
        (_, Kind::Alignment { .. }) => -0.3,
        _ => 0.0,
    }
}

/// Of the summits of a kind the next to come is meant.
fn summit(index: &Index, asked: &ParsedQuery, passage: &Passage, today: Date) -> f32 {
    let Some(summit) = summit_of(index, passage) else {
        return 0.0;
    };
    if !asked.series.contains(&summit.series) {
        return 0.0;
    }
    let first = summit.start.map(crate::document::When::first_day);
    let is_ahead =
        first.is_some_and(|first| first >= today) && summit.status != SummitStatus::Cancelled;
    let is_of_it = passage.topics.len() < 2
        || asked
            .content_terms
            .iter()
            .all(|word| is_meeting(&word.plain));
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

/// Words that say of a summit no more than that it is one.
fn is_meeting(word: &str) -> bool {
    matches!(
        word,
        "summit"
            | "summits"
            | "meeting"
            | "meetings"
            | "meet"
            | "visit"
            | "city"
            | "date"
            | "next"
            | "leaders"
    )
}

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

/// What holds now is asked for more often than what held once.
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
