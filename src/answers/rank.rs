//! Which passages answer a question best, by the signs of `signs.rs`.

use std::cmp::Ordering;

use super::asked_time::AskedTime;
use super::index::Index;
use super::meaning::Meaning;
use super::page_rank::PageScore;
use super::passage::{PassageKind, Subject};
use super::passage_facts::{PassageFacts, day_number};
use super::question::ParsedQuery;
use super::signs::RankingSigns;
use super::weights::{Head, Kind, Weights, likely_kinds};
use crate::knowledge::Actor;

/// Most passages that are compared with the question piece by piece; the right one is among the best fifty by whole texts and words.
const MAX_BY_PIECES: usize = 50;

/// A question, and what it means.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub query: ParsedQuery,
    /// What it means; none if the sentence model knows none of its words.
    pub meaning: Option<Meaning>,
    /// The same with names left out.
    pub unnamed: Option<Meaning>,
    /// Whether it was joined to the turn before.
    pub is_joined: bool,
}

/// Every passage with its signs and its score. They are not put in order: only the first few are asked for.
pub(super) struct Ranking {
    pub signs: Vec<RankingSigns>,
    /// The sum of the signs of each passage by their weights.
    pub scores: Vec<f32>,
}

impl Ranking {
    /// How well each passage answers `asked`.
    pub(super) fn of(index: &Index, asked: &Asked, weights: &Weights) -> Self {
        let signs = Signs::of(index, asked, weights).all();
        let scores = signs.iter().map(|signs| signs.times(&weights.ranking));
        Self {
            scores: scores.collect(),
            signs,
        }
    }

    /// The best passage of all. None if there is none.
    pub(super) fn best(&self) -> Option<usize> {
        self.best_of(0..self.scores.len())
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

/// What the signs of all passages are made of.
struct Signs<'s> {
    index: &'s Index,
    query: &'s ParsedQuery,
    meanings: Vec<f32>,
    pieces: Vec<f32>,
    words: Vec<f32>,
    coverages: Vec<f32>,
    pages: Vec<PageScore>,
    /// How likely each kind of passage is asked for: logarithms, with names left out and with them.
    kinds: [f32; Kind::COUNT],
    kinds_named: [f32; Kind::COUNT],
    /// How likely a summit is asked for.
    summit: f32,
    /// Whether hardly more than names is asked.
    is_bare: bool,
    today: i32,
}

impl<'s> Signs<'s> {
    fn of(index: &'s Index, asked: &'s Asked, weights: &Weights) -> Self {
        let (search, query) = (&index.search, &asked.query);
        let words = search.lexicon.matches(&query.query);
        let meanings = whole_meanings(index, asked);
        let pieces = piece_meanings(index, asked, &meanings, &words);
        let next = index.next_of_all(index.as_of.today);
        let page = |subject: &Subject| PageScore::of(index, query, subject, next);
        let likely = |heads: &[Head], of: &Option<Meaning>| {
            let likely = of
                .as_ref()
                .map(|meaning| likely_kinds(heads, &meaning.whole));
            likely.unwrap_or_default()
        };
        let kinds = likely(&weights.kinds, &asked.unnamed);
        let kinds_named = likely(&weights.kinds_named, &asked.meaning);
        let summit = kinds[Kind::Summit as usize] + kinds_named[Kind::Summit as usize];
        let asks_one_word = query.content_terms.len() == 1 && query.actors.is_empty();
        Self {
            pages: search.pages.iter().map(|one| page(&one.subject)).collect(),
            coverages: search.lexicon.coverages(&query.content_terms),
            kinds,
            kinds_named,
            summit: (summit / 2.0).exp(),
            is_bare: query.is_bare() || asks_one_word && !query.is_next,
            today: day_number(index.as_of.today),
            index,
            query,
            meanings,
            pieces,
            words,
        }
    }

    fn all(&self) -> Vec<RankingSigns> {
        let mut all = Vec::with_capacity(self.meanings.len());
        for page in 0..self.pages.len() {
            let range = self.index.search.range(page);
            let best = |of: &[f32]| of[range.clone()].iter().copied().fold(0.0, f32::max);
            let (page_meaning, page_words) = (best(&self.meanings), best(&self.words));
            for at in range.clone() {
                all.push(RankingSigns {
                    page_meaning,
                    page_words,
                    ..self.of_passage(at, self.pages[page])
                });
            }
        }
        all
    }

    fn of_passage(&self, at: usize, page: PageScore) -> RankingSigns {
        let passage = &self.index.search.passages[at];
        let is = |holds: bool| f32::from(u8::from(holds));
        let is_summary = passage.kind == PassageKind::Summary;
        let fresh = freshness(passage, self.today);
        let if_time = |time: AskedTime| is(self.query.time == time) * fresh;
        let of_summit = is(passage.kind == PassageKind::Summit) * self.summit;
        RankingSigns {
            meaning: self.meanings[at],
            pieces: self.pieces[at],
            words: self.words[at],
            coverage: self.coverages[at],
            subject: page.subject,
            only_subject: is(page.is_named && self.query.subjects.len() == 1),
            term: is(passage.kind == PassageKind::Term
                && page.is_named
                && self.query.content_terms.is_empty()),
            kind: self.kinds[Kind::of(passage.kind) as usize],
            kind_named: self.kinds_named[Kind::of(passage.kind) as usize],
            bare_summary: is(is_summary && self.is_bare),
            summary: is(is_summary && !self.is_bare),
            gap: is(passage.kind == PassageKind::Gap),
            actor: actor(self.query, passage),
            year: self.year(at, passage),
            fresh,
            fresh_now: if_time(AskedTime::Now),
            fresh_then: if_time(AskedTime::Then),
            next_summit: is(page.is_next_summit) * of_summit,
            next_said: is(page.is_next_summit && self.query.is_next),
            other_summit: is(!page.is_next_summit) * of_summit,
            ..RankingSigns::default()
        }
    }

    /// 1 if it is of a year that the question names, below 0 if it is of another.
    fn year(&self, at: usize, passage: &PassageFacts) -> f32 {
        let years = &self.query.years;
        if years.is_empty() {
            return 0.0;
        }
        let is_said = |year: &i16| {
            let statement = self.index.statement(at);
            let (knowledge, as_of) = (&self.index.knowledge, self.index.as_of);
            statement.is_some_and(|one| one.has_number(&year.to_string(), knowledge, as_of))
        };
        if years.contains(&passage.year) || years.iter().any(is_said) {
            1.0
        } else {
            -0.5
        }
    }
}

/// How near each passage is to the question as a whole. Those that were not read yet come no nearer than most.
fn whole_meanings(index: &Index, asked: &Asked) -> Vec<f32> {
    let Some(meaning) = &asked.meaning else {
        return vec![0.0; index.meanings.len()];
    };
    let near = |of: &Option<std::sync::Arc<Meaning>>| {
        let of = of.as_ref()?;
        Some(meaning.whole.nearness(&of.whole))
    };
    let known: Vec<Option<f32>> = index.meanings.iter().map(near).collect();
    let count = known.iter().flatten().count();
    let sum: f32 = known.iter().flatten().sum();
    #[expect(clippy::cast_precision_loss, reason = "far fewer than a float counts")]
    let mean = sum / count.max(1) as f32;
    known.into_iter().map(|near| near.unwrap_or(mean)).collect()
}

/// How near the pieces of the question come to those of each passage: of the best by whole texts and words; of the others as of the
/// least of these.
fn piece_meanings(index: &Index, asked: &Asked, meanings: &[f32], words: &[f32]) -> Vec<f32> {
    let mut near = vec![0.0; meanings.len()];
    let Some(meaning) = &asked.meaning else {
        return near;
    };
    let sum = |at: usize| meanings[at] + words[at];
    let mut best: Vec<usize> = (0..meanings.len()).collect();
    if best.len() > MAX_BY_PIECES {
        best.select_nth_unstable_by(MAX_BY_PIECES, |one, other| {
            sum(*other).total_cmp(&sum(*one)).then(one.cmp(other))
        });
        best.truncate(MAX_BY_PIECES);
    }
    let mut least = f32::MAX;
    for at in &best {
        if let Some(of) = &index.meanings[*at] {
            near[*at] = meaning.pieces.best_match(&of.pieces);
            least = least.min(near[*at]);
        }
    }
    for value in &mut near {
        if *value == 0.0 && least < f32::MAX {
            *value = least;
        }
    }
    near
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

/// From 1 for today towards 0 with the years: what holds now is asked for more often than what held once.
fn freshness(passage: &PassageFacts, today: i32) -> f32 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "days of a few decades are counted exactly"
    )]
    let years = (today - passage.last_day) as f32 / 365.0;
    1.0 / (1.0 + years.max(0.0))
}
