//! Alerts, from the clock to the button, through the practice Discord.

use std::sync::Arc;
use std::time::Duration;

use attache::config::{Lead, Snowflake, SubscriptionSpec};
use attache::store::AlertState;
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Fault, ids};
use serde_json::{Value, json};

use super::office::{Message, NOON, Office, Plan};
use crate::support::folder::Folder;

pub(super) const NAME: &str = "G20 leaders' summit (Miami, 2026)";
/// What the watch calls it.
pub(super) const SHORT: &str = "G20 Miami";
const G20: &str = "2026-12-14T14:00:00Z";

/// *Missing access*: the channel is closed to the bot.
const MISSING_ACCESS: Fault = Fault::Refused {
    status: 403,
    code: 50_001,
};

pub(super) fn g20(before: &[&str]) -> SubscriptionSpec {
    let lead = |text: &&str| text.parse::<Lead>().expect("a length of time");
    SubscriptionSpec {
        summits: vec!["g20-2026".to_owned()],
        before: before.iter().map(lead).collect(),
        mention_role: Some(Snowflake(ids::WATCH.0)),
        time_zone: Some("Europe/Brussels".to_owned()),
        acknowledge_within: Some("30m".parse().expect("a length of time")),
        escalate_to_role: Some(Snowflake(ids::BACKUP.0)),
        ..SubscriptionSpec::for_channel(Snowflake(ids::WATCH_FLOOR.0))
    }
}

pub(super) async fn office(before: &[&str]) -> Office {
    Office::open_as(Plan {
        subscriptions: vec![g20(before)],
        ..Plan::default()
    })
    .await
}

/// The same on knowledge that the test edits.
pub(super) async fn office_on(knowledge: &Folder, before: &[&str]) -> Office {
    Office::open_as(Plan {
        subscriptions: vec![g20(before)],
        knowledge: Some(knowledge.path().to_owned()),
        ..Plan::default()
    })
    .await
}

/// Writes the file of the year's summits anew; gives what it was.
pub(super) fn edit_summits(knowledge: &Folder, edit: impl FnOnce(&str) -> String) -> String {
    let file = knowledge.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&file).expect("the summits' file");
    let edited = edit(&text);
    assert_ne!(text, edited);
    std::fs::write(&file, edited).expect("a file that can be written");
    text
}

/// Moves the clock to so long before the summit.
pub(super) fn go_to(office: &Office, before: SignedDuration) {
    use clock::Clock as _;
    let begins: jiff::Timestamp = G20.parse().expect("a moment");
    let clock = &office.setting.clock;
    clock.advance(begins.duration_since(clock.now()) - before);
}

/// Waits until the bot has noticed what time it is.
async fn is_awake(office: &Office) {
    use clock::Clock as _;
    let (store, now) = (office.store(), office.setting.clock.now());
    while store.timestamp("alive").await.expect("a database") < Some(now) {
        tokio::task::yield_now().await;
    }
}

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

pub(super) fn days(count: i64) -> SignedDuration {
    hours(24 * count)
}

pub(super) fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

/// What was posted in a channel, as it was sent. A request is on record once it is answered, a moment after the page shows
/// its message; so many are waited for.
pub(super) async fn posts(
    office: &Office,
    channel: practice_discord::Snowflake,
    count: usize,
) -> Vec<Value> {
    let path = format!("/channels/{channel}/messages");
    let recorded = || {
        let requests = office.setting.discord.requests().into_iter();
        let posts = requests.filter(|request| request.method == "POST" && request.path == path);
        posts.map(|request| request.body).collect::<Vec<_>>()
    };
    let all = async {
        while recorded().len() < count {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(10);
    tokio::time::timeout(patience, all)
        .await
        .expect("as many posts");
    recorded()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_comes_at_its_minute_calls_its_role_and_shows_who_took_it() {
    assert!(NOON < G20);
    let mut office = office(&["7d", "1d"]).await;
    go_to(&office, days(7) + minutes(1));
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(alert.0["timestamp"], "2026-12-07T14:00:00.000000+00:00");
    let sent = posts(&office, ids::WATCH_FLOOR, 1).await;
    assert_eq!(sent.len(), 1, "{sent:#?}");
    let content = sent[0]["content"].as_str().expect("a text");
    assert_eq!(content, format!("<@&{}> {SHORT} – in 7 days", ids::WATCH));
    assert_eq!(
        sent[0]["allowed_mentions"],
        json!({ "parse": [], "roles": [ids::WATCH] })
    );
    // Three seconds on a phone: when, where, what to watch, and by when somebody has to answer for it.
    let text = alert.description();
    let lines: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(lines[0], "**When** · 14–15 December 2026, hour not known");
    assert_eq!(lines[1], "**Where** · Miami, United States");
    assert!(lines[2].starts_with("**To watch** · "), "{text}");
    let then = format!("Acknowledge by <t:1796653800:R>, then <@&{}>.", ids::BACKUP);
    assert_eq!(lines[3..], [then], "{text}");
    assert_eq!(sent[0]["enforce_nonce"], true);
    let nonce = sent[0]["nonce"].as_str().expect("a text");
    assert!((1..=25).contains(&nonce.len()), "{nonce}");

    // A button works after a restart.
    office.restart_bot().await;
    let knob = alert.knob("Acknowledge");
    let taken = office.press_as(ids::NOOR, &alert, &knob).await.message();
    let by = format!("**Acknowledged** by <@{}>", ids::NOOR);
    // It folds to one line.
    let line = taken.description();
    assert!(line.contains(&by) && !line.contains('\n'), "{line}");
    // Nobody else is called for it; for the next, which nobody takes, the backup is.
    go_to(&office, days(1));
    let second = office.told_in(ids::WATCH_FLOOR).await;
    let text = second.description();
    assert!(
        !text.contains("To watch"),
        "that was said a week before: {text}"
    );
    go_to(&office, days(1) - minutes(29));
    go_to(&office, days(1) - minutes(30));
    let call = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(call.title(), format!("Not acknowledged: {NAME}"));
    assert_eq!(call.0["message_reference"]["message_id"], second.0["id"]);
    let sent = posts(&office, ids::WATCH_FLOOR, 3).await;
    assert_eq!(sent.len(), 3, "{sent:#?}");
    assert_eq!(
        sent[2]["allowed_mentions"],
        json!({ "parse": [], "roles": [ids::BACKUP] })
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snoozed_alert_comes_again_in_an_hour_and_calls_no_backup_meanwhile() {
    let mut office = office(&["1d"]).await;
    go_to(&office, days(1));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    let snooze = alert.knob("Snooze 1 h");
    let told = office.press_as(ids::NOOR, &alert, &snooze).await.message();
    assert!(
        told.description()
            .contains("**Snoozed until <t:1797174000:f>** by"),
        "{}",
        told.description()
    );
    go_to(&office, days(1) - minutes(59));
    go_to(&office, days(1) - minutes(60));
    let again = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(again.0["timestamp"], "2026-12-13T15:00:00.000000+00:00");
    let back = format!("Back: <@{}> had snoozed it.", ids::NOOR);
    assert!(
        again.description().starts_with(&back),
        "{}",
        again.description()
    );
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close().await;
}

/// It was due at 15:00 in Brussels.
#[tokio::test(flavor = "multi_thread")]
async fn a_snoozed_alert_that_would_come_in_quiet_hours_comes_at_their_end_and_says_so() {
    let quiet = SubscriptionSpec {
        quiet_hours: Some("15:30-22:00".parse().expect("quiet hours")),
        ..g20(&["7d"])
    };
    let mut office = Office::open_as(Plan {
        subscriptions: vec![quiet],
        ..Plan::default()
    })
    .await;
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    let told = office.press(&alert, "Snooze 1 h").await.message();
    let text = told.description();
    let until = "**Snoozed until <t:1796677200:f> (quiet hours)** by";
    assert!(text.contains(until), "{text}");
    go_to(&office, days(7) - hours(7));
    let again = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(again.0["timestamp"], "2026-12-07T21:00:00.000000+00:00");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_while_away_is_told_in_one_message() {
    let mut office = office(&["7d", "3d", "1d", "2h"]).await;
    office.stop_bot().await;
    go_to(&office, hours(20));
    office.restart_bot().await;
    let told = office.told_in(ids::WATCH_FLOOR).await;
    let text = told.description();
    assert!(
        text.contains("Offline <t:1795435200:f> – <t:1797184800:f>. You missed 3 alerts:"),
        "{text}"
    );
    let taken = office.press(&told, "Acknowledge").await.message();
    assert!(taken.description().contains("**Acknowledged**"));
    go_to(&office, hours(2));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(alert.0["timestamp"], "2026-12-14T12:00:00.000000+00:00");
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moved_summit_is_told_and_what_was_posted_for_the_old_date_says_so() {
    let copy = Folder::copy_of_shipped();
    let mut office = office_on(&copy, &["7d"]).await;
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    edit_summits(&copy, |text| {
        text.replace("2026-12-14", "2026-12-16")
            .replace("2026-12-15", "2026-12-17")
    });
    let reloaded = office.attache(ids::ADA, "reload").await;
    assert_eq!(reloaded.title(), "Reloaded", "{:#}", reloaded.0);
    let id = alert.0["id"].clone();
    let is_edited = |frame: &Value| {
        frame["message"]["id"] == id && !frame["message"]["edited_timestamp"].is_null()
    };
    let edited = Message(office.wait(is_edited).await["message"].take());
    let text = edited.description();
    assert!(text.contains("New date: "), "{text}");
    let news = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(news.title(), format!("Moved: {NAME}"));
    // It calls whom the old date called, and answers the message that gave it.
    let sent = posts(&office, ids::WATCH_FLOOR, 2).await.remove(1);
    let content = format!("<@&{}> Moved: {SHORT} – 16–17 December 2026", ids::WATCH);
    assert_eq!(sent["content"], content);
    assert_eq!(sent["message_reference"]["message_id"], alert.0["id"]);
    office.close().await;
}

/// Nobody is called by an alert any more: the one message about it calls them.
#[tokio::test(flavor = "multi_thread")]
async fn a_summit_that_moves_nearer_than_its_last_alert_calls_its_role_at_once() {
    let copy = Folder::copy_of_shipped();
    let mut office = office_on(&copy, &["7d"]).await;
    go_to(&office, days(10));
    // What was due while it was away would be made up for.
    is_awake(&office).await;
    edit_summits(&copy, |text| text.replace("2026-12-14", "2026-12-06"));
    office.attache(ids::ADA, "reload").await;
    let news = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(news.title(), format!("Moved: {NAME}"));
    let sent = posts(&office, ids::WATCH_FLOOR, 1).await.remove(0);
    let content = format!("<@&{}> Moved: {SHORT} – 6–15 December 2026", ids::WATCH);
    assert_eq!(sent["content"], content);
    assert!(sent["message_reference"].is_null());
    // It stands for the alerts that there was no time for: somebody has to acknowledge it, or the backup is called.
    let by = format!(", then <@&{}>.", ids::BACKUP);
    assert!(
        news.description().contains("Acknowledge by"),
        "{}",
        news.description()
    );
    assert!(news.description().contains(&by), "{}", news.description());
    go_to(&office, days(10) - minutes(30));
    let call = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(call.title(), format!("Not acknowledged: {NAME}"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_closed_pauses_its_subscription_and_whoever_made_it_is_told() {
    let mut office = Office::open().await;
    let direct = office.direct_channel().await;
    let floor = ids::WATCH_FLOOR.to_string();
    let options = [
        ("summit", "g20-2026"),
        ("before", "7d 1d"),
        ("channel", &*floor),
    ];
    office.alerts(ids::ADA, "add", &options).await;
    let path = format!("/channels/{floor}/messages");
    // It is looked at twice.
    for _ in 0..2 {
        let discord = &office.setting.discord;
        discord.fail_next("POST", &path, MISSING_ACCESS);
    }
    go_to(&office, days(7));
    let direct: practice_discord::Snowflake = direct
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    let told = office.told_in_time(direct).await;
    assert!(told.description().contains("403"), "{}", told.description());
    let list = office.alerts(ids::ADA, "list", &[]).await;
    let text = list.description();
    assert!(text.contains("Paused: Discord answered 403"), "{text}");
    let handover = office.ask("handover", &[]).await;
    let failed = &handover.0["embeds"][0]["fields"][0];
    assert_eq!(failed["name"], "Not posted");
    let text = failed["value"].as_str().expect("a text");
    assert!(text.contains("Discord answered 403"), "{text}");
    // It is tried no more.
    go_to(&office, days(1));
    office.attache(ids::ADA, "status").await;
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close_but_for(&[50_001]).await;
}

/// As on a board whose clock is ahead until the time service has answered.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_ahead_at_the_start_hides_nothing_once_it_is_right() {
    let mut office = Office::open().await;
    go_to(&office, days(3));
    let floor = ids::WATCH_FLOOR.to_string();
    let options = [
        ("summit", "g20-2026"),
        ("before", "7d 1d"),
        ("channel", &*floor),
    ];
    office.alerts(ids::ADA, "add", &options).await;
    go_to(&office, days(8));
    planned(&office, 2).await;
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(alert.title(), NAME);
    office.close().await;
}

/// Waits until so many alerts are planned.
async fn planned(office: &Office, count: usize) {
    let store = office.store();
    let mut ticks = tokio::time::interval(Duration::from_millis(5));
    loop {
        ticks.tick().await;
        let open = store.open_alerts("", "~", Timestamp::MIN).await;
        let open = open.expect("a database").into_iter();
        if open
            .filter(|alert| alert.state == AlertState::Planned)
            .count()
            >= count
        {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_that_is_broken_at_a_restart_withdraws_nothing() {
    let copy = Folder::copy_of_shipped();
    let mut office = office_on(&copy, &["7d", "1d"]).await;
    let whole = edit_summits(&copy, |text| format!("{text}\n[["));
    office.restart_bot().await;
    assert!(office.knowledge().summit("g20-2026").is_none());
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    let said = alert.description();
    assert!(
        said.contains("The calendar cannot be read; this is as it was planned."),
        "{said}"
    );
    assert!(said.contains("14–15 December 2026"), "{said}");
    office.press(&alert, "Acknowledge").await.message();
    // Once it is mended, all is as before.
    edit_summits(&copy, |_| whole);
    office.attache(ids::ADA, "reload").await;
    go_to(&office, days(1));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    assert!(!alert.description().contains("cannot be read"));
    let content = posts(&office, ids::WATCH_FLOOR, 2).await[1]["content"].clone();
    assert_eq!(content, format!("<@&{}> {SHORT} – tomorrow", ids::WATCH));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_posted_refused_and_put_off_is_counted() {
    let mut office = office(&["7d", "1d"]).await;
    let path = format!("/channels/{}/messages", ids::WATCH_FLOOR);
    let wait = Fault::RateLimited {
        retry_after_seconds: 0.01,
        global: false,
    };
    office.setting.discord.fail_next("POST", &path, wait);
    go_to(&office, days(7));
    let waiting = office
        .setting
        .discord
        .request(|one| one.status == 429)
        .await;
    assert_eq!(waiting.method, "POST");
    // The bot waits by its clock, which only a test moves.
    office.told_in_time(ids::WATCH_FLOOR).await;
    office
        .setting
        .discord
        .fail_next("POST", &path, MISSING_ACCESS);
    go_to(&office, days(1));
    let metrics = Arc::clone(&office.metrics);
    let counted = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        while metrics.posts_failed.get() == 0 {
            looks.tick().await;
        }
    };
    let patience = Duration::from_secs(20);
    tokio::time::timeout(patience, counted)
        .await
        .expect("it is counted");
    assert_eq!(metrics.rate_limited.get(), 1);
    assert_eq!((metrics.posts.get(), metrics.posts_failed.get()), (1, 1));
    // Nothing is judged: what was refused was meant to be, and the other tests hold every request to its form.
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}
