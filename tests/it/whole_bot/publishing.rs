//! Alerts that are published to the followers of an announcement channel.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use practice_discord::ids::{ADA, EDITORS, WATCH_FLOOR};
use practice_discord::{Fault, Snowflake};
use serde_json::Value;

use super::office::Office;

/// Seven days before the G20 begins.
const DUE: &str = "2026-12-07T14:00:00Z";
/// The flag of a message that was published.
const CROSSPOSTED: u64 = 1;

async fn subscribe(office: &mut Office, channel: Snowflake, publish: &str) -> String {
    let channel = channel.to_string();
    let options = [
        ("summit", "g20-2026"),
        ("before", "7d"),
        ("channel", &*channel),
        ("publish", publish),
    ];
    office.alerts(ADA, "add", &options).await.whole()
}

fn go_to_due(office: &Office) {
    use clock::Clock as _;
    let due: Timestamp = DUE.parse().expect("a moment");
    let clock = &office.setting.clock;
    clock.advance(due.duration_since(clock.now()));
}

fn message(office: &Office, id: &Value) -> Value {
    let messages = office.setting.discord.messages();
    let found = messages.into_iter().find(|one| one["id"] == *id);
    found.expect("the message")
}

async fn until_published(office: &Office, id: &Value) {
    let published = async {
        while message(office, id)["flags"] != CROSSPOSTED {
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(10);
    tokio::time::timeout(patience, published)
        .await
        .expect("a published message");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_published_once_where_the_subscription_asks_for_it() {
    let mut office = Office::open().await;
    let refused = subscribe(&mut office, WATCH_FLOOR, "true").await;
    assert!(
        refused.contains("Only messages of an announcement channel"),
        "{refused}"
    );
    office
        .setting
        .discord
        .make_announcement_channel(WATCH_FLOOR);
    office.setting.discord.make_announcement_channel(EDITORS);
    let told = subscribe(&mut office, WATCH_FLOOR, "true").await;
    assert!(told.contains("published to followers"), "{told}");
    // Two that one person makes at the same nanosecond would be one.
    office.setting.clock.advance(SignedDuration::from_secs(1));
    let told = subscribe(&mut office, EDITORS, "false").await;
    assert!(
        told.contains("Subscribed") && !told.contains("published"),
        "{told}"
    );
    go_to_due(&office);
    let mut alerts = Vec::new();
    for channel in [WATCH_FLOOR, EDITORS] {
        alerts.push(office.told_in(channel).await.0["id"].clone());
    }
    until_published(&office, &alerts[0]).await;
    assert_eq!(message(&office, &alerts[1])["flags"], 0);
    let requests = office.setting.discord.requests().into_iter();
    let crossposts = requests.filter(|request| request.path.ends_with("/crosspost"));
    assert_eq!(crossposts.count(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_published_at_once_is_published_later_and_holds_up_no_alert() {
    let mut office = Office::open().await;
    office
        .setting
        .discord
        .make_announcement_channel(WATCH_FLOOR);
    let wait = Fault::RateLimited {
        retry_after_seconds: 600.0,
        global: false,
    };
    let path = format!("/channels/{WATCH_FLOOR}/messages/");
    office.setting.discord.fail_next("POST", &path, wait);
    subscribe(&mut office, WATCH_FLOOR, "true").await;
    go_to_due(&office);
    let alert = office.told_in(WATCH_FLOOR).await.0["id"].clone();
    let is_limited = |request: &practice_discord::Request| {
        request.path.ends_with("/crosspost") && request.status == 429
    };
    office.setting.discord.request(is_limited).await;
    assert_eq!(message(&office, &alert)["flags"], 0);
    // A process that was killed meanwhile leaves it to the next one.
    office.restart_bot().await;
    office.setting.clock.advance(SignedDuration::from_secs(601));
    until_published(&office, &alert).await;
    office.stop_bot().await;
}
