//! What the store promises of alerts: planned, claimed, begun, and posted once or ended for a reason.

use std::collections::HashSet;

use attache::store::{
    Acknowledgement, AlertKind, AlertReason, AlertSpec, AlertState, Cause, Destination,
    SubscriptionReason,
};
use strum::VariantArray as _;
use test_support::database::Database;

use super::situations::{
    LEASE, alert, at, cause, claim, every_kind, facts, owner_notice, state, stocked,
};

tests! {
    planning_twice_is_harmless,
    what_was_withdrawn_is_wanted_again_when_a_summit_moves_back,
    what_was_tried_is_not_withdrawn,
    a_claim_keeps_others_away_until_its_lease_ends,
    a_lease_that_is_extended_keeps_others_away_for_longer,
    a_worker_that_was_overtaken_may_not_begin,
    a_channel_is_claimed_whole,
    what_goes_out_as_one_message_stays_together_after_a_crash,
    a_message_and_what_follows_from_it_are_recorded_together,
    an_alert_is_acknowledged_once_and_not_escalated_then,
    a_clock_that_was_set_back_holds_nobody_up,
    no_two_workers_get_the_same_alert,
    a_failed_try_is_kept_with_its_reason,
    an_alert_of_a_later_version_keeps_no_other_from_being_claimed,
    the_largest_id_and_odd_texts_come_back_as_they_were,
    what_is_in_the_outbox_is_counted,
    every_kind_and_every_reason_comes_back_as_it_was,
}

async fn an_alert_of_a_later_version_keeps_no_other_from_being_claimed(database: &Database) {
    let store = stocked(database, &[alert("a", 0), alert("b", 0)]).await;
    database
        .execute("UPDATE alert SET kind = 'telepathy' WHERE id = 'a'")
        .await;
    assert_eq!(claim(&store, "w", 0).await, ["b"]);
    // To defer none is nothing wrong.
    store.defer(&[], "w", at(9)).await.unwrap();
    let open = store.open_alerts("", "~", at(0)).await.unwrap();
    assert_eq!(open.len(), 1);
    // It is looked at again in an hour, by a version that may know it.
    database
        .execute("UPDATE alert SET kind = 'digest', week_ends_at = 0 WHERE id = 'a'")
        .await;
    assert_eq!(claim(&store, "v", 3_599).await, ["b"]);
    assert_eq!(claim(&store, "v", 3_600).await, ["a"]);
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

async fn a_lease_that_is_extended_keeps_others_away_for_longer(database: &Database) {
    let store = stocked(database, &[alert("a", 0), alert("b", 0)]).await;
    assert_eq!(claim(&store, "one", 0).await, ["a", "b"]);
    store.defer(&["b"], "one", at(0)).await.unwrap();
    let before_the_end = LEASE.as_secs() - 1;
    let extended = store.extend_lease("one", at(before_the_end), LEASE);
    extended.await.unwrap();
    let end = LEASE.as_secs();
    assert_eq!(claim(&store, "two", end).await, ["b"], "it was given back");
    assert_eq!(claim(&store, "two", before_the_end + end).await, ["a"]);
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
        kind: AlertKind::Escalation {
            of: "a".to_owned(),
            step: 0,
        },
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

async fn every_kind_and_every_reason_comes_back_as_it_was(database: &Database) {
    let alerts = every_kind().map(|kind| AlertSpec {
        kind,
        summit_id: None,
        begins_at: None,
        dates: None,
        title: Some("G20 leaders' summit".to_owned()),
        facts: Some(facts("Doral")),
        ..alert("", 0)
    });
    let mut alerts = alerts.to_vec();
    for (number, alert) in alerts.iter_mut().enumerate() {
        alert.id = format!("a{number}");
    }
    let store = stocked(database, &alerts).await;
    for alert in &alerts {
        let found = store.alert(&alert.id).await.unwrap().unwrap();
        assert_eq!(found.spec, *alert);
    }
    // What lost its day is still of interest, a digest only in its week.
    let open = store.open_alerts("s", "s", at(604_800)).await.unwrap();
    assert_eq!(open.len(), alerts.len(), "all are planned");
    for (number, reason) in AlertReason::VARIANTS.iter().enumerate() {
        let id = format!("r{number}");
        store.plan(&[alert(&id, 0)]).await.unwrap();
        let cause = (*reason).into();
        let done = store.finish(&id, AlertState::Failed, &cause, at(1), &[]);
        done.await.unwrap();
        let found = store.alert(&id).await.unwrap().unwrap();
        assert_eq!(found.cause, Some(cause));
    }
}
