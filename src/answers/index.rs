//! Everything that can answer, ready to be searched; made once for each state of the knowledge and each day.

use std::sync::Arc;

use jiff::civil::Date;

use super::declined::{DeclinedMeanings, DeclinedTexts};
use super::meaning::Meaning;
use super::meaning_store::{MeaningStore, TextKey, written};
use super::page_draft::meant_by;
use super::passage::Passage;
use super::passage_facts::PassageFacts;
use super::sentence_model::SentenceModel;
use super::statement::{PassagePage, Statement};
use super::tables::SearchTables;
use crate::cores::on_all_cores;
use crate::document::When;
use crate::knowledge::{Knowledge, Standing, Summit, SummitStatus};
use crate::pages::{AsOf, Citer};
use crate::text::Locale;

/// Everything that can answer, made ready to be searched; for one state of the knowledge and one day. Cheap to clone.
#[derive(Clone)]
pub struct Index {
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) as_of: AsOf,
    pub(super) model: &'static SentenceModel,
    pub(super) search: Arc<SearchTables>,
    /// What each passage means, as far as it was read; in their order.
    pub(super) meanings: Arc<[Option<Arc<Meaning>>]>,
    /// What the questions mean that are to be declined.
    pub(super) declined: Arc<DeclinedMeanings>,
    declined_texts: Arc<DeclinedTexts>,
    store: Arc<MeaningStore>,
}

/// A text that the sentence model has not read yet.
pub(super) enum Unread {
    /// The passage at this place, and by which its meaning is kept.
    Passage(usize, TextKey),
    /// A question that is to be declined.
    Declined(TextKey, String),
}

impl Index {
    /// The index of this knowledge on the day of `as_of`, with what every passage means. Takes some milliseconds for a passage whose
    /// meaning the program does not carry.
    pub fn of(knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        Self::stored_in(Arc::default(), knowledge, as_of)
    }

    /// The same; what passages mean is taken from `store`, and kept there.
    pub fn stored_in(store: Arc<MeaningStore>, knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        Self::of_known(store, knowledge, as_of).with_all_meanings()
    }

    /// The index at once: passages whose meaning is not in `store` are found by their words alone.
    pub(super) fn of_known(
        store: Arc<MeaningStore>,
        knowledge: Arc<Knowledge>,
        as_of: AsOf,
    ) -> Self {
        Self::made(store, knowledge, as_of, None)
    }

    /// The index of another state of the knowledge or another day: the same as [`Index::of`] gives, and what has not
    /// changed since this one is taken from it.
    #[must_use]
    pub fn updated(&self, knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        self.updated_at_once(knowledge, as_of).with_all_meanings()
    }

    /// The same at once: passages that are new are found by their words alone.
    pub(super) fn updated_at_once(&self, knowledge: Arc<Knowledge>, as_of: AsOf) -> Self {
        let store = Arc::clone(&self.store);
        Self::made(store, knowledge, as_of, Some(&self.search))
    }

    fn made(
        store: Arc<MeaningStore>,
        knowledge: Arc<Knowledge>,
        as_of: AsOf,
        before: Option<&SearchTables>,
    ) -> Self {
        let search = SearchTables::of(Arc::clone(&knowledge), as_of, before);
        let mut index = Self {
            knowledge,
            as_of,
            model: SentenceModel::shipped(),
            meanings: search.keys().map(|key| store.get(key)).collect(),
            search: Arc::new(search),
            declined: Arc::default(),
            declined_texts: Arc::default(),
            store,
        };
        let declined = index.knowledge.declined();
        let declined = on_all_cores(declined, |question| index.reader().read(question));
        index.declined_texts = DeclinedTexts::of(declined).into();
        index.declined = index.declined_texts.known(&index.store).into();
        index
    }

    /// The same with what every passage means. The sentence model reads those that the store does not know, on every core; then
    /// the store is saved.
    fn with_all_meanings(self) -> Self {
        let unread = self.unread();
        if unread.is_empty() {
            return self;
        }
        on_all_cores(&unread, |text| self.read(text));
        self.with_known_meanings()
    }

    /// What the sentence model has not read yet.
    pub(super) fn unread(&self) -> Vec<Unread> {
        let passages = self.search.keys().enumerate().zip(self.meanings.iter());
        let passages = passages.filter(|(_, meaning)| meaning.is_none());
        let declined = self.declined_texts.iter();
        let declined = declined.filter(|(key, _)| self.store.get(*key).is_none());
        passages
            .map(|((at, key), _)| Unread::Passage(at, key))
            .chain(declined.map(|(key, text)| Unread::Declined(key, text.to_owned())))
            .collect()
    }

    /// Reads a text; the store knows then what it means.
    pub(super) fn read(&self, text: &Unread) {
        let (key, text) = match text {
            Unread::Passage(at, key) => {
                let Some(passage) = self.passage(*at) else {
                    return;
                };
                (*key, meant_by(&passage))
            }
            Unread::Declined(key, text) => (*key, text.clone()),
        };
        // What no word says anything to the model is read once too.
        let meaning = self.model.read(&text).unwrap_or_default();
        self.store.add(key, Arc::new(meaning));
    }

    /// The same with what the store knows by now, which is saved.
    pub(super) fn with_known_meanings(self) -> Self {
        self.store.save(&self.keys().collect());
        Self {
            meanings: self.search.keys().map(|key| self.store.get(key)).collect(),
            declined: self.declined_texts.known(&self.store).into(),
            ..self
        }
    }

    /// Whether both are of the same passages.
    pub(super) fn is_made_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.search, &other.search)
    }

    /// By which all meanings are kept that the index uses.
    fn keys(&self) -> impl Iterator<Item = TextKey> {
        let declined = self.declined_texts.iter().map(|(key, _)| key);
        self.search.keys().chain(declined)
    }

    /// What all its texts mean, as the program carries it: the content of `model/meanings.bin`.
    pub fn meanings_file(&self) -> Vec<u8> {
        let known = self
            .keys()
            .filter_map(|key| Some((key, self.store.get(key)?)));
        written(&known.collect())
    }

    /// How many of its texts the program carries no meaning of, and how many there are.
    pub fn not_carried(&self) -> (usize, usize) {
        let carried = MeaningStore::in_memory();
        let missing = self.keys().filter(|key| carried.get(*key).is_none());
        (missing.count(), self.keys().count())
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
        self.next_of(today, |other| other.series == summit.series) == Some(summit.id.as_str())
    }

    /// The id of the next summit of all series.
    pub(super) fn next_of_all(&self, today: Date) -> Option<&str> {
        self.next_of(today, |_| true)
    }

    fn next_of(&self, today: Date, is_wanted: impl Fn(&Summit) -> bool) -> Option<&str> {
        let order = |summit: &Summit| (summit.standing(today), summit.start.map(When::first_day));
        let summits = self.knowledge.summits();
        let ahead = summits.filter(|one| one.standing(today) <= Standing::Undated);
        let wanted = ahead.filter(|one| is_wanted(one) && one.status != SummitStatus::Cancelled);
        wanted
            .min_by_key(|one| order(one))
            .map(|next| next.id.as_str())
    }
}
