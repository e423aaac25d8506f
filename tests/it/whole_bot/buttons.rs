//! Buttons that outlive what made them.

use practice_discord::ids::{ADA, NOOR};
use serde_json::{Value, json};

use crate::support::folder::Folder;
use crate::whole_bot::office::{Message, Office, Seen};

#[tokio::test]
async fn a_button_works_after_the_bot_was_restarted() {
    let mut office = Office::open().await;
    let page = office.issue("arctic").await;
    let list = office.ask("hotspots", &[]).await;
    office.restart_bot().await;
    let shown = office.press(&page, "China").await.message();
    assert_eq!(shown.title(), "The Arctic · China");
    let shown = office.press(&list, "Iran").await.message();
    assert_eq!(shown.title(), "Iran");
    office.close().await;
}

#[tokio::test]
async fn a_page_turns_for_whoever_asked_and_others_get_their_own_copy() {
    let mut office = Office::open().await;
    let page = office.issue("arctic").await;
    let copy = office
        .press_as(NOOR, &page, &page.knob("Russia"))
        .await
        .message();
    assert_eq!(copy.title(), "The Arctic · Russia");
    assert!(copy.is_private());
    assert_ne!(
        copy.0["id"], page.0["id"],
        "the page itself stays as it was"
    );
    let turned = office.press(&page, "China").await.message();
    assert_eq!(
        (turned.title(), &turned.0["id"]),
        ("The Arctic · China", &page.0["id"])
    );
    // A copy that only its reader sees turns for them.
    let further = office
        .press_as(NOOR, &copy, &copy.knob("China"))
        .await
        .message();
    assert_eq!(further.0["id"], copy.0["id"]);
    office.close().await;
}

#[tokio::test]
async fn a_button_of_a_hotspot_that_is_gone_says_that_the_page_has_changed() {
    let knowledge = Folder::copy_of_shipped();
    let mut office = Office::open_on(knowledge.path()).await;
    let page = office.issue("serbia").await;
    let list = office.ask("hotspots", &[]).await;
    let both = office
        .ask("compare", &[("first", "serbia"), ("second", "iran")])
        .await;
    std::fs::remove_file(knowledge.path().join("hotspots/serbia.toml")).unwrap();
    // Its summits are to be watched for Serbia too, and a track leads there.
    std::fs::remove_dir_all(knowledge.path().join("summits")).unwrap();
    std::fs::remove_dir_all(knowledge.path().join("onboarding")).unwrap();
    assert_eq!(office.attache(ADA, "reload").await.title(), "Reloaded");
    for (message, label) in [
        (&page, "China"),
        (&page, "Sources"),
        (&list, "Serbia and Kosovo"),
        (&both, "Serbia and Kosovo"),
    ] {
        let told = office.press(message, label).await.message();
        let sentence = "/hotspots lists what there is now.";
        assert_eq!(
            (told.title(), told.description()),
            (
                "The page serbia has been removed since this message was posted",
                sentence
            ),
            "{label}"
        );
        assert!(
            told.is_private() && told.0["id"] != message.0["id"],
            "{label}"
        );
    }
    let other = office.press(&both, "Iran").await.message();
    assert_eq!(other.title(), "Iran");
    office.close().await;
}

fn left_behind(custom_id: &str) -> Value {
    let button = json!({ "type": 2, "style": 2, "label": "Go on", "custom_id": custom_id });
    json!([{ "type": 1, "components": [button] }])
}

fn menu_left_behind(custom_id: &str, value: &str) -> Value {
    let options = json!([{ "label": "Go on", "value": value }]);
    let menu = json!({ "type": 3, "custom_id": custom_id, "options": options });
    json!([{ "type": 1, "components": [menu] }])
}

#[tokio::test]
async fn a_button_that_is_not_or_no_longer_ours_is_told_kindly_and_privately() {
    let mut office = Office::open().await;
    let long = format!("1/topic/{}", "a".repeat(92));
    let mut left: Vec<Value> = [
        "0/topic/arctic/china/0",
        "2/topic/arctic/china/0",
        "topic/arctic/china/0",
        "1/topic/arctic",
        "1/topic/arctic/china",
        "1/topic/arctic/moon/0",
        "1/topic/arctic/china/-1",
        "1/topic/arctic/china/99999999999999999999",
        "1/topic/arctic/since-2024-13/0",
        "1/alignment/happy/0",
        "1/",
        "1/open",
        "ack:42",
        "@everyone",
        "{\"view\":1}",
        "北极",
        "\u{200b}",
        &long,
    ]
    .into_iter()
    .map(left_behind)
    .collect();
    left.extend(
        ["", "1/", "moon", "1/topic/arctic/china/0", "@everyone"]
            .map(|value| menu_left_behind("1/open", if value.is_empty() { "/" } else { value })),
    );
    left.push(menu_left_behind("0/open", "topic/arctic/overview/0"));
    for components in left {
        // The channel's own limit is five messages in five seconds.
        office.setting.pass(5);
        let message = office.leave_behind(components.clone()).await;
        let told = press(&mut office, &message).await;
        let fault = "This button belongs to an older version of the bot";
        assert_eq!(
            (told.title(), told.description()),
            (fault, "Ask again with /issue."),
            "{components}"
        );
        assert!(told.is_private() && !told.pings(), "{components}");
    }
    office.close().await;
}

#[tokio::test]
async fn a_button_to_a_page_beyond_the_last_or_of_another_thing_still_leads_somewhere() {
    let mut office = Office::open().await;
    for (custom_id, title) in [
        ("1/topic/arctic/china/65535", "The Arctic · China"),
        ("1/topic/arctic/more/0", "The Arctic"),
        (
            "1/topic/sco/timeline/7",
            "Shanghai Cooperation Organization (SCO)",
        ),
        ("1/hotspots/65535", "Hotspots"),
        ("1/compare/iran/iran", "Iran and Iran"),
        (
            "1/compare/iran/sco",
            "The page sco has been removed since this message was posted",
        ),
        (
            "1/term/nothing",
            "The page nothing has been removed since this message was posted",
        ),
        (
            "1/topic/@everyone/china/0",
            "The page @\u{200b}everyone has been removed since this message was posted",
        ),
    ] {
        office.setting.pass(5);
        let message = office.leave_behind(left_behind(custom_id)).await;
        let shown = press(&mut office, &message).await;
        assert_eq!(shown.title(), title, "{custom_id}");
        assert!(
            !shown.pings() && !shown.description().contains("@everyone"),
            "{custom_id}"
        );
    }
    office.close().await;
}

async fn press(office: &mut Office, message: &Message) -> Message {
    match office.press(message, "Go on").await {
        Seen::Message(told) => told,
        other => panic!("{:#}: {other:?}", message.0),
    }
}
