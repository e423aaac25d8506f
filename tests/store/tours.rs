//! What the store promises of tours: the first answer counts, a day has one question, and what somebody wants deleted is.

use attache::store::{Card, Learner, PauseReason, PlaceKind, Reviews, StepDone, Store, TourState};
use attache::text::Locale;
use jiff::Timestamp;
use jiff::civil::{Date, date, time};

use test_support::database::Database;

tests! {
    a_learner_comes_back_as_they_were,
    the_first_answer_counts_and_its_card_with_it,
    a_tour_that_was_stopped_takes_no_answer,
    a_tour_begun_anew_forgets_its_steps_and_keeps_the_cards,
    a_day_is_claimed_once_whoever_claims_it,
    nobody_is_claimed_after_a_stop,
    whoever_is_due_comes_in_the_order_of_their_times,
    a_card_is_reviewed_once,
    whoever_answers_is_asked_on,
    tours_are_listed_by_guild_with_their_steps,
    a_tour_is_found_by_its_channel_while_it_runs,
    what_is_kept_of_somebody_is_shown_and_deleted_whole,
}

const TODAY: Date = date(2026, 11, 24);
/// The largest id has all of its 64 bits.
const NOOR: u64 = u64::MAX;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn learner(id: u64) -> Learner {
    Learner {
        id,
        track: "newcomer".to_owned(),
        place: PlaceKind::Thread,
        channel: Some(u64::MAX - 1),
        zone: "Europe/Brussels".to_owned(),
        review_at: time(8, 30, 0, 0),
        reviews: Reviews::Active,
        reason: None,
        asked_on: None,
        unanswered: 0,
        next_ask_at: Some(at(100)),
        created_at: at(0),
        locale: Locale::English,
    }
}

fn step(topic: &str, is_right: bool) -> StepDone {
    StepDone {
        topic: topic.to_owned(),
        question: Some(format!("{topic}/1")),
        is_right: Some(is_right),
        at: at(10),
    }
}

fn card(question: &str, due_on: Date) -> Card {
    Card {
        question: question.to_owned(),
        stability: 0.212,
        difficulty: 6.413_3,
        reviewed_on: TODAY,
        due_on: Some(due_on),
    }
}

async fn begun(database: &Database, id: u64) -> Store {
    let store = database.store.clone();
    store.put_learner(&learner(id)).await.unwrap();
    store
        .begin_tour(id, "newcomer", Some(7), at(1))
        .await
        .unwrap();
    store
}

async fn a_learner_comes_back_as_they_were(database: &Database) {
    let store = &database.store;
    assert_eq!(store.learner(NOOR).await.unwrap(), None);
    let mut noor = learner(NOOR);
    store.put_learner(&noor).await.unwrap();
    assert_eq!(store.learner(NOOR).await.unwrap().unwrap(), noor);
    (noor.place, noor.channel) = (PlaceKind::Here, None);
    noor.zone = "Asia/Tokyo".to_owned();
    (noor.reviews, noor.reason) = (
        Reviews::Paused,
        Some(PauseReason::Unreachable(
            "Discord answered 403: „нет“".to_owned(),
        )),
    );
    (noor.next_ask_at, noor.locale) = (None, Locale::Chinese);
    store.put_learner(&noor).await.unwrap();
    assert_eq!(store.learner(NOOR).await.unwrap().unwrap(), noor);
    (noor.reason, noor.locale) = (Some(PauseReason::Unanswered), Locale::French);
    store.put_learner(&noor).await.unwrap();
    assert_eq!(store.learner(NOOR).await.unwrap().unwrap(), noor);
    store
        .set_learner_locale(NOOR, Locale::Russian)
        .await
        .unwrap();
    noor.locale = Locale::Russian;
    assert_eq!(store.learner(NOOR).await.unwrap().unwrap(), noor);
}

async fn the_first_answer_counts_and_its_card_with_it(database: &Database) {
    let store = begun(database, NOOR).await;
    let tomorrow = TODAY.tomorrow().unwrap();
    let missed = card("arctic/1", tomorrow);
    let wrong = step("arctic", false);
    assert!(
        store
            .do_step(NOOR, "newcomer", &wrong, Some(&missed))
            .await
            .unwrap()
    );
    let other = card("arctic/2", tomorrow);
    for late in [step("arctic", true), step("arctic", false)] {
        assert!(
            !store
                .do_step(NOOR, "newcomer", &late, Some(&other))
                .await
                .unwrap()
        );
    }
    let tour = store.tour(NOOR, "newcomer").await.unwrap().unwrap();
    assert_eq!(tour.done, [wrong]);
    assert_eq!(store.cards(NOOR).await.unwrap(), [missed]);
}

async fn a_tour_that_was_stopped_takes_no_answer(database: &Database) {
    let store = begun(database, NOOR).await;
    store
        .set_shown_question(NOOR, "newcomer", Some("arctic"), at(2))
        .await
        .unwrap();
    store
        .set_tour_state(NOOR, "newcomer", TourState::Stopped, at(3))
        .await
        .unwrap();
    assert!(
        !store
            .do_step(NOOR, "newcomer", &step("arctic", true), None)
            .await
            .unwrap()
    );
    store
        .set_shown_question(NOOR, "newcomer", None, at(4))
        .await
        .unwrap();
    let tour = store.tour(NOOR, "newcomer").await.unwrap().unwrap();
    assert_eq!(
        (tour.state, tour.asking.as_deref()),
        (TourState::Stopped, Some("arctic"))
    );
    assert_eq!((tour.seen_at, tour.done.len()), (at(3), 0));
}

async fn a_tour_begun_anew_forgets_its_steps_and_keeps_the_cards(database: &Database) {
    let store = begun(database, NOOR).await;
    let missed = card("arctic/1", TODAY);
    store
        .do_step(NOOR, "newcomer", &step("arctic", false), Some(&missed))
        .await
        .unwrap();
    store
        .begin_tour(NOOR, "newcomer", None, at(50))
        .await
        .unwrap();
    let tour = store.tour(NOOR, "newcomer").await.unwrap().unwrap();
    assert_eq!(
        (tour.guild, tour.started_at, tour.done.len()),
        (None, at(50), 0)
    );
    assert_eq!(store.cards(NOOR).await.unwrap(), [missed]);
}

async fn a_day_is_claimed_once_whoever_claims_it(database: &Database) {
    let store = begun(database, NOOR).await;
    let stores: Vec<Store> = (0..4).map(|_| database.again()).collect();
    let claims = stores
        .iter()
        .map(|other| other.claim_day(NOOR, TODAY, Some(at(200))));
    let claimed = futures_util::future::join_all(claims).await;
    let won = claimed
        .into_iter()
        .filter(|claim| *claim.as_ref().unwrap())
        .count();
    assert_eq!(won, 1);
    let yesterday = TODAY.yesterday().unwrap();
    assert!(
        !store.claim_day(NOOR, yesterday, None).await.unwrap(),
        "the clock was set back"
    );
    assert!(
        store
            .claim_day(NOOR, TODAY.tomorrow().unwrap(), None)
            .await
            .unwrap()
    );
    let noor = store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!((noor.unanswered, noor.next_ask_at), (2, None));
    // What is written of a learner otherwise leaves the day alone.
    store.put_learner(&learner(NOOR)).await.unwrap();
    assert!(!store.claim_day(NOOR, TODAY, None).await.unwrap());
    for other in stores {
        other.close().await;
    }
}

async fn nobody_is_claimed_after_a_stop(database: &Database) {
    let store = begun(database, NOOR).await;
    let stopped = Learner {
        reviews: Reviews::Stopped,
        ..learner(NOOR)
    };
    store.put_learner(&stopped).await.unwrap();
    assert!(!store.claim_day(NOOR, TODAY, None).await.unwrap());
    assert!(store.learners_due(at(1_000), 10).await.unwrap().is_empty());
    assert_eq!(store.next_ask().await.unwrap(), None);
    let gone = PauseReason::Unreachable("gone".to_owned());
    store.pause_reviews(NOOR, gone).await.unwrap();
    let noor = store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!(
        noor.reviews,
        Reviews::Stopped,
        "a pause does not lift a stop"
    );
}

async fn whoever_is_due_comes_in_the_order_of_their_times(database: &Database) {
    let store = &database.store;
    for (id, next) in [
        (1, Some(30)),
        (2, Some(10)),
        (3, None),
        (4, Some(20)),
        (5, Some(90)),
    ] {
        let one = Learner {
            next_ask_at: next.map(at),
            ..learner(id)
        };
        store.put_learner(&one).await.unwrap();
    }
    let ids = |due: Vec<Learner>| due.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(
        ids(store.learners_due(at(30), 10).await.unwrap()),
        [2, 4, 1]
    );
    assert_eq!(ids(store.learners_due(at(30), 1).await.unwrap()), [2]);
    assert_eq!(store.next_ask().await.unwrap(), Some(at(10)));
    store.set_next_ask(2, None).await.unwrap();
    assert_eq!(store.next_ask().await.unwrap(), Some(at(20)));
}

async fn a_card_is_reviewed_once(database: &Database) {
    let store = begun(database, NOOR).await;
    let before = card("arctic/1", TODAY);
    store
        .do_step(NOOR, "newcomer", &step("arctic", false), Some(&before))
        .await
        .unwrap();
    let known = Card {
        stability: 123.456_789,
        reviewed_on: TODAY.tomorrow().unwrap(),
        due_on: None,
        ..before.clone()
    };
    assert!(store.review(NOOR, &before, &known).await.unwrap());
    assert!(!store.review(NOOR, &before, &before).await.unwrap());
    assert_eq!(store.cards(NOOR).await.unwrap(), [known]);
    let (late, soon) = (card("b/1", TODAY.tomorrow().unwrap()), card("c/1", TODAY));
    store
        .do_step(NOOR, "newcomer", &step("b", false), Some(&late))
        .await
        .unwrap();
    store
        .do_step(NOOR, "newcomer", &step("c", false), Some(&soon))
        .await
        .unwrap();
    let order = store.cards(NOOR).await.unwrap();
    let order: Vec<&str> = order.iter().map(|card| card.question.as_str()).collect();
    assert_eq!(
        order,
        ["c/1", "b/1", "arctic/1"],
        "the most overdue first, the known last"
    );
    store
        .defer_card(NOOR, "c/1", date(2027, 1, 1))
        .await
        .unwrap();
    assert_eq!(store.cards(NOOR).await.unwrap()[0].question, "b/1");
}

async fn whoever_answers_is_asked_on(database: &Database) {
    let store = begun(database, NOOR).await;
    let missed = card("arctic/1", TODAY);
    store
        .do_step(NOOR, "newcomer", &step("arctic", false), Some(&missed))
        .await
        .unwrap();
    store.claim_day(NOOR, TODAY, None).await.unwrap();
    let unanswered = PauseReason::Unanswered;
    store.pause_reviews(NOOR, unanswered).await.unwrap();
    let paused = store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!((paused.reviews, paused.unanswered), (Reviews::Paused, 1));
    store.review(NOOR, &missed, &missed).await.unwrap();
    let noor = store.learner(NOOR).await.unwrap().unwrap();
    assert_eq!(
        (noor.reviews, noor.reason, noor.unanswered),
        (Reviews::Active, None, 0)
    );
}

async fn tours_are_listed_by_guild_with_their_steps(database: &Database) {
    let store = begun(database, 1).await;
    begun(database, 2).await;
    store.put_learner(&learner(3)).await.unwrap();
    store
        .begin_tour(3, "newcomer", Some(8), at(1))
        .await
        .unwrap();
    store
        .begin_tour(1, "analyst", Some(7), at(2))
        .await
        .unwrap();
    store
        .do_step(2, "newcomer", &step("arctic", true), None)
        .await
        .unwrap();
    store
        .do_step(3, "newcomer", &step("arctic", true), None)
        .await
        .unwrap();
    let tours = store.tours_in(7).await.unwrap();
    let listed: Vec<_> = tours
        .iter()
        .map(|tour| (tour.learner, tour.track.as_str(), tour.done.len()))
        .collect();
    assert_eq!(
        listed,
        [(2, "newcomer", 1), (1, "analyst", 0), (1, "newcomer", 0)]
    );
    let own = store.tours_of(1).await.unwrap();
    assert_eq!(own.len(), 2);
}

async fn a_tour_is_found_by_its_channel_while_it_runs(database: &Database) {
    let store = begun(database, NOOR).await;
    let channel = u64::MAX - 1;
    assert!(store.has_tour_in(channel, NOOR).await.unwrap());
    assert!(!store.has_tour_in(channel, 1).await.unwrap());
    assert!(!store.has_tour_in(1, NOOR).await.unwrap());
    store
        .set_tour_state(NOOR, "newcomer", TourState::Stopped, at(2))
        .await
        .unwrap();
    assert!(!store.has_tour_in(channel, NOOR).await.unwrap());
}

async fn what_is_kept_of_somebody_is_shown_and_deleted_whole(database: &Database) {
    let store = begun(database, NOOR).await;
    begun(database, 2).await;
    let missed = card("arctic/1", TODAY);
    store
        .do_step(NOOR, "newcomer", &step("arctic", false), Some(&missed))
        .await
        .unwrap();
    let kept = store.tour_export(NOOR).await.unwrap().unwrap();
    let shown = serde_json::to_value(&kept).unwrap();
    assert_eq!(shown["learner"]["zone"], "Europe/Brussels");
    assert_eq!(shown["tours"][0]["done"][0]["topic"], "arctic");
    assert_eq!(shown["cards"][0]["due_on"], "2026-11-24");
    assert!(store.forget_tours_of(NOOR).await.unwrap());
    assert_eq!(store.tour_export(NOOR).await.unwrap(), None);
    assert_eq!(store.cards(NOOR).await.unwrap(), []);
    assert_eq!(
        store.tours_in(7).await.unwrap().len(),
        1,
        "the other's stay"
    );
    assert!(!store.forget_tours_of(NOOR).await.unwrap());
}
