//! What the store promises of alerts, subscriptions, questions and conversations.

use std::collections::HashSet;
use std::pin::Pin;

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{
    Acknowledgement, AlertKind, AlertReason, AlertSpec, AlertState, Cause, Destination, Origin,
    Question, Store, StoreError, Subscription, SubscriptionReason, SubscriptionState,
};
use jiff::{SignedDuration, Timestamp};

use super::database::Database;

pub(crate) type Run = for<'d> fn(&'d Database) -> Pin<Box<dyn Future<Output = ()> + 'd>>;

macro_rules! tests {
    ($($name:ident,)+) => {
        pub(crate) fn all() -> Vec<(&'static str, Run)> {
            vec![$((stringify!($name), |database| Box::pin($name(database)))),+]
        }
    };
}

tests! {
    planning_twice_is_harmless,
    what_was_withdrawn_is_wanted_again_when_a_summit_moves_back,
    what_was_tried_is_not_withdrawn,
    a_claim_keeps_others_away_until_its_lease_ends,
    a_worker_that_was_overtaken_may_not_begin,
    a_channel_is_claimed_whole,
    what_goes_out_as_one_message_stays_together_after_a_crash,
    a_message_and_what_follows_from_it_are_recorded_together,
    an_alert_is_acknowledged_once_and_not_escalated_then,
    a_paused_subscription_waits_but_its_owner_is_notified,
    a_clock_that_was_set_back_holds_nobody_up,
    no_two_workers_get_the_same_alert,
    a_failed_try_is_kept_with_its_reason,
    the_largest_id_and_odd_texts_come_back_as_they_were,
    a_subscription_keeps_who_made_it,
    active_subscriptions_are_read_a_page_at_a_time,
    a_guild_is_noted_where_none_was_known,
    tables_are_made_once_and_a_newer_database_is_left_alone,
    a_timestamp_is_replaced,
    a_question_is_counted_and_what_nobody_could_answer_comes_first,
    a_turn_is_kept_for_its_channel_and_person_and_for_so_long_only,
    what_is_kept_of_somebody_is_shown_and_forgotten,
    what_is_in_the_outbox_is_counted,
    a_database_without_tables_does_not_answer,
}

const LEASE: SignedDuration = SignedDuration::from_secs(15);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

fn alert(id: &str, due: i64) -> AlertSpec {
    AlertSpec {
        id: id.to_owned(),
        kind: AlertKind::Lead {
            before: "7d".parse().unwrap(),
        },
        subscription_id: "s".to_owned(),
        summit_id: Some("g20-2026".to_owned()),
        destination: Destination::Channel(42),
        due_at: at(due),
        begins_at: Some(at(1_000_000)),
        dates: Some("14–15 December 2026".to_owned()),
    }
}

fn subscription(id: &str) -> Subscription {
    Subscription {
        id: id.to_owned(),
        spec: SubscriptionSpec::for_channel(Snowflake(42)),
        origin: Origin::Command,
        state: SubscriptionState::Active,
        reason: None,
        detail: None,
        guild_id: Some(1),
        created_by: Some(31),
        created_at: at(-100),
        changed_at: at(-100),
        paused_by: None,
        removed_by: None,
    }
}

fn owner_notice(id: &str, due: i64) -> AlertSpec {
    AlertSpec {
        kind: AlertKind::OwnerNotice {
            of: "a".to_owned(),
            channel_id: 42,
            cause: cause("Discord answered 403"),
        },
        ..alert(id, due)
    }
}

fn cause(detail: &str) -> Cause {
    Cause {
        reason: AlertReason::Ambiguous,
        detail: Some(detail.to_owned()),
    }
}

async fn stocked(database: &Database, alerts: &[AlertSpec]) -> Store {
    let store = database.store.clone();
    store.put_subscription(&subscription("s")).await.unwrap();
    store.plan(alerts).await.unwrap();
    store
}

async fn claim(store: &Store, worker: &str, now: i64) -> Vec<String> {
    let claimed = store.claim(worker, at(now), LEASE, 10).await.unwrap();
    claimed.into_iter().map(|one| one.spec.id).collect()
}

async fn state(store: &Store, id: &str) -> AlertState {
    store.alert(id).await.unwrap().unwrap().state
}

async fn planning_twice_is_harmless(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    assert_eq!(claim(&store, "w", 0).await, ["a"]);
    assert!(store.begin(&["a"], "w", at(0), LEASE).await.unwrap());
    store.record_posted("a", 7, at(1), &[]).await.unwrap();
    store.plan(&[alert("a", 500)]).await.unwrap();
    let kept = store.alert("a").await.unwrap().unwrap();
    assert_eq!((kept.state, kept.spec.due_at), (AlertState::Posted, at(0)));
}

async fn what_was_withdrawn_is_wanted_again_when_a_summit_moves_back(database: &Database) {
    let store = stocked(database, &[alert("a", 10)]).await;
    let ids = ["a".to_owned()];
    store
        .withdraw(&ids, AlertReason::DateChanged, at(1))
        .await
        .unwrap();
    assert!(claim(&store, "w", 20).await.is_empty());
    store.plan(&[alert("a", 10)]).await.unwrap();
    let back = store.alert("a").await.unwrap().unwrap();
    assert_eq!(
        (back.state, back.cause, back.ended_at),
        (AlertState::Planned, None, None)
    );
    assert_eq!(claim(&store, "w", 20).await, ["a"]);
}

async fn what_was_tried_is_not_withdrawn(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    claim(&store, "w", 0).await;
    assert!(store.begin(&["a"], "w", at(0), LEASE).await.unwrap());
    let ids = ["a".to_owned()];
    store
        .withdraw(&ids, AlertReason::DateChanged, at(1))
        .await
        .unwrap();
    assert_eq!(state(&store, "a").await, AlertState::Planned);
}

async fn a_claim_keeps_others_away_until_its_lease_ends(database: &Database) {
    let store = stocked(database, &[alert("a", 5)]).await;
    let other = database.again();
    assert!(claim(&store, "w", 4).await.is_empty());
    assert_eq!(store.next_due().await.unwrap(), Some(at(5)));
    assert_eq!(claim(&store, "w", 5).await, ["a"]);
    assert!(claim(&other, "x", 19).await.is_empty());
    assert_eq!(store.next_due().await.unwrap(), Some(at(20)));
    assert_eq!(claim(&other, "x", 20).await, ["a"]);
    other.close().await;
}

async fn a_worker_that_was_overtaken_may_not_begin(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    claim(&store, "w", 0).await;
    claim(&store, "x", 15).await;
    assert!(!store.begin(&["a"], "w", at(15), LEASE).await.unwrap());
    assert!(store.begin(&["a"], "x", at(15), LEASE).await.unwrap());
    // Nor may one that knows nothing of a row that was withdrawn under it.
    store.plan(&[alert("b", 0)]).await.unwrap();
    claim(&store, "w", 16).await;
    store
        .withdraw(&["b".to_owned()], AlertReason::SummitCancelled, at(16))
        .await
        .unwrap();
    assert!(!store.begin(&["b"], "w", at(16), LEASE).await.unwrap());
}

async fn a_channel_is_claimed_whole(database: &Database) {
    let elsewhere = AlertSpec {
        destination: Destination::Channel(43),
        ..alert("z", 1)
    };
    let mut alerts: Vec<AlertSpec> = (0..250).map(|n| alert(&format!("a{n:03}"), n)).collect();
    alerts.push(elsewhere);
    let store = stocked(database, &alerts).await;
    let claimed = store.claim("w", at(900), LEASE, 1).await.unwrap();
    assert_eq!(claimed.len(), 250);
    assert_eq!(claimed[0].spec.id, "a000");
    assert_eq!(claim(&store, "w", 900).await, ["z"]);
}

async fn what_goes_out_as_one_message_stays_together_after_a_crash(database: &Database) {
    let store = stocked(database, &[alert("a", 0), alert("b", 1), alert("c", 2)]).await;
    claim(&store, "w", 10).await;
    assert!(store.begin(&["a", "b"], "w", at(10), LEASE).await.unwrap());
    // The worker dies. Its successor gets the batch_id, and what was not yet begun, but not the follower by itself.
    assert_eq!(claim(&store, "x", 25).await, ["a", "c"]);
    let led: Vec<_> = store.batch("a").await.unwrap();
    let ids: Vec<&str> = led.iter().map(|one| one.spec.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert!(led[0].in_doubt);
    assert!(store.begin(&["a", "b"], "x", at(25), LEASE).await.unwrap());
    store.record_posted("a", 7, at(26), &[]).await.unwrap();
    assert_eq!(state(&store, "b").await, AlertState::Posted);
    assert_eq!(state(&store, "c").await, AlertState::Planned);
}

async fn a_message_and_what_follows_from_it_are_recorded_together(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    claim(&store, "w", 0).await;
    store.begin(&["a"], "w", at(0), LEASE).await.unwrap();
    let stray = AlertSpec {
        subscription_id: "nobody".to_owned(),
        ..alert("e", 60)
    };
    // What follows cannot be written, as its subscription does not exist; then nothing is.
    assert!(store.record_posted("a", 7, at(1), &[stray]).await.is_err());
    assert_eq!(state(&store, "a").await, AlertState::Planned);
    store
        .record_posted("a", 7, at(1), &[alert("e", 60)])
        .await
        .unwrap();
    assert_eq!(state(&store, "a").await, AlertState::Posted);
    assert_eq!(claim(&store, "w", 60).await, ["e"]);
    // Recorded by two, it follows once.
    store
        .record_posted("a", 8, at(2), &[alert("f", 60)])
        .await
        .unwrap();
    assert_eq!(store.alert("a").await.unwrap().unwrap().message_id, Some(7));
    assert_eq!(store.alert("f").await.unwrap(), None);
}

async fn an_alert_is_acknowledged_once_and_not_escalated_then(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    assert_eq!(
        store.acknowledge("a", 31, at(0), &[]).await.unwrap(),
        Acknowledgement::Unknown
    );
    claim(&store, "w", 0).await;
    store.begin(&["a"], "w", at(0), LEASE).await.unwrap();
    let call = AlertSpec {
        kind: AlertKind::Escalation { of: "a".to_owned() },
        ..alert("e", 60)
    };
    store.record_posted("a", 7, at(1), &[call]).await.unwrap();
    let now = store.acknowledge("a", 31, at(9), &[]).await.unwrap();
    assert_eq!(now, Acknowledgement::Recorded);
    let before = Acknowledgement::Before {
        user_id: 31,
        at: at(9),
    };
    let again = store.acknowledge("a", 32, at(10), &[]).await.unwrap();
    assert_eq!(again, before);
    let escalation = store.alert("e").await.unwrap().unwrap();
    assert_eq!(escalation.state, AlertState::Withdrawn);
    let reason = escalation.cause.map(|cause| cause.reason);
    assert_eq!(reason, Some(AlertReason::AcknowledgedInTime));
    assert!(claim(&store, "w", 100).await.is_empty());
}

async fn a_paused_subscription_waits_but_its_owner_is_notified(database: &Database) {
    let store = stocked(database, &[alert("a", 0), owner_notice("o", 0)]).await;
    let pause = async |by| {
        let reason = SubscriptionReason::ByUser;
        let paused = store.pause_subscription("s", reason, Some(by), at(0)).await;
        paused.unwrap()
    };
    assert!(pause(31).await);
    assert!(!pause(32).await, "it is paused already");
    let paused = store.subscription("s").await.unwrap().unwrap();
    assert_eq!(paused.reason, Some(SubscriptionReason::ByUser));
    assert_eq!(paused.paused_by, Some(31));
    assert_eq!(claim(&store, "w", 1).await, ["o"]);
    assert!(store.resume_subscription("s", at(2)).await.unwrap());
    assert!(!store.resume_subscription("s", at(2)).await.unwrap());
    assert_eq!(
        store.subscription("s").await.unwrap().unwrap(),
        Subscription {
            changed_at: at(2),
            ..subscription("s")
        }
    );
    assert_eq!(claim(&store, "w", 2).await, ["a"]);
}

async fn a_clock_that_was_set_back_holds_nobody_up(database: &Database) {
    let store = stocked(database, &[alert("a", 0), alert("b", 0)]).await;
    claim(&store, "w", 7200).await;
    store.begin(&["a"], "w", at(7200), LEASE).await.unwrap();
    store
        .record_failed("a", at(7200), at(7300), false, &cause("500"))
        .await
        .unwrap();
    assert!(claim(&store, "x", 7201).await.is_empty());
    assert_eq!(claim(&store, "x", 3600).await, ["a", "b"]);
}

async fn no_two_workers_get_the_same_alert(database: &Database) {
    let alerts: Vec<AlertSpec> = (0..200)
        .map(|n| AlertSpec {
            destination: Destination::Channel(n),
            ..alert(&format!("a{n:03}"), 0)
        })
        .collect();
    stocked(database, &alerts).await;
    let workers = (0..4).map(|worker| {
        let store = database.again();
        tokio::spawn(async move {
            let mut got = Vec::new();
            for _ in 0..20 {
                let worker = format!("w{worker}");
                let claimed = store.claim(&worker, at(1), LEASE, 7).await.unwrap();
                got.extend(claimed.into_iter().map(|one| one.spec.id));
            }
            store.close().await;
            got
        })
    });
    let mut all = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        all.extend(worker.await.unwrap());
    }
    let distinct: HashSet<&String> = all.iter().collect();
    assert_eq!((all.len(), distinct.len()), (200, 200));
}

async fn a_failed_try_is_kept_with_its_reason(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    claim(&store, "w", 0).await;
    store.begin(&["a"], "w", at(0), LEASE).await.unwrap();
    store
        .record_failed("a", at(0), at(30), true, &cause("Discord answered 500"))
        .await
        .unwrap();
    assert!(claim(&store, "w", 29).await.is_empty());
    assert_eq!(claim(&store, "w", 30).await, ["a"]);
    let rejected = Cause {
        reason: AlertReason::RejectedByDiscord,
        detail: Some("Discord answered 400".to_owned()),
    };
    store
        .finish("a", AlertState::Failed, &rejected, at(31), &[])
        .await
        .unwrap();
    let attempts = store.attempts("a").await.unwrap();
    let outcomes: Vec<_> = attempts.into_iter().map(|one| one.cause).collect();
    assert_eq!(
        outcomes,
        [Some(cause("Discord answered 500")), Some(rejected.clone())]
    );
    let history = store.history("s", 5).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].state, AlertState::Failed);
    assert_eq!(history[0].cause, Some(rejected));
    assert_eq!(
        store.alerts_of_guild(1, at(20), at(99)).await.unwrap(),
        history
    );
    assert!(
        store
            .alerts_of_guild(2, at(20), at(99))
            .await
            .unwrap()
            .is_empty()
    );
}

async fn the_largest_id_and_odd_texts_come_back_as_they_were(database: &Database) {
    let odd = AlertSpec {
        destination: Destination::User(u64::MAX - 1),
        kind: AlertKind::OwnerNotice {
            of: "p".to_owned(),
            channel_id: u64::MAX,
            cause: cause("'; DROP TABLE alert; -- 14–15 декабря 🇿🇦"),
        },
        ..alert("a", 0)
    };
    let store = stocked(database, std::slice::from_ref(&odd)).await;
    assert_eq!(store.alert("a").await.unwrap().unwrap().spec, odd);
    let open = store.open_alerts("s", "s", at(0)).await.unwrap();
    assert_eq!(open.len(), 1);
    assert!(store.open_alerts("t", "u", at(0)).await.unwrap().is_empty());
}

async fn a_subscription_keeps_who_made_it(database: &Database) {
    let store = stocked(database, &[]).await;
    let spec = SubscriptionSpec {
        before: vec!["1d".parse().unwrap()],
        ..SubscriptionSpec::for_channel(Snowflake(43))
    };
    let changed = Subscription {
        spec: spec.clone(),
        guild_id: None,
        created_by: None,
        created_at: at(50),
        changed_at: at(50),
        ..subscription("s")
    };
    store.put_subscription(&changed).await.unwrap();
    let kept = store.subscription("s").await.unwrap().unwrap();
    assert_eq!(kept.spec, spec);
    assert_eq!((kept.guild_id, kept.created_by), (Some(1), Some(31)));
    assert_eq!((kept.created_at, kept.changed_at), (at(-100), at(50)));
    assert_eq!(store.subscriptions_of_guild(1).await.unwrap(), [kept]);
    let reason = SubscriptionReason::ByUser;
    let removed = store.remove_subscription("s", reason, Some(32), at(60));
    assert!(removed.await.unwrap());
    assert!(store.subscriptions_of_guild(1).await.unwrap().is_empty());
    let removed = store.subscriptions().await.unwrap().remove(0);
    assert_eq!(removed.state, SubscriptionState::Removed);
    assert_eq!(removed.removed_by, Some(32));
}

async fn active_subscriptions_are_read_a_page_at_a_time(database: &Database) {
    let store = &database.store;
    let several = ["a", "b", "c", "d"].map(|id| Subscription {
        origin: if id == "d" {
            Origin::Settings
        } else {
            Origin::Command
        },
        ..subscription(id)
    });
    store.put_subscriptions(&several).await.unwrap();
    store
        .pause_subscription("b", SubscriptionReason::BotRemoved, None, at(1))
        .await
        .unwrap();
    let page = async |after: &str| {
        let page = store.active_subscriptions_after(after, 2).await.unwrap();
        let last = page.subscriptions.last().map(|one| one.id.clone());
        assert_eq!(page.last_id, last);
        let ids = page.subscriptions.into_iter().map(|one| one.id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(page("").await, ["a", "c"]);
    assert_eq!(page("c").await, ["d"]);
    assert!(page("d").await.is_empty());
    let of_settings = store.settings_subscriptions().await.unwrap();
    assert_eq!(of_settings, several[3..]);
}

async fn a_guild_is_noted_where_none_was_known(database: &Database) {
    let store = &database.store;
    let several = [("a", 42, None), ("b", 42, Some(1)), ("c", 43, None)];
    let several = several.map(|(id, channel, guild_id)| Subscription {
        spec: SubscriptionSpec::for_channel(Snowflake(channel)),
        guild_id,
        ..subscription(id)
    });
    store.put_subscriptions(&several).await.unwrap();
    // More channels than one statement takes.
    let channels: Vec<u64> = (1_000..1_200).chain([42]).collect();
    store.set_guild(2, &channels).await.unwrap();
    let guild = async |id: &str| store.subscription(id).await.unwrap().unwrap().guild_id;
    assert_eq!(guild("a").await, Some(2));
    assert_eq!(guild("b").await, Some(1));
    assert_eq!(guild("c").await, None);
}

async fn tables_are_made_once_and_a_newer_database_is_left_alone(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    let again = database.again();
    again.ready().await.unwrap();
    assert_eq!(state(&store, "a").await, AlertState::Planned);
    again.close().await;
    database.pretend_newer().await;
    let older = database.again();
    assert!(matches!(older.ready().await, Err(StoreError::Migration(_))));
    older.close().await;
}

async fn a_timestamp_is_replaced(database: &Database) {
    assert_eq!(database.store.timestamp("alive").await.unwrap(), None);
    database.store.set_timestamp("alive", at(1)).await.unwrap();
    database.store.set_timestamp("alive", at(2)).await.unwrap();
    assert_eq!(
        database.store.timestamp("alive").await.unwrap(),
        Some(at(2))
    );
}

async fn a_question_is_counted_and_what_nobody_could_answer_comes_first(database: &Database) {
    let store = &database.store;
    for (id, answered_by, times) in [("a1", None, 1), ("b2", Some("iran"), 5), ("c3", None, 3)] {
        for time in 0..times {
            let text = format!("question {id}?");
            store
                .note_question(id, &text, answered_by, at(time))
                .await
                .unwrap();
        }
    }
    let ids =
        |questions: Vec<Question>| questions.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(store.gaps(10).await.unwrap()), ["c3", "a1"]);
    assert_eq!(store.count_unanswered().await.unwrap(), 2);
    // One that was answered, but not well.
    assert!(store.rate_question("b2", false).await.unwrap());
    assert!(!store.rate_question("d4", false).await.unwrap());
    assert_eq!(ids(store.gaps(10).await.unwrap()), ["c3", "b2", "a1"]);
    store.rate_question("b2", true).await.unwrap();
    assert_eq!(ids(store.gaps(1).await.unwrap()), ["c3"]);
    // What was answered well is forgotten sooner.
    store.forget_questions(at(100), at(1)).await.unwrap();
    let left = store.gaps(10).await.unwrap();
    assert_eq!((left.len(), left[0].asked, left[0].last_at), (1, 3, at(2)));
}

async fn a_turn_is_kept_for_its_channel_and_person_and_for_so_long_only(database: &Database) {
    let store = &database.store;
    store
        .set_turn(1, 2, "first", at(0), at(-900))
        .await
        .unwrap();
    store
        .set_turn(1, 2, "second", at(10), at(-890))
        .await
        .unwrap();
    store
        .set_turn(u64::MAX, 2, "elsewhere", at(20), at(-880))
        .await
        .unwrap();
    assert_eq!(
        store.turn(1, 2, at(10)).await.unwrap().as_deref(),
        Some("second")
    );
    assert_eq!(store.turn(1, 2, at(11)).await.unwrap(), None);
    assert_eq!(store.turn(1, 3, at(0)).await.unwrap(), None);
    // The next that is kept takes the old ones with it; a restart does not.
    store
        .set_turn(5, 6, "later", at(1_000), at(15))
        .await
        .unwrap();
    assert_eq!(store.turn(1, 2, at(0)).await.unwrap(), None);
    let elsewhere = database.again().turn(u64::MAX, 2, at(0)).await.unwrap();
    assert_eq!(elsewhere.as_deref(), Some("elsewhere"));
}

async fn what_is_kept_of_somebody_is_shown_and_forgotten(database: &Database) {
    let store = &database.store;
    store.set_turn(1, 2, "{}", at(0), at(-900)).await.unwrap();
    store.set_turn(3, 2, "{}", at(1), at(-900)).await.unwrap();
    store.set_turn(1, 9, "{}", at(2), at(-900)).await.unwrap();
    let kept = store.conversations_of(2).await.unwrap();
    assert_eq!(
        kept.iter().map(|one| one.channel).collect::<Vec<_>>(),
        [1, 3]
    );
    assert_eq!(store.forget_conversations_of(2).await.unwrap(), 2);
    assert_eq!(store.conversations_of(2).await.unwrap(), []);
    assert_eq!(store.conversations_of(9).await.unwrap().len(), 1);
}

async fn what_is_in_the_outbox_is_counted(database: &Database) {
    let counted = async |now| database.store.count_alerts(at(now)).await.unwrap();
    let empty = counted(0).await;
    assert!(empty.by_state.iter().all(|(_, number)| *number == 0));
    assert_eq!((empty.by_state.len(), empty.oldest_due), (5, None));

    let store = stocked(database, &[alert("a", 10), alert("b", 5), alert("c", 20)]).await;
    let counts = counted(15).await;
    assert_eq!(counts.of(AlertState::Planned), 3);
    assert_eq!(counts.oldest_due, Some(at(5)));
    assert_eq!(counted(4).await.oldest_due, None, "nothing is due yet");
    claim(&store, "w", 5).await;
    assert!(store.begin(&["b"], "w", at(5), LEASE).await.unwrap());
    store.record_posted("b", 7, at(6), &[]).await.unwrap();
    let counts = counted(15).await;
    assert_eq!(counts.of(AlertState::Posted), 1);
    assert_eq!(counts.of(AlertState::Planned), 2);
    assert_eq!(counts.oldest_due, Some(at(10)));
    store
        .pause_subscription("s", SubscriptionReason::BotRemoved, None, at(15))
        .await
        .unwrap();
    store.plan(&[owner_notice("o", 12)]).await.unwrap();
    let oldest = counted(15).await.oldest_due;
    assert_eq!(
        oldest,
        Some(at(12)),
        "a paused subscription's owner is notified"
    );
}

async fn a_database_without_tables_does_not_answer(database: &Database) {
    database.store.ping().await.unwrap();
    database.drop_timestamps().await;
    assert!(database.store.ping().await.is_err());
}
