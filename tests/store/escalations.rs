//! What the store promises of escalations: who takes them, and who can leave them.

use attache::config::{EscalationTarget, Snowflake, SubscriptionSpec};
use attache::store::{
    Acknowledgement, AlertKind, AlertSpec, AlertState, DutyOverride, ShiftOfUser, Subscription,
};
use test_support::database::Database;

use super::situations::{LEASE, alert, at, claim, state, stocked, subscription};

tests! {
    whoever_takes_an_alert_takes_every_call_for_it,
    somebody_who_wants_to_be_forgotten_is_called_no_more,
    a_shift_is_handed_over_again_and_again_and_forgotten_when_it_is_over,
}

fn call(id: &str, step: u32, due: i64) -> AlertSpec {
    AlertSpec {
        kind: AlertKind::Escalation {
            of: "a".to_owned(),
            step,
        },
        ..alert(id, due)
    }
}

async fn whoever_takes_an_alert_takes_every_call_for_it(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    let messages = [("a", "e0", 0), ("e0", "e1", 60), ("e1", "e2", 120)];
    for (message, (id, next, due)) in (7..).zip(messages) {
        assert_eq!(claim(&store, "w", due).await, [id]);
        store.begin(&[id], "w", at(due), LEASE).await.unwrap();
        if id == "e1" {
            // Somebody presses while it is under way.
            let taken = store.acknowledge("a", 31, at(due), &[]).await.unwrap();
            assert_eq!(taken, Acknowledgement::Recorded);
        }
        let step = u32::try_from(message - 7).unwrap();
        let next = call(next, step, due + 60);
        let posted = store.record_posted(id, message, at(due), &[next]).await;
        posted.unwrap();
    }
    assert_eq!(state(&store, "e2").await, AlertState::Withdrawn);
    let calls = store.calls_for("a").await.unwrap();
    let taken: Vec<_> = calls
        .iter()
        .map(|call| (call.spec.id.as_str(), call.acknowledged_by))
        .collect();
    assert_eq!(taken, [("e0", Some(31)), ("e1", Some(31))]);
}

async fn somebody_who_wants_to_be_forgotten_is_called_no_more(database: &Database) {
    let spec = |channel: u64, chain: &str| -> SubscriptionSpec {
        let keys = format!(
            "channel = {channel}\nsummits = [\"all\"]\nbefore = [\"1d\"]\nrepeat_escalation = \"15m\"\nescalation = [{chain}]"
        );
        toml::from_str(&keys).unwrap()
    };
    let lena = "{ after = \"10m\", user = 34 }";
    let store = stocked(database, &[]).await;
    let others = "{ after = \"20m\", role = 72 }, { after = \"30m\", user = 345 }";
    for (id, chain) in [
        ("alone", lena.to_owned()),
        ("first", format!("{lena}, {others}")),
        ("others", others.to_owned()),
    ] {
        let one = Subscription {
            spec: spec(1, &chain),
            created_by: None,
            ..subscription(id)
        };
        store.put_subscription(&one).await.unwrap();
    }
    let data = store.user_data(34).await.unwrap();
    assert_eq!(data.called_by, ["alone", "first"]);
    store.forget(34).await.unwrap();
    assert!(store.user_data(34).await.unwrap().is_empty());
    let chain = async |id: &str| {
        let kept = store.subscription(id).await.unwrap().unwrap();
        assert_eq!(kept.spec.check(), Ok(()));
        let steps = kept.spec.escalation.into_iter();
        steps.map(|step| step.target).collect::<Vec<_>>()
    };
    let (role, user) = (
        EscalationTarget::Role(Snowflake(72)),
        EscalationTarget::User(Snowflake(345)),
    );
    assert_eq!(chain("alone").await, []);
    // Steps keep their numbers: a call that is planned is still the one it was.
    assert_eq!(chain("first").await, [role, role, user]);
    assert_eq!(chain("others").await, [role, user]);
}

async fn a_shift_is_handed_over_again_and_again_and_forgotten_when_it_is_over(database: &Database) {
    let store = stocked(database, &[]).await;
    let handover = |guild_id, begins, ends, user_id, by| DutyOverride {
        guild_id,
        begins_at: at(begins),
        ends_at: at(ends),
        user_id,
        handed_over_by: by,
    };
    for one in [
        handover(500, 0, 100, 31, 32),
        handover(500, 50, 100, 33, 31),
        handover(501, 0, 100, 34, 35),
    ] {
        store.put_duty_override(&one).await.unwrap();
    }
    let of_shift = async |guild, ends| store.duty_override(guild, at(ends)).await.unwrap();
    assert_eq!(
        of_shift(500, 100).await,
        Some(handover(500, 50, 100, 33, 31))
    );
    store.forget(31).await.unwrap();
    assert_eq!(
        of_shift(500, 100).await,
        Some(handover(500, 50, 100, 33, 0))
    );
    let kept = store.user_data(33).await.unwrap();
    let shift = ShiftOfUser {
        server: "500".to_owned(),
        from: at(50),
        to: at(100),
        is_taken_over: true,
    };
    assert_eq!(kept.shifts, [shift]);
    store.forget(33).await.unwrap();
    assert_eq!(of_shift(500, 100).await, None);
    assert!(store.user_data(33).await.unwrap().is_empty());
    // Of another server, whose next shift was handed over since.
    let next = handover(501, 100, 200, 36, 34);
    store.put_duty_override(&next).await.unwrap();
    assert_eq!(of_shift(501, 100).await, None);
    assert_eq!(of_shift(501, 200).await, Some(next));
}
