//! Alerts of which nobody knows whether they were posted: stored by Discord, and the connection cut before its answer.

use std::sync::Arc;

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{Alert, AlertReason, AlertState};
use clock::{Clock as _, SharedClock};
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Fault, ids};

use super::clocks::FastClock;
use super::office::{Office, Plan};

/// A day before it the alert is due.
const G20: &str = "2026-12-14T14:00:00Z";
const READ_MESSAGE_HISTORY: u64 = 1 << 16;

fn g20_a_day_before() -> SubscriptionSpec {
    SubscriptionSpec {
        summits: vec!["g20-2026".to_owned()],
        before: vec!["1d".parse().expect("a length of time")],
        ..SubscriptionSpec::for_channel(Snowflake(ids::WATCH_FLOOR.0))
    }
}

fn history_of(channel: practice_discord::Snowflake) -> String {
    format!("/channels/{channel}/messages")
}

/// A bot that has posted its alert, was cut off from the answer, and was stopped before it could look.
async fn stopped_in_doubt() -> Office {
    stopped_in_doubt_as(Plan::default()).await
}

async fn stopped_in_doubt_as(plan: Plan) -> Office {
    let mut office = Office::open_as(Plan {
        subscriptions: vec![g20_a_day_before()],
        ..plan
    })
    .await;
    let path = history_of(ids::WATCH_FLOOR);
    let discord = &office.setting.discord;
    discord.fail_next("POST", &path, Fault::StoredThenReset);
    let begins: Timestamp = G20.parse().expect("a moment");
    let clock = office.setting.clock.clone();
    clock.advance(begins.duration_since(clock.now()) - SignedDuration::from_hours(24));
    office.told_in(ids::WATCH_FLOOR).await;
    while the_alert(&office).await.cause.is_none() {
        tokio::task::yield_now().await;
    }
    office.stop_bot().await;
    let alert = the_alert(&office).await;
    assert!(
        alert.in_doubt && alert.state == AlertState::Planned,
        "{alert:#?}"
    );
    office
}

async fn the_alert(office: &Office) -> Alert {
    let alerts = office.store().open_alerts("", "~", Timestamp::MIN).await;
    let mut alerts = alerts.expect("a database").into_iter();
    alerts
        .find(|one| one.attempts > 0 || one.state == AlertState::Planned)
        .expect("an alert")
}

async fn ended(office: &Office) -> Alert {
    loop {
        let alert = the_alert(office).await;
        if alert.state != AlertState::Planned {
            return alert;
        }
        tokio::task::yield_now().await;
    }
}

fn messages_of_the_bot(office: &Office) -> usize {
    let messages = office.setting.discord.messages();
    let channel = ids::WATCH_FLOOR.to_string();
    let alerts = messages
        .iter()
        .filter(|one| one["channel_id"] == channel.as_str() && one["author"]["bot"] == true);
    alerts.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_in_doubt_is_found_below_whatever_was_said_since() {
    let mut office = stopped_in_doubt().await;
    office.setting.clock.advance(SignedDuration::from_mins(10));
    for line in 0..150 {
        let text = format!("Line {line}");
        office.say(ids::ADA, ids::WATCH_FLOOR, &text, None).await;
    }
    office.restart_bot().await;
    let alert = ended(&office).await;
    assert_eq!(alert.state, AlertState::Posted, "{alert:#?}");
    assert_eq!((alert.attempts, messages_of_the_bot(&office)), (1, 1));
    let looked = office.setting.discord.requests();
    let path = history_of(ids::WATCH_FLOOR);
    let looked = looked
        .iter()
        .filter(|one| one.method == "GET" && one.path == path);
    assert_eq!(
        looked.count(),
        2,
        "the newest, and those around the attempt"
    );
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

/// Messages are dated by Discord's clock, and attempts by ours.
#[tokio::test(flavor = "multi_thread")]
async fn an_alert_in_doubt_is_found_by_a_bot_whose_clock_is_ten_minutes_fast() {
    let plan = Plan::default();
    let fast: SharedClock = Arc::new(FastClock {
        of: Arc::clone(&plan.clock),
        ahead: SignedDuration::from_mins(10),
    });
    let mut office = stopped_in_doubt_as(Plan {
        bot_clock: Some(fast.clone()),
        ..plan
    })
    .await;
    office.setting.clock.advance(SignedDuration::from_mins(30));
    for line in 0..150 {
        let text = format!("Line {line}");
        office.say(ids::ADA, ids::WATCH_FLOOR, &text, None).await;
    }
    office.start_bot_alone(fast);
    let alert = ended(&office).await;
    assert_eq!(alert.state, AlertState::Posted, "{alert:#?}");
    assert_eq!((alert.attempts, messages_of_the_bot(&office)), (1, 1));
    let wrong = office.metrics.discord.wrong_clock();
    let said = "the clock of this machine is 10m ahead of Discord's";
    assert_eq!(wrong.as_deref(), Some(said));
    office.connected(true).await;
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_in_doubt_is_not_posted_again_where_the_history_cannot_be_read() {
    let mut office = stopped_in_doubt().await;
    let discord = &office.setting.discord;
    discord.deny_bot(ids::WATCH_FLOOR, READ_MESSAGE_HISTORY);
    // By now Discord has forgotten the nonce.
    office.setting.clock.advance(SignedDuration::from_mins(10));
    office.restart_bot().await;
    let alert = ended(&office).await;
    assert_eq!(alert.state, AlertState::Failed, "{alert:#?}");
    let reason = alert.cause.map(|cause| cause.reason);
    assert_eq!(reason, Some(AlertReason::MayBePosted));
    assert_eq!(messages_of_the_bot(&office), 1);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_that_was_never_stored_is_posted_though_the_history_cannot_be_read() {
    let mut office = Office::open_as(Plan {
        subscriptions: vec![g20_a_day_before()],
        ..Plan::default()
    })
    .await;
    let path = history_of(ids::WATCH_FLOOR);
    let discord = &office.setting.discord;
    discord.deny_bot(ids::WATCH_FLOOR, READ_MESSAGE_HISTORY);
    discord.fail_next("POST", &path, Fault::Status(502));
    let begins: Timestamp = G20.parse().expect("a moment");
    let clock = office.setting.clock.clone();
    clock.advance(begins.duration_since(clock.now()) - SignedDuration::from_hours(24));
    while !the_alert(&office).await.in_doubt || the_alert(&office).await.cause.is_none() {
        tokio::task::yield_now().await;
    }
    clock.advance(SignedDuration::from_mins(10));
    let alert = ended(&office).await;
    assert_eq!((alert.state, alert.attempts), (AlertState::Posted, 2));
    // The 502 that the test ordered has no code by which it could be told from another.
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}
