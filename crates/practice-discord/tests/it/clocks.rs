//! The clock that the page can move: all is dated by it, and no wait is cut short or drawn out by a move.

use std::sync::Arc;

use clock::{Clock, ManualClock, MovableClock};
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Options, ids::ADA, ids::GENERAL};
use serde_json::{Value, json};

use crate::support::{start, start_with};
use practice_discord::driver::{INTENTS, Page, RestBot, TestServer};

const DAY_SECONDS: i64 = 86_400;

fn begin() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().expect("a moment")
}

async fn movable() -> (TestServer, Arc<MovableClock>) {
    let hands = Arc::new(ManualClock::at(begin()));
    let clock = Arc::new(MovableClock::over(hands.clone()));
    let options = Options {
        movable: Some(Arc::clone(&clock)),
        moments: vec![(
            "the summit".to_owned(),
            begin() + SignedDuration::from_hours(99),
        )],
        ..Options::new(hands.clone())
    };
    (start_with(hands, options).await, clock)
}

async fn move_clock(page: &mut Page, mut to: Value) -> Value {
    to["t"] = "move_clock".into();
    let asked = page.send(ADA, to).await;
    page.until(|frame| frame["ref"] == *asked).await
}

fn general() -> String {
    format!("/channels/{GENERAL}/messages")
}

#[tokio::test]
async fn the_page_moves_the_clock_and_every_page_and_message_goes_by_it() {
    let (server, clock) = movable().await;
    let mut page = server.page().await;
    let mut other = server.page().await;
    assert_eq!(page.hello["can_be_moved"], true);
    assert_eq!(page.hello["moments"][0]["label"], "the summit");
    assert_eq!(
        page.hello["moments"][0]["at"],
        "2026-03-06T12:00:00.000000+00:00"
    );
    let early = server
        .rest
        .post(&general(), &json!({ "content": "x" }))
        .await;
    let moved = move_clock(&mut page, json!({ "seconds": DAY_SECONDS })).await;
    assert_eq!(moved["t"], "ack");
    assert_eq!(
        other.frame("clock").await["now"],
        "2026-03-03T09:00:00.000000+00:00"
    );
    let late = server
        .rest
        .post(&general(), &json!({ "content": "x" }))
        .await;
    assert_eq!(late.body["timestamp"], "2026-03-03T09:00:00.000000+00:00");
    let made =
        |answer: &practice_discord::driver::Answer| answer.id().parse::<u64>().unwrap() >> 22;
    assert_eq!(made(&late) - made(&early), 86_400_000);
    let reset = format!("{}.000", clock.now().as_second() + 5);
    assert_eq!(late.header("x-ratelimit-reset"), reset);

    move_clock(&mut page, json!({ "to": "2026-03-10T12:00:00Z" })).await;
    assert_eq!(clock.now().to_string(), "2026-03-10T12:00:00Z");
    clock.advance(SignedDuration::from_hours(1));
    let shown = other.until(|frame| frame["now"] == "2026-03-10T13:00:00.000000+00:00");
    assert_eq!(shown.await["t"], "clock", "whoever moved it");
}

#[tokio::test]
async fn the_page_moves_the_clock_neither_back_nor_out_of_range() {
    let (server, clock) = movable().await;
    let mut page = server.page().await;
    for to in [
        json!({ "seconds": -1 }),
        json!({ "to": "2026-03-02T08:59:59Z" }),
        json!({ "to": "2100-01-01T00:00:00Z" }),
        json!({ "seconds": i64::MAX }),
        json!({}),
    ] {
        let refused = move_clock(&mut page, to.clone()).await;
        assert_eq!(refused["t"], "failed", "{to}");
    }
    assert_eq!(clock.now(), begin());
    let standing = start().await;
    let mut page = standing.page().await;
    assert_eq!(page.hello["can_be_moved"], false);
    let refused = move_clock(&mut page, json!({ "seconds": 1 })).await;
    assert_eq!(refused["t"], "failed");
}

#[tokio::test]
async fn an_interaction_that_waits_while_the_clock_is_moved_has_its_three_seconds() {
    let (server, _) = movable().await;
    let mut page = server.page().await;
    let command = json!({ "name": "ping", "description": "Answers" });
    let command = server.rest.register(&command).await;
    let mut bot = server.bot(INTENTS).await;
    for seconds_passed in [2, 3] {
        let asked = page.use_command(ADA, &command, &json!([])).await;
        let interaction = bot.until("INTERACTION_CREATE").await;
        move_clock(&mut page, json!({ "seconds": 7 * DAY_SECONDS })).await;
        server.pass(seconds_passed);
        let answer = json!({ "type": 4, "data": { "content": "pong" } });
        let answered = server.rest.answer(&interaction, &answer).await;
        let outcome = page.until(|frame| frame["ref"] == *asked).await;
        let expected = if seconds_passed < 3 {
            (204, "ack")
        } else {
            (404, "failed")
        };
        assert_eq!((answered.status, outcome["t"].as_str().unwrap()), expected);
        if seconds_passed < 3 {
            let more = json!({ "content": "and more" });
            let webhook = RestBot::webhook(&interaction, "");
            assert_eq!(server.rest.post(&webhook, &more).await.status, 200);
        }
    }
}

#[tokio::test]
async fn a_move_neither_frees_a_rate_limit_nor_forgets_a_nonce() {
    let (server, clock) = movable().await;
    let body = json!({ "content": "x", "nonce": "n", "enforce_nonce": true });
    let first = server.rest.post(&general(), &body).await.id();
    clock.advance(SignedDuration::from_hours(24));
    for _ in 0..4 {
        assert_eq!(server.rest.post(&general(), &body).await.id(), first);
    }
    let refused = server.rest.post(&general(), &body).await;
    assert_eq!(refused.status, 429);
    assert!(refused.body["retry_after"].as_f64().unwrap() <= 5.0);
}
