//! Which answers are accepted: in time, once, with the right token and of a fitting type.

use practice_discord::{driver::RestBot, ids::ADA};
use serde_json::json;

use super::{message, with_command};

#[tokio::test]
async fn an_answer_just_within_three_seconds_is_shown() {
    let (server, mut page, mut bot, command) = with_command().await;
    let asked = page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server
        .clock
        .advance(jiff::SignedDuration::from_millis(2_999));
    assert_eq!(
        server
            .rest
            .answer(&interaction, &message("in time"))
            .await
            .status,
        204
    );
    assert_eq!(page.frame("message").await["message"]["content"], "in time");
    assert_eq!(page.frame("ack").await["ref"], asked);
}

#[tokio::test]
async fn an_answer_after_three_seconds_is_refused_and_the_person_is_informed() {
    let (server, mut page, mut bot, command) = with_command().await;
    let asked = page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server.pass(3);
    let late = server.rest.answer(&interaction, &message("late")).await;
    assert_eq!(late.error(), (404, 10_062));
    assert_eq!(late.body["message"], "Unknown interaction");
    let failed = page.frame("failed").await;
    assert_eq!(failed["ref"], asked);
    assert_eq!(failed["text"], "The application did not respond");
    let webhook = RestBot::webhook(&interaction, "");
    assert_eq!(
        server
            .rest
            .post(&webhook, &json!({ "content": "x" }))
            .await
            .error(),
        (404, 10_015)
    );
}

#[tokio::test]
async fn a_second_answer_is_refused() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        server
            .rest
            .answer(&interaction, &message("once"))
            .await
            .status,
        204
    );
    let twice = server.rest.answer(&interaction, &message("twice")).await;
    assert_eq!(twice.error(), (400, 40_060));
    assert_eq!(
        twice.body["message"],
        "Interaction has already been acknowledged."
    );
}

#[tokio::test]
async fn an_answer_with_another_token_or_of_an_unfit_type_is_refused() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let mut other = interaction.clone();
    other["token"] = "guessed".into();
    assert_eq!(
        server.rest.answer(&other, &message("x")).await.error(),
        (404, 10_062)
    );
    for unfit in [6, 7, 8, 99] {
        let answer = server
            .rest
            .answer(&interaction, &json!({ "type": unfit, "data": {} }))
            .await;
        assert_eq!(answer.error(), (400, 50_035), "type {unfit}");
        assert!(
            answer.body["errors"]["type"]["_errors"].is_array(),
            "type {unfit}"
        );
    }
    assert_eq!(
        server
            .rest
            .answer(&interaction, &message("fit"))
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn the_token_lives_fifteen_minutes() {
    let (server, mut page, mut bot, command) = with_command().await;
    page.use_command(ADA, &command, &json!([])).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    server.rest.answer(&interaction, &message("now")).await;
    let webhook = RestBot::webhook(&interaction, "");
    server.pass(15 * 60 - 1);
    assert_eq!(
        server
            .rest
            .post(&webhook, &json!({ "content": "just" }))
            .await
            .status,
        200
    );
    server.pass(1);
    let late = server
        .rest
        .post(&webhook, &json!({ "content": "late" }))
        .await;
    assert_eq!(late.error(), (401, 50_027));
}
