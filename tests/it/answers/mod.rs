//! Questions in plain words, and what is answered: only what the knowledge says, or an honest no.
mod follow_ups;
mod grounded;
mod hostile;
mod present;
mod quality;
mod updates;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use attache::answers::{Answer, Index, Turn};
use attache::knowledge::{Knowledge, load};
use attache::pages::AsOf;
use jiff::ToSpan as _;
use jiff::civil::Date;

const TODAY: Date = Date::constant(2026, 11, 25);

/// As it is shipped.
static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"));
    let loaded = load(dir, TODAY).expect("the shipped knowledge");
    assert_eq!(loaded.problems, []);
    Arc::new(loaded.knowledge)
});

/// Of the shipped knowledge.
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let as_of = AsOf {
        today: TODAY,
        stale_after: 180.days(),
    };
    Index::of(Arc::clone(&KNOWLEDGE), as_of)
});

/// The answer to the last of these turns.
fn ask(turns: &[&str]) -> Answer {
    let mut before: Option<Turn> = None;
    let mut last = None;
    for text in turns {
        let answer = INDEX.answer(text, before.as_ref());
        before = Some(answer.turn.clone());
        last = Some(answer);
    }
    last.expect("a turn")
}
