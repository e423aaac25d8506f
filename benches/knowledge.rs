//! How long it takes to load 10,000 hotspots, to find a name among them, and to give an answer.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

mod generate;

use std::hint::black_box;
use std::path::Path;

use attache::knowledge::{Knowledge, load};
use attache::pages::{AsOf, find_topic, show};
use attache::reply::{Tab, View};
use attache::text::Locale;
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

fn read(dir: &Path) -> Knowledge {
    let loaded = load(dir, TODAY).unwrap();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.knowledge
}

fn loading(bench: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    generate::hotspots(dir.path(), 10_000).unwrap();
    let mut group = bench.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("10,000 hotspots", |bench| bench.iter(|| read(dir.path())));
    group.finish();
    let many = read(dir.path());
    bench.bench_function("find a slip of the keys among 10,000 hotspots", |bench| {
        bench.iter(|| find_topic(&many, black_box("plcae 7777"), Locale::English));
    });
}

fn answering(bench: &mut Criterion) {
    let knowledge = read(Path::new("knowledge"));
    let as_of = AsOf {
        today: TODAY,
        stale_after: 180.days(),
    };
    let view = View::Topic {
        id: "arctic".to_owned(),
        tab: Tab::Overview,
        page: 0,
    };
    bench.bench_function("/issue arctic", |bench| {
        bench.iter(|| show(&knowledge, black_box(&view), as_of, Locale::English));
    });
}

criterion_group!(benches, loading, answering);
criterion_main!(benches);
