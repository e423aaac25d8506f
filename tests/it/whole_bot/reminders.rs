//! *Tell me* and `/remind`: direct messages to whoever asked, through the practice Discord.

use attache::store::{AlertState, SubscriptionState};
use clock::Clock as _;
use jiff::{SignedDuration, Timestamp};
use practice_discord::Snowflake;
use practice_discord::ids::{ADA, LENA, NOOR};
use serde_json::json;

use super::office::{Message, Office, Plan};
use crate::support::folder::Folder;

const NAME: &str = "G20 leaders' summit (Miami, 2026)";
const G20: &str = "2026-12-14T14:00:00Z";

fn before(hours: i64) -> Timestamp {
    let begins: Timestamp = G20.parse().expect("a moment");
    begins - SignedDuration::from_hours(hours)
}

/// Moves the clock to so many hours before the summit.
fn go_to(office: &Office, hours: i64) {
    let clock = &office.setting.clock;
    clock.advance(before(hours).duration_since(clock.now()));
}

/// As Discord shows it by the reader's own clock.
fn shown(at: Timestamp) -> String {
    let second = at.as_second();
    format!("<t:{second}:f> (<t:{second}:R>)")
}

async fn open_direct(office: &mut Office) -> Snowflake {
    let direct = office.direct_channel().await;
    let direct = direct.as_str().and_then(|id| id.parse().ok());
    direct.expect("an id")
}

/// Presses *Tell me* on the summit's page.
async fn tell_me(office: &mut Office, person: Snowflake) -> Message {
    let page = office.ask("summit", &[("name", "g20-2026")]).await;
    let knob = page.knob("Tell me");
    office.press_as(person, &page, &knob).await.message()
}

async fn remind(office: &mut Office, person: Snowflake, options: &[(&str, &str)]) -> Message {
    let seen = office.command(person, "remind", options).await.message();
    assert!(seen.is_private(), "{:#}", seen.0);
    seen
}

/// How often something was posted in this channel, once the bot has nothing more to do.
async fn posted(office: &mut Office, channel: Snowflake) -> usize {
    office.stop_bot().await;
    let path = format!("/channels/{channel}/messages");
    let requests = office.setting.discord.requests().into_iter();
    let posts = requests.filter(|one| one.method == "POST" && one.path == path);
    posts.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn tell_me_sends_a_direct_message_at_its_minute_until_it_is_removed() {
    let mut office = Office::open().await;
    let direct = open_direct(&mut office).await;
    let set = tell_me(&mut office, ADA).await;
    assert_eq!(set.title(), "Reminder set");
    assert!(set.is_private());
    for hours in [24, 1] {
        let at = shown(before(hours));
        assert!(set.description().contains(&at), "{}", set.description());
    }
    let again = tell_me(&mut office, ADA).await;
    assert_eq!(again.title(), "You have this reminder already");

    go_to(&office, 25);
    go_to(&office, 24);
    let message = office.told_in(direct).await;
    assert_eq!(message.0["timestamp"], "2026-12-13T14:00:00.000000+00:00");
    assert!(message.whole().contains(NAME), "{}", message.whole());
    // Nobody else would see that it is taken.
    let labels = message.labels();
    assert!(labels.contains(&"Details".to_owned()), "{labels:?}");
    assert!(!labels.contains(&"Acknowledge".to_owned()), "{labels:?}");
    let remove = message.knob("Remove");
    let removed = office.press_as(ADA, &message, &remove).await.message();
    assert_eq!(removed.title(), format!("Removed: {NAME}"));
    assert_eq!(office.store().reminders_of(ADA.0).await.unwrap(), []);
    go_to(&office, 1);
    go_to(&office, 0);
    assert_eq!(posted(&mut office, direct).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_asked_for_changed_listed_and_removed_by_command() {
    let mut office = Office::open().await;
    let none = remind(&mut office, NOOR, &[]).await;
    assert_eq!(none.title(), "You have no reminders");
    let g20 = ("summit", "g20-2026");
    let set = remind(&mut office, NOOR, &[g20, ("before", "2h, 30d 7d")]).await;
    assert_eq!(set.title(), "Reminder set");
    let text = set.description();
    assert!(text.contains("**30d before** · passed already"), "{text}");
    assert!(text.contains(&shown(before(7 * 24))), "{text}");
    let changed = remind(&mut office, NOOR, &[g20, ("before", "3d")]).await;
    assert_eq!(changed.title(), "Reminder changed");
    // What is asked for with nothing said about when stays as it was.
    let kept = remind(&mut office, NOOR, &[g20]).await;
    assert_eq!(kept.title(), "You have this reminder already");
    let list = remind(&mut office, NOOR, &[]).await;
    let next = shown(before(3 * 24));
    let line = format!("**{NAME}** · {next} · 3d before");
    assert!(list.description().contains(&line), "{}", list.description());
    // Whoever finds the button cannot use it on somebody else's.
    let knob = list.knob(&format!("Remove: {NAME}"));
    office.press_as(ADA, &list, &knob).await;
    assert_eq!(office.store().reminders_of(NOOR.0).await.unwrap().len(), 1);
    let left = office.press_as(NOOR, &list, &knob).await.message();
    assert_eq!(left.title(), format!("Removed: {NAME}"));
    assert_eq!(office.store().reminders_of(NOOR.0).await.unwrap(), []);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_be_reminded_of_is_refused_in_a_sentence() {
    let mut office = Office::open().await;
    let g20 = ("summit", "g20-2026");
    for (options, part) in [
        (
            &[g20, ("before", "banana")] as &[_],
            "is not a length of time",
        ),
        (&[g20, ("before", "30d")], "those times have passed"),
        (&[g20, ("before", ",")], "at least one time before"),
        (&[("before", "1d")], "Which summit?"),
        (&[("summit", "banana")], "No such summit"),
    ] {
        let refused = remind(&mut office, ADA, options).await;
        let text = refused.whole();
        assert!(text.contains(part), "{options:?}: {text}");
    }
    assert_eq!(office.store().reminders_of(ADA.0).await.unwrap(), []);
    let offered = office.suggestions("remind", &[], ("summit", "")).await;
    let offered: Vec<&str> = offered
        .iter()
        .filter_map(|one| one["value"].as_str())
        .collect();
    assert!(offered.contains(&"g20-2026"), "{offered:?}");
    assert!(!offered.contains(&"sco-2025"), "{offered:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_reminded_hears_that_the_summit_has_moved() {
    let copy = Folder::copy_of_shipped();
    let mut office = Office::open_as(Plan {
        knowledge: Some(copy.path().to_owned()),
        ..Plan::default()
    })
    .await;
    let direct = open_direct(&mut office).await;
    let g20 = ("summit", "g20-2026");
    remind(&mut office, ADA, &[g20, ("before", "7d 1d")]).await;
    go_to(&office, 7 * 24);
    let first = office.told_in(direct).await;
    let file = copy.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&file).expect("the summits' file");
    let text = text
        .replace("2026-12-14", "2026-12-16")
        .replace("2026-12-15", "2026-12-17");
    std::fs::write(&file, text).expect("a file that can be written");
    let reloaded = office.attache(ADA, "reload").await;
    assert_eq!(reloaded.title(), "Reloaded", "{:#}", reloaded.0);
    // The message that gave the old date is marked first.
    let moved = loop {
        let seen = office.told_in(direct).await;
        if seen.0["id"] != first.0["id"] {
            break seen;
        }
    };
    assert_eq!(moved.title(), format!("Moved: {NAME}"));
    let list = remind(&mut office, ADA, &[]).await;
    let next = shown(before(7 * 24) + SignedDuration::from_hours(48));
    assert!(list.description().contains(&next), "{}", list.description());
    office.close().await;
}

/// Lena takes no direct messages.
#[tokio::test(flavor = "multi_thread")]
async fn closed_direct_messages_pause_a_reminder_which_says_so_to_its_owner_alone() {
    let mut office = Office::open().await;
    let set = tell_me(&mut office, LENA).await;
    assert_eq!(set.title(), "Reminder set");
    go_to(&office, 25);
    go_to(&office, 24);
    let paused = async {
        loop {
            let own = office.store().reminders_of(LENA.0).await.unwrap().remove(0);
            if own.state == SubscriptionState::Paused {
                return own;
            }
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(10);
    let paused = tokio::time::timeout(patience, paused)
        .await
        .expect("a pause");
    let history = office.store().history(&paused.id, 10).await.unwrap();
    let states: Vec<AlertState> = history.iter().map(|alert| alert.state).collect();
    assert!(states.contains(&AlertState::Failed), "{history:#?}");

    let list = remind(&mut office, LENA, &[]).await;
    let text = list.description();
    assert!(text.contains("Cannot send messages to this user"), "{text}");
    assert!(text.contains("Privacy Settings"), "{text}");
    let resume = list.knob("Resume");
    let resumed = office.press_as(LENA, &list, &resume).await.message();
    assert_eq!(resumed.title(), "Your reminders go on");
    let own = office.store().reminders_of(LENA.0).await.unwrap().remove(0);
    assert_eq!(own.state, SubscriptionState::Active);
    // Nobody else hears of it.
    let handover = office.ask("handover", &[]).await;
    assert!(!format!("{:#}", handover.0).contains("50007"));
    let notices = office.store().open_alerts("", "~", Timestamp::MIN).await;
    let notices = notices.unwrap();
    let is_lenas = |alert: &attache::store::Alert| alert.spec.subscription_id == own.id;
    assert!(notices.iter().all(is_lenas), "{notices:#?}");
    office.close_but_for(&[50_007]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_all_of_it_deleted_gets_no_more_direct_messages() {
    let mut office = Office::open().await;
    let direct = open_direct(&mut office).await;
    tell_me(&mut office, ADA).await;
    let kept = office.attache(ADA, "privacy").await;
    let text = kept.description();
    assert!(text.contains("1 summit of which you are sent"), "{text}");
    let delete = kept.knob("Delete all of it");
    let deleted = office.press_as(ADA, &kept, &delete).await.message();
    assert!(deleted.description().contains("your reminders"));
    assert!(office.store().user_data(ADA.0).await.unwrap().is_empty());
    go_to(&office, 24);
    go_to(&office, 1);
    assert_eq!(posted(&mut office, direct).await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_works_in_direct_messages_too() {
    let mut office = Office::open().await;
    let direct = office.direct_channel().await;
    let options = json!([{ "name": "summit", "type": 3, "value": "g20-2026" }]);
    let reference = office.begin((ADA, &direct), "remind", options).await;
    let set = office.outcome(&reference, &direct).await.message();
    assert_eq!(set.title(), "Reminder set");
    office.close().await;
}
