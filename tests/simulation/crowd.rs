//! 500 channels due at one instant, served through one connection to the database.

use std::sync::Arc;
use std::time::Duration;

use attache::alerts::{AlertService, DeliveryWorker};
use attache::config::{AlertsConfig, SubscriptionSpec};
use attache::store::{AlertState, Store};
use clock::{Clock as _, ManualClock, SharedClock};
use jiff::tz::TimeZone;
use test_support::alerts::subscription;
use tokio::time::timeout;

use super::calendar::{Calendar, FIRST_DAY};
use super::discord::Discord;

/// More channels than are served at once.
const CHANNELS: u16 = 500;

/// All channels are due at one instant, and `SQLite` has one connection for all that goes on.
pub(crate) async fn deliver() {
    let begin = FIRST_DAY.at(0, 0, 0, 0).to_zoned_datetime(TimeZone::UTC);
    let clock = Arc::new(ManualClock::at(begin.unwrap().timestamp()));
    let shared: SharedClock = clock.clone();
    let calendar = Calendar::of_a_year(&mut fastrand::Rng::with_seed(1), shared.clone());
    let subscriptions = (100..100 + CHANNELS).map(|channel| -> SubscriptionSpec {
        let text = format!("channel = {channel}\nsummits = [\"summit-2\"]\nbefore = [\"1d\"]");
        subscription(&text)
    });
    let settings = AlertsConfig {
        subscription: subscriptions.collect(),
        ..AlertsConfig::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/attache.db", folder.path().display());
    let (store, beside) = (Store::at(&url).unwrap(), Store::at(&url).unwrap());
    let floor = AlertService::new(store, Arc::clone(&calendar.library), shared, settings);
    floor.reconcile().await.unwrap();
    let due = beside.next_due().await.unwrap().unwrap();
    clock.advance(due.duration_since(clock.now()));
    let discord = Arc::new(Discord::new(clock.clone(), 1, false));
    let delivery = Arc::new(DeliveryWorker::new(Arc::new(floor), discord.clone(), "w"));
    let all_posted = async {
        let posted = async || {
            let counts = beside.count_alerts(due).await.unwrap();
            counts.of(AlertState::Posted)
        };
        while posted().await != u64::from(CHANNELS) {}
    };
    let done = timeout(Duration::from_mins(1), async {
        tokio::select! {
            () = deliver_on(&delivery, &clock) => {}
            () = all_posted => {}
        }
    });
    done.await.expect("all of them in time");
    assert_eq!(discord.messages().len(), usize::from(CHANNELS));
}

/// As the bot's driver does.
async fn deliver_on(delivery: &Arc<DeliveryWorker>, clock: &ManualClock) {
    loop {
        let next = delivery.start_due().await.expect("a database");
        tokio::select! {
            () = clock.until(next) => {}
            () = delivery.woken() => {}
        }
    }
}
