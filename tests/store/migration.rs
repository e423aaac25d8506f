//! A database that the program before the migration 0004 wrote opens with everything intact.

use std::collections::BTreeMap;

use attache::store::{
    Acknowledgement, AlertKind, AlertReason, AlertSpec, AlertState, Attempt, Cause, Destination,
    FORGOTTEN_USER, PauseReason, Reviews, Store, Subscription, SubscriptionReason,
    SubscriptionState, TourState,
};
use attache::text::Locale;
use jiff::Timestamp;
use test_support::database::Database;

use super::restored::{opened, restored};
use super::situations::LEASE;

tests! {
    every_alert_is_there_and_says_what_it_said,
    what_follows_an_alert_names_it_and_gives_its_own_facts,
    why_nothing_was_posted_is_a_reason_beside_the_words_of_discord,
    what_stood_for_nothing_is_empty,
    what_was_tried_keeps_its_attempts,
    who_paused_or_removed_a_subscription_is_known,
    whoever_was_forgotten_is_in_no_sentence_any_more,
    tours_questions_and_timestamps_are_as_they_were,
    whose_reviews_went_unanswered_is_no_sentence_any_more,
    what_was_planned_is_claimed_posted_acknowledged_and_planned_again,
}

/// When the dump was made.
const NOW: &str = "2027-03-22T07:00:20Z";
const MISSING_ACCESS: &str = "Discord answered 403 Forbidden: Missing Access (50001)";
const BAD_GATEWAY: &str = "Discord answered 502 Bad Gateway";
/// Who made most of the subscriptions.
const ADA: u64 = 31;

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn cause(reason: AlertReason, detail: &str) -> Cause {
    Cause {
        reason,
        detail: Some(detail.to_owned()),
    }
}

async fn spec(store: &Store, id: &str) -> AlertSpec {
    store.alert(id).await.unwrap().unwrap().spec
}

async fn subscription(store: &Store, channel: u64) -> Subscription {
    let all = store.subscriptions().await.unwrap();
    let found = all.into_iter().find(|one| one.spec.channel.0 == channel);
    found.unwrap()
}

async fn every_alert_is_there_and_says_what_it_said(database: &Database) {
    let store = opened(database).await;
    let all = store.open_alerts("", "~", Timestamp::MIN).await.unwrap();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for alert in &all {
        *kinds.entry(alert.spec.kind.as_ref()).or_default() += 1;
    }
    let kinds: Vec<_> = kinds.into_iter().collect();
    assert_eq!(
        kinds,
        [
            ("cancelled", 2),
            ("digest", 6),
            ("escalation", 6),
            ("lead", 42),
            ("moved", 4),
            ("owner_notice", 4),
            ("snooze", 1),
        ]
    );
    let lead = spec(&store, "99195f3cbb3ca08c378b4902").await;
    assert_eq!(
        lead,
        AlertSpec {
            id: "99195f3cbb3ca08c378b4902".to_owned(),
            kind: AlertKind::Lead {
                before: "14d".parse().unwrap()
            },
            subscription_id: "1b7257ced256af93f68f1779".to_owned(),
            summit_id: Some("gamma-2027".to_owned()),
            destination: Destination::Channel(20),
            due_at: at("2027-01-06T07:00:00Z"),
            begins_at: Some(at("2027-01-20T07:00:00Z")),
            dates: Some("20 January 2027".to_owned()),
            title: None,
            facts: None,
        }
    );
}

async fn what_follows_an_alert_names_it_and_gives_its_own_facts(database: &Database) {
    let store = opened(database).await;
    let kind = async |id: &str| spec(&store, id).await.kind;
    let moved = spec(&store, "bf512fa27a368c09664e96e6").await;
    assert_eq!(moved.dates.as_deref(), Some("19 May 2027"));
    let from = |dates: &str| Some(dates.to_owned());
    assert_eq!(
        moved.kind,
        AlertKind::Moved {
            corrects: "bcee1f5a67cc6b9b976b3fdd".to_owned(),
            from: from("12 May 2027"),
            was: None,
            is_back: false,
        }
    );
    assert_eq!(
        kind("89759b07790c6f6a702e450d").await,
        AlertKind::Cancelled {
            corrects: "cdccc78470e04e5aa9e99f87".to_owned(),
            from: from("10 March 2027"),
        }
    );
    let snooze = "20e40fd5808f7559cf393e54".to_owned();
    let of = "c072a15921deb84a6439ba39".to_owned();
    assert_eq!(kind(&snooze).await, AlertKind::Snooze { of });
    let escalation = kind("2396a2cf84f0df8cc89a238d").await;
    assert_eq!(
        escalation,
        AlertKind::Escalation {
            of: snooze,
            step: 0
        }
    );
    let digest = spec(&store, "d897aff4f51c04f3a03d0818").await;
    let week_ends_at = at("2027-04-05T06:00:00Z");
    assert_eq!(digest.kind, AlertKind::Digest { week_ends_at });
    assert_eq!(
        (digest.summit_id, digest.begins_at, digest.dates),
        (None, None, None)
    );
    let notice = spec(&store, "b064dc3cb278b5f6839b1b01").await;
    assert_eq!(notice.destination, Destination::User(ADA));
    assert_eq!(
        notice.kind,
        AlertKind::OwnerNotice {
            of: "b2fb80727a7040599545a22a".to_owned(),
            channel_id: 14,
            cause: cause(AlertReason::ChannelUnavailable, MISSING_ACCESS),
        }
    );
}

async fn why_nothing_was_posted_is_a_reason_beside_the_words_of_discord(database: &Database) {
    let store = opened(database).await;
    let invalid = "Discord answered 400 Bad Request: Invalid Form Body (50035)";
    for (id, state, expected) in [
        (
            "4a3de77dddceb3e498df9a33",
            AlertState::Withdrawn,
            AlertReason::AcknowledgedInTime.into(),
        ),
        (
            "803eb131993ec9a503853c1f",
            AlertState::Withdrawn,
            AlertReason::DateChanged.into(),
        ),
        (
            "3bdb66c218a308afd2408418",
            AlertState::Withdrawn,
            AlertReason::SummitCancelled.into(),
        ),
        (
            "935ad61f6f95898e2d111b83",
            AlertState::Withdrawn,
            AlertReason::SubscriptionRemoved.into(),
        ),
        (
            "bc1ceb6b2c84448d3066d143",
            AlertState::Missed,
            AlertReason::SubscriptionPaused.into(),
        ),
        (
            "135816add3a87e9eb03ebe3c",
            AlertState::Failed,
            cause(AlertReason::NotPostedInTime, BAD_GATEWAY),
        ),
        (
            "b2fb80727a7040599545a22a",
            AlertState::Failed,
            cause(AlertReason::ChannelUnavailable, MISSING_ACCESS),
        ),
        (
            "5a1a580cfd5561ccceaf9e89",
            AlertState::Failed,
            cause(AlertReason::RejectedByDiscord, invalid),
        ),
        (
            "5cf9f4525c6e98a9821b8cde",
            AlertState::Planned,
            cause(AlertReason::Ambiguous, BAD_GATEWAY),
        ),
        (
            "f67119aaa631bbed60378db3",
            AlertState::Planned,
            cause(AlertReason::RateLimited, "Discord asks to wait 4000s"),
        ),
    ] {
        let found = store.alert(id).await.unwrap().unwrap();
        assert_eq!((found.state, found.cause), (state, Some(expected)), "{id}");
    }
}

/// That program wrote the end of time for a summit without a day, and empty texts.
async fn what_stood_for_nothing_is_empty(database: &Database) {
    restored(database).await;
    let lost = "bf512fa27a368c09664e96e6";
    let end = Timestamp::MAX.as_millisecond();
    let again = "the date has changed again";
    database
        .execute(&format!(
            "UPDATE alert SET state = 'posted', begins_at = {end}, told = '', lead = '' WHERE id = '{lost}'; \
             UPDATE alert SET state = 'withdrawn', reason = '{again}' WHERE id = 'bdbdf651d5cf830f0e426402'; \
             UPDATE alert SET summit = '', lead = '' WHERE id = 'b04144a0046ec5309d6c0b8c'"
        ))
        .await;
    let store = database.store.clone();
    let lost = spec(&store, lost).await;
    assert_eq!((lost.begins_at, &lost.dates), (None, &None));
    assert!(matches!(lost.kind, AlertKind::Moved { from: None, .. }));
    let open = store.open_alerts("", "~", Timestamp::MAX).await.unwrap();
    assert!(open.iter().any(|one| one.spec == lost), "it is still open");
    let withdrawn = store.alert("bdbdf651d5cf830f0e426402").await.unwrap();
    let expected = AlertReason::DateChangedAgain.into();
    assert_eq!(withdrawn.unwrap().cause, Some(expected));
    let notice = spec(&store, "b04144a0046ec5309d6c0b8c").await;
    assert_eq!(notice.summit_id, None);
    let failed = matches!(notice.kind, AlertKind::OwnerNotice { channel_id: 99, .. });
    assert!(failed, "the first versions did not say which channel");
}

async fn what_was_tried_keeps_its_attempts(database: &Database) {
    let store = opened(database).await;
    let in_doubt = store
        .alert("5cf9f4525c6e98a9821b8cde")
        .await
        .unwrap()
        .unwrap();
    assert!(in_doubt.in_doubt);
    assert_eq!(in_doubt.attempts, 5);
    assert_eq!(in_doubt.first_attempt_at, Some(at("2027-03-22T07:00:00Z")));
    let attempts = store.attempts("135816add3a87e9eb03ebe3c").await.unwrap();
    let reasons: Vec<_> = attempts.into_iter().map(|one| one.cause).collect();
    assert_eq!(reasons.len(), 19);
    let (last, before) = reasons.split_last().unwrap();
    let ambiguous = Some(cause(AlertReason::Ambiguous, BAD_GATEWAY));
    assert!(before.iter().all(|one| *one == ambiguous), "{before:#?}");
    assert_eq!(
        *last,
        Some(cause(AlertReason::NotPostedInTime, BAD_GATEWAY))
    );
    assert_eq!(
        store.attempts("99195f3cbb3ca08c378b4902").await.unwrap(),
        [Attempt {
            at: at("2027-01-06T07:00:00Z"),
            cause: None
        }]
    );
}

async fn who_paused_or_removed_a_subscription_is_known(database: &Database) {
    let store = opened(database).await;
    assert_eq!(store.subscriptions().await.unwrap().len(), 16);
    let by_user = subscription(&store, 21).await;
    assert_eq!(by_user.state, SubscriptionState::Paused);
    assert_eq!(by_user.reason, Some(SubscriptionReason::ByUser));
    assert_eq!(by_user.paused_by, Some(1_234_567_890_123_456_789));
    assert_eq!(
        (by_user.guild_id, by_user.created_by),
        (Some(500), Some(ADA))
    );
    let before: Vec<_> = by_user
        .spec
        .before
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(before, ["14d", "7d", "1d"]);
    let removed = subscription(&store, 24).await;
    assert_eq!(removed.state, SubscriptionState::Removed);
    assert_eq!(removed.removed_by, Some(35));
    for (channel, state, reason, detail) in [
        (1, SubscriptionState::Active, None, None),
        (
            4,
            SubscriptionState::Removed,
            Some(SubscriptionReason::NoLongerInSettings),
            None,
        ),
        (
            14,
            SubscriptionState::Paused,
            Some(SubscriptionReason::ChannelUnavailable),
            Some(MISSING_ACCESS),
        ),
        (
            23,
            SubscriptionState::Paused,
            Some(SubscriptionReason::BotRemoved),
            None,
        ),
        (26, SubscriptionState::Active, None, None),
    ] {
        let found = subscription(&store, channel).await;
        assert_eq!(
            (found.state, found.reason, found.detail.as_deref()),
            (state, reason, detail),
            "{channel}"
        );
        assert_eq!(
            (found.paused_by, found.removed_by),
            (None, None),
            "{channel}"
        );
    }
    let kept = store.user_data(35).await.unwrap();
    assert_eq!(kept.subscriptions, [removed.id]);
}

async fn whoever_was_forgotten_is_in_no_sentence_any_more(database: &Database) {
    let store = opened(database).await;
    let removed = subscription(&store, 22).await;
    assert_eq!(removed.removed_by, Some(FORGOTTEN_USER));
    assert_eq!(removed.created_by, None);
    // Until then the alerts of that subscription named whoever removed it.
    let withdrawn = store.alert("d9dd9bb2a50ea1c532b9ef84").await.unwrap();
    let expected = Some(AlertReason::SubscriptionRemoved.into());
    assert_eq!(withdrawn.unwrap().cause, expected);
    store.forget(1_234_567_890_123_456_789).await.unwrap();
    let paused = subscription(&store, 21).await;
    assert_eq!(paused.paused_by, Some(FORGOTTEN_USER));
    assert_eq!(paused.reason, Some(SubscriptionReason::ByUser));
    store.forget(ADA).await.unwrap();
    assert!(store.user_data(ADA).await.unwrap().is_empty());
    let notice = spec(&store, "b064dc3cb278b5f6839b1b01").await;
    assert_eq!(notice.destination, Destination::User(FORGOTTEN_USER));
}

async fn tours_questions_and_timestamps_are_as_they_were(database: &Database) {
    let store = opened(database).await;
    assert_eq!(store.timestamp("alive").await.unwrap(), Some(at(NOW)));
    let noor = 4_000_000_000_000_000_000;
    let kept = store.user_data(noor).await.unwrap();
    let tour = kept.tour.unwrap();
    assert_eq!(tour.learner.reviews, Reviews::Paused);
    let closed = PauseReason::Unreachable("direct messages are closed".to_owned());
    assert_eq!(tour.learner.reason, Some(closed));
    assert_eq!(tour.learner.locale, Locale::English);
    assert_eq!(tour.tours[0].state, TourState::Running);
    let right: Vec<_> = tour.tours[0].done.iter().map(|one| one.is_right).collect();
    assert_eq!(right, [Some(true), Some(false)]);
    assert_eq!(tour.cards[0].question, "iran/1");
    assert_eq!(kept.conversations[0].turn, r#"{"asked":"who?"}"#);
    let gaps = store.gaps(9).await.unwrap();
    assert_eq!(gaps[0].text, "And Венесуэла?");
    let acknowledged = store.user_data(32).await.unwrap().acknowledged;
    assert_eq!(acknowledged[0].alert, "c072a15921deb84a6439ba39");
    assert_eq!(acknowledged[0].summit, "gamma-2027");
}

async fn whose_reviews_went_unanswered_is_no_sentence_any_more(database: &Database) {
    restored(database).await;
    let sentence = "7 questions in a row went unanswered";
    let statement = format!("UPDATE learner SET reviews = 'paused', reason = '{sentence}'");
    database.execute(&statement).await;
    let noor = 4_000_000_000_000_000_000;
    let learner = database.store.learner(noor).await.unwrap().unwrap();
    assert_eq!(learner.reason, Some(PauseReason::Unanswered));
}

async fn what_was_planned_is_claimed_posted_acknowledged_and_planned_again(database: &Database) {
    let store = opened(database).await;
    let now = at(NOW);
    let claimed = store.claim("new", now, LEASE, 200).await.unwrap();
    let mut ids: Vec<&str> = claimed.iter().map(|one| one.spec.id.as_str()).collect();
    ids.sort_unstable();
    // Two changes of a date; what a paused subscription holds back and what Discord asked to wait for are not due.
    assert_eq!(
        ids,
        ["bdbdf651d5cf830f0e426402", "bf512fa27a368c09664e96e6"]
    );
    let id = ids[0];
    assert!(store.begin(&[id], "new", now, LEASE).await.unwrap());
    store.record_posted(id, 7, now, &[]).await.unwrap();
    let done = store.acknowledge(id, 32, now, &[]).await.unwrap();
    assert_eq!(done, Acknowledgement::Recorded);
    // A button of the message that was posted by the program before.
    let batch = store.batch("5dc607a545cd47d78385f42b").await.unwrap();
    assert_eq!(batch.len(), 2);
    let done = store.acknowledge("5dc607a545cd47d78385f42b", 32, now, &[]);
    assert_eq!(done.await.unwrap(), Acknowledgement::Recorded);
    let again = store.acknowledge("99195f3cbb3ca08c378b4902", 32, now, &[]);
    let before = again.await.unwrap();
    assert!(
        matches!(before, Acknowledgement::Before { user_id: ADA, .. }),
        "{before:?}"
    );
    // What lay in doubt is looked for again when its pause ends.
    let due = at("2027-03-22T07:00:35.08Z");
    let claimed = store.claim("new", due, LEASE, 200).await.unwrap();
    assert!(claimed.iter().any(|one| one.in_doubt), "{claimed:#?}");
    let planned = spec(&store, "00d56f2408f35c4393640ace").await;
    let later = AlertSpec {
        due_at: at("2027-03-25T08:00:00Z"),
        ..planned
    };
    store.plan(std::slice::from_ref(&later)).await.unwrap();
    assert_eq!(spec(&store, &later.id).await, later);
}
