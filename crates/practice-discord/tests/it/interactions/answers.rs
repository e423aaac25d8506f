//! What an answer becomes: a message, a changed message, further messages.

use practice_discord::{
    driver::{INTENTS, RestBot},
    ids::{ADA, SAM},
};
use serde_json::json;

use super::{button, message, with_command};
use crate::support::start;

#[tokio::test]
async fn a_message_names_the_subcommand_that_made_it() {
    let server = start().await;
    let below = json!({ "type": 1, "name": "list", "description": "List them" });
    let command = json!({ "name": "alerts", "description": "Alerts", "options": [below] });
    let id = server.rest.register(&command).await;
    let mut bot = server.bot(INTENTS).await;
    let mut page = server.page().await;
    let options = json!([{ "type": 1, "name": "list", "options": [] }]);
    page.use_command(ADA, &id, &options).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(interaction["data"]["name"], "alerts");
    server.rest.answer(&interaction, &message("none")).await;
    let shown = page.frame("message").await;
    assert_eq!(shown["message"]["interaction"]["name"], "alerts list");
}

#[tokio::test]
async fn with_response_returns_the_message() {
    let (server, mut page, mut bot, command) = with_command().await;
    // discord.js and twilight write `true`, discord.py writes `1`.
    for (value, status) in [("true", 200), ("1", 200), ("false", 204), ("0", 204)] {
        page.use_command(ADA, &command, &json!([])).await;
        let interaction = bot.until("INTERACTION_CREATE").await;
        let part = |key: &str| interaction[key].as_str().expect("an id and a token");
        let (id, token) = (part("id"), part("token"));
        let path = format!("/interactions/{id}/{token}/callback?with_response={value}");
        let answer = server.rest.post(&path, &message("here")).await;
        assert_eq!(answer.status, status, "{value}");
        if status == 200 {
            assert_eq!(answer.body["resource"]["message"]["content"], "here");
            let made = &answer.body["interaction"]["response_message_id"];
            assert_eq!(*made, answer.body["resource"]["message"]["id"]);
        }
    }
}

#[tokio::test]
async fn the_first_message_after_thinking_takes_its_place_and_the_next_are_new() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server
        .rest
        .answer(&interaction, &json!({ "type": 5, "data": { "flags": 64 } }))
        .await;
    let thinking = page.frame("message").await;
    assert_eq!(thinking["message"]["flags"], 64 | 128);
    assert_eq!(thinking["for"], ADA.to_string());

    server.pass(60);
    let webhook = RestBot::webhook(&interaction, "");
    let first = server
        .rest
        .post(&webhook, &json!({ "content": "first" }))
        .await;
    assert_eq!(first.body["id"], thinking["message"]["id"]);
    assert_eq!(first.body["flags"], 64);
    let second = server
        .rest
        .post(&webhook, &json!({ "content": "second" }))
        .await;
    assert_ne!(second.body["id"], first.body["id"]);
    assert_eq!(second.body["flags"], 0);

    let path = RestBot::webhook(&interaction, &format!("/messages/{}", second.id()));
    assert_eq!(server.rest.delete(&path).await.status, 204);
    let original = RestBot::webhook(&interaction, "/messages/@original");
    assert_eq!(server.rest.get(&original).await.body["content"], "first");
    assert_eq!(server.rest.delete(&original).await.status, 204);
    assert_eq!(server.rest.get(&original).await.error(), (404, 10_008));
}

#[tokio::test]
async fn a_press_can_update_the_message_or_leave_it_for_later() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let with_button = json!({ "content": "Press", "components": [button("go")] });
    server
        .rest
        .answer(&interaction, &json!({ "type": 4, "data": with_button }))
        .await;
    let shown = page.frame("message").await["message"].take();

    page.press(SAM, &shown, "go").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    assert_eq!(pressed["member"]["user"]["username"], "sam");
    assert_eq!(pressed["message"]["id"], shown["id"]);
    let update = json!({ "type": 7, "data": { "content": "Pressed" } });
    assert_eq!(server.rest.answer(&pressed, &update).await.status, 204);
    let updated = page.frame("message").await["message"].take();
    assert_eq!(
        (&updated["id"], &updated["content"]),
        (&shown["id"], &json!("Pressed"))
    );
    assert_eq!(updated["components"], shown["components"]);

    page.press(SAM, &shown, "go").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        server
            .rest
            .answer(&pressed, &json!({ "type": 6 }))
            .await
            .status,
        204
    );
    let original = RestBot::webhook(&pressed, "/messages/@original");
    let later = server
        .rest
        .patch(&original, &json!({ "content": "Later", "components": [] }))
        .await;
    assert_eq!(
        (&later.body["id"], &later.body["components"]),
        (&shown["id"], &json!([]))
    );

    page.press(SAM, &shown, "go").await;
    assert_eq!(
        page.frame("failed").await["text"],
        "This component is no longer there"
    );
}
