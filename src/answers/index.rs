use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::civil::Date;

use super::embedding::Model;
use super::embedding_index::EmbeddingIndex;
use super::lexicon::Lexicon;
use super::passage::{self, Passage};
use super::synonyms::Synonyms;
use super::words;
use crate::document::When;
use crate::knowledge::{Knowledge, Standing, Summit};
use crate::pages::AsOf;

/// Everything that can answer, made ready to be searched; for one state of the knowledge and one day.
pub struct Index {
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) moment: AsOf,
    pub(super) model: &'static Model,
    pub(super) passages: Vec<Passage>,
    pub(super) search: Arc<Search>,
}

/// What passages are found by. It is the same on every day, and costs a moment to make.
pub(super) struct Search {
    pub lexicon: Lexicon,
    pub synonyms: Synonyms,
    /// The meanings of each passage: of itself, then of the other ways in which people ask for it.
    pub meanings: EmbeddingIndex,
    /// The same without the names of pages and actors: what is said of them.
    pub rests: EmbeddingIndex,
}

impl Search {
    fn of(knowledge: &Knowledge, passages: &[Passage], model: &Model) -> Self {
        let embed = |texts: Vec<String>| texts.iter().map(|text| model.embed(text)).collect();
        let whole = passages.iter().map(|passage| embed(meant(passage)));
        let rest = passages
            .iter()
            .map(|passage| embed(said(passage).map(|text| rest(knowledge, &text)).collect()));
        let texts: Vec<String> = passages.iter().map(searched).collect();
        Self {
            meanings: EmbeddingIndex::of(whole, model.dimensions()),
            rests: EmbeddingIndex::of(rest, model.dimensions()),
            lexicon: Lexicon::of(&texts),
            synonyms: Synonyms::of(knowledge.synonyms()),
        }
    }
}

impl Index {
    /// The index of what is known on this day.
    pub fn of(knowledge: Arc<Knowledge>, moment: AsOf) -> Self {
        let model = Model::shipped();
        let passages = passage::all(&knowledge, moment);
        let search = Arc::new(Search::of(&knowledge, &passages, model));
        Self {
            knowledge,
            moment,
            model,
            passages,
            search,
        }
    }

    /// The same on another day: what is told of summits changes, and nothing else.
    fn on(&self, moment: AsOf) -> Self {
        Self {
            knowledge: Arc::clone(&self.knowledge),
            moment,
            model: self.model,
            passages: passage::all(&self.knowledge, moment),
            search: Arc::clone(&self.search),
        }
    }

    /// Everything that can answer.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Whether it is the next of its series: the soonest that is ahead, else one without a date.
    pub(super) fn is_next(&self, summit: &Summit, today: Date) -> bool {
        let order = |summit: &Summit| (summit.standing(today), summit.start.map(When::first_day));
        let series = self.knowledge.summits().filter(|other| {
            other.series == summit.series && other.standing(today) <= Standing::Undated
        });
        series
            .min_by_key(|other| order(other))
            .is_some_and(|next| next.id == summit.id)
    }
}

/// The text by whose words a passage is found.
fn searched(passage: &Passage) -> String {
    let date = passage.date().map_or_else(String::new, |date| {
        date.first_day().strftime("%Y %B").to_string()
    });
    let label = passage.entry.label.as_deref().unwrap_or_default();
    let asked = passage.asked.join(" ");
    format!(
        "{} {label} {date} {} {asked}",
        passage.title, passage.entry.text
    )
}

/// The texts by whose meaning it is.
fn meant(passage: &Passage) -> Vec<String> {
    let own = format!("{}: {}", passage.title, passage.entry.text);
    let named = passage
        .asked
        .iter()
        .map(|asked| format!("{}: {asked}", passage.title));
    std::iter::once(own)
        .chain(passage.asked.iter().cloned())
        .chain(named)
        .collect()
}

/// What a passage says, in its own words and in those of people who ask for it.
fn said(passage: &Passage) -> impl Iterator<Item = String> {
    let own = std::iter::once(&passage.entry.text);
    own.chain(&passage.asked).cloned()
}

/// A text without the names of pages and actors.
fn rest(knowledge: &Knowledge, text: &str) -> String {
    let words = words::all(text);
    let mut is_name = vec![false; words.len()];
    for (span, _) in knowledge.names().spans(text) {
        let end = span.end.min(words.len());
        is_name[span.start.min(end)..end].fill(true);
    }
    let content_terms = words.iter().zip(is_name).filter(|(word, is_name)| {
        !is_name && !words::is_stop(&word.plain) && !words::is_actor(&word.plain)
    });
    content_terms
        .map(|(word, _)| word.plain.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The index of the day, made anew when the knowledge or the day changes.
#[derive(Default)]
pub struct IndexCache {
    ready: RwLock<Option<Arc<Index>>>,
    making: Mutex<()>,
}

impl IndexCache {
    /// The index of what is known now, if it is made.
    pub fn ready(&self, knowledge: &Arc<Knowledge>, moment: AsOf) -> Option<Arc<Index>> {
        let is_of = |index: &Arc<Index>| {
            Arc::ptr_eq(&index.knowledge, knowledge) && index.moment.today == moment.today
        };
        self.last().filter(is_of)
    }

    fn last(&self) -> Option<Arc<Index>> {
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner);
        ready.clone()
    }

    /// The index of what is known now; whoever needs it first makes it, and others wait for that one.
    pub fn index(&self, knowledge: &Arc<Knowledge>, moment: AsOf) -> Arc<Index> {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ready) = self.ready(knowledge, moment) {
            return ready;
        }
        let last = self.last();
        let of_before = last.filter(|last| Arc::ptr_eq(&last.knowledge, knowledge));
        let index = Arc::new(match of_before {
            Some(before) => before.on(moment),
            None => Index::of(Arc::clone(knowledge), moment),
        });
        let mut ready = self.ready.write().unwrap_or_else(PoisonError::into_inner);
        *ready = Some(Arc::clone(&index));
        index
    }
}
