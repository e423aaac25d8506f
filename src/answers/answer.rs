use super::confidence::{Confidence, confidence};
use super::follow_up::{Turn, with_turn_before};
use super::index::Index;
use super::intent::Intent;
use super::passage::{Kind, Passage, Subject};
use super::question::{ParsedQuery, Reader};
use super::rank::{Ranked, rank};
use crate::knowledge::Actor;

/// Most passages in one answer.
const MOST: usize = 3;
/// How far behind the best a passage may be and still stand beside it.
const BESIDE: f32 = 0.95;

/// What a question came to.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The passages that answer, best first; none if none does.
    pub passages: Vec<Passage>,
    /// Pages that come nearest, for whoever gets no answer.
    pub nearest: Vec<Subject>,
    /// How sure it is that the passages answer, from 0 to 1.
    pub confidence: f32,
    /// What was taken from the turn before, to be said.
    pub assumed: Option<String>,
    /// What the next question can lean on.
    pub turn: Turn,
}

impl Answer {
    /// The id of the hotspot or organization that it belongs to.
    pub fn topic(&self) -> Option<&str> {
        let first = self.passages.first()?;
        first.topics.first().map(String::as_str)
    }

    /// Whether there is one.
    pub fn is_found(&self) -> bool {
        !self.passages.is_empty()
    }
}

impl Index {
    /// IndexCache `question`, which may lean on the turn before it.
    pub fn answer(&self, question: &str, before: Option<&Turn>) -> Answer {
        let today = self.moment.today;
        let reader = Reader {
            knowledge: &self.knowledge,
            lexicon: &self.search.lexicon,
            synonyms: &self.search.synonyms,
            is_word: &|word| self.model.is_word(word),
            today,
        };
        let asked = reader.read(question);
        let (asked, assumed) = match before {
            Some(before) => with_turn_before(asked, before),
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
        if best.kind == Kind::Summary {
            // A summary tells no sources; the statements under it do.
            return self.in_short(asked, ranked, best);
        }
        let near = ranked[1..]
            .iter()
            .take_while(|other| first.score - other.score <= BESIDE);
        for other in near.map(passage) {
            let is_of_page = other.page == best.page || other.topics.first() == best.topics.first();
            if chosen.len() < MOST && is_of_page && other.kind != Kind::Summary {
                chosen.push(other.clone());
            }
        }
        chosen
    }

    /// A page in short: its summary, what answers best on it, the newest verdict, and what happened last.
    fn in_short(&self, asked: &ParsedQuery, ranked: &[Ranked], summary: &Passage) -> Vec<Passage> {
        let best = |wanted: &dyn Fn(&Kind) -> bool| {
            let mut of_page = ranked.iter().map(|ranked| &self.passages[ranked.at]);
            of_page
                .find(|passage| passage.page == summary.page && wanted(&passage.kind))
                .cloned()
        };
        // Of a page the events stand newest first.
        let of_page = self
            .passages
            .iter()
            .find(|passage| passage.page == summary.page && passage.kind == Kind::Development);
        let is_changed = asked.intent == Intent::Changed;
        let position =
            best(&|kind| matches!(kind, Kind::Position | Kind::Statement)).filter(|_| !is_changed);
        let verdict = best(&|kind| {
            matches!(
                kind,
                Kind::Alignment {
                    is_newest: true,
                    ..
                }
            )
        });
        let latest = of_page.cloned().filter(|_| is_changed);
        let parts = [Some(summary.clone()), position, verdict, latest];
        parts.into_iter().flatten().collect()
    }

    /// The best of each page, or of each actor on one page, that is compared.
    fn compared(&self, asked: &ParsedQuery, ranked: &[Ranked]) -> Vec<Passage> {
        let best = |wanted: &dyn Fn(&Passage) -> bool| {
            let mut passages = ranked.iter().map(|ranked| &self.passages[ranked.at]);
            passages.find(|passage| wanted(passage)).cloned()
        };
        let says_something = |passage: &Passage| !matches!(passage.kind, Kind::Summary | Kind::Gap);
        let [only] = &asked.subjects[..] else {
            let of = |subject: &Subject| {
                best(&|passage| passage.page == *subject && says_something(passage))
            };
            return asked.subjects.iter().take(MOST).filter_map(of).collect();
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

    /// The pages of hotspots and organizations that come first.
    fn nearest(&self, ranked: &[Ranked]) -> Vec<Subject> {
        let mut nearest: Vec<Subject> = Vec::new();
        for found in ranked {
            let page = &self.passages[found.at].page;
            let has_page = matches!(page, Subject::Hotspot(_) | Subject::Organization(_));
            if has_page && !nearest.contains(page) {
                nearest.push(page.clone());
            }
            if nearest.len() == 3 {
                break;
            }
        }
        nearest
    }
}
