//! How the times grow with the knowledge: each step has ten times as many hotspots as the one before.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use attache::answers::Index;
use attache::knowledge::{Library, Reload};
use attache::pages::{AsOf, find_topic, find_topic_or};
use attache::text::Locale;
use clock::ManualClock;

use crate::generate;

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
/// How often what takes little time is repeated; the shortest time counts, as others are of what else the machine does.
const ROUNDS: usize = 20;
const QUESTION: &str = "what did china want in place 7 last year?";
const NOTHING: &str = "the price of quicksilver zirconium";

/// What is timed, in milliseconds.
const HEADINGS: [&str; 7] = [
    "load",
    "index from nothing",
    "reload of one file",
    "index after it",
    "a question",
    "a misspelt name",
    "a name not found",
];

/// Prints a row for each size, and by how much each time is more than that of the size before.
pub(crate) fn print(as_of: AsOf) {
    println!("\n{:>8}  {}", "hotspots", HEADINGS.join(" | "));
    let mut before: Option<[f64; 7]> = None;
    for size in SIZES {
        let times = times(size, as_of).map(|time| time.as_secs_f64() * 1e3);
        let cells = times.iter().enumerate().map(|(at, time)| match before {
            Some(before) => format!("{time:.3} ms (x{:.1})", time / before[at]),
            None => format!("{time:.3} ms"),
        });
        println!("{size:>8}  {}", cells.collect::<Vec<_>>().join(" | "));
        before = Some(times);
    }
}

fn times(size: usize, as_of: AsOf) -> [Duration; 7] {
    let dir = tempfile::tempdir().unwrap();
    generate::hotspots(dir.path(), size).unwrap();
    let midnight = as_of.today.to_datetime(jiff::civil::Time::midnight());
    let midnight = jiff::tz::TimeZone::UTC.to_timestamp(midnight).unwrap();
    let clock = Arc::new(ManualClock::at(midnight));
    let (library, load) = timed(|| Library::open(dir.path(), clock.clone()).unwrap());
    let (index, from_nothing) = timed(|| Index::of(library.current(), as_of));
    let mut reload = Duration::MAX;
    let mut update = Duration::MAX;
    let mut updated = index.clone();
    for _ in 0..5 {
        edit(dir.path());
        let (outcome, time) = timed(|| library.reload().unwrap());
        assert!(matches!(outcome, Reload::Swapped), "{outcome:?}");
        reload = reload.min(time);
        let (next, time) = timed(|| updated.updated(library.current(), as_of));
        update = update.min(time);
        updated = next;
    }
    let knowledge = library.current();
    let question = least(|| drop(black_box(updated.answer(QUESTION, None))));
    let misspelt = least(|| {
        drop(black_box(find_topic(
            &knowledge,
            "plcae 7",
            Locale::English,
        )));
    });
    let not_found = least(|| {
        let by_meaning = |name: &str| {
            let answer = updated.answer(name, None);
            answer.topic().map(str::to_owned).into_iter().collect()
        };
        drop(black_box(find_topic_or(
            &knowledge,
            NOTHING,
            Locale::English,
            &by_meaning,
        )));
    });
    [
        load,
        from_nothing,
        reload,
        update,
        question,
        misspelt,
        not_found,
    ]
}

/// Changes a sentence of one hotspot.
fn edit(dir: &Path) {
    let path = dir.join("hotspots/place-7.toml");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen("happened", "happened again and", 1);
    assert_ne!(text, changed);
    fs::write(&path, changed).unwrap();
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let made = work();
    (made, begun.elapsed())
}

fn least(work: impl Fn()) -> Duration {
    let times = (0..ROUNDS).map(|_| timed(&work).1);
    times.min().unwrap_or_default()
}
