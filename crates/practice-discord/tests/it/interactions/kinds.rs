//! What each kind of interaction brings to the bot.

use practice_discord::ids::{ADA, GENERAL, NOOR, SAM};
use serde_json::json;

use super::{message, with_command};

#[tokio::test]
async fn a_select_sends_its_values_and_what_they_name() {
    let (server, mut page, mut bot, _) = with_command().await;
    let choose = json!({
        "type": 3, "custom_id": "topic", "max_values": 2,
        "options": [{ "label": "Arctic", "value": "arctic" }, { "label": "Syria", "value": "syria" }],
    });
    let who = json!({ "type": 5, "custom_id": "who" });
    let rows = [choose, who].map(|select| json!({ "type": 1, "components": [select] }));
    let body = json!({ "content": "Choose", "components": rows });
    let posted = server
        .rest
        .post(&format!("/channels/{GENERAL}/messages"), &body)
        .await
        .body;
    let press = |custom_id: &str, kind: u8, values: &[&str]| {
        json!({
            "t": "press", "channel_id": GENERAL, "message_id": posted["id"],
            "custom_id": custom_id, "component_type": kind, "values": values,
        })
    };
    page.send(ADA, press("topic", 3, &["arctic", "syria"]))
        .await;
    let chosen = bot.until("INTERACTION_CREATE").await;
    assert_eq!(chosen["data"]["values"], json!(["arctic", "syria"]));
    page.send(ADA, press("topic", 3, &["mars"])).await;
    assert_eq!(
        page.frame("failed").await["text"],
        "That choice is no longer there"
    );
    page.send(ADA, press("who", 5, &[&SAM.to_string()])).await;
    let chosen = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        chosen["data"]["resolved"]["users"][SAM.to_string()]["username"],
        "sam"
    );
}

#[tokio::test]
async fn a_modal_opens_and_its_submission_arrives() {
    let (server, mut page, mut bot, command) = with_command().await;
    let asked = page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let input =
        json!({ "type": 4, "custom_id": "why", "label": "Why", "style": 2, "min_length": 3 });
    let row = json!({ "type": 1, "components": [input] });
    let modal = json!({ "custom_id": "feedback", "title": "Feedback", "components": [row] });
    assert_eq!(
        server
            .rest
            .answer(&interaction, &json!({ "type": 9, "data": modal }))
            .await
            .status,
        204
    );
    let opened = page.frame("modal").await;
    assert_eq!((&opened["ref"], &opened["modal"]), (&json!(asked), &modal));

    let submit = |text: &str| {
        let input = json!({ "type": 4, "custom_id": "why", "value": text });
        json!({
            "t": "submit", "channel_id": GENERAL, "modal_ref": asked, "custom_id": "feedback",
            "components": [{ "type": 1, "components": [input] }],
        })
    };
    page.send(ADA, submit("no")).await;
    assert_eq!(
        page.frame("failed").await["text"],
        "“Why” takes between 3 and 4000 characters"
    );
    page.send(ADA, submit("out of date")).await;
    let submitted = bot.until("INTERACTION_CREATE").await;
    assert_eq!(submitted["type"], 5);
    let value = &submitted["data"]["components"][0]["components"][0]["value"];
    assert_eq!(value, "out of date");
    assert_eq!(
        server
            .rest
            .answer(&submitted, &message("Thank you"))
            .await
            .status,
        204
    );
    let thanks = page.frame("message").await["message"].take();
    let trigger = &thanks["interaction_metadata"]["triggering_interaction_metadata"];
    assert_eq!(trigger["id"], interaction["id"]);
}

#[tokio::test]
async fn choices_come_in_the_language_of_the_person() {
    let (server, mut page, mut bot, _) = with_command().await;
    let option = json!({
        "type": 3, "name": "name", "description": "Which", "required": true, "autocomplete": true,
    });
    let command = json!({ "name": "issue", "description": "A page", "options": [option] });
    let id = server.rest.register(&command).await;
    let typing = json!([{ "name": "name", "type": 3, "value": "arc", "focused": true }]);
    let frame = json!({
        "t": "autocomplete", "channel_id": GENERAL, "id": id, "options": typing, "locale": "fr",
    });
    let asked = page.send(NOOR, frame).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        (&interaction["type"], &interaction["locale"]),
        (&json!(4), &json!("fr"))
    );
    assert_eq!(interaction["data"]["options"], typing);
    let local = json!({ "fr": "L’Arctique" });
    let choices = json!([
        { "name": "The Arctic", "name_localizations": local, "value": "arctic" },
        { "name": "Syria", "value": "syria" },
    ]);
    let answer = json!({ "type": 8, "data": { "choices": choices } });
    assert_eq!(server.rest.answer(&interaction, &answer).await.status, 204);
    let shown = page.frame("choices").await;
    assert_eq!(shown["ref"], asked);
    assert_eq!(
        shown["choices"][0],
        json!({ "name": "L’Arctique", "value": "arctic" })
    );
    assert_eq!(shown["choices"][1]["name"], "Syria");
}

#[tokio::test]
async fn a_message_command_brings_its_message() {
    let (server, mut page, mut bot, _) = with_command().await;
    let id = server
        .rest
        .register(&json!({ "name": "Look this up", "type": 3 }))
        .await;
    let said = page.say(SAM, GENERAL, "Any news of the Arctic?").await["message"].take();
    let frame = json!({ "t": "command", "channel_id": GENERAL, "id": id, "target_id": said["id"] });
    page.send(NOOR, frame).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let target = interaction["data"]["target_id"].as_str().expect("a target");
    let message = &interaction["data"]["resolved"]["messages"][target];
    assert_eq!(message["content"], "Any news of the Arctic?");
}

#[tokio::test]
async fn a_direct_message_has_a_user_and_no_guild() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.send(NOOR, json!({ "t": "open_dm" })).await;
    let channel = page.frame("channel").await["channel"].take();
    assert_eq!(channel["recipient_id"], NOOR.to_string());
    let frame = json!({ "t": "command", "channel_id": channel["id"], "id": command });
    page.send(ADA, frame.clone()).await;
    assert_eq!(
        page.frame("failed").await["text"],
        "You cannot see this channel"
    );
    page.send(NOOR, frame).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(interaction["user"]["username"], "noor");
    assert!(interaction["guild_id"].is_null() && interaction["member"].is_null());
    assert_eq!(
        server
            .rest
            .answer(&interaction, &message("hello"))
            .await
            .status,
        204
    );

    let body = json!({ "recipient_id": NOOR });
    let opened = server.rest.post("/users/@me/channels", &body).await;
    assert_eq!(opened.body["id"], channel["id"]);
}
