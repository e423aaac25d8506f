//! Where a tour runs (a thread, direct messages, or an answer that only its owner sees), and that it is its owner's alone.

use practice_discord::ids;

use super::{DAY, at_of};
use crate::whole_bot::office::{Office, Seen};

/// Said to whoever presses what is another's.
const NOT_YOURS: &str = "This is someone else's tour. Start your own with /onboard start.";

#[tokio::test]
async fn nobody_else_can_press_or_see_a_tour() {
    let mut office = Office::open().await;
    // A direct message is its owner's alone; a forged press reaches it all the same.
    let told = office
        .onboard(
            (ids::LENA, ids::READING_ROOM),
            "start",
            &[("track", "newcomer")],
        )
        .await;
    assert!(told.is_private());
    let left = office.leave_behind(told.0["components"].clone()).await;
    for knob in left.knobs() {
        let Seen::Message(declined) = office.press_as(ids::SAM, &left, &knob).await else {
            panic!("no answer to {knob:?}");
        };
        assert!(declined.is_private());
        assert_eq!(declined.whole(), NOT_YOURS);
    }
    let page = office.pressed(ids::LENA, &left, "Begin ▶").await;
    assert_eq!(at_of(&page), "1 of 8", "nothing has changed for its owner");
    office.close_but_for(&[50_007]).await;
}

#[tokio::test]
async fn where_no_thread_is_allowed_it_opens_in_direct_messages() {
    let mut office = Office::open().await;
    let told = office
        .onboard(
            (ids::NOOR, ids::READING_ROOM),
            "start",
            &[("track", "newcomer")],
        )
        .await;
    assert!(
        told.is_private() && told.description().contains("direct messages"),
        "{told:?}"
    );
    let requests = office.setting.discord.requests();
    let sent = requests
        .iter()
        .rev()
        .find(|request| request.path.ends_with("/messages"))
        .unwrap();
    let channel = sent.path.split('/').nth(2).unwrap().parse().unwrap();
    let message = office.told_in(channel).await;
    let end = office.through(ids::NOOR, message, 1).await;
    assert!(end.title().starts_with("Tour finished"), "{end:?}");
    office.setting.clock.advance(DAY * 3);
    let back = office.told_in(channel).await;
    assert!(back.title().starts_with("Try again: "), "{back:?}");
    assert!(!back.pings(), "a direct message needs no call");
    office.close().await;
}

#[tokio::test]
async fn where_neither_is_allowed_it_stays_with_whoever_asked_and_questions_rest() {
    let mut office = Office::open().await;
    let here = (ids::LENA, ids::READING_ROOM);
    let mut message = office
        .onboard(here, "start", &[("track", "newcomer")])
        .await;
    assert!(
        message.is_private() && message.title().starts_with("Welcome"),
        "{message:?}"
    );
    message = office.reach_question(ids::LENA, message).await;
    assert!(message.is_private());
    office.answer(ids::LENA, &message, false).await;
    office.setting.clock.advance(DAY * 3);
    let paused = "paused: Discord answered 403";
    let mut progress = office.onboard(here, "progress", &[]).await;
    for _ in 0..1_000 {
        if progress.description().contains(paused) {
            break;
        }
        tokio::task::yield_now().await;
        progress = office.onboard(here, "progress", &[]).await;
    }
    assert!(progress.description().contains(paused), "{progress:?}");
    let again = office.onboard(here, "continue", &[]).await;
    assert_eq!(at_of(&again), "2 of 8");
    office.close_but_for(&[50_007]).await;
}

#[tokio::test]
async fn a_thread_that_is_gone_rests_the_questions_and_continue_opens_another() {
    let mut office = Office::open().await;
    // Where the bot may delete a thread, as a moderator would.
    let track = [("track", "newcomer")];
    let (thread, message) = office.tour_in(ids::WATCH_FLOOR, ids::NOOR, &track).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, false).await;
    let deleted = office
        .setting
        .rest
        .delete(&format!("/channels/{thread}"))
        .await;
    assert_eq!(deleted.status, 200, "{deleted:?}");
    office.restart_bot().await;
    office.setting.clock.advance(DAY * 3);
    office
        .onboard((ids::NOOR, ids::GENERAL), "continue", &[])
        .await;
    let threads = office.setting.threads(ids::NOOR).await;
    let newest = threads.last().expect("another thread")["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(at_of(&office.told_in(newest).await), "2 of 8");
    office.setting.clock.advance(DAY);
    office.asked_in(newest).await;
    office.close_but_for(&[10_003]).await;
}
