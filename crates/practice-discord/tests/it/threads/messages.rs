//! What happens inside threads: messages, commands, buttons, rate limits.

use practice_discord::{
    driver::INTENTS,
    ids::{self, ADA, GENERAL, NOOR, READING_ROOM, SAM},
};
use reqwest::Method;
use serde_json::json;

use super::{at, bare, member, messages};
use crate::support::start;

#[tokio::test]
async fn a_thread_speaks_as_a_channel_does() {
    let server = start().await;
    let mut page = server.page().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let mut bot = server.bot(INTENTS).await;
    page.say_to_bot(NOOR, thread, "what is next?").await;
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&heard["channel_id"], &heard["channel_type"]),
        (&json!(thread), &json!(12))
    );
    assert_eq!(heard["guild_id"], ids::GUILD.to_string());
    page.say(NOOR, thread, "aside").await;
    assert_eq!(
        bot.event("MESSAGE_CREATE").await["content"],
        "",
        "no mention, no content"
    );

    let joined = server.rest.get(&member(thread, "@me")).await.body;
    server.pass(1);
    let posted = server
        .rest
        .post(&messages(thread), &json!({ "content": "Lesson 1" }))
        .await;
    assert_eq!(posted.status, 200);
    assert_eq!(server.rest.get(&member(thread, "@me")).await.body, joined);
    bot.event("MESSAGE_CREATE").await;
    let seen = server.rest.get(&at(thread)).await.body;
    assert_eq!(seen["last_message_id"], posted.body["id"]);
    // Discord's note that Noor was added is a message too.
    assert_eq!(
        (&seen["message_count"], &seen["total_message_sent"]),
        (&json!(4), &json!(4))
    );
    let path = format!("{}/{}", messages(thread), posted.id());
    server.rest.delete(&path).await;
    let seen = server.rest.get(&at(thread)).await.body;
    assert_eq!(
        (&seen["message_count"], &seen["total_message_sent"]),
        (&json!(3), &json!(4))
    );
    assert!(seen["member"]["join_timestamp"].is_string());

    // Whoever is called in a thread comes in.
    assert!(server.threads(SAM).await.is_empty());
    server
        .rest
        .post(
            &messages(thread),
            &json!({ "content": format!("<@{SAM}>") }),
        )
        .await;
    assert_eq!(server.threads(SAM).await.len(), 1);
    let quiet = json!({ "content": format!("<@{ADA}>"), "allowed_mentions": { "parse": [] } });
    server.rest.post(&messages(thread), &quiet).await;
    assert!(server.threads(ADA).await.is_empty());
}

#[tokio::test]
async fn commands_and_buttons_work_in_a_thread_and_say_where_they_are() {
    let server = start().await;
    let mut page = server.page().await;
    let thread = server.rest.private_thread(GENERAL, "tour", NOOR).await;
    let command = server
        .rest
        .register(&json!({ "name": "ping", "description": "d" }))
        .await;
    let mut bot = server.bot(INTENTS).await;
    page.use_command_in(NOOR, thread, &command, &json!([]))
        .await;
    let interaction = bot.event("INTERACTION_CREATE").await;
    let channel = &interaction["channel"];
    assert_eq!(
        (&channel["id"], &channel["type"]),
        (&json!(thread), &json!(12))
    );
    assert_eq!(channel["parent_id"], GENERAL.to_string());
    assert_eq!(channel["thread_metadata"]["archived"], false);
    assert!(channel["permissions"].is_string());
    let own: u64 = interaction["app_permissions"]
        .as_str()
        .expect("bits")
        .parse()
        .expect("bits");
    assert_eq!(own & (1 << 38), 1 << 38);
    let answer = json!({ "type": 4, "data": { "content": "pong", "components": [{ "type": 1, "components": [
        { "type": 2, "style": 2, "emoji": { "name": "👍" }, "custom_id": "good" },
        { "type": 2, "style": 5, "label": "Source", "url": "https://www.usip.org/" },
    ] }] } });
    assert_eq!(server.rest.answer(&interaction, &answer).await.status, 204);
    let shown = page
        .until(|frame| frame["message"]["content"] == "pong")
        .await["message"]
        .take();
    assert_eq!(shown["channel_id"], thread.to_string());
    bot.event("MESSAGE_CREATE").await;
    page.press(NOOR, &shown, "good").await;
    let pressed = bot.event("INTERACTION_CREATE").await;
    assert_eq!(pressed["channel"]["parent_id"], GENERAL.to_string());
    assert_eq!(pressed["message"]["id"], shown["id"]);
    let update = json!({ "type": 7, "data": { "content": "Thank you" } });
    assert_eq!(server.rest.answer(&pressed, &update).await.status, 204);
    let asked = page.use_command_in(SAM, thread, &command, &json!([])).await;
    let failed = page.until(|frame| frame["ref"] == *asked).await;
    assert_eq!(failed["text"], "You cannot see this channel");
    let elsewhere = page
        .use_command_in(SAM, READING_ROOM, &command, &json!([]))
        .await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let own: u64 = interaction["app_permissions"]
        .as_str()
        .expect("bits")
        .parse()
        .expect("bits");
    assert_eq!(own & (0b1011 << 35), 0, "{elsewhere}");
}

#[tokio::test]
async fn each_thread_has_its_own_limit_for_messages() {
    let server = start().await;
    let first = server.rest.private_thread(GENERAL, "first", NOOR).await;
    let second = server.rest.private_thread(GENERAL, "second", NOOR).await;
    for n in 0..6 {
        let posted = server
            .rest
            .post(&messages(first), &json!({ "content": "x" }))
            .await;
        assert_eq!(posted.status, if n < 5 { 200 } else { 429 }, "{n}");
    }
    let other = server
        .rest
        .post(&messages(second), &json!({ "content": "x" }))
        .await;
    assert_eq!(
        (other.status, other.header("x-ratelimit-remaining")),
        (200, "4")
    );
    let joined = bare(&server, Method::PUT, &member(first, SAM)).await;
    assert_eq!(joined.header("x-ratelimit-limit"), "50");
}
