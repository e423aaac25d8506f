//! A bot that is asked to stop finishes what it has begun, in five seconds at most, and leaves nothing in doubt.

use std::time::{Duration, Instant};

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{Alert, AlertState};
use clock::Clock as _;
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Fault, Request, ids};

use super::office::{Office, Plan};

/// When the summit of the subscription begins.
const G20: &str = "2026-12-14T14:00:00Z";
/// Five seconds for what is in flight, one for the database to close, and one for a slow machine.
const STOP_TIMEOUT: Duration = Duration::from_secs(7);

/// An office in which one alert is due a day before the summit.
async fn office() -> Office {
    Office::open_as(Plan {
        subscriptions: vec![SubscriptionSpec {
            summits: vec!["g20-2026".to_owned()],
            before: vec!["1d".parse().expect("a length of time")],
            ..SubscriptionSpec::for_channel(Snowflake(ids::WATCH_FLOOR.0))
        }],
        ..Plan::default()
    })
    .await
}

fn let_the_alert_fall_due(office: &Office) {
    let begins: Timestamp = G20.parse().expect("a moment");
    let clock = &office.setting.clock;
    clock.advance(begins.duration_since(clock.now()) - SignedDuration::from_hours(24));
}

fn is_post(request: &Request) -> bool {
    request.method == "POST" && request.path == format!("/channels/{}/messages", ids::WATCH_FLOOR)
}

async fn rows(office: &Office) -> Vec<Alert> {
    let store = office.store();
    let rows = store.open_alerts("", "~", Timestamp::MIN).await;
    rows.expect("a database")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_during_a_post_leaves_no_row_in_doubt() {
    let mut office = office().await;
    let_the_alert_fall_due(&office);
    office.setting.discord.request(is_post).await;
    office.stop_bot().await;
    let rows = rows(&office).await;
    assert!(rows.iter().all(|row| !row.in_doubt), "{rows:#?}");
    let posted = rows.iter().find(|row| row.state == AlertState::Posted);
    assert!(
        posted.is_some_and(|row| row.message_id.is_some()),
        "{rows:#?}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_waits_for_a_discord_that_hangs_but_not_for_ever() {
    let mut office = office().await;
    let discord = &office.setting.discord;
    discord.fail_next("POST", "/channels/", Fault::StoredThenHang);
    let_the_alert_fall_due(&office);
    discord.request(is_post).await;
    let asked = Instant::now();
    office.stop_bot().await;
    assert!(asked.elapsed() < STOP_TIMEOUT, "{:?}", asked.elapsed());
    // Nobody can know what became of it; whoever comes next finds it in the channel, and posts no other.
    office.restart_bot().await;
    office.setting.clock.advance(SignedDuration::from_mins(1));
    let message = office.told_in(ids::WATCH_FLOOR).await;
    let adopted = async {
        loop {
            let rows = rows(&office).await;
            let posted = rows.iter().find(|row| row.state == AlertState::Posted);
            if let Some(row) = posted {
                return row.message_id;
            }
            tokio::task::yield_now().await;
        }
    };
    let adopted = tokio::time::timeout(Duration::from_secs(10), adopted).await;
    let adopted = adopted.expect("an alert on record");
    assert_eq!(
        adopted.map(|id| id.to_string()).as_deref(),
        message.0["id"].as_str()
    );
    office.close().await;
}
