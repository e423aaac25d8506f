//! What the practice Discord does as Discord does it.

#![cfg(test)]

mod clocks;
mod close_codes;
mod commands;
mod compression;
mod conversation;
mod faults;
mod forms;
mod gateway;
mod guilds;
mod interactions;
mod kinds_of_message;
mod layouts;
mod limits;
mod messages;
mod offers;
mod raw_frames;
mod server;
mod support;
mod threads;

use crate::support::start;
use practice_discord::ids::{self, ADA, GENERAL, NOOR};
use serde_json::{Value, json};

#[tokio::test]
async fn a_bot_built_with_serenity_answers_a_command_and_its_button() {
    let server = start().await;
    let mut page = server.page().await;
    let bot = crate::support::serenity_bot::start(&server.discord.url()).await;

    let commands = page.frame("commands").await;
    let command = commands["commands"][0]["id"]
        .as_str()
        .expect("a command")
        .to_owned();
    let options = json!([{ "name": "name", "type": 3, "value": "arctic" }]);
    let asked = page.use_command(ADA, &command, &options).await;
    let answer = page.frame("message").await["message"].take();
    assert_eq!(answer["embeds"][0]["title"], "About arctic, for Ada");
    assert_eq!(answer["interaction"]["name"], "issue");
    assert_eq!(answer["channel_id"], GENERAL.to_string());
    assert_eq!(page.frame("ack").await["ref"], asked);

    page.press(ADA, &answer, "more").await;
    let updated = page.frame("message").await["message"].take();
    assert_eq!(updated["id"], answer["id"]);
    assert_eq!(updated["embeds"][0]["title"], "More about it");

    let request = server
        .discord
        .request(|request| request.body["type"] == 7)
        .await;
    assert_eq!((request.method.as_str(), request.status), ("POST", 204));
    assert!(request.path.starts_with("/interactions/"));

    page.say(ADA, GENERAL, &format!("<@{}> who backs Maduro?", ids::BOT))
        .await;
    let reply = page
        .until(|frame| frame["message"]["author"]["bot"] == true)
        .await;
    assert_eq!(reply["message"]["content"], "You asked: who backs Maduro?");
    assert_eq!(
        reply["message"]["referenced_message"]["author"]["username"],
        "ada"
    );

    let asked = format!("<@{}> show me round", ids::BOT);
    page.say(NOOR, GENERAL, &asked).await;
    let is_done = |frame: &Value| frame["channel"]["archived"] == true;
    let thread = page.until(is_done).await["channel"].take();
    assert_eq!(
        (&thread["name"], &thread["type"]),
        (&json!("Tour, done"), &json!(12))
    );
    assert_eq!(thread["members"], json!([ids::BOT, NOOR]));

    bot.stop().await;
    assert_eq!(
        page.until(|frame| frame["t"] == "bot").await["connected"],
        false
    );
    server.discord.shutdown().await;
}
