//! What the store promises of a person's reminders.

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{
    AlertSpec, AlertState, Destination, Origin, Recipient, Store, Subscription, SubscriptionReason,
    SubscriptionState,
};
use attache::text::Locale;
use test_support::database::Database;

use super::situations::{LEASE, alert, at, cause, claim, stocked, subscription};

tests! {
    a_reminder_is_found_by_its_owner_and_keeps_their_language,
    a_reminder_that_was_removed_is_new_when_it_is_asked_for_again,
    what_pauses_one_reminder_pauses_all_of_its_owner_and_of_nobody_else,
    a_reminder_is_claimed_once_and_in_doubt_after_a_crash_like_any_alert,
    whoever_is_forgotten_has_no_reminder_and_no_alert_left,
    a_reminder_that_is_over_is_deleted_with_all_that_became_of_it,
}

const NOOR: u64 = 33;
const LENA: u64 = 34;

fn reminder(id: &str, user_id: u64) -> Subscription {
    let locale = Locale::French;
    Subscription {
        spec: SubscriptionSpec {
            summits: vec!["g20-2026".to_owned()],
            before: vec!["1d".parse().unwrap()],
            ..SubscriptionSpec::for_channel(Snowflake(user_id))
        },
        origin: Origin::Command,
        recipient: Some(Recipient { user_id, locale }),
        guild_id: None,
        created_by: Some(user_id),
        ..subscription(id)
    }
}

fn direct(id: &str, of: &str, user_id: u64, due: i64) -> AlertSpec {
    AlertSpec {
        subscription_id: of.to_owned(),
        destination: Destination::User(user_id),
        ..alert(id, due)
    }
}

/// A channel's subscription `s` with alert `a`, Noor's `n1` and `n2` with an alert each, and Lena's `l`.
async fn with_reminders(database: &Database) -> Store {
    let store = stocked(database, &[alert("a", 0)]).await;
    let reminders = [
        reminder("n1", NOOR),
        reminder("n2", NOOR),
        reminder("l", LENA),
    ];
    store.put_subscriptions(&reminders).await.unwrap();
    let alerts = [
        direct("a1", "n1", NOOR, 0),
        direct("a2", "n2", NOOR, 50),
        direct("al", "l", LENA, 50),
    ];
    store.plan(&alerts).await.unwrap();
    store
}

async fn subscription_state(store: &Store, id: &str) -> SubscriptionState {
    store.subscription(id).await.unwrap().unwrap().state
}

async fn a_reminder_is_found_by_its_owner_and_keeps_their_language(database: &Database) {
    let store = with_reminders(database).await;
    let of_noor = store.reminders_of(NOOR).await.unwrap();
    assert_eq!(of_noor, [reminder("n1", NOOR), reminder("n2", NOOR)]);
    assert_eq!(of_noor[0].destination(), Destination::User(NOOR));
    assert_eq!(store.reminders_of(31).await.unwrap(), []);
    assert_eq!(store.subscriptions_of_guild(1).await.unwrap().len(), 1);
    // It has no channel whose server it could be of.
    store.set_guild(1, &[NOOR]).await.unwrap();
    assert_eq!(store.reminders_of(NOOR).await.unwrap()[0].guild_id, None);
}

async fn a_reminder_that_was_removed_is_new_when_it_is_asked_for_again(database: &Database) {
    let store = with_reminders(database).await;
    let reason = SubscriptionReason::ByUser;
    let removed = store.remove_subscription("n1", reason, Some(NOOR), at(10));
    assert!(removed.await.unwrap());
    assert_eq!(store.reminders_of(NOOR).await.unwrap().len(), 1);
    let again = Subscription {
        created_at: at(20),
        changed_at: at(20),
        ..reminder("n1", NOOR)
    };
    store.put_subscription(&again).await.unwrap();
    assert_eq!(store.subscription("n1").await.unwrap(), Some(again));
}

async fn what_pauses_one_reminder_pauses_all_of_its_owner_and_of_nobody_else(database: &Database) {
    let store = with_reminders(database).await;
    store
        .finish_and_pause("a1", "n1", &cause("403 (code 50007)"), at(1), &[])
        .await
        .unwrap();
    let expected = [
        ("n1", SubscriptionState::Paused),
        ("n2", SubscriptionState::Paused),
        ("l", SubscriptionState::Active),
        ("s", SubscriptionState::Active),
    ];
    for (id, state) in expected {
        assert_eq!(subscription_state(&store, id).await, state, "{id}");
    }
    let paused = store.subscription("n2").await.unwrap().unwrap();
    assert_eq!(paused.detail.as_deref(), Some("403 (code 50007)"));
    assert_eq!(claim(&store, "w", 60).await, ["a", "al"]);
    assert!(store.resume_subscription("n2", at(61)).await.unwrap());
    assert_eq!(claim(&store, "w", 62).await, ["a2"]);
}

async fn a_reminder_is_claimed_once_and_in_doubt_after_a_crash_like_any_alert(database: &Database) {
    let store = with_reminders(database).await;
    let mut claimed = claim(&store, "one", 0).await;
    claimed.sort_unstable();
    assert_eq!(claimed, ["a", "a1"]);
    assert!(store.begin(&["a1"], "one", at(0), LEASE).await.unwrap());
    assert_eq!(claim(&store, "two", 1).await, [""; 0]);
    // The first died with its request under way.
    let mut claimed = claim(&store, "two", 16).await;
    claimed.sort_unstable();
    assert_eq!(claimed, ["a", "a1"]);
    let alert = store.alert("a1").await.unwrap().unwrap();
    assert!(alert.in_doubt && alert.attempts == 1, "{alert:?}");
    assert_eq!(alert.spec.destination, Destination::User(NOOR));
}

async fn whoever_is_forgotten_has_no_reminder_and_no_alert_left(database: &Database) {
    let store = with_reminders(database).await;
    claim(&store, "w", 0).await;
    store.begin(&["a1"], "w", at(0), LEASE).await.unwrap();
    store
        .record_failed("a1", at(1), at(2), false, &cause("502"))
        .await
        .unwrap();
    let kept = store.user_data(NOOR).await.unwrap();
    assert_eq!(kept.subscriptions, [""; 0]);
    let exported: Vec<_> = kept
        .reminders
        .iter()
        .map(|one| (one.summit.as_str(), one.before.join(" "), one.state))
        .collect();
    let expected = ("g20-2026", "1d".to_owned(), "active");
    assert_eq!(exported, [expected.clone(), expected]);

    store.forget(NOOR).await.unwrap();
    assert!(store.user_data(NOOR).await.unwrap().is_empty());
    for id in ["n1", "n2"] {
        assert_eq!(store.subscription(id).await.unwrap(), None);
    }
    for id in ["a1", "a2"] {
        assert_eq!(store.alert(id).await.unwrap(), None);
    }
    assert_eq!(store.attempts("a1").await.unwrap(), []);
    // Everybody else's stay.
    assert_eq!(store.reminders_of(LENA).await.unwrap().len(), 1);
    assert!(store.alert("a").await.unwrap().is_some());
}

async fn a_reminder_that_is_over_is_deleted_with_all_that_became_of_it(database: &Database) {
    let store = with_reminders(database).await;
    // Its summit's day is not known yet.
    store.put_subscription(&reminder("n3", NOOR)).await.unwrap();
    store.forget_reminders_over(at(1_000_000)).await.unwrap();
    assert_eq!(store.reminders_of(NOOR).await.unwrap().len(), 3);
    store.forget_reminders_over(at(1_000_001)).await.unwrap();
    let left = store.reminders_of(NOOR).await.unwrap();
    assert_eq!(left, [reminder("n3", NOOR)]);
    assert_eq!(store.alert("a1").await.unwrap(), None);
    let state = store.alert("a").await.unwrap().unwrap().state;
    assert_eq!(state, AlertState::Planned, "a channel's stays");
}
