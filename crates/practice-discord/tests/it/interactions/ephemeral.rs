//! Answers that one person alone sees.

use practice_discord::{
    driver::RestBot,
    ids::{GENERAL, NOOR, SAM},
};
use serde_json::json;

use super::{for_you_alone, message, with_command};

#[tokio::test]
async fn an_ephemeral_answer_is_for_its_person_only() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(NOOR, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server
        .rest
        .answer(&interaction, &for_you_alone("between us"))
        .await;
    let shown = page.frame("message").await;
    assert_eq!(shown["for"], NOOR.to_string());
    assert_eq!(shown["message"]["flags"], 64);

    let history = server
        .rest
        .get(&format!("/channels/{GENERAL}/messages"))
        .await;
    assert_eq!(history.body, json!([]));
    let id = shown["message"]["id"].as_str().expect("an id");
    let fetched = server
        .rest
        .get(&format!("/channels/{GENERAL}/messages/{id}"))
        .await;
    assert_eq!(fetched.error(), (404, 10_008));
    assert_eq!(server.page().await.hello["messages"], json!([]));

    page.press(SAM, &shown["message"], "b").await;
    assert_eq!(
        page.frame("failed").await["text"],
        "This message is for somebody else"
    );
    page.press(NOOR, &shown["message"], "b").await;
    // The next event is the press: the message itself did not come over the gateway.
    assert_eq!(
        bot.event("INTERACTION_CREATE").await["data"]["custom_id"],
        "b"
    );
}

#[tokio::test]
async fn a_dismissed_message_stays_away_when_it_is_changed() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(NOOR, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server
        .rest
        .answer(&interaction, &for_you_alone("between us"))
        .await;
    let shown = page.frame("message").await["message"].take();
    let dismiss = json!({ "t": "dismiss", "channel_id": shown["channel_id"], "id": shown["id"] });
    page.send(NOOR, dismiss).await;
    assert_eq!(page.frame("message_gone").await["id"], shown["id"]);
    let original = RestBot::webhook(&interaction, "/messages/@original");
    assert_eq!(
        server
            .rest
            .patch(&original, &json!({ "content": "again" }))
            .await
            .status,
        200
    );
    page.say(NOOR, GENERAL, "after").await;
}

#[tokio::test]
async fn a_public_answer_does_not_quote_what_was_for_one_person() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(NOOR, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server
        .rest
        .answer(&interaction, &for_you_alone("between us"))
        .await;
    let shown = page.frame("message").await["message"].take();
    page.press(NOOR, &shown, "b").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    server.rest.answer(&pressed, &message("for all")).await;
    let public = page.frame("message").await;
    assert!(public["for"].is_null());
    assert!(!public.to_string().contains("between us"), "{public}");
}
