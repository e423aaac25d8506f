//! More is asked than Discord lets the bot answer: alerts come at their minute all the same, and nothing earns a 429.

use std::time::{Duration, Instant};

use attache::config::{Snowflake, SubscriptionSpec};
use clock::{Clock as _, ManualClock};
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids::{ADA, BOT, GENERAL, NOOR, SAM};
use serde_json::Value;

use super::office::{Office, Plan};

const G20: &str = "2026-12-14T14:00:00Z";

/// An alert in #general, a day before the summit.
async fn office() -> Office {
    Office::open_as(Plan {
        subscriptions: vec![SubscriptionSpec {
            summits: vec!["g20-2026".to_owned()],
            before: vec!["1d".parse().expect("a length of time")],
            ..SubscriptionSpec::for_channel(Snowflake(GENERAL.0))
        }],
        ..Plan::default()
    })
    .await
}

/// Lets the clock go by which Discord's limits count, a hundredth faster than the machine's, so that no limit that the bot has
/// waited for is still there.
async fn pass(clock: &ManualClock) {
    let mut ticks = tokio::time::interval(Duration::from_millis(5));
    loop {
        ticks.tick().await;
        clock.advance(SignedDuration::from_micros(5_050));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_mention_the_bot_four_times_a_second_delay_no_alert_and_earn_no_429() {
    let mut office = office().await;
    let clock = office.setting.clock.clone();
    let due: Timestamp =
        G20.parse::<Timestamp>().expect("a moment") - SignedDuration::from_hours(24);
    clock.advance(due.duration_since(clock.now()) - SignedDuration::from_secs(3));
    let flood = async {
        let begin = Instant::now();
        for _ in 0..24 {
            for person in [ADA, NOOR, SAM] {
                let text = format!("<@{BOT}> who backs Maduro?");
                office.say(person, GENERAL, &text, None).await;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "a machine too busy for this test"
        );
        let is_alert = |frame: &Value| {
            let content = frame["message"]["content"].as_str();
            content.is_some_and(|content| content.contains("G20"))
        };
        office.wait(is_alert).await["message"].take()
    };
    let alert = tokio::select! {
        alert = flood => alert,
        () = pass(&clock) => unreachable!(),
    };
    let posted_at: Timestamp = alert["timestamp"]
        .as_str()
        .and_then(|at| at.parse().ok())
        .expect("a time");
    let late = posted_at.duration_since(due);
    assert!(late < SignedDuration::from_millis(1_500), "{late:#}");
    // Each of the three got a dozen answers at most.
    let requests = office.setting.discord.requests();
    let refused = requests.iter().filter(|one| one.status == 429).count();
    assert!(refused <= 2, "{refused}");
    assert!(office.metrics.questions_let_go.get() >= 24);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_fast_is_told_so_once_in_their_language_and_others_are_answered() {
    let mut office = office().await;
    let clock = office.setting.clock.clone();
    let asked = async {
        for _ in 0..16 {
            let text = format!("<@{BOT}> привет");
            office.say(NOOR, GENERAL, &text, None).await;
        }
        office
            .say(SAM, GENERAL, &format!("<@{BOT}> hello"), None)
            .await;
        // What waits longest is not answered first.
        let mut answers = Vec::new();
        let is_whole = |answers: &[String]| {
            ["What would you like to know?", "Слишком много сразу"]
                .iter()
                .all(|title| answers.iter().any(|answer| answer == title))
        };
        while !is_whole(&answers) {
            answers.push(office.told_in(GENERAL).await.title().to_owned());
        }
        answers
    };
    let answers = tokio::select! {
        answers = asked => answers,
        () = pass(&clock) => unreachable!(),
    };
    let notices = answers.iter().filter(|answer| answer.contains("много"));
    assert_eq!(notices.count(), 1, "{answers:?}");
    assert!(answers.len() <= 14, "{answers:?}");
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}
