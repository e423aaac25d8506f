//! Answers reworded by a language model, through the practice Discord, and what is seen when the model is of no help.

use std::time::{Duration, Instant};

use attache::config::AssistantConfig;
use jiff::ToSpan as _;
use practice_discord::ids;
use serde_json::Value;

use super::office::{Message, Office, Plan};
use crate::support::model::{Model, Reply, good};

const QUESTION: &str = "who backs Maduro?";

async fn office(model: &Model, timeout: i64) -> Office {
    Office::open_as(Plan {
        assistant: AssistantConfig {
            url: model.url(),
            model: "stand-in".to_owned(),
            timeout: timeout.seconds(),
            ..AssistantConfig::default()
        },
        ..Plan::default()
    })
    .await
}

async fn ask(office: &mut Office, question: &str) -> Message {
    office.ask("ask", &[("question", question)]).await
}

fn is_reworded(message: &Message) -> bool {
    message
        .footer()
        .starts_with("Reworded by stand-in, checked against the pages · ")
}

/// The type of the first answer to the last interaction.
fn last_callback(office: &Office) -> Value {
    office.callbacks().last().expect("an answer").body["type"].clone()
}

#[tokio::test]
async fn a_question_is_answered_in_the_models_words_with_our_sources_and_buttons() {
    let mut plain = Office::open().await;
    let as_found = ask(&mut plain, QUESTION).await;
    assert_eq!(
        last_callback(&plain),
        4,
        "without an assistant nothing is deferred"
    );
    assert!(!is_reworded(&as_found));
    plain.close().await;

    let model = Model::that(Reply::Says(good)).await;
    let mut office = office(&model, 20).await;
    let told = ask(&mut office, QUESTION).await;
    assert!(is_reworded(&told), "{}", told.footer());
    assert_eq!(last_callback(&office), 5);
    assert!(!told.is_private() && !told.pings());
    assert_eq!(
        (told.title(), told.labels()),
        (as_found.title(), as_found.labels())
    );
    assert!(
        told.description().contains("U.S. Institute of Peace"),
        "{}",
        told.description()
    );
    let sent = model.seen()[0].body.to_string();
    for secret in [ids::ADA, ids::GENERAL, ids::GUILD] {
        assert!(!sent.contains(&secret.to_string()), "{secret} in {sent}");
    }
    assert!(
        !sent.to_lowercase().contains("ada"),
        "no name goes out: {sent}"
    );
    office.close().await;
}

#[tokio::test]
async fn a_direct_message_is_answered_in_the_models_words_too() {
    let model = Model::that(Reply::Says(good)).await;
    let mut office = office(&model, 20).await;
    let channel = office.direct_channel().await;
    let told = office.say_in(&channel, QUESTION).await;
    assert!(is_reworded(&told), "{}", told.footer());
    office.close().await;
}

#[tokio::test]
async fn a_model_that_hangs_lies_or_breaks_leaves_the_answer_as_it_was_found_in_time() {
    let model = Model::that(Reply::Text(
        "@everyone free nitro https://evil.example".to_owned(),
    ))
    .await;
    let mut office = office(&model, 1).await;
    // Makes the index ready too, which a slow machine takes long for.
    let as_found = ask(&mut office, QUESTION).await;
    assert!(!is_reworded(&as_found));
    for reply in [
        Reply::Never,
        Reply::Dripping,
        Reply::Endless,
        Reply::Broken,
        Reply::Raw(500, "text/html", "<h1>500</h1>".to_owned()),
    ] {
        model.replies(reply);
        let asked_at = Instant::now();
        let told = ask(&mut office, QUESTION).await;
        assert!(
            asked_at.elapsed() < Duration::from_secs(2),
            "{:?}",
            asked_at.elapsed()
        );
        assert_eq!(told.description(), as_found.description());
        assert_eq!(
            (told.footer(), told.labels()),
            (as_found.footer(), as_found.labels())
        );
        assert!(!told.is_private() && !told.pings());
    }
    let is_left_alone = "five failures in a row, and the last question was not even sent";
    assert_eq!(model.seen().len(), 5, "{is_left_alone}");
    office.close().await;
}

#[tokio::test]
async fn what_is_not_known_is_said_without_the_model() {
    let model = Model::that(Reply::Says(good)).await;
    let mut office = office(&model, 20).await;
    let told = ask(&mut office, "how do I bake bread?").await;
    assert_eq!(told.title(), "I couldn't find that in my pages");
    assert_eq!(model.seen().len(), 0);
    office.close().await;
}
