//! One message about two summits that begin together, of which one is then moved.

use attache::config::SubscriptionSpec;
use attache::store::{Alert, AlertKind};
use jiff::Timestamp;
use practice_discord::ids;

use super::alerts::{days, edit_summits, g20, go_to, minutes};
use super::office::{Message, Office, Plan};
use crate::support::folder::Folder;

/// The summit that begins with the G20's.
const TWIN: &str = r#"
[twin-2026]
series = "Twin"
name = "Twin summit"
start = 2026-12-14
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "confirmed"
text = "Who comes."
as_of = 2026-02-19
sources = ["gazeta-2026-02-19"]

"#;

/// One message a week before, about both.
async fn alerted(copy: &Folder) -> (Office, Message) {
    edit_summits(copy, |text| {
        text.replace("[g20-2026]", &format!("{TWIN}[g20-2026]"))
    });
    let both = SubscriptionSpec {
        summits: vec!["g20-2026".to_owned(), "twin-2026".to_owned()],
        ..g20(&["7d"])
    };
    let mut office = Office::open_as(Plan {
        subscriptions: vec![both],
        knowledge: Some(copy.path().to_owned()),
        ..Plan::default()
    })
    .await;
    go_to(&office, days(7));
    let alert = office.told_in(ids::WATCH_FLOOR).await;
    let text = alert.whole();
    assert!(text.contains("G20") && text.contains("Twin"), "{text}");
    (office, alert)
}

/// Moves one of the two by a day, and waits until that was compared.
async fn moved(office: &mut Office, copy: &Folder, id: &str) {
    edit_summits(copy, |text| {
        let (before, table) = text.split_once(&format!("[{id}]")).expect("the summit");
        let table = table.replacen("start = 2026-12-14", "start = 2026-12-15", 1);
        format!("{before}[{id}]{table}")
    });
    office.attache(ids::ADA, "reload").await;
    let news = loop {
        let news = office.told_in(ids::WATCH_FLOOR).await;
        if news.title().starts_with("Moved") {
            break news;
        }
    };
    let name = if id == "twin-2026" { "Twin" } else { "G20" };
    assert!(news.title().contains(name), "{}", news.title());
}

async fn call(office: &Office) -> Alert {
    let open = office.store().open_alerts("", "~", Timestamp::MIN).await;
    let mut open = open.expect("a database").into_iter();
    let call = open.find(|alert| matches!(alert.spec.kind, AlertKind::Escalation { .. }));
    call.expect("a call is planned or posted")
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_of_two_summits_moves_somebody_is_called_for_the_other() {
    for (id, other) in [("g20-2026", "twin-2026"), ("twin-2026", "g20-2026")] {
        let copy = Folder::copy_of_shipped();
        let (mut office, alert) = alerted(&copy).await;
        moved(&mut office, &copy, id).await;
        go_to(&office, days(7) - minutes(30));
        let called = office.told_in(ids::WATCH_FLOOR).await;
        assert!(
            called.title().starts_with("Not acknowledged"),
            "{}",
            called.title()
        );
        assert_eq!(
            called.0["message_reference"]["message_id"], alert.0["id"],
            "{id}"
        );
        assert_eq!(call(&office).await.spec.summit_id.as_deref(), Some(other));
        office.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snoozed_message_about_two_summits_is_back_for_the_one_that_did_not_move() {
    for (id, other) in [("g20-2026", "Twin"), ("twin-2026", "G20")] {
        let copy = Folder::copy_of_shipped();
        let (mut office, alert) = alerted(&copy).await;
        office.press(&alert, "Snooze 1 h").await;
        moved(&mut office, &copy, id).await;
        go_to(&office, days(7) - minutes(60));
        let back = office.told_in(ids::WATCH_FLOOR).await;
        assert!(back.title().contains(other), "{id}: {}", back.title());
        office.close().await;
    }
}
