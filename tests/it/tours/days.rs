//! When what was missed comes back: after days, at a time of the learner's own, once a day at most.

use attache::reply::TourAct;
use attache::store::Reviews;
use attache::tours::{ReviewSchedule, TourOptions, TourService, after_answer};
use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use proptest::prelude::*;

use crate::support::folder::shipped;
use crate::tours::school::{NOOR, School, acts};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn the_moment_is_by_the_clock_of_the_learner_also_where_clocks_change() {
    let next = |zone, hour, minute, due, now| {
        let habit = ReviewSchedule {
            zone,
            at: time(hour, minute, 0, 0),
            asked_on: None,
        };
        habit.next(due, at(now)).to_string()
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
        let habit = ReviewSchedule { zone, at: time(hour, 0, 0, 0), asked_on };
        let due = today + due_in.days();
        let next = habit.next(due, now);
        let there = next.in_tz(zone).unwrap();
        prop_assert!(there.date() >= due);
        prop_assert!(there.date() >= today);
        prop_assert!(asked_on.is_none_or(|asked| asked < there.date()));
        prop_assert!(there.time() >= time(hour, 0, 0, 0));
        prop_assert_eq!(habit.may_be_asked(due, now), next <= now);
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

async fn missed(wishes: &TourOptions, count: usize) -> School {
    let school = School::on(&shipped());
    school.start(NOOR, "analyst", wishes).await;
    for _ in 0..count {
        school.answer(NOOR, false).await;
    }
    school
}

#[tokio::test]
async fn of_many_workers_one_asks_and_on_each_day_once() {
    let school = missed(&TourOptions::default(), 5).await;
    for day in 1..=4 {
        school.clock.advance(DAY);
        let workers: Vec<_> = (0..4).map(|_| school.another_guide()).collect();
        let rounds = futures_util::future::join_all(workers.iter().map(TourService::round)).await;
        let sends: Vec<_> = rounds
            .into_iter()
            .flat_map(|round| round.unwrap().sends)
            .collect();
        assert_eq!(sends.len(), 1, "day {day}");
        assert_eq!(
            (sends[0].user, sends[0].channel),
            (NOOR, Some(NOOR + 1_000))
        );
        assert!(sends[0].nonce.len() <= 25);
    }
}

#[tokio::test]
async fn a_crash_after_the_claim_loses_the_day_and_asks_nothing_twice() {
    let school = missed(&TourOptions::default(), 1).await;
    school.clock.advance(DAY);
    let lost = school.guide.round().await.unwrap();
    assert_eq!(lost.sends.len(), 1);
    drop(lost);
    let again = school.another_guide().round().await.unwrap();
    assert!(again.sends.is_empty());
    school.clock.advance(DAY);
    assert_eq!(school.another_guide().round().await.unwrap().sends.len(), 1);
}

#[tokio::test]
async fn whoever_never_answers_is_left_in_peace_after_a_week_and_asked_on_once_they_do() {
    let school = missed(&TourOptions::default(), 1).await;
    let mut last = None;
    let mut asked = 0;
    for _ in 0..30 {
        school.clock.advance(DAY);
        for send in school.guide.round().await.unwrap().sends {
            asked += 1;
            last = Some(send.reply);
        }
    }
    assert_eq!(asked, 7);
    let learner = school.store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!(learner.reviews, Reviews::Paused);
    assert_eq!(
        learner.reason.as_deref(),
        Some("7 questions in a row stayed without an answer")
    );
    let TourAct::Review { print, .. } = acts(&last.unwrap())[0].clone() else {
        panic!("no question");
    };
    let place = school.place(NOOR, &print, true);
    school
        .press(NOOR, &TourAct::Review { print, place })
        .await
        .unwrap();
    let learner = school.store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!((learner.reviews, learner.unanswered), (Reviews::Active, 0));
    assert!(learner.next_ask_at.is_some());
}

#[tokio::test]
async fn a_time_that_is_still_to_come_today_is_waited_for_after_a_long_night() {
    let wishes = TourOptions {
        zone: Some("Asia/Tokyo".to_owned()),
        time: Some("21:30".to_owned()),
    };
    // It is 21:00 in Tokyo.
    let school = missed(&wishes, 1).await;
    // 20:59 two days later: what was due yesterday waits for today's half past nine.
    school.clock.advance(DAY * 2 - SignedDuration::from_mins(1));
    let round = school.guide.round().await.unwrap();
    assert!(round.sends.is_empty());
    school.clock.advance(SignedDuration::from_mins(31));
    assert_eq!(school.guide.round().await.unwrap().sends.len(), 1);
}

#[tokio::test]
async fn a_stop_between_two_looks_is_heard() {
    let school = missed(&TourOptions::default(), 1).await;
    school.clock.advance(DAY);
    school.guide.stop(NOOR).await.unwrap();
    assert!(school.guide.round().await.unwrap().sends.is_empty());
    let act = TourAct::More;
    let told = school.press(NOOR, &act).await.unwrap_err();
    assert_eq!(
        told,
        "You stopped your tour. /onboard continue goes on where you were."
    );
}

#[tokio::test]
async fn a_question_that_is_gone_is_looked_for_again_in_a_week() {
    let school = missed(&TourOptions::default(), 1).await;
    let card = school.store.cards(NOOR).await.unwrap().remove(0);
    let mut gone = card.clone();
    gone.question = "atlantis/stance".to_owned();
    school.clock.advance(DAY);
    // As if the page had been renamed: the card names a question that nobody can ask.
    sqlx_rename(&school, &card.question, &gone.question).await;
    let round = school.guide.round().await.unwrap();
    assert!(round.sends.is_empty());
    let kept = school.store.cards(NOOR).await.unwrap().remove(0);
    assert_eq!(kept.due_on, Some(date(2026, 12, 1)));
}

async fn sqlx_rename(school: &School, from: &str, to: &str) {
    use sqlx::Connection as _;
    let mut connection = sqlx::AnyConnection::connect(&school.url).await.unwrap();
    sqlx::query("UPDATE card SET question = $1 WHERE question = $2")
        .bind(to)
        .bind(from)
        .execute(&mut connection)
        .await
        .unwrap();
}
