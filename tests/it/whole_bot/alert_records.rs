//! `/alerts list`, `/alerts history` and what `/alerts add` says when nothing is planned.

use std::collections::BTreeSet;

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{Origin, Subscription};
use jiff::SignedDuration;
use practice_discord::ids::{ADA, BACKUP, GUILD, WATCH_FLOOR};

use super::office::{Message, Office};

/// When the G20 summit begins, in seconds since 1970.
const G20: i64 = 1_797_256_800;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Moves the clock to so many seconds before the summit.
fn go_to(office: &Office, before: i64) {
    use clock::Clock as _;
    let clock = &office.setting.clock;
    let now = clock.now().as_second();
    clock.advance(SignedDuration::from_secs(G20 - before - now));
}

/// What each subscription on a page is called.
fn names_on(page: &Message) -> Vec<String> {
    let lines = page.description().split("\n\n");
    lines.map(|line| line[2..8].to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_longer_than_a_page_is_turned_by_buttons_until_its_end() {
    let mut office = Office::open().await;
    let knowledge = office.knowledge();
    for summit in knowledge.summits().take(41) {
        let spec = SubscriptionSpec {
            summits: vec![summit.id.clone()],
            before: vec!["7d".parse().expect("a length of time")],
            ..SubscriptionSpec::for_channel(Snowflake(WATCH_FLOOR.0))
        };
        let made = Subscription {
            guild_id: Some(GUILD.0),
            origin: Origin::Command,
            ..Subscription::from_settings(spec, "2026-11-23T12:00:00Z".parse().unwrap())
        };
        office.store().put_subscription(&made).await.unwrap();
    }
    let mut page = office.alerts(ADA, "list", &[]).await;
    let mut seen: BTreeSet<String> = names_on(&page).into_iter().collect();
    let first = names_on(&page);
    assert!(page.footer().starts_with("Page 1 of "), "{}", page.footer());
    let pages: usize = page.footer().rsplit(' ').next().unwrap().parse().unwrap();
    for number in 2..=pages {
        page = office.press(&page, "Next ▶").await.message();
        assert_eq!(page.footer(), format!("Page {number} of {pages}"));
        assert!(page.is_private());
        seen.extend(names_on(&page));
    }
    assert_eq!(seen.len(), 41);
    for _ in 1..pages {
        page = office.press(&page, "◀ Back").await.message();
    }
    assert_eq!(names_on(&page), first);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_says_when_each_was_posted_and_tells_a_snooze_from_an_acknowledgement() {
    let mut office = Office::open().await;
    let (channel, backup) = (WATCH_FLOOR.0.to_string(), BACKUP.0.to_string());
    let told = office
        .alerts(
            ADA,
            "add",
            &[
                ("summit", "g20-2026"),
                ("before", "7d 3d"),
                ("channel", &channel),
                ("acknowledge_within", "30m"),
                ("escalate_to", &backup),
            ],
        )
        .await;
    let id = names_on(&told).remove(0);
    go_to(&office, 7 * DAY);
    let alert = office.told_in(WATCH_FLOOR).await;
    office.press(&alert, "Acknowledge").await;
    go_to(&office, 3 * DAY);
    let alert = office.told_in(WATCH_FLOOR).await;
    office.press(&alert, "Snooze 1 h").await;
    let history = office.alerts(ADA, "history", &[("id", &id)]).await;
    let lines: Vec<&str> = history.description().split("\n\n").collect();
    let line = |at: i64, taken: &str| {
        format!("before** · posted <t:{at}:S> · due <t:{at}:f> · {taken} ([message](")
    };
    let until = G20 - 3 * DAY + HOUR;
    let snoozed = format!("snoozed by <@{ADA}> until <t:{until}:f>");
    for (shown, expected) in lines.iter().zip([
        line(G20 - 3 * DAY, &snoozed),
        line(G20 - 7 * DAY, &format!("acknowledged by <@{ADA}>")),
    ]) {
        assert!(shown.contains(&expected), "{shown}\n{expected}");
    }
    assert_eq!(lines.len(), 2, "{lines:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_that_brings_nothing_says_which_reason_holds() {
    let mut office = Office::open().await;
    for (summit, before, reason) in [
        (
            "g20-2026",
            "60d 30d",
            "No alert left: every time asked for before G20",
        ),
        ("sco-2025", "7d", "No alert: the date of SCO"),
        ("us-ru-2025-budapest", "7d", "Budapest (2025) is cancelled"),
        ("g20-2027", "7d", "has no exact date"),
        (
            "g20-2026, sco-2025",
            "60d",
            "No alert left: every time asked for before G20",
        ),
    ] {
        let options = [("summit", summit), ("before", before)];
        let told = office.alerts(ADA, "add", &options).await;
        let text = told.description();
        assert!(text.contains(reason), "{summit}: {text}");
        assert_eq!(told.footer(), "Nothing is planned");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_that_is_no_place_is_refused_with_places_and_a_deadline_without_anybody_to_call_says_so()
 {
    let mut office = Office::open().await;
    let with = |name: &'static str, value: &'static str| {
        [("summit", "g20-2026"), ("before", "7d"), (name, value)]
    };
    for (zone, places) in [
        ("EST", "America/New\\_York"),
        ("BST", "Europe/London"),
        ("GMT+2", "Europe/Kyiv, Europe/Bucharest"),
    ] {
        let told = office.alerts(ADA, "add", &with("zone", zone)).await;
        let text = format!("{}. {}", told.title(), told.description());
        assert!(
            text.contains("is no place") && text.contains(places),
            "{text}"
        );
    }
    let told = office
        .alerts(ADA, "add", &with("acknowledge_within", "30m"))
        .await;
    let text = format!("{}. {}", told.title(), told.description());
    assert!(text.contains("needs somebody to call"), "{text}");
    office.close().await;
}
