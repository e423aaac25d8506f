//! When what was missed comes back: after days, at a time of the learner's own, once a day at most.

use attache::reply::{TourAction, description};
use attache::store::{PauseReason, Reviews};
use attache::text::Locale;
use attache::tours::{ReviewSchedule, TourOptions, TourService, after_answer};
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use proptest::prelude::*;

use crate::support::folder::shipped;
use crate::tours::setup::{NOOR, Setup, acts};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn the_moment_is_by_the_clock_of_the_learner_also_where_clocks_change() {
    let next = |zone, hour, minute, due, now| {
        let schedule = ReviewSchedule {
            zone,
            at: time(hour, minute, 0, 0),
            asked_on: None,
        };
        schedule.next(due, at(now)).to_string()
    };
    let noon = "2026-03-28T12:00:00Z";
    for (zone, hour, minute, due, moment) in [
        ("UTC", 9, 0, date(2026, 3, 29), "2026-03-29T09:00:00Z"),
        (
            "Europe/Brussels",
            9,
            0,
            date(2026, 3, 29),
            "2026-03-29T07:00:00Z",
        ),
        (
            "Europe/Brussels",
            9,
            0,
            date(2026, 3, 30),
            "2026-03-30T07:00:00Z",
        ),
        // Clocks skip from two to three; 02:30 is 03:30 on the new one.
        (
            "Europe/Brussels",
            2,
            30,
            date(2026, 3, 29),
            "2026-03-29T01:30:00Z",
        ),
        // Clocks show 02:30 twice; the first is meant.
        (
            "Europe/Brussels",
            2,
            30,
            date(2026, 10, 25),
            "2026-10-25T00:30:00Z",
        ),
        (
            "Pacific/Kiritimati",
            0,
            0,
            date(2026, 3, 30),
            "2026-03-29T10:00:00Z",
        ),
        ("no/zone", 9, 0, date(2026, 3, 29), "2026-03-29T09:00:00Z"),
        // What is overdue is asked today, if only the time of today has passed at once.
        ("UTC", 9, 0, date(2026, 1, 1), "2026-03-28T09:00:00Z"),
        ("UTC", 15, 0, date(2026, 1, 1), "2026-03-28T15:00:00Z"),
    ] {
        assert_eq!(
            next(zone, hour, minute, due, noon),
            moment,
            "{zone} {hour}:{minute} {due}"
        );
    }
}

proptest! {
    #[test]
    fn nobody_is_asked_twice_on_a_day_or_before_their_time(
        seconds in 1_700_000_000_i64..1_900_000_000,
        hour in 0_i8..24,
        due_in in -40_i32..40,
        asked in prop::option::of(-3_i32..3),
        zone in prop::sample::select(vec!["UTC", "Europe/Brussels", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"]),
    ) {
        let now = Timestamp::from_second(seconds).unwrap();
        let today = now.in_tz(zone).unwrap().date();
        let asked_on = asked.map(|days| today + days.days());
        let schedule = ReviewSchedule { zone, at: time(hour, 0, 0, 0), asked_on };
        let due = today + due_in.days();
        let next = schedule.next(due, now);
        let there = next.in_tz(zone).unwrap();
        prop_assert!(there.date() >= due);
        prop_assert!(there.date() >= today);
        prop_assert!(asked_on.is_none_or(|asked| asked < there.date()));
        prop_assert!(there.time() >= time(hour, 0, 0, 0));
        prop_assert_eq!(schedule.may_be_asked(due, now), next <= now);
    }

    #[test]
    fn a_wrong_answer_never_takes_a_card_further_than_a_right_one(rights in prop::collection::vec(any::<bool>(), 1..30)) {
        let mut today = date(2026, 1, 1);
        let mut card = after_answer("a/1", None, false, today);
        for is_right in rights {
            let Some(due) = card.due_on else { break };
            prop_assert!((1..=60).contains(&today.until(due).unwrap().get_days()));
            today = due;
            let (right, wrong) = (after_answer("a/1", Some(&card), true, today), after_answer("a/1", Some(&card), false, today));
            prop_assert!(right.stability >= wrong.stability);
            prop_assert!(wrong.due_on.is_some(), "what was missed is not known");
            card = if is_right { right } else { wrong };
        }
    }
}

#[test]
fn what_is_answered_right_again_and_again_is_known_within_a_year() {
    let mut today = date(2026, 1, 1);
    let mut card = after_answer("a/1", None, false, today);
    let mut pauses = Vec::new();
    while let Some(due) = card.due_on {
        pauses.push(today.until(due).unwrap().get_days());
        today = due;
        card = after_answer("a/1", Some(&card), true, today);
    }
    assert_eq!(pauses[0], 1);
    assert!(pauses.is_sorted() && pauses.len() < 12, "{pauses:?}");
    assert!(today < date(2027, 1, 1), "{pauses:?}");
}

#[test]
fn a_card_that_makes_no_sense_begins_anew() {
    let mut card = after_answer("a/1", None, false, date(2026, 1, 1));
    for (stability, difficulty) in [
        (f64::NAN, 5.0),
        (0.0, 0.0),
        (-1.0, 11.0),
        (f64::INFINITY, 5.0),
    ] {
        (card.stability, card.difficulty) = (stability, difficulty);
        let next = after_answer("a/1", Some(&card), false, date(2026, 1, 2));
        let days = date(2026, 1, 2)
            .until(next.due_on.unwrap())
            .unwrap()
            .get_days();
        assert!(
            (1..=60).contains(&days),
            "{stability} {difficulty}: {next:?}"
        );
        assert!(
            next.stability.is_finite() && next.difficulty.is_finite(),
            "{next:?}"
        );
    }
}

async fn missed(options: &TourOptions, count: usize) -> Setup {
    let setup = Setup::on(&shipped());
    setup.start(NOOR, "analyst", options).await;
    for _ in 0..count {
        setup.answer(NOOR, false).await;
    }
    setup
}

#[tokio::test]
async fn of_many_workers_one_asks_and_on_each_day_once() {
    let setup = missed(&TourOptions::default(), 5).await;
    for day in 1..=4 {
        setup.clock.advance(DAY);
        let workers: Vec<_> = (0..4).map(|_| setup.another_process()).collect();
        let batches =
            futures_util::future::join_all(workers.iter().map(TourService::due_reviews)).await;
        let messages: Vec<_> = batches
            .into_iter()
            .flat_map(|batch| batch.unwrap().messages)
            .collect();
        assert_eq!(messages.len(), 1, "day {day}");
        assert_eq!(
            (messages[0].user, messages[0].channel),
            (NOOR, Some(NOOR + 1_000))
        );
        assert!(messages[0].nonce.len() <= 25);
    }
}

#[tokio::test]
async fn a_crash_after_the_claim_loses_the_day_and_asks_nothing_twice() {
    let setup = missed(&TourOptions::default(), 1).await;
    setup.clock.advance(DAY);
    let lost = setup.tours.due_reviews().await.unwrap();
    assert_eq!(lost.messages.len(), 1);
    drop(lost);
    let again = setup.another_process().due_reviews().await.unwrap();
    assert!(again.messages.is_empty());
    setup.clock.advance(DAY);
    assert_eq!(
        setup
            .another_process()
            .due_reviews()
            .await
            .unwrap()
            .messages
            .len(),
        1
    );
}

#[tokio::test]
async fn whoever_never_answers_is_left_in_peace_after_a_week_and_asked_on_once_they_do() {
    let setup = missed(&TourOptions::default(), 1).await;
    let mut last = None;
    let mut asked = 0;
    for _ in 0..30 {
        setup.clock.advance(DAY);
        for message in setup.tours.due_reviews().await.unwrap().messages {
            asked += 1;
            last = Some(message.reply);
        }
    }
    assert_eq!(asked, 7);
    let learner = setup.store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!(learner.reviews, Reviews::Paused);
    assert_eq!(learner.reason, Some(PauseReason::Unanswered));
    for (locale, reason) in [
        (
            Locale::English,
            "paused: 7 questions in a row went unanswered",
        ),
        (
            Locale::Russian,
            "приостановлено: 7 вопросов подряд остались без ответа",
        ),
    ] {
        let progress = setup.tours.progress(NOOR, None, locale).await.unwrap();
        let shown = description(&progress.page);
        assert!(shown.contains(reason), "{shown}");
    }
    let TourAction::Review { print, .. } = acts(&last.unwrap())[0].clone() else {
        panic!("no question");
    };
    let place = setup.place(NOOR, &print, true);
    setup
        .press(NOOR, &TourAction::Review { print, place })
        .await
        .unwrap();
    let learner = setup.store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!((learner.reviews, learner.unanswered), (Reviews::Active, 0));
    assert!(learner.next_ask_at.is_some());
}

#[tokio::test]
async fn a_time_that_is_still_to_come_today_is_waited_for_after_a_long_night() {
    let options = TourOptions {
        zone: Some("Asia/Tokyo".to_owned()),
        time: Some("21:30".to_owned()),
    };
    // It is 21:00 in Tokyo.
    let setup = missed(&options, 1).await;
    // 20:59 two days later: what was due yesterday waits for today's half past nine.
    setup.clock.advance(DAY * 2 - SignedDuration::from_mins(1));
    let batch = setup.tours.due_reviews().await.unwrap();
    assert!(batch.messages.is_empty());
    setup.clock.advance(SignedDuration::from_mins(31));
    assert_eq!(setup.tours.due_reviews().await.unwrap().messages.len(), 1);
}

#[tokio::test]
async fn a_stop_between_two_looks_is_heard() {
    let setup = missed(&TourOptions::default(), 1).await;
    setup.clock.advance(DAY);
    setup.tours.stop(NOOR, None).await.unwrap();
    assert!(setup.tours.due_reviews().await.unwrap().messages.is_empty());
    let act = TourAction::More;
    let told = setup.press(NOOR, &act).await.unwrap_err();
    assert_eq!(
        told,
        "You stopped your tour. /onboard continue picks up where you left off."
    );
}

#[tokio::test]
async fn a_question_that_is_gone_is_looked_for_again_in_a_week() {
    let setup = missed(&TourOptions::default(), 1).await;
    let card = setup.store.cards(NOOR).await.unwrap().remove(0);
    let mut gone = card.clone();
    gone.question = "atlantis/stance".to_owned();
    setup.clock.advance(DAY);
    // As if the page had been renamed: the card names a question that nobody can ask.
    sqlx_rename(&setup, &card.question, &gone.question).await;
    let batch = setup.tours.due_reviews().await.unwrap();
    assert!(batch.messages.is_empty());
    let kept = setup.store.cards(NOOR).await.unwrap().remove(0);
    assert_eq!(kept.due_on, Some(date(2026, 12, 1)));
}

async fn sqlx_rename(setup: &Setup, from: &str, to: &str) {
    use sqlx::Connection as _;
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(&setup.url).await.unwrap();
    sqlx::query("UPDATE card SET question = $1 WHERE question = $2")
        .bind(to)
        .bind(from)
        .execute(&mut connection)
        .await
        .unwrap();
}
