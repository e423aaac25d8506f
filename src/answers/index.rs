//! Everything that can answer, ready to be searched; made once for each state of the knowledge and each day.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::civil::Date;

use super::embedding::EmbeddingModel;
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
    pub(super) as_of: AsOf,
    pub(super) model: &'static EmbeddingModel,
    pub(super) passages: Vec<Passage>,
    pub(super) search: Arc<SearchTables>,
}

/// What passages are found by. It is the same on every day, and takes a second or two to make.
pub(super) struct SearchTables {
    pub lexicon: Lexicon,
    pub synonyms: Synonyms,
    /// What each passage means, and what the other ways mean in which people ask for it.
    pub meanings: EmbeddingIndex,
    /// The same without the names of pages and actors: what is said about them.
    pub rests: EmbeddingIndex,
}

impl SearchTables {
    fn of(knowledge: &Knowledge, passages: &[Passage], model: &EmbeddingModel) -> Self {
        let embed = |texts: Vec<String>| texts.iter().map(|text| model.embed(text)).collect();
        let whole = passages
            .iter()
            .map(|passage| embed(embedded_texts(passage)));
        let rest = passages.iter().map(|passage| {
            embed(
                said(passage)
                    .map(|text| without_names(knowledge, &text))
                    .collect(),
            )
        });
        let texts: Vec<String> = passages.iter().map(searched_text).collect();
        Self {
            meanings: EmbeddingIndex::of(whole, model.dimensions()),
            rests: EmbeddingIndex::of(rest, model.dimensions()),
            lexicon: Lexicon::of(&texts),
            synonyms: Synonyms::of(knowledge.synonyms()),
        }
    }
}

impl Index {
    /// The index of this knowledge on the day of `as_of`. Takes seconds; [`IndexCache`] saves that.
    pub fn of(knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        let model = EmbeddingModel::shipped();
        let passages = passage::all(&knowledge, as_of);
        let search = Arc::new(SearchTables::of(&knowledge, &passages, model));
        Self {
            knowledge,
            as_of,
            model,
            passages,
            search,
        }
    }

    /// The same on another day: what is said of summits changes, and nothing else.
    fn on(&self, as_of: AsOf) -> Self {
        Self {
            knowledge: Arc::clone(&self.knowledge),
            as_of,
            model: self.model,
            passages: passage::all(&self.knowledge, as_of),
            search: Arc::clone(&self.search),
        }
    }

    /// Everything that can answer, in the order of the knowledge.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Whether `summit` is the next of its series after `today`: the soonest, else one without a date.
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
fn searched_text(passage: &Passage) -> String {
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

/// The texts by whose meaning it is found.
fn embedded_texts(passage: &Passage) -> Vec<String> {
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
fn without_names(knowledge: &Knowledge, text: &str) -> String {
    let words = words::all(text);
    let mut is_name = vec![false; words.len()];
    for (span, _) in knowledge.names().spans(text) {
        let end = span.end.min(words.len());
        is_name[span.start.min(end)..end].fill(true);
    }
    let rest = words.iter().zip(is_name).filter(|(word, is_name)| {
        !is_name && !words::is_stop(&word.plain) && !words::is_actor(&word.plain)
    });
    rest.map(|(word, _)| word.plain.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Keeps the index of the current knowledge and day, and makes it again when either changes.
#[derive(Default)]
pub struct IndexCache {
    ready: RwLock<Option<Arc<Index>>>,
    /// Held while an index is made, so that it is made once for all who wait.
    making: Mutex<()>,
}

impl IndexCache {
    /// The index of this knowledge and day; none until [`IndexCache::index`] has made it. Never waits.
    pub fn ready(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> Option<Arc<Index>> {
        let is_of = |index: &Arc<Index>| {
            Arc::ptr_eq(&index.knowledge, knowledge) && index.as_of.today == as_of.today
        };
        self.last().filter(is_of)
    }

    fn last(&self) -> Option<Arc<Index>> {
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner);
        ready.clone()
    }

    /// The index of this knowledge and day. Blocks: who needs it first makes it, which takes seconds, and others wait
    /// for that one.
    pub fn index(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> Arc<Index> {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ready) = self.ready(knowledge, as_of) {
            return ready;
        }
        let last = self.last();
        let of_before = last.filter(|last| Arc::ptr_eq(&last.knowledge, knowledge));
        let index = Arc::new(match of_before {
            Some(before) => before.on(as_of),
            None => Index::of(Arc::clone(knowledge), as_of),
        });
        let mut ready = self.ready.write().unwrap_or_else(PoisonError::into_inner);
        *ready = Some(Arc::clone(&index));
        index
    }
}
