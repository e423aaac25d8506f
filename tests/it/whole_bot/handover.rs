//! `/handover`, and the one that is posted when shifts change: what stands on it, and who signed it.

use std::sync::Arc;
use std::time::Duration;

use attache::config::{ClockTime, Lead, Snowflake, SubscriptionSpec};
use attache::store::{AlertReason, AlertState};
use clock::{Clock as _, ManualClock};
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids::{ADA, BACKUP, NOOR, SAM, WATCH_FLOOR};
use practice_discord::{Fault, ids};
use serde_json::Value;

use super::office::{Message, NOON, Office, Plan};
use crate::support::folder::Folder;

const NAME: &str = "G20 leaders' summit (Miami, 2026)";

fn g20(before: &[&str]) -> SubscriptionSpec {
    let lead = |text: &&str| text.parse::<Lead>().expect("a length of time");
    SubscriptionSpec {
        summits: vec!["g20-2026".to_owned()],
        before: before.iter().map(lead).collect(),
        mention_role: Some(Snowflake(ids::WATCH.0)),
        time_zone: Some("Europe/Brussels".to_owned()),
        acknowledge_within: Some("30m".parse().expect("a length of time")),
        escalate_to_role: Some(Snowflake(BACKUP.0)),
        ..SubscriptionSpec::for_channel(Snowflake(WATCH_FLOOR.0))
    }
}

/// The shifts of a subscription that asks for the handover at these hours.
fn shifts(hours: &[&str]) -> SubscriptionSpec {
    let hour = |text: &&str| text.parse::<ClockTime>().expect("a time of day");
    SubscriptionSpec {
        handover: hours.iter().map(hour).collect(),
        ..g20(&["1d"])
    }
}

async fn office(knowledge: Option<&Folder>, subscription: SubscriptionSpec, now: &str) -> Office {
    Office::open_as(Plan {
        clock: Arc::new(ManualClock::at(now.parse().expect("a moment"))),
        subscriptions: vec![subscription],
        knowledge: knowledge.map(|folder| folder.path().to_owned()),
        ..Plan::default()
    })
    .await
}

fn go_to(office: &Office, moment: &str) {
    let moment: Timestamp = moment.parse().expect("a moment");
    let clock = &office.setting.clock;
    clock.advance(moment.duration_since(clock.now()));
}

/// What stands under a heading; `None` if it is not there.
fn part(handover: &Message, heading: &str) -> Option<String> {
    let fields = handover.0["embeds"][0]["fields"].as_array()?;
    let field = fields.iter().find(|field| field["name"] == heading)?;
    field["value"].as_str().map(str::to_owned)
}

fn headings(handover: &Message) -> Vec<&str> {
    let fields = handover.0["embeds"][0]["fields"].as_array();
    let fields = fields.into_iter().flatten();
    fields.filter_map(|field| field["name"].as_str()).collect()
}

/// A moment as a message carries it, by seconds since 1970.
fn stamp(moment: &str, style: char) -> String {
    let moment: Timestamp = moment.parse().expect("a moment");
    format!("<t:{}:{style}>", moment.as_second())
}

fn link(message: &Message) -> String {
    let id = message.0["id"].as_str().expect("an id");
    format!(
        "([message](https://discord.com/channels/{}/{WATCH_FLOOR}/{id}))",
        ids::GUILD
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shift_sees_who_took_what_how_fast_and_signs_it_once() {
    let mut office = office(None, g20(&["7d", "1d"]), NOON).await;
    go_to(&office, "2026-12-07T14:00:00Z");
    let alert = office.told_in(WATCH_FLOOR).await;
    let clock = office.setting.clock.clone();
    clock.advance(SignedDuration::from_mins(4));
    office.press(&alert, "Acknowledge").await.message();

    let handover = office.ask("handover", &[]).await;
    let said = "The last 12 hours; nobody has signed a handover here yet";
    assert_eq!(handover.description(), said);
    assert_eq!(handover.footer(), "", "a footer shows no timestamp");
    assert_eq!(headings(&handover), ["Taken"]);
    let taken = format!(
        "{NAME}, 7d before: taken in 4 minutes · by <@{ADA}> {}",
        link(&alert)
    );
    assert_eq!(part(&handover, "Taken"), Some(taken));

    // What happens at the moment of a signature is shown by the next too.
    clock.advance(SignedDuration::from_mins(1));
    let again = office.ask("handover", &[]).await;
    let knob = handover.knob("Take over");
    let signed = office.press_as(NOOR, &handover, &knob).await.message();
    let (from, to) = ("2026-12-07T02:05:00Z", "2026-12-07T14:05:00Z");
    let said = format!(
        "✅ **Taken over** by <@{NOOR}> · {}\n\nFrom {} · to {}",
        stamp(to, 'f'),
        stamp(from, 'f'),
        stamp(to, 'f')
    );
    assert_eq!(signed.description(), said);
    assert_eq!(headings(&signed), ["Taken"]);
    assert!(signed.knobs().is_empty(), "it is signed once");
    // Another page of the same handover says who has, to whoever presses.
    let knob = again.knob("Take over");
    let late = office.press_as(SAM, &again, &knob).await.message();
    assert!(late.is_private(), "{:#}", late.0);
    let text = late.description();
    assert!(
        text.contains(&format!("**Taken over** by <@{NOOR}>")),
        "{text}"
    );
    // What is signed is not shown again.
    let next = office.ask("handover", &[]).await;
    let said = format!(
        "All quiet: nothing open, nothing due in 24 hours, nothing new.\n\n\
         Since the last handover · {} · by <@{NOOR}>",
        stamp(to, 'f')
    );
    assert_eq!(next.description(), said);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_nobody_took_stays_open_after_its_summit_began_until_that_is_handed_over() {
    let mut office = office(None, g20(&["1d"]), NOON).await;
    go_to(&office, "2026-12-12T20:00:00Z");
    let handover = office.ask("handover", &[]).await;
    let due = format!(
        "{} ({}) · {NAME}, 1d before · in <#{WATCH_FLOOR}>",
        stamp("2026-12-13T14:00:00Z", 'f'),
        stamp("2026-12-13T14:00:00Z", 'R')
    );
    assert_eq!(part(&handover, "Due in the next 24 hours"), Some(due));

    go_to(&office, "2026-12-13T14:00:00Z");
    let alert = office.told_in(WATCH_FLOOR).await;
    let handover = office.ask("handover", &[]).await;
    let open = format!(
        "{} ({}) · {NAME}, 1d before · in <#{WATCH_FLOOR}> · then <@&{BACKUP}> · {} {}",
        stamp("2026-12-13T14:00:00Z", 'f'),
        stamp("2026-12-13T14:00:00Z", 'R'),
        stamp("2026-12-13T14:30:00Z", 'R'),
        link(&alert)
    );
    assert_eq!(part(&handover, "Not acknowledged"), Some(open));
    // The escalation stands in that line, and nowhere else.
    assert_eq!(headings(&handover), ["Not acknowledged"]);
    // To sign it acknowledges nothing.
    office.press(&handover, "Take over").await.message();
    go_to(&office, "2026-12-13T14:30:00Z");
    office.told_in(WATCH_FLOOR).await;
    let next = office.ask("handover", &[]).await;
    let open = part(&next, "Not acknowledged").expect("it is open");
    let escalated = format!("escalated to <@&{BACKUP}>");
    assert!(open.contains(&escalated), "{open}");

    go_to(&office, "2026-12-14T15:00:00Z");
    let begun = office.ask("handover", &[]).await;
    assert_eq!(headings(&begun), ["Not acknowledged", "Under way now"]);
    let open = part(&begun, "Not acknowledged").expect("it is open");
    assert!(open.contains("(the summit has begun)"), "{open}");
    let under_way = format!("**{NAME}** · Miami, United States, 14–15 December 2026");
    assert_eq!(part(&begun, "Under way now"), Some(under_way));
    let signed = office.press(&begun, "Take over").await.message();
    let handed_over = "Not acknowledged, handed over";
    assert_eq!(headings(&signed), [handed_over, "Under way now"]);
    let next = office.ask("handover", &[]).await;
    assert_eq!(headings(&next), ["Under way now"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_summit_leaves_no_escalation_on_the_handover() {
    let copy = Folder::copy_of_shipped();
    let mut office = office(Some(&copy), g20(&["7d", "1d"]), NOON).await;
    go_to(&office, "2026-12-07T14:00:00Z");
    let alert = office.told_in(WATCH_FLOOR).await;
    let file = copy.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&file).expect("the summits' file");
    let (before, rest) = text.split_once("[g20-2026]").expect("the summit");
    let rest = rest.replacen("status = \"confirmed\"", "status = \"cancelled\"", 1);
    std::fs::write(&file, format!("{before}[g20-2026]{rest}")).expect("a file");
    office.attache(ADA, "reload").await;
    // The alert itself first.
    let struck = office.told_in(WATCH_FLOOR).await;
    assert_eq!(struck.title(), format!("~~{NAME}~~"));
    let news = office.told_in(WATCH_FLOOR).await;
    assert_eq!(news.title(), format!("Cancelled: {NAME}"));
    let handover = office.ask("handover", &[]).await;
    assert_eq!(headings(&handover), ["Moved or cancelled"]);
    let told = part(&handover, "Moved or cancelled").expect("it is told");
    assert!(told.contains(&format!("{NAME}: cancelled")), "{told}");
    // It is withdrawn at once, and not when it would have been due.
    let id = alert.knob("Acknowledge").custom_id;
    let id = id.split('/').nth(2).expect("an id").to_owned();
    let store = office.store();
    let lead = store.alert(&id).await.expect("a row").expect("an alert");
    let subscription = lead.spec.subscription_id;
    let now = office.setting.clock.now();
    let open = store.open_alerts(&subscription, &subscription, now).await;
    let open = open.expect("the alerts");
    let escalation = open.iter().find(|one| one.spec.kind.follows() == Some(&id));
    let escalations = open
        .iter()
        .filter(|one| one.spec.kind.as_ref() == "escalation");
    let states: Vec<_> = escalations
        .map(|one| (one.state, one.cause.as_ref().map(|cause| cause.reason)))
        .collect();
    let withdrawn = (AlertState::Withdrawn, Some(AlertReason::SummitCancelled));
    assert!(escalation.is_some());
    assert_eq!(states, [withdrawn]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fact_that_an_editor_adds_is_new_whatever_its_date_until_it_is_signed() {
    let copy = Folder::copy_of_shipped();
    let mut office = office(Some(&copy), g20(&["1d"]), NOON).await;
    let handover = office.ask("handover", &[]).await;
    assert_eq!(headings(&handover), [""; 0], "nothing is new at first");
    let file = copy.path().join("hotspots/arctic.toml");
    let text = std::fs::read_to_string(&file).expect("the page's file");
    let fact = "\n[[development]]\ndate = 2019-06-05\ntext = \"A joint statement names the Arctic.\"\n\
                sources = [\"rci-2025-05-12\"]\n";
    std::fs::write(&file, format!("{text}{fact}")).expect("a file");
    let reloaded = office.attache(ADA, "reload").await;
    assert_eq!(reloaded.title(), "Reloaded", "{:#}", reloaded.0);
    let handover = loop {
        // The reload asks for the comparison that notes what is new; it is done soon after.
        let handover = office.ask("handover", &[]).await;
        if !headings(&handover).is_empty() {
            break handover;
        }
    };
    assert_eq!(headings(&handover), ["New facts"]);
    let fact = part(&handover, "New facts").expect("a fact");
    let said = "**The Arctic** · **5 Jun 2019** · A joint statement names the Arctic.";
    assert!(fact.starts_with(said), "{fact}");
    office.setting.clock.advance(SignedDuration::from_mins(1));
    office.press(&handover, "Take over").await.message();
    office.setting.clock.advance(SignedDuration::from_mins(1));
    let next = office.ask("handover", &[]).await;
    assert_eq!(headings(&next), [""; 0]);
    office.close().await;
}

/// Clocks go forward in Brussels in the night of 28 March 2027.
#[tokio::test(flavor = "multi_thread")]
async fn a_handover_is_posted_when_shifts_change_by_the_clock_of_the_channel() {
    let shifts = shifts(&["08:00", "20:00"]);
    let mut office = office(None, shifts, "2027-03-27T05:00:00Z").await;
    let path = format!("/channels/{WATCH_FLOOR}/messages");
    // It is stored, and the bot does not hear of it: it finds it again, and posts it once.
    let discord = &office.setting.discord;
    discord.fail_next("POST", &path, Fault::StoredThenReset);
    go_to(&office, "2027-03-27T07:00:00Z");
    let first = office.told_in(WATCH_FLOOR).await;
    assert_eq!(first.0["timestamp"], "2027-03-27T07:00:00.000000+00:00");
    assert_eq!(first.title(), "Handover");
    assert_eq!(first.0["content"], "Handover: nothing open");
    assert!(!first.pings(), "nobody is called: {:#}", first.0);
    assert_eq!(first.labels(), ["Take over"]);
    let clock = office.setting.clock.clone();
    let is_on_record = async {
        let store = office.store();
        let custom_id = first.knob("Take over").custom_id;
        let id = custom_id.split('/').nth(2).expect("an id").to_owned();
        let mut ticks = tokio::time::interval(Duration::from_millis(5));
        loop {
            ticks.tick().await;
            let alert = store.alert(&id).await.expect("a row").expect("an alert");
            if alert.state == AlertState::Posted {
                break;
            }
            clock.advance(SignedDuration::from_secs(1));
        }
    };
    is_on_record.await;
    let signed = office.press(&first, "Take over").await.message();
    let text = signed.description();
    assert!(
        text.contains(&format!("**Taken over** by <@{ADA}>")),
        "{text}"
    );
    assert!(signed.knobs().is_empty());

    // What was due at 20:00 is no longer worth posting: the next is due.
    go_to(&office, "2027-03-28T06:00:00Z");
    let second = office.told_in(WATCH_FLOOR).await;
    assert_eq!(second.0["timestamp"], "2027-03-28T06:00:00.000000+00:00");
    let text = second.description();
    assert!(text.contains("Since the last handover"), "{text}");
    // After a downtime the newest is posted late, those before it are not.
    office.stop_bot().await;
    go_to(&office, "2027-04-02T07:00:00Z");
    office.restart_bot().await;
    let third = office.told_in(WATCH_FLOOR).await;
    assert_eq!(third.0["timestamp"], "2027-04-02T07:00:00.000000+00:00");
    office.attache(ADA, "status").await;
    let posts = office.setting.discord.requests().into_iter();
    let posts = posts.filter(|one| one.method == "POST" && one.path == path);
    let contents: Vec<Value> = posts.map(|one| one.body["content"].clone()).collect();
    assert_eq!(contents.len(), 3, "{contents:#?}");
    office.close().await;
}
