//! The pages and questions of a track, one after the other.

use std::fs;

use practice_discord::ids;

use super::{DAY, at_of, fingerprint_of, only_steps};
use crate::support::folder::Folder;
use crate::whole_bot::office::Office;

#[tokio::test]
async fn every_track_is_walked_to_its_end() {
    let mut office = Office::open().await;
    for (track, steps) in [("newcomer", 8), ("watch-officer", 10), ("analyst", 17)] {
        let (_, message) = office.tour(ids::NOOR, &[("track", track)]).await;
        assert_eq!(message.labels(), ["Begin ▶", "Stop"]);
        let end = office.through(ids::NOOR, message, 1).await;
        assert!(end.title().starts_with("Tour finished: "), "{end:?}");
        let questions = format!("{} right, 1 wrong.", steps - 1);
        assert!(end.description().contains(&questions), "{end:?}");
    }
    assert!(office.close().await > 100);
}

#[tokio::test]
async fn a_page_of_the_tour_fits_a_phone_and_leads_back_and_forth() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let page = office.pressed(ids::NOOR, &message, "Begin ▶").await;
    assert_eq!(page.labels(), ["Go to the question", "Stop"]);
    assert_eq!(page.0["embeds"].as_array().unwrap().len(), 1);
    assert!(page.description().contains("▰▱▱▱▱▱▱▱ 1 of 8 · Newcomer"));
    assert!(page.footer().starts_with("Newest fact: "), "{page:?}");
    let question = office.pressed(ids::NOOR, &page, "Go to the question").await;
    assert!(question.labels().contains(&"◀ Back to the page".to_owned()));
    let again = office
        .pressed(ids::NOOR, &question, "◀ Back to the page")
        .await;
    assert_eq!(again.description(), page.description());
    office.close().await;
}

#[tokio::test]
async fn two_restarts_in_mid_tour_and_a_week_lose_nothing() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let mut answered = office.answer(ids::NOOR, &question, true).await;
    office.restart_bot().await;
    let question = office.reach_question(ids::NOOR, answered).await;
    assert_eq!(at_of(&question), "2 of 8");
    office.restart_bot().await;
    office.setting.clock.advance(DAY * 7);
    // The button of last week still answers the question that is shown.
    answered = office.answer(ids::NOOR, &question, true).await;
    assert_eq!(answered.title(), "Right");
    let question = office.reach_question(ids::NOOR, answered).await;
    assert_eq!(at_of(&question), "3 of 8");
    office.restart_bot().await;
    // In another channel the tour goes on where it runs, at the very question.
    let told = office
        .onboard((ids::NOOR, ids::EDITORS), "continue", &[])
        .await;
    assert!(told.is_private() && told.description().contains(&format!("<#{thread}>")));
    let shown = office.told_in(thread).await;
    assert_eq!(
        (shown.title(), fingerprint_of(&shown)),
        (question.title(), fingerprint_of(&question))
    );
    let end = office.through(ids::NOOR, shown, 0).await;
    assert!(end.description().contains("8 right, 0 wrong."), "{end:?}");
    office.close().await;
}

#[tokio::test]
async fn a_question_is_answered_once_whatever_is_pressed_later() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let copy = office.leave_behind(question.0["components"].clone()).await;
    let (right, wrong) = (
        office.choice(ids::NOOR, &question, true),
        office.choice(ids::NOOR, &question, false),
    );
    office.press_as(ids::NOOR, &question, &right).await;
    let shown = office.press_as(ids::NOOR, &copy, &wrong).await.message();
    assert_eq!(at_of(&shown), "2 of 8");
    let progress = office
        .onboard((ids::NOOR, ids::GENERAL), "progress", &[])
        .await;
    assert!(
        progress.description().contains("1 right, 0 wrong"),
        "{progress:?}"
    );
    office.close().await;
}

#[tokio::test]
async fn an_answer_in_a_tour_leads_back_to_the_step_below() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let asked = format!("<@{}> who backs Maduro?", ids::BOT);
    office.say(ids::NOOR, thread, &asked, None).await;
    let answer = office.told_in(thread).await;
    assert_eq!(answer.title(), "Venezuela");
    let shown = office.pressed(ids::NOOR, &answer, "Back to the tour").await;
    assert_ne!(shown.0["id"], answer.0["id"], "the answer stays");
    assert_eq!(shown.description(), question.description());
    office.say(ids::NOOR, ids::GENERAL, &asked, None).await;
    let elsewhere = office.told_in(ids::GENERAL).await;
    assert!(
        elsewhere
            .knobs()
            .iter()
            .all(|knob| knob.label != "Back to the tour"),
        "outside of a tour there is no step to go back to"
    );
    office.close().await;
}

#[tokio::test]
async fn a_page_that_is_deleted_in_mid_tour_is_passed_by() {
    let folder = Folder::copy_of_shipped();
    only_steps(folder.path(), &["arctic", "serbia", "venezuela"]);
    let mut office = Office::open_on(folder.path()).await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let answered = office.answer(ids::NOOR, &question, true).await;
    let question = office.reach_question(ids::NOOR, answered).await;
    assert_eq!(
        (question.title(), at_of(&question)),
        ("Serbia and Kosovo: a question", "2 of 3")
    );
    fs::remove_file(folder.path().join("hotspots/serbia.toml")).unwrap();
    // A bot that starts leaves out what is broken by that: the summits, and the tracks that lead there.
    only_steps(folder.path(), &["arctic", "venezuela"]);
    office.restart_bot().await;
    let late = office
        .press_as(ids::NOOR, &question, &question.knob("A"))
        .await;
    let page = late.message();
    assert_eq!((page.title(), at_of(&page)), ("Venezuela", "2 of 2"));
    let end = office.through(ids::NOOR, page, 0).await;
    assert!(end.description().contains("2 right, 0 wrong."), "{end:?}");
    office.close().await;
}
