//! Channels in which the bot may not post for now: time-outs, locked threads, outages, permissions that come back.

use std::time::Duration;

use attache::config::{Snowflake, SubscriptionSpec};
use clock::Clock as _;
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids::{ADA, EDITORS, GENERAL, NOOR, WATCH, WATCH_FLOOR};
use practice_discord::{Fault, Request};

use super::office::{Message, Office, Plan};

const SEND_MESSAGES: u64 = 1 << 11;
const MISSING_PERMISSIONS: u64 = 50_013;

fn g20() -> Timestamp {
    "2026-12-14T14:00:00Z".parse().expect("a moment")
}

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

/// An alert on the watch floor a week before the summit and one a day before it.
async fn office() -> Office {
    let lead = |text: &str| text.parse().expect("a length of time");
    Office::open_as(Plan {
        subscriptions: vec![SubscriptionSpec {
            summits: vec!["g20-2026".to_owned()],
            before: vec![lead("7d"), lead("1d")],
            ..SubscriptionSpec::for_channel(Snowflake(WATCH_FLOOR.0))
        }],
        ..Plan::default()
    })
    .await
}

/// Moves the clock to so long before the summit.
fn go_to(office: &Office, before: SignedDuration) {
    let clock = &office.setting.clock;
    clock.advance(g20().duration_since(clock.now()) - before);
}

/// Waits until Discord has refused a post on the watch floor.
async fn refused(office: &Office) -> Request {
    let path = format!("/channels/{WATCH_FLOOR}/messages");
    let is_it = |one: &Request| one.path == path && one.status == 403;
    office.setting.discord.request(is_it).await
}

fn posted_at(message: &Message) -> Timestamp {
    let at = message.0["timestamp"].as_str().expect("a time");
    at.parse().expect("a time")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_waits_for_the_end_of_a_time_out_and_its_subscription_goes_on() {
    let mut office = office().await;
    let ends = g20() - hours(24 * 7) + SignedDuration::from_mins(4);
    office.setting.discord.time_out_bot(Some(ends));
    go_to(&office, hours(24 * 7));
    refused(&office).await;
    let alert = office.told_in_time(WATCH_FLOOR).await;
    let late = posted_at(&alert).duration_since(ends);
    assert!(
        !late.is_negative() && late < SignedDuration::from_secs(10),
        "{late:#}"
    );
    let posts = office.setting.discord.requests();
    let posts = posts.iter().filter(|one| one.status == 403).count();
    assert_eq!(posts, 1, "it was tried again before its time");
    go_to(&office, hours(24));
    office.told_in_time(WATCH_FLOOR).await;
    office.close_but_for(&[MISSING_PERMISSIONS]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_is_timed_out_says_so_instead_of_subscribing_and_when_it_is_tried() {
    let mut office = Office::open().await;
    let floor = WATCH_FLOOR.to_string();
    let options = [
        ("summit", "g20-2026"),
        ("before", "1d"),
        ("channel", &*floor),
    ];
    let added = office.alerts(ADA, "add", &options).await;
    assert_eq!(added.title(), "Subscribed");
    let start = added.description().find("**").expect("an id") + 2;
    let id = added.description()[start..start + 6].to_owned();
    let ends = office.setting.clock.now() + hours(2);
    office.setting.discord.time_out_bot(Some(ends));
    let moment = format!("<t:{}:f>", ends.as_second());
    let other = [("summit", "sco"), ("before", "1d"), ("channel", &*floor)];
    let refused = office.alerts(ADA, "add", &other).await;
    assert_eq!(refused.title(), "I cannot post there for now");
    assert!(
        refused.description().contains(&moment),
        "{}",
        refused.description()
    );
    let tried = office.alerts(ADA, "test", &[("id", &id)]).await;
    assert_eq!(tried.title(), "Alerts would not arrive in full");
    let text = tried.description();
    assert!(
        text.contains("timed out") && text.contains(&moment),
        "{text}"
    );
    // It is over.
    office.setting.clock.advance(hours(3));
    let tried = office.alerts(ADA, "test", &[("id", &id)]).await;
    assert_eq!(tried.title(), "The test is posted");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_is_locked_takes_no_subscription() {
    let mut office = Office::open().await;
    let thread = office
        .setting
        .rest
        .private_thread(GENERAL, "watch", NOOR)
        .await;
    office.lock_thread(thread).await;
    let thread = thread.to_string();
    let options = [
        ("summit", "g20-2026"),
        ("before", "1d"),
        ("channel", &*thread),
    ];
    let refused = office.alerts(ADA, "add", &options).await;
    assert_eq!(refused.title(), "I cannot post there for now");
    let text = refused.description();
    assert!(
        text.contains("locked") && text.contains("Manage Threads"),
        "{text}"
    );
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

/// Of a role with many members Discord adds some to a thread.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_not_reached_in_a_thread_is_said_by_the_history_and_the_test() {
    let mut office = Office::open().await;
    let thread = office
        .setting
        .rest
        .private_thread(GENERAL, "watch", NOOR)
        .await;
    let (channel, watch) = (thread.to_string(), WATCH.to_string());
    let options = [
        ("summit", "g20-2026"),
        ("before", "7d"),
        ("channel", &*channel),
        ("role", &*watch),
    ];
    let added = office.alerts(ADA, "add", &options).await;
    let start = added.description().find("**").expect("an id") + 2;
    let id = added.description()[start..start + 6].to_owned();
    office.setting.discord.miss_roles_in_threads();
    go_to(&office, hours(24 * 7));
    office.told_in_time(thread).await;
    let missed = "members who are not in the thread";
    let history = async |office: &mut Office| {
        let history = office.alerts(ADA, "history", &[("id", &id)]).await;
        history.description().to_owned()
    };
    let noted = async { while !history(&mut office).await.contains(missed) {} };
    tokio::time::timeout(Duration::from_secs(10), noted)
        .await
        .expect("a history that says so");
    let tried = office.alerts(ADA, "test", &[("id", &id)]).await;
    let text = tried.description();
    assert!(text.contains("did not reach all of the role"), "{text}");
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_when_the_bot_starts_has_an_outage_and_nothing_is_paused() {
    let mut office = office().await;
    office.stop_bot().await;
    office.setting.discord.set_guild_available(false);
    office.restart_bot().await;
    let path = format!("/channels/{WATCH_FLOOR}/messages");
    let gone = Fault::Refused {
        status: 403,
        code: 50_001,
    };
    office.setting.discord.fail_next("POST", &path, gone);
    go_to(&office, hours(24 * 7));
    refused(&office).await;
    office.setting.discord.set_guild_available(true);
    office.told_in_time(WATCH_FLOOR).await;
    office.close_but_for(&[50_001]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_opens_again_gets_its_alerts_and_the_editors_hear_that_it_was_closed() {
    let mut office = office().await;
    let discord = &office.setting.discord;
    discord.deny_bot(WATCH_FLOOR, SEND_MESSAGES);
    go_to(&office, hours(24 * 7));
    refused(&office).await;
    let notice = office.told_in_time(EDITORS).await;
    let title = format!("Alerts for channel {WATCH_FLOOR} are paused");
    assert!(
        notice.title().starts_with("Alerts for channel"),
        "{title}: {}",
        notice.whole()
    );
    office
        .setting
        .discord
        .restore_bot(WATCH_FLOOR, SEND_MESSAGES);
    // It is looked at ten seconds later.
    let store = office.store();
    let clock = office.setting.clock.clone();
    let resumed = async {
        loop {
            let all = store.subscriptions().await.expect("a database");
            if all.iter().all(|one| one.reason.is_none()) {
                return;
            }
            clock.advance(SignedDuration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let patience = Duration::from_secs(20);
    tokio::time::timeout(patience, resumed)
        .await
        .expect("an active subscription");
    store.close().await;
    go_to(&office, hours(24));
    office.told_in_time(WATCH_FLOOR).await;
    office.close_but_for(&[MISSING_PERMISSIONS]).await;
}
