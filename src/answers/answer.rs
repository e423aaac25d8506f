//! From a question to an answer: the best passage and what stands beside it, or none.

use super::compose::composed;
use super::decision::{ENOUGH, confidence};
use super::follow_up::{Continued, Turn, with_turn_before};
use super::index::Index;
use super::passage::{Passage, Subject};
use super::question::{ParsedQuery, Reader};
use super::rank::{Asked, Ranking};
use super::signs::DecisionSigns;
use super::weights::Weights;
use super::word_pieces::WordPieces;
use super::words::{self, Word};
use crate::knowledge::{Knowledge, plain_words};

/// Pages that are offered to whoever gets no answer.
const MAX_NEAREST: usize = 3;

/// What a question came to: the passages that answer it, or none.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The passages that answer, the one that leads first; empty if none does.
    pub passages: Vec<Passage>,
    /// The pages that come nearest, at most three, for whoever gets no answer.
    pub nearest: Vec<Subject>,
    /// How sure it is that the passages answer, from 0 to 1; they are shown from 0.5 on.
    pub confidence: f32,
    /// What the question was taken to continue; none if it stands by itself.
    pub assumed: Option<Continued>,
    /// A name that the question uses for the page that answers, and of which nothing on that page speaks: "Spratlys" leads to the
    /// South China Sea.
    pub not_spoken_of: Option<String>,
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

/// `name`, which is in plain words, as it stands in `text`.
fn shown_name(text: &str, name: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let count = name.split(' ').count();
    let mut windows = words.windows(count.clamp(1, words.len().max(1)));
    let typed = windows.find(|window| plain_words(&window.join(" ")).trim() == name);
    let typed = typed.map(|window| window.join(" "));
    let typed = typed.as_deref().unwrap_or(name);
    typed
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

impl Index {
    /// Answers `question`, which may lean on the turn `before` it. It is declined where it is less sure than not.
    pub fn answer(&self, question: &str, before: Option<&Turn>) -> Answer {
        self.answer_from(question, before, ENOUGH)
    }

    /// The same; it is declined where it is less sure than `enough`, from 0 for never to 1.
    pub fn answer_from(&self, question: &str, before: Option<&Turn>, enough: f32) -> Answer {
        let weights = Weights::shipped();
        let (asked, assumed) = self.asked(question, before);
        let ranking = Ranking::of(self, &asked, weights);
        let best = ranking.best();
        let sure = best.map_or(0.0, |best| {
            let signs = DecisionSigns::of(self, &asked, &ranking, best, weights);
            confidence(&signs, weights)
        });
        let chosen = match best.filter(|_| sure >= enough) {
            Some(best) => composed(self, &asked.query, &ranking, best),
            None => Vec::new(),
        };
        let passages: Vec<Passage> = chosen
            .into_iter()
            .filter_map(|at| self.passage(at))
            .collect();
        Answer {
            turn: Turn::of(&asked.query, passages.first()),
            nearest: self.nearest(&ranking),
            confidence: sure,
            assumed,
            not_spoken_of: passages
                .first()
                .and_then(|first| self.not_spoken_of(&asked.query, &first.page)),
            passages,
        }
    }

    /// The name by which a question names a part of `page`, if nothing on the page speaks of that.
    fn not_spoken_of(&self, asked: &ParsedQuery, page: &Subject) -> Option<String> {
        let Subject::Hotspot(id) = page else {
            return None;
        };
        let hotspot = self.knowledge.hotspot(id)?;
        let stems = |name: &str| words::all(name).into_iter().map(|word| word.stem);
        let of_page = asked.named_as.iter().filter(|(named, _)| named == page);
        let mut names = of_page.map(|(_, name)| name.strip_prefix("the ").unwrap_or(name));
        let is_part = |name: &&str| hotspot.parts.iter().any(|part| stems(part).eq(stems(name)));
        let name = names.find(is_part)?;
        let words = words::all(name);
        let at = self.search.place(page)?;
        let mut texts = self.search.range(at).filter_map(|at| self.passage(at));
        let is_spoken_of = |passage: Passage| {
            let text = words::all(&format!("{} {}", passage.title, passage.entry.text));
            let stems: Vec<&str> = text.iter().map(|word| word.stem.as_str()).collect();
            words.iter().all(|word| stems.contains(&word.stem.as_str()))
        };
        (!texts.any(is_spoken_of)).then(|| shown_name(&asked.text, name))
    }

    /// Reads a question, with what it leaves to the turn before.
    pub(super) fn asked(
        &self,
        question: &str,
        before: Option<&Turn>,
    ) -> (Asked, Option<Continued>) {
        let query = self.reader().read(question);
        let fits = |words: &[Word], pages: &[Subject]| self.stand_on(words, pages);
        let (query, assumed) = match before {
            Some(before) => with_turn_before(query, before, &self.knowledge, fits),
            None => (query, None),
        };
        let asked = Asked {
            meaning: self.model.read(&query.meant),
            unnamed: self.model.read(&query.unnamed),
            is_joined: assumed.is_some(),
            query,
        };
        (asked, assumed)
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader {
            knowledge: &self.knowledge,
            lexicon: &self.search.lexicon,
            synonyms: &self.search.synonyms,
            series: &self.search.series,
            is_word: &|word| WordPieces::shipped().is_word(word),
            today: self.as_of.today,
        }
    }

    /// Whether every one of `words` stands in some passage of `pages`.
    fn stand_on(&self, words: &[Word], pages: &[Subject]) -> bool {
        let places = pages.iter().filter_map(|page| self.search.place(page));
        let ranges: Vec<_> = places.map(|at| self.search.range(at)).collect();
        words.iter().all(|word| {
            let mut places = self.search.lexicon.places(&word.stem).iter();
            places.any(|at| ranges.iter().any(|range| range.contains(&(*at as usize))))
        })
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
}
