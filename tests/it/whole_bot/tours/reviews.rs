//! What was missed comes back after days, once a day at most, until it is known.

use std::fs;

use jiff::SignedDuration;
use practice_discord::ids;
use serde_json::json;

use super::{DAY, fingerprint_of, only_steps};
use crate::support::folder::Folder;
use crate::whole_bot::office::Office;

#[tokio::test]
async fn what_was_missed_returns_after_days_in_the_learners_zone_until_it_is_known() {
    let mut office = Office::open().await;
    // It is noon in UTC and nine in the evening in Tokyo.
    let options = [
        ("track", "newcomer"),
        ("zone", "Asia/Tokyo"),
        ("time", "8:30"),
    ];
    let (thread, message) = office.tour(ids::NOOR, &options).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let missed = office.answer(ids::NOOR, &question, false).await;
    assert_eq!(missed.title(), "Not quite");
    assert!(
        missed.description().contains("Your answer: ")
            && missed.description().contains("Correct answer: ")
    );
    assert!(
        missed
            .description()
            .contains("You'll see this again on 24 Nov 2026.")
    );
    // 08:29 on the 24th in Tokyo, then 08:30.
    office
        .setting
        .clock
        .advance(SignedDuration::from_mins(11 * 60 + 29));
    office.restart_bot().await;
    assert_eq!(office.asked(), 0);
    office.setting.clock.advance(SignedDuration::from_mins(1));
    let back = office.told_in(thread).await;
    assert!(back.title().starts_with("Try again: "), "{back:?}");
    assert_eq!(back.0["mentions"][0]["id"], json!(ids::NOOR));
    assert_eq!(fingerprint_of(&back), fingerprint_of(&question));
    let right = office.answer(ids::NOOR, &back, true).await;
    assert_eq!(right.title(), "Right");
    let mut told = right.description().to_owned();
    let mut pauses = Vec::new();
    while let Some((_, day)) = told.split_once("You'll see this again on ") {
        let day = jiff::civil::Date::strptime("%d %b %Y.", day.trim()).unwrap();
        // The clock is at 08:30 in Tokyo, half an hour before midnight in UTC.
        let days = office.today().until(day).unwrap().get_days() - 1;
        pauses.push(days);
        office.setting.clock.advance(DAY * (days - 1));
        office.restart_bot().await;
        office
            .onboard((ids::NOOR, ids::GENERAL), "progress", &[])
            .await;
        assert_eq!(office.asked(), pauses.len(), "not before {day}");
        office.setting.clock.advance(DAY);
        let back = office.asked_in(thread).await;
        let right = office.answer(ids::NOOR, &back, true).await;
        right.description().clone_into(&mut told);
    }
    assert!(told.ends_with("Learned: this question won't come back."));
    assert!(pauses.len() > 1 && pauses.is_sorted(), "{pauses:?}");
    let progress = office
        .onboard((ids::NOOR, ids::GENERAL), "progress", &[])
        .await;
    let known = "None open. 1 learned.";
    assert!(progress.description().contains(known), "{progress:?}");
    office.close().await;
}

#[tokio::test]
async fn a_jump_of_a_month_asks_once_and_the_rest_waits_for_a_press() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    office.through(ids::NOOR, message, 3).await;
    office.setting.clock.advance(DAY * 31);
    let back = office.asked_in(thread).await;
    assert!(
        back.footer().starts_with("2 more questions waiting"),
        "{back:?}"
    );
    office.restart_bot().await;
    let right = office.answer(ids::NOOR, &back, true).await;
    assert_eq!(right.labels(), ["Next question ▶ (2 waiting)"]);
    let second = office
        .pressed(ids::NOOR, &right, "Next question ▶ (2 waiting)")
        .await;
    assert_ne!(fingerprint_of(&second), fingerprint_of(&back));
    let right = office.answer(ids::NOOR, &second, true).await;
    let third = office
        .pressed(ids::NOOR, &right, "Next question ▶ (1 waiting)")
        .await;
    let last = office.answer(ids::NOOR, &third, false).await;
    assert_eq!(last.labels(), [""; 0]);
    assert_eq!(office.asked(), 1, "one message a day at most");
    office.close().await;
}

#[tokio::test]
async fn stop_ends_it_at_once_and_continue_takes_it_up() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let missed = office.answer(ids::NOOR, &question, false).await;
    let page = office.pressed(ids::NOOR, &missed, "Next ▶").await;
    let told = office.onboard((ids::NOOR, ids::GENERAL), "stop", &[]).await;
    assert!(told.is_private());
    assert_eq!(told.title(), "Stopped");
    office.setting.clock.advance(DAY * 10);
    office.restart_bot().await;
    let late = office.pressed(ids::NOOR, &page, "Go to the question").await;
    assert!(late.is_private() && late.title() == "You stopped your tour");
    assert_eq!(office.asked(), 0);
    office
        .onboard((ids::NOOR, ids::GENERAL), "continue", &[])
        .await;
    office.asked_in(thread).await;
    office.close().await;
}

#[tokio::test]
async fn a_changed_fact_changes_the_question_that_comes_back() {
    let folder = Folder::copy_of_shipped();
    only_steps(folder.path(), &["sco"]);
    let mut office = Office::open_on(folder.path()).await;
    // Whoever starts is asked one of three questions about it.
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let before = office.question_on(&question);
    office.answer(ids::NOOR, &question, false).await;
    let file = folder.path().join("organizations/sco.toml");
    let text = fs::read_to_string(&file).unwrap();
    let right = before.right().split(',').next().unwrap().to_owned();
    assert!(
        text.contains(&format!("\"{right}\"")),
        "{right} is the answer in the file"
    );
    let text = text.replace(&format!("\"{right}\""), "\"Atlantis\"");
    fs::write(&file, text).unwrap();
    office.attache(ids::ADA, "reload").await;
    office.setting.clock.advance(DAY);
    let back = office.told_in(thread).await;
    let after = office.question_on(&back);
    assert_eq!(after.key, before.key);
    assert_ne!(after.fingerprint, before.fingerprint);
    assert!(!after.choices[0].contains(&right), "{after:?}");
    office.close().await;
}
