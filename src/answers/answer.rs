//! From a question to an answer: the best passage and what stands beside it, or none.

use super::confidence::{Confidence, confidence};
use super::follow_up::{Continued, Turn, with_turn_before};
use super::index::Index;
use super::intent::Intent;
use super::passage::{Passage, PassageKind, Subject};
use super::question::{ParsedQuery, Reader};
use super::rank::Ranking;
use super::statement::PassagePage;
use crate::knowledge::{Actor, Knowledge};

/// Most passages in one answer: what a phone shows at once.
const MAX_PASSAGES: usize = 3;
/// How far a passage's score may be behind the best one's to be shown beside it. By trial on the tuning questions.
const MAX_DISTANCE: f32 = 0.95;
/// Pages that are offered to whoever gets no answer.
const MAX_NEAREST: usize = 3;

/// What a question came to: the passages that answer it, or none.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The passages that answer, at most four, the best first; empty if none does.
    pub passages: Vec<Passage>,
    /// The pages that come nearest, at most three, for whoever gets no answer.
    pub nearest: Vec<Subject>,
    /// How sure it is that the passages answer, from 0 to 1; they are shown from 0.5 on.
    pub confidence: f32,
    /// What the question was taken to continue; none if it stands by itself.
    pub assumed: Option<Continued>,
    /// What the next question of the conversation can lean on.
    pub turn: Turn,
}

impl Answer {
    /// The id of the hotspot or organization that it belongs to; none without an answer, or for a term of no page.
    pub fn topic(&self) -> Option<&str> {
        let first = self.passages.first()?;
        first.topics.first().map(String::as_str)
    }

    /// Leaves out what is on pages that `knowledge` no longer has: an index made before a change still finds them.
    #[must_use]
    pub fn without_pages_missing_in(mut self, knowledge: &Knowledge) -> Self {
        let is_there = |page: &Subject| page.title(knowledge).is_some();
        self.passages.retain(|passage| is_there(&passage.page));
        self.nearest.retain(is_there);
        self
    }

    /// Whether any passage answers.
    pub fn is_found(&self) -> bool {
        !self.passages.is_empty()
    }
}

impl Index {
    /// Answers `question`, which may lean on the turn `before` it.
    pub fn answer(&self, question: &str, before: Option<&Turn>) -> Answer {
        let today = self.as_of.today;
        let reader = Reader {
            knowledge: &self.knowledge,
            lexicon: &self.search.lexicon,
            synonyms: &self.search.synonyms,
            series: &self.search.series,
            is_word: &|word| self.model.is_word(word),
            today,
        };
        let asked = reader.read(question);
        let (asked, assumed) = match before {
            Some(before) => with_turn_before(asked, before, &self.knowledge),
            None => (asked, None),
        };
        let ranking = Ranking::of(self, &asked, today);
        let best = ranking.best(self, &asked);
        let sure = confidence(self, &asked, best.as_ref());
        let nearest = self.nearest(&ranking);
        let chosen = match (sure, best) {
            (Confidence::Answer(_), Some(best)) => self.chosen(&asked, &ranking, best.at),
            _ => Vec::new(),
        };
        let passages: Vec<Passage> = chosen
            .into_iter()
            .filter_map(|at| self.passage(at))
            .collect();
        Answer {
            turn: Turn::of(&asked, passages.first()),
            nearest,
            confidence: sure.value(),
            assumed,
            passages,
        }
    }

    /// The places of the best passage and of what stands beside it.
    fn chosen(&self, asked: &ParsedQuery, ranking: &Ranking, best: usize) -> Vec<usize> {
        if asked.intent == Intent::Compare {
            let compared = self.compared(asked, ranking);
            if compared.len() > 1 {
                return compared;
            }
        }
        if self.kind(best) == PassageKind::Summary {
            // A summary has no sources; the statements under it do.
            return self.overview(asked, ranking, best);
        }
        let page = self.search.passages[best].page;
        let topic = self.topic_of(page);
        let is_beside = |at: &usize| {
            let other = self.search.passages[*at].page;
            *at != best
                && ranking.behind(*at, best) <= MAX_DISTANCE
                && self.kind(*at) != PassageKind::Summary
                && (other == page || self.topic_of(other) == topic)
        };
        let beside = self.places().filter(is_beside);
        let beside = ranking.first_of(beside, MAX_PASSAGES - 1);
        std::iter::once(best).chain(beside).collect()
    }

    /// A page in short: its summary, the position that answers best, the newest verdict, and, where the question is what
    /// has changed, the latest event in place of the position.
    fn overview(&self, asked: &ParsedQuery, ranking: &Ranking, summary: usize) -> Vec<usize> {
        let of_page = || {
            self.search
                .range(self.search.passages[summary].page as usize)
        };
        let best = |wanted: &dyn Fn(PassageKind) -> bool| {
            ranking.best_of(of_page().filter(|at| wanted(self.kind(*at))))
        };
        // The events of a page stand newest first.
        let newest_event = of_page().find(|at| self.kind(*at) == PassageKind::Development);
        let is_changed = asked.intent == Intent::Changed;
        let position = best(&|kind| matches!(kind, PassageKind::Position | PassageKind::Statement))
            .filter(|_| !is_changed);
        let verdict = best(&|kind| {
            matches!(
                kind,
                PassageKind::Alignment {
                    is_newest: true,
                    ..
                }
            )
        });
        let latest = newest_event.filter(|_| is_changed);
        let parts = [Some(summary), position, verdict, latest];
        parts.into_iter().flatten().collect()
    }

    /// The best of each page, or of each actor on one page, that is compared.
    fn compared(&self, asked: &ParsedQuery, ranking: &Ranking) -> Vec<usize> {
        let of_page = |subject: &Subject| {
            let pages = self.search.pages.iter();
            let mut pages = pages
                .enumerate()
                .filter(|(_, page)| page.subject == *subject);
            let page = pages.next();
            page.map_or(0..0, |(page, _)| self.search.range(page))
        };
        let says_something =
            |at: &usize| !matches!(self.kind(*at), PassageKind::Summary | PassageKind::Gap);
        let [only] = &asked.subjects[..] else {
            let of = |subject: &Subject| ranking.best_of(of_page(subject).filter(says_something));
            return asked
                .subjects
                .iter()
                .take(MAX_PASSAGES)
                .filter_map(of)
                .collect();
        };
        let of = |actor: &Actor| {
            let is_of = |at: &usize| self.search.passages[*at].actors.is_only(*actor);
            let mut says = of_page(only).filter(is_of);
            // Positions stand newest first; the best of a year is the one of that year.
            if asked.years.is_empty() {
                says.next()
            } else {
                ranking.best_of(says)
            }
        };
        asked.actors.iter().filter_map(of).collect()
    }

    /// The pages of hotspots and organizations whose passages come first.
    fn nearest(&self, ranking: &Ranking) -> Vec<Subject> {
        let pages = &self.search.pages;
        let has_tabs = |page: &usize| {
            let subject = &pages[*page].subject;
            matches!(subject, Subject::Hotspot(_) | Subject::Organization(_))
        };
        let of_pages = (0..pages.len()).filter(has_tabs);
        let best = of_pages.filter_map(|page| ranking.best_of(self.search.range(page)));
        let best = ranking.first_of(best, MAX_NEAREST).into_iter();
        best.map(|at| {
            pages[self.search.passages[at].page as usize]
                .subject
                .clone()
        })
        .collect()
    }

    fn places(&self) -> std::ops::Range<usize> {
        0..self.search.passages.len()
    }

    fn kind(&self, at: usize) -> PassageKind {
        self.search.passages[at].kind
    }

    /// The first topic of a page's passages.
    fn topic_of(&self, page: u32) -> Option<&str> {
        let subject = &self.search.pages[page as usize].subject;
        let page = PassagePage::of(&self.knowledge, subject)?;
        page.topics().first().copied()
    }
}
