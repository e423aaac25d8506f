//! How long it takes to plan for 10,000 subscriptions, and to bring the outbox in line with them.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use attache::alerts::{Subscriber, WatchFloor, plan};
use attache::clock::{ManualClock, SharedClock};
use attache::config::{AlertsConfig, Snowflake, Subscription};
use attache::knowledge::{Library, load};
use attache::store::Store;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const SUBSCRIPTIONS: u64 = 10_000;

fn noon() -> Timestamp {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

/// All to one summit, four leads each.
fn subscriptions() -> Vec<Subscription> {
    let before = ["14d", "7d", "1d", "2h"].map(|lead| lead.parse().unwrap());
    (1..=SUBSCRIPTIONS)
        .map(|channel| Subscription {
            summits: vec!["g20-2026".to_owned()],
            before: before.to_vec(),
            mention_role: Some(Snowflake(11)),
            time_zone: Some("Europe/Brussels".to_owned()),
            ..Subscription::of(Snowflake(channel))
        })
        .collect()
}

fn planning(bench: &mut Criterion) {
    let today = noon().to_zoned_datetime(TimeZone::UTC).date();
    let knowledge = load(Path::new("knowledge"), today).unwrap().knowledge;
    let settings = AlertsConfig::default();
    let subscribers: Vec<Subscriber> = subscriptions()
        .iter()
        .map(Subscriber::of_settings)
        .collect();
    let mut group = bench.benchmark_group("10,000 subscriptions");
    group.sample_size(10);
    group.bench_function("planned", |bench| {
        bench.iter(|| {
            plan(
                &knowledge,
                black_box(&subscribers),
                settings.day_starts_at,
                noon(),
            )
        });
    });
    let runtime = Runtime::new().unwrap();
    let library = library();
    group.bench_function("taken over and planned through SQLite", |bench| {
        let fresh = || floor(&library);
        let attend = |(floor, folder): (WatchFloor, TempDir)| {
            runtime.block_on(floor.attend()).unwrap();
            (floor, folder)
        };
        bench.iter_batched(fresh, attend, BatchSize::PerIteration);
    });
    let (floor, _folder) = floor(&library);
    runtime.block_on(floor.attend()).unwrap();
    group.bench_function("compared through SQLite, nothing new", |bench| {
        bench.iter(|| {
            floor.look_again();
            runtime.block_on(floor.attend()).unwrap();
        });
    });
}

fn library() -> Arc<Library> {
    let clock: SharedClock = Arc::new(ManualClock::at(noon()));
    Arc::new(Library::open(Path::new("knowledge"), clock).unwrap())
}

fn floor(library: &Arc<Library>) -> (WatchFloor, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(&format!("sqlite://{}/attache.db", folder.path().display())).unwrap();
    let settings = AlertsConfig {
        subscription: subscriptions(),
        ..AlertsConfig::default()
    };
    let clock: SharedClock = Arc::new(ManualClock::at(noon()));
    (
        WatchFloor::new(store, Arc::clone(library), clock, settings),
        folder,
    )
}

criterion_group!(benches, planning);
criterion_main!(benches);
