//! Which passages answer a question best: by words, by meaning, by what and whom they are about, by kind and by year.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::embedding_rows::AskedDirection;
use super::index::Index;
use super::intent::Intent;
use super::page_rank::PageScore;
use super::passage::PassageKind;
use super::passage_facts::{PassageFacts, day_number};
use super::question::ParsedQuery;
use crate::knowledge::Actor;

/// A passage, and how well it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranked {
    /// Its place in the index.
    pub at: usize,
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

/// Every passage with its score. They are not put in order: only the first few are asked for.
pub(super) struct Ranking {
    /// The sum of the features of each passage.
    scores: Vec<f32>,
    words: Vec<f32>,
    meanings: Vec<f32>,
    rests: Vec<f32>,
    pages: Vec<PageScore>,
}

impl Ranking {
    /// How well each passage answers `asked`.
    pub(super) fn of(index: &Index, asked: &ParsedQuery, today: Date) -> Self {
        let search = &index.search;
        let direction = |text: &str| AskedDirection::of(&index.model.embed(text));
        let terms: Vec<&str> = asked
            .content_terms
            .iter()
            .map(|word| word.plain.as_str())
            .collect();
        let mut whole = vec![direction(&asked.text)];
        if asked.meant != asked.text {
            whole.push(direction(&asked.meant));
        }
        let rest = [direction(&terms.join(" "))];
        let count = search.passages.len();
        let (mut meanings, mut rests) = (vec![0.0; count], vec![0.0; count]);
        let mut pages = Vec::with_capacity(search.pages.len());
        for (at, page) in search.pages.iter().enumerate() {
            let range = search.range(at);
            page.meanings.nearest(&whole, &mut meanings[range.clone()]);
            page.rests.nearest(&rest, &mut rests[range]);
            pages.push(PageScore::of(index, asked, &page.subject, today));
        }
        let mut ranking = Self {
            scores: Vec::with_capacity(count),
            words: search.lexicon.matches(&asked.query),
            meanings,
            rests,
            pages,
        };
        let today = day_number(today);
        for at in 0..count {
            let score = ranking.score(index, asked, at, today);
            ranking.scores.push(score);
        }
        ranking
    }

    fn score(&self, index: &Index, asked: &ParsedQuery, at: usize, today: i32) -> f32 {
        let passage = &index.search.passages[at];
        let page = &self.pages[passage.page as usize];
        WORDS_WEIGHT * self.words[at]
            + MEANING_WEIGHT * self.meanings[at]
            + REST_WEIGHT * self.rests[at]
            + SUBJECT_WEIGHT * page.subject
            + ACTOR_WEIGHT * actor(asked, passage)
            + KIND_WEIGHT * kind(asked, passage, page)
            + YEAR_WEIGHT * year(index, asked, at, passage)
            + if is_present(asked) {
                NOW_WEIGHT
            } else {
                FRESH_WEIGHT
            } * freshness(passage, today)
    }

    /// The best passage. None if there is none.
    pub(super) fn best(&self, index: &Index, asked: &ParsedQuery) -> Option<Ranked> {
        let at = self.best_of(0..self.scores.len())?;
        let passage = &index.search.passages[at];
        let page = &self.pages[passage.page as usize];
        Some(Ranked {
            at,
            meaning: self.meanings[at],
            rest: self.rests[at],
            words: self.words[at],
            coverage: index.search.lexicon.coverage(&asked.content_terms, at),
            kind: kind(asked, passage, page),
            subject: page.subject,
        })
    }

    /// The best of some passages; of equals the first.
    pub(super) fn best_of(&self, places: impl Iterator<Item = usize>) -> Option<usize> {
        places.min_by(|one, other| self.order(*one, *other))
    }

    /// The best `count` of some passages, the best first.
    pub(super) fn first_of(&self, places: impl Iterator<Item = usize>, count: usize) -> Vec<usize> {
        let mut places: Vec<usize> = places.collect();
        places.sort_unstable_by(|one, other| self.order(*one, *other));
        places.truncate(count);
        places
    }

    /// How far the score of a passage is behind that of another.
    pub(super) fn behind(&self, at: usize, best: usize) -> f32 {
        self.scores[best] - self.scores[at]
    }

    /// Which of two passages comes first: the better one, of equals the one that stands first.
    fn order(&self, one: usize, other: usize) -> Ordering {
        let by_score = self.scores[other].total_cmp(&self.scores[one]);
        by_score.then(one.cmp(&other))
    }
}

/// The cosine of two directions of length 1.
pub(super) fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Whether it is of the actors that the question names: 1 if so, below 0 if it is the position of another.
fn actor(asked: &ParsedQuery, passage: &PassageFacts) -> f32 {
    if asked.actors.is_empty() || passage.actors.is_empty() {
        return 0.0;
    }
    let both = asked.actors.contains(&Actor::China) && asked.actors.contains(&Actor::Russia);
    let is_wanted = |actor: &Actor| match actor {
        Actor::Joint => both || asked.actors.contains(&Actor::Joint),
        actor => asked.actors.contains(actor) && !(both && *actor != Actor::Us),
    };
    let is_shared = passage.actors.has(Actor::Joint)
        && (asked.actors.contains(&Actor::China) || asked.actors.contains(&Actor::Russia));
    let all = [
        Actor::China,
        Actor::Russia,
        Actor::Joint,
        Actor::Us,
        Actor::Other,
    ];
    if all
        .iter()
        .any(|actor| passage.actors.has(*actor) && is_wanted(actor))
    {
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
fn kind(asked: &ParsedQuery, passage: &PassageFacts, page: &PageScore) -> f32 {
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
        (Intent::What, PassageKind::Term) if page.is_named => {
            if asked.content_terms.is_empty() {
                3.0
            } else {
                0.8
            }
        }
        (Intent::Next | Intent::When, PassageKind::Summit) => page.summit,
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

/// 1 if it is of a year that the question names, below 0 if it is of another.
fn year(index: &Index, asked: &ParsedQuery, at: usize, passage: &PassageFacts) -> f32 {
    // What changed since a year is not of that year.
    if asked.years.is_empty() || asked.intent == Intent::Changed {
        return 0.0;
    }
    let is_said = |year: &i16| {
        let statement = index.statement(at);
        let knowledge = &index.knowledge;
        statement.is_some_and(|one| one.has_number(&year.to_string(), knowledge, index.as_of))
    };
    if asked.years.contains(&passage.year) || asked.years.iter().any(is_said) {
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
fn freshness(passage: &PassageFacts, today: i32) -> f32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "days of a few decades are counted exactly"
    )]
    let years = (today - passage.last_day) as f32 / 365.0;
    1.0 / (1.0 + years.max(0.0))
}
