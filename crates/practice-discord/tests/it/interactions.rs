//! Interactions of every kind, and the rules of answering them.

use practice_discord::ids::{ADA, GENERAL, NOOR, SAM};
use serde_json::{Value, json};

use crate::support::practice::{Bot, PLAIN_INTENTS, Page, Setting};

/// A server with a command `/ask`, a page on it and a bot that hears what happens.
async fn with_command() -> (Setting, Page, Bot, String) {
    let setting = Setting::new().await;
    let command = json!({ "name": "ask", "description": "Ask anything" });
    let id = setting.register(&command).await;
    let bot = setting.bot(PLAIN_INTENTS).await;
    let page = setting.page().await;
    (setting, page, bot, id)
}

fn message(content: &str) -> Value {
    json!({ "type": 4, "data": { "content": content } })
}

fn for_you_alone(content: &str) -> Value {
    json!({ "type": 4, "data": { "content": content, "flags": 64, "components": [button("b")] } })
}

fn button(custom_id: &str) -> Value {
    let button = json!({ "type": 2, "style": 1, "label": "Go", "custom_id": custom_id });
    json!({ "type": 1, "components": [button] })
}

#[tokio::test]
async fn an_answer_just_within_three_seconds_is_shown() {
    let (setting, mut page, mut bot, command) = with_command().await;
    let asked = page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting
        .clock
        .advance(jiff::SignedDuration::from_millis(2_999));
    assert_eq!(
        setting
            .answer(&interaction, &message("in time"))
            .await
            .status,
        204
    );
    assert_eq!(page.frame("message").await["message"]["content"], "in time");
    assert_eq!(page.frame("ack").await["ref"], asked);
}

#[tokio::test]
async fn a_message_names_the_subcommand_that_made_it() {
    let setting = Setting::new().await;
    let below = json!({ "type": 1, "name": "list", "description": "List them" });
    let command = json!({ "name": "alerts", "description": "Alerts", "options": [below] });
    let id = setting.register(&command).await;
    let mut bot = setting.bot(PLAIN_INTENTS).await;
    let mut page = setting.page().await;
    let options = json!([{ "type": 1, "name": "list", "options": [] }]);
    page.use_command(ADA, &id, &options).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(interaction["data"]["name"], "alerts");
    setting.answer(&interaction, &message("none")).await;
    let shown = page.frame("message").await;
    assert_eq!(shown["message"]["interaction"]["name"], "alerts list");
}

#[tokio::test]
async fn an_answer_after_three_seconds_is_refused_and_the_person_told() {
    let (setting, mut page, mut bot, command) = with_command().await;
    let asked = page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting.pass(3);
    let late = setting.answer(&interaction, &message("late")).await;
    assert_eq!(late.refusal(), (404, 10_062));
    assert_eq!(late.body["message"], "Unknown interaction");
    let failed = page.frame("failed").await;
    assert_eq!(failed["ref"], asked);
    assert_eq!(failed["text"], "The application did not respond");
    let webhook = Setting::webhook(&interaction, "");
    assert_eq!(
        setting
            .post(&webhook, &json!({ "content": "x" }))
            .await
            .refusal(),
        (404, 10_015)
    );
}

#[tokio::test]
async fn a_second_answer_is_refused() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        setting.answer(&interaction, &message("once")).await.status,
        204
    );
    let twice = setting.answer(&interaction, &message("twice")).await;
    assert_eq!(twice.refusal(), (400, 40_060));
    assert_eq!(
        twice.body["message"],
        "Interaction has already been acknowledged."
    );
}

#[tokio::test]
async fn an_answer_with_another_token_or_of_an_unfit_type_is_refused() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let mut other = interaction.clone();
    other["token"] = "guessed".into();
    assert_eq!(
        setting.answer(&other, &message("x")).await.refusal(),
        (404, 10_062)
    );
    for unfit in [6, 7, 8, 99] {
        let answer = setting
            .answer(&interaction, &json!({ "type": unfit, "data": {} }))
            .await;
        assert_eq!(answer.refusal(), (400, 50_035), "type {unfit}");
        assert!(
            answer.body["errors"]["type"]["_errors"].is_array(),
            "type {unfit}"
        );
    }
    assert_eq!(
        setting.answer(&interaction, &message("fit")).await.status,
        204
    );
}

#[tokio::test]
async fn with_response_returns_the_message() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let (id, token) = (&interaction["id"], &interaction["token"]);
    let (id, token) = (
        id.as_str().expect("an id"),
        token.as_str().expect("a token"),
    );
    let path = format!("/interactions/{id}/{token}/callback?with_response=true");
    let answer = setting.post(&path, &message("here")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["resource"]["message"]["content"], "here");
    let made = &answer.body["interaction"]["response_message_id"];
    assert_eq!(*made, answer.body["resource"]["message"]["id"]);
}

#[tokio::test]
async fn an_ephemeral_answer_is_for_its_person_only() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(NOOR, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting
        .answer(&interaction, &for_you_alone("between us"))
        .await;
    let shown = page.frame("message").await;
    assert_eq!(shown["for"], NOOR.to_string());
    assert_eq!(shown["message"]["flags"], 64);

    let history = setting.get(&format!("/channels/{GENERAL}/messages")).await;
    assert_eq!(history.body, json!([]));
    let id = shown["message"]["id"].as_str().expect("an id");
    let fetched = setting
        .get(&format!("/channels/{GENERAL}/messages/{id}"))
        .await;
    assert_eq!(fetched.refusal(), (404, 10_008));
    assert_eq!(setting.page().await.hello["messages"], json!([]));

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
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(NOOR, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting
        .answer(&interaction, &for_you_alone("between us"))
        .await;
    let shown = page.frame("message").await["message"].take();
    let dismiss = json!({ "t": "dismiss", "channel_id": shown["channel_id"], "id": shown["id"] });
    page.ask(NOOR, dismiss).await;
    assert_eq!(page.frame("message_gone").await["id"], shown["id"]);
    let original = Setting::webhook(&interaction, "/messages/@original");
    assert_eq!(
        setting
            .patch(&original, &json!({ "content": "again" }))
            .await
            .status,
        200
    );
    page.say(NOOR, GENERAL, "after").await;
}

#[tokio::test]
async fn the_first_message_after_thinking_takes_its_place_and_the_next_are_new() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting
        .answer(&interaction, &json!({ "type": 5, "data": { "flags": 64 } }))
        .await;
    let thinking = page.frame("message").await;
    assert_eq!(thinking["message"]["flags"], 64 | 128);
    assert_eq!(thinking["for"], ADA.to_string());

    setting.pass(60);
    let webhook = Setting::webhook(&interaction, "");
    let first = setting.post(&webhook, &json!({ "content": "first" })).await;
    assert_eq!(first.body["id"], thinking["message"]["id"]);
    assert_eq!(first.body["flags"], 64);
    let second = setting
        .post(&webhook, &json!({ "content": "second" }))
        .await;
    assert_ne!(second.body["id"], first.body["id"]);
    assert_eq!(second.body["flags"], 0);

    let path = Setting::webhook(&interaction, &format!("/messages/{}", second.id()));
    assert_eq!(setting.delete(&path).await.status, 204);
    let original = Setting::webhook(&interaction, "/messages/@original");
    assert_eq!(setting.get(&original).await.body["content"], "first");
    assert_eq!(setting.delete(&original).await.status, 204);
    assert_eq!(setting.get(&original).await.refusal(), (404, 10_008));
}

#[tokio::test]
async fn the_token_lives_fifteen_minutes() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting.answer(&interaction, &message("now")).await;
    let webhook = Setting::webhook(&interaction, "");
    setting.pass(15 * 60 - 1);
    assert_eq!(
        setting
            .post(&webhook, &json!({ "content": "just" }))
            .await
            .status,
        200
    );
    setting.pass(1);
    let late = setting.post(&webhook, &json!({ "content": "late" })).await;
    assert_eq!(late.refusal(), (401, 50_027));
}

#[tokio::test]
async fn a_press_can_update_the_message_or_leave_it_for_later() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let with_button = json!({ "content": "Press", "components": [button("go")] });
    setting
        .answer(&interaction, &json!({ "type": 4, "data": with_button }))
        .await;
    let shown = page.frame("message").await["message"].take();

    page.press(SAM, &shown, "go").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    assert_eq!(pressed["member"]["user"]["username"], "sam");
    assert_eq!(pressed["message"]["id"], shown["id"]);
    let update = json!({ "type": 7, "data": { "content": "Pressed" } });
    assert_eq!(setting.answer(&pressed, &update).await.status, 204);
    let updated = page.frame("message").await["message"].take();
    assert_eq!(
        (&updated["id"], &updated["content"]),
        (&shown["id"], &json!("Pressed"))
    );
    assert_eq!(updated["components"], shown["components"]);

    page.press(SAM, &shown, "go").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        setting.answer(&pressed, &json!({ "type": 6 })).await.status,
        204
    );
    let original = Setting::webhook(&pressed, "/messages/@original");
    let later = setting
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

#[tokio::test]
async fn a_select_sends_its_values_and_what_they_name() {
    let (setting, mut page, mut bot, _) = with_command().await;
    let choose = json!({
        "type": 3, "custom_id": "topic", "max_values": 2,
        "options": [{ "label": "Arctic", "value": "arctic" }, { "label": "Syria", "value": "syria" }],
    });
    let who = json!({ "type": 5, "custom_id": "who" });
    let rows = [choose, who].map(|select| json!({ "type": 1, "components": [select] }));
    let body = json!({ "content": "Choose", "components": rows });
    let posted = setting
        .post(&format!("/channels/{GENERAL}/messages"), &body)
        .await
        .body;
    let press = |custom_id: &str, kind: u8, values: &[&str]| {
        json!({
            "t": "press", "channel_id": GENERAL, "message_id": posted["id"],
            "custom_id": custom_id, "component_type": kind, "values": values,
        })
    };
    page.ask(ADA, press("topic", 3, &["arctic", "syria"])).await;
    let chosen = bot.until("INTERACTION_CREATE").await;
    assert_eq!(chosen["data"]["values"], json!(["arctic", "syria"]));
    page.ask(ADA, press("topic", 3, &["mars"])).await;
    assert_eq!(
        page.frame("failed").await["text"],
        "That choice is no longer there"
    );
    page.ask(ADA, press("who", 5, &[&SAM.to_string()])).await;
    let chosen = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        chosen["data"]["resolved"]["users"][SAM.to_string()]["username"],
        "sam"
    );
}

#[tokio::test]
async fn a_modal_opens_and_its_submission_arrives() {
    let (setting, mut page, mut bot, command) = with_command().await;
    let asked = page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let input =
        json!({ "type": 4, "custom_id": "why", "label": "Why", "style": 2, "min_length": 3 });
    let row = json!({ "type": 1, "components": [input] });
    let modal = json!({ "custom_id": "feedback", "title": "Feedback", "components": [row] });
    assert_eq!(
        setting
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
    page.ask(ADA, submit("no")).await;
    assert_eq!(
        page.frame("failed").await["text"],
        "“Why” takes between 3 and 4000 characters"
    );
    page.ask(ADA, submit("out of date")).await;
    let submitted = bot.until("INTERACTION_CREATE").await;
    assert_eq!(submitted["type"], 5);
    let value = &submitted["data"]["components"][0]["components"][0]["value"];
    assert_eq!(value, "out of date");
    assert_eq!(
        setting
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
    let (setting, mut page, mut bot, _) = with_command().await;
    let option = json!({
        "type": 3, "name": "name", "description": "Which", "required": true, "autocomplete": true,
    });
    let command = json!({ "name": "issue", "description": "A page", "options": [option] });
    let id = setting.register(&command).await;
    let typing = json!([{ "name": "name", "type": 3, "value": "arc", "focused": true }]);
    let frame = json!({
        "t": "autocomplete", "channel_id": GENERAL, "id": id, "options": typing, "locale": "fr",
    });
    let asked = page.ask(NOOR, frame).await;
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
    assert_eq!(setting.answer(&interaction, &answer).await.status, 204);
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
    let (setting, mut page, mut bot, _) = with_command().await;
    let id = setting
        .register(&json!({ "name": "Look this up", "type": 3 }))
        .await;
    let said = page.say(SAM, GENERAL, "Any news of the Arctic?").await["message"].take();
    let frame = json!({ "t": "command", "channel_id": GENERAL, "id": id, "target_id": said["id"] });
    page.ask(NOOR, frame).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let target = interaction["data"]["target_id"].as_str().expect("a target");
    let message = &interaction["data"]["resolved"]["messages"][target];
    assert_eq!(message["content"], "Any news of the Arctic?");
}

#[tokio::test]
async fn a_direct_message_has_a_user_and_no_guild() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.ask(NOOR, json!({ "t": "open_dm" })).await;
    let channel = page.frame("channel").await["channel"].take();
    assert_eq!(channel["recipient_id"], NOOR.to_string());
    let frame = json!({ "t": "command", "channel_id": channel["id"], "id": command });
    page.ask(ADA, frame.clone()).await;
    assert_eq!(
        page.frame("failed").await["text"],
        "You cannot see this channel"
    );
    page.ask(NOOR, frame).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(interaction["user"]["username"], "noor");
    assert!(interaction["guild_id"].is_null() && interaction["member"].is_null());
    assert_eq!(
        setting.answer(&interaction, &message("hello")).await.status,
        204
    );

    let body = json!({ "recipient_id": NOOR });
    let opened = setting.post("/users/@me/channels", &body).await;
    assert_eq!(opened.body["id"], channel["id"]);
}

#[tokio::test]
async fn a_public_answer_does_not_quote_what_was_for_one_person() {
    let (setting, mut page, mut bot, command) = with_command().await;
    page.use_command(NOOR, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    setting
        .answer(&interaction, &for_you_alone("between us"))
        .await;
    let shown = page.frame("message").await["message"].take();
    page.press(NOOR, &shown, "b").await;
    let pressed = bot.until("INTERACTION_CREATE").await;
    setting.answer(&pressed, &message("for all")).await;
    let public = page.frame("message").await;
    assert!(public["for"].is_null());
    assert!(!public.to_string().contains("between us"), "{public}");
}
