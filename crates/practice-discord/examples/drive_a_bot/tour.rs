//! A bot with buttons, replies and threads.

use practice_discord::{
    PracticeDiscord,
    driver::Page,
    ids::{self, ADA, GENERAL, NOOR},
};
use serde_json::{Value, json};

/// Uses `/issue name`, presses the button of its answer, mentions the bot, and has it show somebody round in a thread.
pub(crate) async fn drive(discord: &PracticeDiscord, page: &mut Page) {
    let registered = page
        .until(|frame| frame["commands"][0]["id"].is_string())
        .await;
    let command = registered["commands"][0]["id"].as_str().expect("an id");
    let options = json!([{ "name": "name", "type": 3, "value": "arctic" }]);
    let asked = page.use_command(ADA, command, &options).await;
    let answer = page.frame("message").await["message"].take();
    assert_eq!(answer["embeds"][0]["title"], "About arctic, for Ada");
    assert_eq!(answer["interaction"]["name"], "issue");
    assert_eq!(answer["channel_id"], GENERAL.to_string());
    assert_eq!(page.frame("ack").await["ref"], asked);

    page.press(ADA, &answer, "more").await;
    let updated = page.frame("message").await["message"].take();
    assert_eq!(updated["id"], answer["id"]);
    assert_eq!(updated["embeds"][0]["title"], "More about it");

    let request = discord.request(|request| request.body["type"] == 7).await;
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
}
