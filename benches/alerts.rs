//! How long it takes to plan for 10,000 subscriptions, and to bring the outbox in line with them.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use attache::alerts::{AlertService, plan};
use attache::config::{AlertsConfig, Lead, Snowflake, SubscriptionSpec};
use attache::knowledge::{Library, load};
use attache::store::{Store, Subscription};
use clock::{ManualClock, SharedClock};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const SUBSCRIPTIONS: u64 = 10_000;

fn noon() -> Timestamp {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

const LEADS: [&str; 4] = ["14d", "7d", "1d", "2h"];

/// All to one summit, so many leads each.
fn subscriptions(leads: usize) -> Vec<SubscriptionSpec> {
    let before: Vec<Lead> = LEADS[..leads]
        .iter()
        .map(|lead| lead.parse().unwrap())
        .collect();
    (1..=SUBSCRIPTIONS)
        .map(|channel| SubscriptionSpec {
            summits: vec!["g20-2026".to_owned()],
            before: before.clone(),
            mention_role: Some(Snowflake(11)),
            time_zone: Some("Europe/Brussels".to_owned()),
            ..SubscriptionSpec::for_channel(Snowflake(channel))
        })
        .collect()
}

fn planning(bench: &mut Criterion) {
    let today = noon().to_zoned_datetime(TimeZone::UTC).date();
    let knowledge = load(Path::new("knowledge"), today).unwrap().knowledge;
    let settings = AlertsConfig::default();
    let runtime = Runtime::new().unwrap();
    let library = library();
    let mut group = bench.benchmark_group("10,000 subscriptions");
    group.sample_size(10);
    for leads in [1, LEADS.len()] {
        let subscriptions: Vec<Subscription> = subscriptions(leads)
            .into_iter()
            .map(|spec| Subscription::from_settings(spec, noon()))
            .collect();
        group.bench_function(format!("planned, {leads} each"), |bench| {
            bench.iter(|| {
                plan(
                    &knowledge,
                    black_box(&subscriptions),
                    settings.day_starts_at,
                    noon(),
                )
            });
        });
        let name = format!("taken over and planned through SQLite, {leads} each");
        group.bench_function(name, |bench| {
            let fresh = || floor(&library, leads);
            let reconcile = |(floor, folder): (AlertService, TempDir)| {
                runtime.block_on(floor.reconcile()).unwrap();
                (floor, folder)
            };
            bench.iter_batched(fresh, reconcile, BatchSize::PerIteration);
        });
        let (floor, _folder) = floor(&library, leads);
        runtime.block_on(floor.reconcile()).unwrap();
        let name = format!("compared through SQLite, nothing new, {leads} each");
        group.bench_function(name, |bench| {
            bench.iter(|| {
                floor.request_reconcile();
                runtime.block_on(floor.reconcile()).unwrap();
            });
        });
    }
}

fn library() -> Arc<Library> {
    let clock: SharedClock = Arc::new(ManualClock::at(noon()));
    Arc::new(Library::open(Path::new("knowledge"), clock).unwrap())
}

fn floor(library: &Arc<Library>, leads: usize) -> (AlertService, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(&format!("sqlite://{}/attache.db", folder.path().display())).unwrap();
    let settings = AlertsConfig {
        subscription: subscriptions(leads),
        ..AlertsConfig::default()
    };
    let clock: SharedClock = Arc::new(ManualClock::at(noon()));
    (
        AlertService::new(store, Arc::clone(library), clock, settings),
        folder,
    )
}

criterion_group!(benches, planning);
criterion_main!(benches);
