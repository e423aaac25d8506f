//! What goes wrong, and who is told.

use practice_discord::ids::{ADA, ANNOUNCEMENTS, EDITORS, GENERAL};
use practice_discord::{Fault, Request};
use serde_json::json;

use crate::whole_bot::office::{Office, Plan, Seen};

const UNKNOWN_INTERACTION: u64 = 10_062;
const MISSING_PERMISSIONS: u64 = 50_013;
const NO_CHANNEL: &str = "This bot has no editors' channel yet, so feedback would reach nobody";

#[tokio::test]
async fn an_interaction_that_has_expired_is_left_alone() {
    let mut office = Office::open().await;
    let expired = Fault::Refused {
        status: 404,
        code: 10_062,
    };
    office
        .setting
        .discord
        .fail_next("POST", "/interactions/", expired);
    let options = json!([{ "name": "name", "type": 3, "value": "iran" }]);
    let general = json!(GENERAL);
    let late = office.begin((ADA, &general), "issue", options).await;
    let is_refused = |request: &Request| request.code == Some(UNKNOWN_INTERACTION);
    office.setting.discord.request(is_refused).await;
    office.setting.pass(4);
    let late = office.outcome(&late, &general).await;
    assert!(
        matches!(&late, Seen::Failed(why) if why == "The application did not respond"),
        "{late:?}"
    );
    office.stop_bot().await;
    assert_eq!(office.callbacks().len(), 1);
    assert_eq!(office.metrics.interactions_too_late.get(), 1);
    office.close_but_for(&[UNKNOWN_INTERACTION]).await;
}

#[tokio::test]
async fn feedback_that_cannot_be_delivered_comes_back_with_a_reference() {
    // The bot may not write in #announcements.
    let plan = Plan {
        editors: Some(ANNOUNCEMENTS),
        ..Plan::default()
    };
    let mut office = Office::open_as(plan).await;
    let form = office.command(ADA, "feedback", &[("page", "arctic")]).await;
    let text = "The map is wrong. Source: Arctic Council, 2026";
    let told = office.submit(&form, text).await;
    assert_eq!(
        (told.title(), told.is_private()),
        ("Something broke here", true)
    );
    assert!(told.description().contains(text), "{}", told.description());
    let (_, reference) = told.description().split_once("this reference: ").unwrap();
    let reference: String = reference
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect();
    assert_eq!(reference.len(), 6, "{reference}");
    assert!(
        reference
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()),
        "{reference}"
    );
    // The longest text that fits the form comes back too, as far as Discord's limits let it.
    let form = office.command(ADA, "feedback", &[]).await;
    let told = office.submit(&form, &"*[x](https://y) ".repeat(93)).await;
    assert_eq!(told.title(), "Something broke here");
    assert!(told.description().contains("Your text"));
    let refused = office.setting.discord.requests();
    let refused = refused
        .iter()
        .filter(|one| one.code == Some(MISSING_PERMISSIONS))
        .count();
    assert_eq!(refused, 2, "a 403 is never tried again");
    office.close_but_for(&[MISSING_PERMISSIONS]).await;
}

#[tokio::test]
async fn feedback_without_an_editors_channel_is_not_asked_for() {
    let mut office = Office::open_as(Plan {
        editors: None,
        ..Plan::default()
    })
    .await;
    let told = office.ask("feedback", &[("page", "arctic")]).await;
    assert_eq!((told.title(), told.is_private()), (NO_CHANNEL, true));
    let page = office.issue("arctic").await;
    let sources = office.press(&page, "Sources").await.message();
    let told = office.press(&sources, "Report a mistake").await.message();
    assert_eq!((told.title(), told.is_private()), (NO_CHANNEL, true));
    office.close().await;
}

#[tokio::test]
async fn a_report_reaches_the_editors_with_its_page_and_author() {
    let mut office = Office::open().await;
    let page = office.issue("arctic").await;
    let sources = office.press(&page, "Sources").await.message();
    let form = office.press(&sources, "Report a mistake").await;
    let told = office.submit(&form, "北极的日期不对").await;
    assert_eq!((told.title(), told.is_private()), ("Thank you", true));
    let note = office.told_in(EDITORS).await;
    assert_eq!(
        (note.title(), note.is_private()),
        ("Feedback on The Arctic", false)
    );
    for part in ["北极的日期不对", "ada", &ADA.to_string()] {
        assert!(
            note.description().contains(part),
            "no {part} in {}",
            note.description()
        );
    }
    office.close().await;
}

#[tokio::test]
async fn what_concerns_only_the_asker_is_private_and_pages_are_not() {
    let mut office = Office::open().await;
    for (command, options, is_private) in [
        ("issue", &[("name", "arctic")][..], false),
        ("issue", &[("name", "Maduro")], false),
        ("issue", &[("name", "Atlantis")], true),
        ("hotspots", &[], false),
        ("aligned-with-us", &[("stance", "opposed")], false),
        ("compare", &[("first", "iran"), ("second", "syria")], false),
        ("compare", &[("first", "iran"), ("second", "sco")], true),
        ("timeline", &[("name", "iran")], false),
        ("timeline", &[("name", "iran"), ("since", "soonish")], true),
        ("glossary", &[], false),
        ("glossary", &[("term", "THAAD")], false),
        ("glossary", &[("term", "Atlantis")], true),
    ] {
        let told = office.ask(command, options).await;
        assert_eq!(
            told.is_private(),
            is_private,
            "{command} {options:?}: {}",
            told.title()
        );
    }
    assert!(office.attache(ADA, "status").await.is_private());
    assert!(office.look_up("Iran").await.is_private());
    office.close().await;
}
