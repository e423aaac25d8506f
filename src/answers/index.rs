//! Everything that can answer, ready to be searched; made once for each state of the knowledge and each day.

use std::sync::Arc;

use jiff::civil::Date;

use super::embedding::EmbeddingModel;
use super::passage::Passage;
use super::passage_facts::PassageFacts;
use super::statement::{PassagePage, Statement};
use super::tables::SearchTables;
use crate::document::When;
use crate::knowledge::{Knowledge, Standing, Summit};
use crate::pages::{AsOf, Citer};
use crate::text::Locale;

/// Everything that can answer, made ready to be searched; for one state of the knowledge and one day. Cheap to clone.
#[derive(Clone)]
pub struct Index {
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) as_of: AsOf,
    pub(super) model: &'static EmbeddingModel,
    pub(super) search: Arc<SearchTables>,
}

impl Index {
    /// The index of this knowledge on the day of `as_of`. Takes a tenth of a second for some hundred passages, on every
    /// core.
    pub fn of(knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        Self::made(knowledge, as_of, None)
    }

    /// The index of another state of the knowledge or another day: the same as [`Index::of`] gives, and what has not
    /// changed since this one is taken from it.
    #[must_use]
    pub fn updated(&self, knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        Self::made(knowledge, as_of, Some(&self.search))
    }

    fn made(knowledge: Arc<Knowledge>, as_of: AsOf, before: Option<&SearchTables>) -> Self {
        let model = EmbeddingModel::shipped();
        let search = SearchTables::of(Arc::clone(&knowledge), as_of, model, before);
        Self {
            knowledge,
            as_of,
            model,
            search: Arc::new(search),
        }
    }

    /// The same on another day, at once. Until the index is updated, summits are found by what was said of them on the day
    /// before; what is shown is of the new day.
    #[must_use]
    pub fn on(self, as_of: AsOf) -> Self {
        Self { as_of, ..self }
    }

    /// The knowledge that answers.
    pub fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// Whether it was made for this knowledge and day.
    pub fn is_of(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> bool {
        self.search.is_of(knowledge, as_of)
    }

    /// Everything that can answer, in the order of the knowledge. They are composed for that: an answer composes only its
    /// own.
    pub fn passages(&self) -> Vec<Passage> {
        let all = 0..self.search.passages.len();
        all.filter_map(|at| self.passage(at)).collect()
    }

    /// The passage at this place. None if there are fewer.
    pub(super) fn passage(&self, at: usize) -> Option<Passage> {
        let (page, facts) = self.page_of(at)?;
        let citer = Citer(&self.knowledge, Locale::English);
        page.passage(citer, facts.nth as usize, self.as_of)
    }

    /// The statement at this place, without the words around it.
    pub(super) fn statement(&self, at: usize) -> Option<Statement<'_>> {
        let (page, facts) = self.page_of(at)?;
        page.statements().nth(facts.nth as usize)
    }

    fn page_of(&self, at: usize) -> Option<(PassagePage<'_>, &PassageFacts)> {
        let facts = self.search.passages.get(at)?;
        let page = &self.search.pages[facts.page as usize];
        Some((PassagePage::of(&self.knowledge, &page.subject)?, facts))
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
