//! After a change the index is made of what has changed, and answers as one that was made from nothing.

use std::fs;
use std::sync::Arc;

use attache::answers::{Answer, Index, IndexCache, Subject};
use attache::knowledge::{Knowledge, load};
use attache::pages::AsOf;
use jiff::ToSpan as _;
use jiff::civil::Date;
use test_support::questions::all;

use super::TODAY;
use crate::support::folder::{Folder, hotspot};

/// How many of the questions of the file are asked: every seventh is of each kind.
const EVERY: usize = 7;

fn as_of(today: Date) -> AsOf {
    AsOf {
        today,
        stale_after: 180.days(),
    }
}

fn read(folder: &Folder) -> Arc<Knowledge> {
    let loaded = load(folder.path(), TODAY).unwrap();
    assert_eq!(loaded.problems, []);
    Arc::new(loaded.knowledge)
}

/// A page that is not among the shipped ones.
fn zembla() -> String {
    hotspot("Zembla", "").replace("tass-2019-06-05", "usip-2019")
}

/// Everything that an answer says and how sure it is.
fn outcome(answer: &Answer) -> String {
    let Answer {
        passages,
        nearest,
        confidence,
        ..
    } = answer;
    format!("{passages:?} {nearest:?} {confidence}")
}

fn assert_same(updated: &Index, knowledge: &Arc<Knowledge>, today: Date, asked: &[&str]) {
    let made = Index::of(Arc::clone(knowledge), as_of(today));
    assert_eq!(updated.passages(), made.passages());
    let questions = all().into_iter().step_by(EVERY);
    let questions = questions.map(|question| question.turns[0].clone());
    let asked = asked.iter().map(|&asked| asked.to_owned());
    for question in questions.chain(asked) {
        let (one, other) = (
            updated.answer(&question, None),
            made.answer(&question, None),
        );
        assert_eq!(outcome(&one), outcome(&other), "{question}");
    }
}

fn edit(folder: &Folder, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn an_index_made_of_what_changed_answers_as_one_made_from_nothing() {
    let folder = Folder::copy_of_shipped();
    let knowledge = read(&folder);
    let mut index = Index::of(Arc::clone(&knowledge), as_of(TODAY));
    let asked = [
        "who wants quokkas in serbia?",
        "what is said of Zembla?",
        "zemblaa",
    ];
    let arctic = "hotspots/arctic.toml";
    // A text, a name that stands in texts of other pages, a new page, a page that goes, and what is read by all.
    edit(
        &folder,
        "hotspots/serbia.toml",
        "summary = \"\"\"",
        "summary = \"\"\"Quokkas. ",
    );
    for change in 0..5 {
        match change {
            0 => {}
            1 => edit(
                &folder,
                arctic,
                "aliases = [",
                "aliases = [\"tanker\", \"missile defence\", ",
            ),
            2 => drop(folder.write("hotspots/zembla.toml", zembla())),
            3 => fs::remove_file(folder.path().join("hotspots/zembla.toml")).unwrap(),
            _ => edit(
                &folder,
                "glossary.toml",
                "text = \"",
                "text = \"Of quokkas: ",
            ),
        }
        let knowledge = read(&folder);
        index = index.updated(Arc::clone(&knowledge), as_of(TODAY));
        assert!(index.is_of(&knowledge, as_of(TODAY)));
        assert_same(&index, &knowledge, TODAY, &asked);
    }
    let tomorrow = TODAY.tomorrow().unwrap();
    let knowledge = read(&folder);
    index = index.updated(Arc::clone(&knowledge), as_of(tomorrow));
    assert_same(&index, &knowledge, tomorrow, &asked);
}

#[test]
fn the_last_index_answers_until_the_next_is_made_but_leads_to_no_page_that_is_gone() {
    let folder = Folder::copy_of_shipped();
    let before = read(&folder);
    let cache = IndexCache::default();
    assert!(cache.last(as_of(TODAY)).is_none());
    cache.index(&before, as_of(TODAY));
    folder.write("hotspots/zembla.toml", zembla());
    let with_zembla = read(&folder);
    let question = "what does china want in zembla?";
    let last = cache.last(as_of(TODAY)).expect("the one before");
    assert!(Arc::ptr_eq(last.knowledge(), &before));
    let page = Subject::Hotspot("zembla".to_owned());
    let is_on_zembla = |answer: &Answer| {
        answer.nearest.contains(&page) || answer.passages.iter().any(|one| one.page == page)
    };
    assert!(!is_on_zembla(&last.answer(question, None)));
    let next = cache.index(&with_zembla, as_of(TODAY));
    assert!(is_on_zembla(&next.answer(question, None)));
    // And when it goes again, the last index still finds it.
    let last = cache.last(as_of(TODAY)).expect("the one before");
    let answer = last.answer(question, None);
    assert!(is_on_zembla(&answer));
    assert!(!is_on_zembla(&answer.without_pages_missing_in(&before)));
}

#[test]
fn what_is_made_once_is_not_made_again() {
    let folder = Folder::copy_of_shipped();
    let knowledge = read(&folder);
    let cache = IndexCache::default();
    let first = cache.index(&knowledge, as_of(TODAY));
    assert!(first.is_of(&knowledge, as_of(TODAY)));
    let tomorrow = as_of(TODAY.tomorrow().unwrap());
    let on_the_next_day = cache.last(tomorrow).expect("at once");
    assert!(!on_the_next_day.is_of(&knowledge, tomorrow));
    assert!(
        cache
            .index(&knowledge, tomorrow)
            .is_of(&knowledge, tomorrow)
    );
}

/// What is not carried is read when the program starts, some milliseconds each; `cargo bench --bench answers -- meanings` carries it.
#[test]
fn the_program_carries_what_nearly_all_of_the_shipped_knowledge_means() {
    let (missing, all) = super::INDEX.not_carried();
    assert!(all > 800, "{all}");
    assert!(10 * missing <= all, "{missing} of {all} are not carried");
}
