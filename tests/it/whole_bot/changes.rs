//! What becomes of a summit after its alert was posted: another place, another end, another status, cancelled, gone.

use attache::store::{Alert, AlertKind, AlertState};
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids;
use serde_json::Value;

use super::alerts::{NAME, SHORT, days, edit_summits, go_to, minutes, office_on, posts};
use super::office::{Message, Office};
use crate::support::folder::Folder;

/// An alert a week before, posted; then the file of the summits is edited and read anew.
async fn edited_after_its_alert(
    copy: &Folder,
    edit: impl FnOnce(&str) -> String,
) -> (Office, Message) {
    let mut office = office_on(copy, &["7d"]).await;
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    edit_summits(copy, edit);
    let reloaded = office.attache(ids::ADA, "reload").await;
    assert_eq!(reloaded.title(), "Reloaded", "{:#}", reloaded.0);
    (office, alert)
}

/// The alert as it stands after it was edited.
async fn edited(office: &mut Office, alert: &Message) -> Message {
    let id = alert.0["id"].clone();
    let is_edited = |frame: &Value| {
        frame["message"]["id"] == id && !frame["message"]["edited_timestamp"].is_null()
    };
    Message(office.wait(is_edited).await["message"].take())
}

/// The next message in the channel with such a title, whatever is edited before it.
async fn news(office: &mut Office, title: &str) -> Message {
    loop {
        let message = office.told_in(ids::WATCH_FLOOR).await;
        if message.title().starts_with(title) {
            return message;
        }
    }
}

/// Waits until the calendar was compared since the summit is gone, or back.
async fn removal_is_planned(office: &Office, is_gone: bool) {
    let is_planned = |alert: &Alert| {
        matches!(alert.spec.kind, AlertKind::Removed { .. }) && alert.state == AlertState::Planned
    };
    let store = office.store();
    loop {
        let open = store.open_alerts("", "~", Timestamp::MIN).await;
        if open.expect("a database").iter().any(is_planned) == is_gone {
            return;
        }
        tokio::task::yield_now().await;
    }
}

/// The table of the summit in its file, without what follows it.
fn table_of_g20(text: &str) -> &str {
    let start = text.find("[g20-2026]").expect("the summit");
    let end = text[start + 1..]
        .find("\n[")
        .map_or(text.len(), |at| start + 1 + at);
    &text[start..end]
}

#[tokio::test(flavor = "multi_thread")]
async fn another_place_is_announced_once_with_the_old_one_and_the_alert_says_so_too() {
    let copy = Folder::copy_of_shipped();
    let (mut office, alert) = edited_after_its_alert(&copy, |text| {
        let table = table_of_g20(text);
        text.replace(table, &table.replace("\"Miami\"", "\"Orlando\""))
    })
    .await;
    let change = "New place: Orlando, United States (was Miami, United States).";
    let marked = edited(&mut office, &alert).await;
    assert!(
        marked.description().contains(change),
        "{}",
        marked.description()
    );
    // It still counts down: whoever takes it takes it there.
    marked.knob("Acknowledge");
    let news = office.told_in(ids::WATCH_FLOOR).await;
    let name = NAME.replace("Miami", "Orlando");
    assert_eq!(news.title(), format!("Changed: {name}"));
    assert!(
        news.description().starts_with(change),
        "{}",
        news.description()
    );
    let sent = posts(&office, ids::WATCH_FLOOR, 2).await.remove(1);
    assert_eq!(sent["message_reference"]["message_id"], alert.0["id"]);
    let content = format!("<@&{}> Changed: G20 Orlando", ids::WATCH);
    assert_eq!(sent["content"], content);
    // Read again, it is no news.
    office.attache(ids::ADA, "reload").await;
    go_to(&office, days(6));
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_end_and_another_status_are_announced_and_a_status_alone_wakes_nobody() {
    let copy = Folder::copy_of_shipped();
    let (mut office, alert) = edited_after_its_alert(&copy, |text| {
        let table = table_of_g20(text);
        text.replace(
            table,
            &table.replace("end = 2026-12-15", "end = 2026-12-16"),
        )
    })
    .await;
    let marked = edited(&mut office, &alert).await;
    let when = "**When** · 14–16 December 2026, hour not known";
    assert!(
        marked.description().contains(when),
        "{}",
        marked.description()
    );
    let moved = news(&mut office, "Moved: ").await;
    let change = "New date: 14–16 December 2026 (was 14–15 December 2026).";
    assert!(
        moved.description().starts_with(change),
        "{}",
        moved.description()
    );
    go_to(&office, days(7) - minutes(10));
    edit_summits(&copy, |text| {
        let table = table_of_g20(text);
        let changed = table.replace("status = \"confirmed\"", "status = \"announced\"");
        text.replace(table, &changed)
    });
    office.attache(ids::ADA, "reload").await;
    let news = news(&mut office, "Changed: ").await;
    let change = "New status: announced (was confirmed).";
    assert!(
        news.description().starts_with(change),
        "{}",
        news.description()
    );
    let sent = posts(&office, ids::WATCH_FLOOR, 3).await.remove(2);
    assert_eq!(sent["content"], format!("Changed: {SHORT}"));
    assert_eq!(sent["allowed_mentions"]["roles"], Value::Null);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_summits_alert_is_struck_and_nobody_is_called_for_it_any_more() {
    let copy = Folder::copy_of_shipped();
    let (mut office, alert) = edited_after_its_alert(&copy, |text| {
        let table = table_of_g20(text);
        let changed = table.replace("status = \"confirmed\"", "status = \"cancelled\"");
        text.replace(table, &changed)
    })
    .await;
    let marked = edited(&mut office, &alert).await;
    assert_eq!(marked.title(), format!("~~{NAME}~~"));
    assert_eq!(marked.labels(), ["Details"]);
    let news = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(news.title(), format!("Cancelled: {NAME}"));
    // Nobody took the alert in its half hour; it no longer matters.
    go_to(&office, days(7) - minutes(31));
    let handover = office.ask("handover", &[]).await;
    let page = format!("{:#}", handover.0);
    assert!(!page.contains("escalation"), "{page}");
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summit_that_is_gone_from_the_calendar_is_announced_unless_it_is_soon_back() {
    let copy = Folder::copy_of_shipped();
    let without = |text: &str| text.replace(table_of_g20(text), "");
    let (mut office, alert) = edited_after_its_alert(&copy, without).await;
    removal_is_planned(&office, true).await;
    // Saved in two steps, it was gone for a moment.
    let whole = Folder::copy_of_shipped();
    let file = "summits/2026.toml";
    let text = std::fs::read_to_string(whole.path().join(file)).expect("the summits");
    std::fs::write(copy.path().join(file), &text).expect("a file");
    office.attache(ids::ADA, "reload").await;
    removal_is_planned(&office, false).await;
    office.setting.clock.advance(SignedDuration::from_mins(10));
    edit_summits(&copy, without);
    office.attache(ids::ADA, "reload").await;
    removal_is_planned(&office, true).await;
    office.setting.clock.advance(SignedDuration::from_mins(6));
    let marked = edited(&mut office, &alert).await;
    assert_eq!(marked.title(), format!("~~{NAME}~~"));
    let news = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(news.title(), format!("No longer in the calendar: {NAME}"));
    assert!(
        news.description()
            .contains("planned for 14–15 December 2026")
    );
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close().await;
}

/// Its file was away for a moment, and in that moment it began.
#[tokio::test(flavor = "multi_thread")]
async fn a_summit_that_is_back_once_it_has_begun_was_never_gone() {
    let copy = Folder::copy_of_shipped();
    let mut office = office_on(&copy, &["7d"]).await;
    go_to(&office, days(7));
    office.told_in(ids::WATCH_FLOOR).await;
    go_to(&office, minutes(2));
    news(&mut office, "Not acknowledged: ").await;
    let text = edit_summits(&copy, |text| text.replace(table_of_g20(text), ""));
    office.attache(ids::ADA, "reload").await;
    removal_is_planned(&office, true).await;
    office.setting.clock.advance(minutes(3));
    edit_summits(&copy, |_| text);
    office.attache(ids::ADA, "reload").await;
    removal_is_planned(&office, false).await;
    office.setting.clock.advance(minutes(10));
    office.attache(ids::ADA, "reload").await;
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summit_that_comes_back_after_its_removal_was_announced_is_back_and_has_no_new_date() {
    let copy = Folder::copy_of_shipped();
    let without = |text: &str| text.replace(table_of_g20(text), "");
    let (mut office, alert) = edited_after_its_alert(&copy, without).await;
    removal_is_planned(&office, true).await;
    office.setting.clock.advance(SignedDuration::from_mins(6));
    news(&mut office, "No longer in the calendar: ").await;
    office.setting.clock.advance(minutes(6));
    let whole = Folder::copy_of_shipped();
    let file = "summits/2026.toml";
    let text = std::fs::read_to_string(whole.path().join(file)).expect("the summits");
    std::fs::write(copy.path().join(file), &text).expect("a file");
    office.attache(ids::ADA, "reload").await;
    let marked = loop {
        let marked = edited(&mut office, &alert).await;
        if !marked.title().starts_with("~~") {
            break marked;
        }
    };
    assert_eq!(marked.title(), NAME);
    let back = "Back in the calendar. Nothing about it has changed.";
    assert!(
        marked.description().contains(back),
        "{}",
        marked.description()
    );
    marked.knob("Acknowledge");
    let news = news(&mut office, "Back in the calendar: ").await;
    let text = news.description();
    assert!(text.starts_with("Nothing about it has changed."), "{text}");
    let sent = posts(&office, ids::WATCH_FLOOR, 3).await.remove(2);
    let content = format!(
        "<@&{}> Back in the calendar: G20 Miami – 14–15 December 2026",
        ids::WATCH
    );
    assert_eq!(sent["content"], content);
    let handover = office.ask("handover", &[]).await;
    let page = format!("{:#}", handover.0);
    assert!(page.contains(", back in the calendar"), "{page}");
    office.close().await;
}

/// Nothing would plan that call anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_summit_that_is_gone_for_a_moment_is_escalated_all_the_same() {
    let copy = Folder::copy_of_shipped();
    let without = |text: &str| text.replace(table_of_g20(text), "");
    let (mut office, _) = edited_after_its_alert(&copy, without).await;
    let whole = Folder::copy_of_shipped();
    let file = "summits/2026.toml";
    let text = std::fs::read_to_string(whole.path().join(file)).expect("the summits");
    std::fs::write(copy.path().join(file), &text).expect("a file");
    office.attache(ids::ADA, "reload").await;
    go_to(&office, days(7) - minutes(30));
    let call = news(&mut office, "Not acknowledged: ").await;
    assert_eq!(call.title(), format!("Not acknowledged: {NAME}"));
    office.close().await;
}

/// Somebody who saves a file again and again calls nobody as often.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_is_saved_again_and_again_is_told_at_once_and_as_it_stands_five_minutes_later()
{
    let copy = Folder::copy_of_shipped();
    let (mut office, _) = edited_after_its_alert(&copy, |text| {
        let table = table_of_g20(text);
        text.replace(table, &table.replace("\"Miami\"", "\"City 0\""))
    })
    .await;
    news(&mut office, "Changed: ").await;
    for city in 1..=20 {
        office.setting.clock.advance(SignedDuration::from_secs(2));
        edit_summits(&copy, |text| {
            let old = format!("\"City {}\"", city - 1);
            text.replace(&old, &format!("\"City {city}\""))
        });
        office.attache(ids::ADA, "reload").await;
    }
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 2).await.len(), 2);
    office.setting.clock.advance(minutes(5));
    let last = loop {
        let last = news(&mut office, "Changed: ").await;
        if !last.description().starts_with("⚠") {
            break last;
        }
    };
    let change = "New place: City 20, United States (was City 0, United States).";
    let text = last.description();
    assert!(text.starts_with(change), "{text}");
    office.setting.clock.advance(minutes(6));
    office.attache(ids::ADA, "reload").await;
    assert_eq!(posts(&office, ids::WATCH_FLOOR, 3).await.len(), 3);
    office.close().await;
}
