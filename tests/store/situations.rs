//! Situations that several tests begin with, and how a test is listed.

use std::pin::Pin;

use attache::config::{Snowflake, SubscriptionSpec};
use attache::knowledge::SummitStatus;
use attache::store::{
    AlertKind, AlertReason, AlertSpec, AlertState, Cause, Destination, Origin, Store, Subscription,
    SubscriptionState, SummitFacts,
};
use jiff::{SignedDuration, Timestamp};
use test_support::database::Database;

/// A test on a fresh database.
pub(crate) type Run = for<'d> fn(&'d Database) -> Pin<Box<dyn Future<Output = ()> + 'd>>;

/// Lists the tests of a file; each runs on both servers.
macro_rules! tests {
    ($($name:ident,)+) => {
        pub(crate) fn all() -> Vec<(&'static str, crate::situations::Run)> {
            vec![$((stringify!($name), |database| Box::pin($name(database)))),+]
        }
    };
}

/// How long the workers of these tests claim an alert for.
pub(crate) const LEASE: SignedDuration = SignedDuration::from_secs(15);

/// So many seconds after the beginning of a test.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// A lead of subscription `s`, due at `due`.
pub(crate) fn alert(id: &str, due: i64) -> AlertSpec {
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
        title: None,
        facts: None,
    }
}

/// An active subscription that user 31 made in server 1, for channel 42.
pub(crate) fn subscription(id: &str) -> Subscription {
    Subscription {
        id: id.to_owned(),
        spec: SubscriptionSpec::for_channel(Snowflake(42)),
        origin: Origin::Command,
        state: SubscriptionState::Active,
        reason: None,
        detail: None,
        recipient: None,
        guild_id: Some(1),
        created_by: Some(31),
        created_at: at(-100),
        changed_at: at(-100),
        paused_by: None,
        removed_by: None,
    }
}

/// A notice that alert `a` could not be posted.
pub(crate) fn owner_notice(id: &str, due: i64) -> AlertSpec {
    AlertSpec {
        kind: AlertKind::OwnerNotice {
            of: "a".to_owned(),
            channel_id: 42,
            cause: cause("Discord answered 403"),
        },
        ..alert(id, due)
    }
}

/// What Discord answered, if it is not clear whether it posted.
pub(crate) fn cause(detail: &str) -> Cause {
    Cause {
        reason: AlertReason::Ambiguous,
        detail: Some(detail.to_owned()),
    }
}

/// A store with subscription `s` and these alerts.
pub(crate) async fn stocked(database: &Database, alerts: &[AlertSpec]) -> Store {
    let store = database.store.clone();
    store.put_subscription(&subscription("s")).await.unwrap();
    store.plan(alerts).await.unwrap();
    store
}

/// The ids of what `worker` can claim at `now`.
pub(crate) async fn claim(store: &Store, worker: &str, now: i64) -> Vec<String> {
    let claimed = store.claim(worker, at(now), LEASE, 10).await.unwrap();
    claimed.into_iter().map(|one| one.spec.id).collect()
}

/// How an alert stands.
pub(crate) async fn state(store: &Store, id: &str) -> AlertState {
    store.alert(id).await.unwrap().unwrap().state
}

/// One alert of each kind, and of what may be missing in it.
pub(crate) fn every_kind() -> [AlertKind; 9] {
    let follows = || "a".to_owned();
    let from = || Some("14–15 December 2026".to_owned());
    [
        AlertKind::Lead {
            before: "2h".parse().unwrap(),
        },
        AlertKind::Moved {
            corrects: follows(),
            from: from(),
            was: Some(facts("Miami")),
            is_back: false,
        },
        AlertKind::Moved {
            corrects: follows(),
            from: from(),
            was: None,
            is_back: true,
        },
        AlertKind::Removed {
            corrects: follows(),
            from: from(),
        },
        AlertKind::Cancelled {
            corrects: follows(),
            from: None,
        },
        AlertKind::Escalation {
            of: follows(),
            step: 3,
        },
        AlertKind::Snooze { of: follows() },
        AlertKind::Digest {
            week_ends_at: at(604_800),
        },
        AlertKind::OwnerNotice {
            of: follows(),
            channel_id: u64::MAX,
            cause: AlertReason::NotPostedInTime.into(),
        },
    ]
}

/// What an alert says of a summit in this place.
pub(crate) fn facts(place: &str) -> SummitFacts {
    SummitFacts {
        ends: Some("2026-12-15".to_owned()),
        place: Some(place.to_owned()),
        status: SummitStatus::Announced,
    }
}
