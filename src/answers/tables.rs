//! What passages are found by. Made for each state of the knowledge; what is the same as before is taken from the tables
//! before, so that a save costs what it changes.

use std::collections::HashMap;
use std::sync::Arc;

use super::lexicon::{Lexicon, LexiconSource};
use super::meaning_store::TextKey;
use super::page_draft::{PageDraft, PageDrafter, are_found_alike};
use super::passage::{Passage, Subject};
use super::passage_facts::PassageFacts;
use super::statement::{PassagePage, pages};
use super::synonyms::Synonyms;
use super::word_table::{WordId, WordTable, WordTableBuilder};
use super::words;
use crate::cores::{in_runs, on_all_cores};
use crate::knowledge::Knowledge;
use crate::pages::{AsOf, Citer};
use crate::text::Locale;

/// More words than these, and twice as many as stand in any passage, are not kept from one table to the next.
const MAX_UNUSED_WORDS: usize = 10_000;

/// What passages are found by.
pub(super) struct SearchTables {
    /// What they are made of.
    knowledge: Arc<Knowledge>,
    as_of: AsOf,
    /// Every page, in the order of the knowledge.
    pub pages: Vec<IndexedPage>,
    /// Every passage, in the order of the pages.
    pub passages: Vec<PassageFacts>,
    pub lexicon: Lexicon,
    pub synonyms: Arc<Synonyms>,
    /// Every series of summits, with the stems of its words.
    pub series: Vec<(String, Vec<String>)>,
}

/// A page, and what its passages are found by.
pub(super) struct IndexedPage {
    pub subject: Subject,
    /// The place of its first passage among all.
    pub first: usize,
    /// By which the meaning of each passage is kept.
    pub keys: Arc<[TextKey]>,
    /// Every word of its passages that means something, each once.
    words: Arc<[WordId]>,
}

/// Where what a page's passages are found by comes from.
enum PageSource {
    /// The page at this place of the tables before is found by the same.
    Before(usize),
    Draft(PageDraft),
}

impl SearchTables {
    /// The tables of this knowledge on the day of `as_of`. What is as it was `before` is not made again; the outcome is
    /// the same without it.
    pub(super) fn of(knowledge: Arc<Knowledge>, as_of: AsOf, before: Option<&Self>) -> Self {
        let before = before.filter(|before| !before.has_unused_words());
        let all: Vec<PassagePage<'_>> = pages(&knowledge).collect();
        let of = Moment {
            knowledge: &knowledge,
            as_of,
        };
        let (sources, words) = sources(&all, of, before);
        let lexicon = lexicon(words, &sources, before);
        let mut passages = Vec::with_capacity(lexicon.count());
        let mut indexed = Vec::with_capacity(all.len());
        for ((at, page), source) in (0..).zip(&all).zip(sources) {
            let first = passages.len();
            let statements = (0..).zip(page.statements());
            passages.extend(statements.map(|(nth, one)| PassageFacts::of(at, nth, one)));
            indexed.push(IndexedPage::of(*page, first, source, before));
        }
        let synonyms = before.filter(|before| before.knowledge.synonyms() == knowledge.synonyms());
        let synonyms = synonyms.map_or_else(
            || Arc::new(Synonyms::of(knowledge.synonyms())),
            |before| Arc::clone(&before.synonyms),
        );
        Self {
            as_of,
            pages: indexed,
            passages,
            lexicon,
            synonyms,
            series: series(&knowledge),
            knowledge,
        }
    }

    /// Whether they are of this knowledge and day.
    pub(super) fn is_of(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> bool {
        Arc::ptr_eq(&self.knowledge, knowledge) && self.as_of.today == as_of.today
    }

    /// By which the meaning of each passage is kept, in their order.
    pub(super) fn keys(&self) -> impl Iterator<Item = TextKey> {
        self.pages.iter().flat_map(|page| page.keys.iter().copied())
    }

    /// The place of a page.
    pub(super) fn place(&self, page: &Subject) -> Option<usize> {
        self.pages.iter().position(|one| one.subject == *page)
    }

    /// The places of a page's passages.
    pub(super) fn range(&self, page: usize) -> std::ops::Range<usize> {
        let next = self.pages.get(page + 1);
        self.pages[page].first..next.map_or(self.passages.len(), |next| next.first)
    }

    /// Whether words that stand nowhere any more take more room than the others.
    fn has_unused_words(&self) -> bool {
        let all = self.lexicon.words.len();
        // A word and its stem.
        all > MAX_UNUSED_WORDS && all > 4 * self.lexicon.known_words()
    }
}

impl IndexedPage {
    fn of(
        page: PassagePage<'_>,
        first: usize,
        source: PageSource,
        before: Option<&SearchTables>,
    ) -> Self {
        let subject = page.subject();
        match source {
            PageSource::Before(at) => {
                let before = &before.expect("it was found there").pages[at];
                Self {
                    subject,
                    first,
                    keys: Arc::clone(&before.keys),
                    words: Arc::clone(&before.words),
                }
            }
            PageSource::Draft(draft) => Self {
                subject,
                first,
                keys: draft.keys.into(),
                words: draft.words.into(),
            },
        }
    }
}

/// What is indexed.
#[derive(Clone, Copy)]
struct Moment<'m> {
    knowledge: &'m Knowledge,
    as_of: AsOf,
}

impl Moment<'_> {
    /// The passages of a page in English, by whose texts they are found.
    fn passages(self, page: PassagePage<'_>) -> Vec<Passage> {
        let citer = Citer(self.knowledge, Locale::English);
        let passage = |statement| page.passage_of(citer, statement, self.as_of);
        page.statements().map(passage).collect()
    }
}

/// Where what each page is found by comes from, and the table of all words.
fn sources(
    all: &[PassagePage<'_>],
    of: Moment<'_>,
    before: Option<&SearchTables>,
) -> (Vec<PageSource>, Arc<WordTable>) {
    let kept = before.map_or_else(|| vec![None; all.len()], |before| kept(all, of, before));
    let new: Vec<PassagePage<'_>> = all
        .iter()
        .zip(&kept)
        .filter_map(|(page, kept)| kept.is_none().then_some(*page))
        .collect();
    let words = before.map_or_else(Arc::default, |before| Arc::clone(&before.lexicon.words));
    let (drafts, words) = drafted(&new, of, words);
    let mut drafts = drafts.into_iter();
    let source = |kept: Option<usize>| match kept {
        Some(at) => PageSource::Before(at),
        None => PageSource::Draft(
            drafts
                .next()
                .expect("each page that is not kept was drafted"),
        ),
    };
    (kept.into_iter().map(source).collect(), words)
}

/// For each page its place in the tables `before`, if it is found there by the same.
fn kept(all: &[PassagePage<'_>], of: Moment<'_>, before: &SearchTables) -> Vec<Option<usize>> {
    let subjects = before.pages.iter().map(|page| &page.subject);
    let places: HashMap<&Subject, usize> = subjects.zip(0..).collect();
    let of_before = Moment {
        knowledge: &before.knowledge,
        as_of: before.as_of,
    };
    let is_as_before = |page: PassagePage<'_>, subject: &Subject| {
        PassagePage::of(&before.knowledge, subject).is_some_and(|other| {
            let alike = || are_found_alike(&of.passages(page), &of_before.passages(other));
            page.is_same(other) || alike()
        })
    };
    on_all_cores(all, |page| {
        let subject = page.subject();
        let at = *places.get(&subject)?;
        is_as_before(*page, &subject).then_some(at)
    })
}

/// What each of these pages is found by, and the table with their words added.
fn drafted(
    new: &[PassagePage<'_>],
    of: Moment<'_>,
    words: Arc<WordTable>,
) -> (Vec<PageDraft>, Arc<WordTable>) {
    if new.is_empty() {
        return (Vec::new(), words);
    }
    let runs = in_runs(new, |run| {
        let mut drafter = PageDrafter::new();
        let drafts = run.iter().map(|page| drafter.draft(&of.passages(*page)));
        (drafts.collect::<Vec<PageDraft>>(), drafter.into_words())
    });
    let mut table = WordTableBuilder::from(&words);
    let mut drafts = Vec::with_capacity(new.len());
    for (run, of_run) in runs {
        let (word_ids, stem_ids) = of_run.add_to(&mut table);
        for mut draft in run {
            draft.renumber(&word_ids, &stem_ids);
            drafts.push(draft);
        }
    }
    (drafts, Arc::new(table.finish()))
}

/// The words of all passages.
fn lexicon(
    words: Arc<WordTable>,
    sources: &[PageSource],
    before: Option<&SearchTables>,
) -> Lexicon {
    let mut used = vec![false; words.len()];
    let mut passages = Vec::with_capacity(sources.len());
    for source in sources {
        let (of_page, words): (LexiconSource<'_>, &[WordId]) = match source {
            PageSource::Before(at) => {
                let before = before.expect("it was found there");
                let range = before.range(*at);
                (LexiconSource::Before(range), &before.pages[*at].words)
            }
            PageSource::Draft(draft) => (LexiconSource::New(&draft.stems), &draft.words),
        };
        for word in words {
            used[*word as usize] = true;
        }
        passages.push(of_page);
    }
    match before {
        Some(before) => Lexicon::of(words, &used, &before.lexicon, &passages),
        None => Lexicon::of(words, &used, &Lexicon::default(), &passages),
    }
}

/// Every series of summits once, with the stems of its words.
fn series(knowledge: &Knowledge) -> Vec<(String, Vec<String>)> {
    let mut series: Vec<&String> = knowledge.summits().map(|summit| &summit.series).collect();
    series.sort_unstable();
    series.dedup();
    let stems = |name: &str| words::all(name).into_iter().map(|word| word.stem).collect();
    let with_stems = series.into_iter().map(|name| (name.clone(), stems(name)));
    with_stems.collect()
}
