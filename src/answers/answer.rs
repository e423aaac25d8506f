//! From a question to an answer: the best passage and what stands beside it, or none.

use super::confidence::{Confidence, confidence};
use super::follow_up::{Continued, Turn, with_turn_before};
use super::index::Index;
use super::intent::Intent;
use super::passage::{Passage, PassageKind, Subject};
use super::question::{ParsedQuery, Reader};
use super::rank::{Ranked, rank};
use crate::knowledge::Actor;

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
            is_word: &|word| self.model.is_word(word),
            today,
        };
        let asked = reader.read(question);
        let (asked, assumed) = match before {
            Some(before) => with_turn_before(asked, before, &self.knowledge),
            None => (asked, None),
        };
        let ranked = rank(self, &asked, today);
        let sure = confidence(self, &asked, &ranked);
        let nearest = self.nearest(&ranked);
        let passages = match sure {
            Confidence::Answer(_) => self.chosen(&asked, &ranked),
            Confidence::Decline(_) => Vec::new(),
        };
        Answer {
            turn: Turn::of(&asked, passages.first()),
            nearest,
            confidence: sure.value(),
            assumed,
            passages,
        }
    }

    /// The best passage, and what stands beside it.
    fn chosen(&self, asked: &ParsedQuery, ranked: &[Ranked]) -> Vec<Passage> {
        let Some(first) = ranked.first() else {
            return Vec::new();
        };
        let passage = |ranked: &Ranked| &self.passages[ranked.at];
        let best = passage(first);
        if asked.intent == Intent::Compare {
            let compared = self.compared(asked, ranked);
            if compared.len() > 1 {
                return compared;
            }
        }
        let mut chosen = vec![best.clone()];
        if best.kind == PassageKind::Summary {
            // A summary has no sources; the statements under it do.
            return self.overview(asked, ranked, best);
        }
        let near = ranked[1..]
            .iter()
            .take_while(|other| first.score - other.score <= MAX_DISTANCE);
        for other in near.map(passage) {
            let is_of_page = other.page == best.page || other.topics.first() == best.topics.first();
            if chosen.len() < MAX_PASSAGES && is_of_page && other.kind != PassageKind::Summary {
                chosen.push(other.clone());
            }
        }
        chosen
    }

    /// A page in short: its summary, the position that answers best, the newest verdict, and, where the question is what
    /// has changed, the latest event in place of the position.
    fn overview(&self, asked: &ParsedQuery, ranked: &[Ranked], summary: &Passage) -> Vec<Passage> {
        let best = |wanted: &dyn Fn(&PassageKind) -> bool| {
            let mut of_page = ranked.iter().map(|ranked| &self.passages[ranked.at]);
            of_page
                .find(|passage| passage.page == summary.page && wanted(&passage.kind))
                .cloned()
        };
        // The events of a page stand newest first.
        let newest_event = self.passages.iter().find(|passage| {
            passage.page == summary.page && passage.kind == PassageKind::Development
        });
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
        let latest = newest_event.cloned().filter(|_| is_changed);
        let parts = [Some(summary.clone()), position, verdict, latest];
        parts.into_iter().flatten().collect()
    }

    /// The best of each page, or of each actor on one page, that is compared.
    fn compared(&self, asked: &ParsedQuery, ranked: &[Ranked]) -> Vec<Passage> {
        let best = |wanted: &dyn Fn(&Passage) -> bool| {
            let mut passages = ranked.iter().map(|ranked| &self.passages[ranked.at]);
            passages.find(|passage| wanted(passage)).cloned()
        };
        let says_something =
            |passage: &Passage| !matches!(passage.kind, PassageKind::Summary | PassageKind::Gap);
        let [only] = &asked.subjects[..] else {
            let of = |subject: &Subject| {
                best(&|passage| passage.page == *subject && says_something(passage))
            };
            return asked
                .subjects
                .iter()
                .take(MAX_PASSAGES)
                .filter_map(of)
                .collect();
        };
        let of = |actor: &Actor| {
            let says = |passage: &Passage| passage.page == *only && passage.actors == [*actor];
            // Positions stand newest first; the best of a year is the one of that year.
            let newest = || self.passages.iter().find(|passage| says(passage)).cloned();
            if asked.years.is_empty() {
                newest()
            } else {
                best(&says)
            }
        };
        asked.actors.iter().filter_map(of).collect()
    }

    /// The pages of hotspots and organizations whose passages come first.
    fn nearest(&self, ranked: &[Ranked]) -> Vec<Subject> {
        let mut nearest: Vec<Subject> = Vec::new();
        for found in ranked {
            let page = &self.passages[found.at].page;
            let has_page = matches!(page, Subject::Hotspot(_) | Subject::Organization(_));
            if has_page && !nearest.contains(page) {
                nearest.push(page.clone());
            }
            if nearest.len() == MAX_NEAREST {
                break;
            }
        }
        nearest
    }
}
