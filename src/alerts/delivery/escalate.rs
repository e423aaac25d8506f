//! The next call of an escalation, as it is planned together with the record of the message before it.

use jiff::Timestamp;

use super::batch::Batch;
use super::stage::Context;
use crate::alerts::escalation::{NextCall, call_after_move, call_instead, next_call, origin};
use crate::alerts::plan::identity;
use crate::alerts::subject::message_behind;
use crate::store::{Alert, AlertKind, AlertReason, AlertSpec, StoreError};

/// The next call of the escalation, which is called off if somebody acknowledges in time; `None` if the subscription asks for
/// none, or all of the summits have begun.
///
/// The time to acknowledge runs from the attempt that posted the message, however late that is recorded.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn escalation(
    context: &Context,
    batch: &Batch,
) -> Result<Option<AlertSpec>, StoreError> {
    let now = context.now();
    let posted_at = batch.first().last_attempt_at.unwrap_or(now);
    let about = about(context, batch).await?;
    let next = next_call(&about, posted_at, &batch.subscription);
    Ok(next.and_then(|next| planned(batch, &about, next, now)))
}

/// The first call after word of a date that no alert counts down to.
pub(super) fn escalation_after_move(batch: &Batch, now: Timestamp) -> Option<AlertSpec> {
    let posted_at = batch.first().last_attempt_at.unwrap_or(now);
    let next = call_after_move(&batch.alerts, posted_at, &batch.subscription)?;
    planned(batch, &batch.alerts, next, now)
}

/// The call in place of a step that was withdrawn because nobody was on duty; `None` if it was for another `reason`.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn escalation_past(
    context: &Context,
    batch: &Batch,
    reason: AlertReason,
) -> Result<Option<AlertSpec>, StoreError> {
    if reason != AlertReason::NobodyOnDuty {
        return Ok(None);
    }
    let now = context.now();
    let about = about(context, batch).await?;
    let next = call_instead(&about, now, &batch.subscription);
    Ok(next.and_then(|next| planned(batch, &about, next, now)))
}

/// What the next call after a message is about: the message's own alerts; after a call or a snooze also the other summits of the
/// message that it goes back to, so that none is forgotten when the first has begun.
async fn about(context: &Context, batch: &Batch) -> Result<Vec<Alert>, StoreError> {
    let store = &context.alerts.store;
    let mut about = batch.alerts.clone();
    about.extend(message_behind(store, &batch.first().spec).await?);
    Ok(about)
}

/// A call as an alert of its own, about the first summit that has not begun.
fn planned(batch: &Batch, about: &[Alert], call: NextCall, now: Timestamp) -> Option<AlertSpec> {
    let mut alerts = about.iter();
    let ahead = alerts.find(|alert| alert.spec.begins_at > Some(now))?;
    let of = origin(batch.first());
    Some(AlertSpec {
        id: call_id(of, call.step),
        kind: AlertKind::Escalation {
            of: of.to_owned(),
            step: call.step,
        },
        due_at: call.due_at,
        subscription_id: batch.first().spec.subscription_id.clone(),
        ..ahead.spec.clone()
    })
}

/// The id of a step; the first has that of the versions before, which knew no other.
fn call_id(of: &str, step: u32) -> String {
    match step {
        0 => identity(&[of, "escalation"]),
        step => identity(&[of, "escalation", &step.to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::PostError;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::outcome::record;
    use crate::alerts::delivery::post::compose;
    use crate::alerts::delivery::stage::Outcome;
    use crate::alerts::delivery::testing::{NOON, Situation, lead};
    use crate::config::SubscriptionSpec;
    use crate::store::AlertState;

    const CHAIN: &str = "channel = 7\nsummits = [\"g20-2026\"]\nbefore = [\"14d\"]\n\
         escalation = [{ after = \"10m\", role = 72 }, { after = \"25m\", user = 31 }]\nrepeat_escalation = \"15m\"";

    /// A lead of a subscription with these keys, its message under way.
    async fn under_way(situation: &Situation, keys: &str) -> Batch {
        let batch = situation.in_doubt(lead("a").spec).await;
        asking_for(batch, keys)
    }

    fn asking_for(batch: Batch, keys: &str) -> Batch {
        let mut subscription = (*batch.subscription).clone();
        subscription.spec = toml::from_str::<SubscriptionSpec>(keys).expect("a subscription");
        Batch {
            subscription: Arc::new(subscription),
            ..batch
        }
    }

    /// The step of the alert's escalation, once its time has come and its message is under way.
    async fn call_under_way(situation: &Situation, step: u32) -> Batch {
        let due_at = situation.alert(&call_id("a", step)).await.spec.due_at;
        let now = situation.context.now();
        situation.clock.advance(due_at.duration_since(now));
        let lease = SignedDuration::from_secs(20);
        let store = &situation.store;
        let alerts = store.claim("test", due_at, lease, 10).await.unwrap();
        let [alert] = alerts.as_slice() else {
            panic!("one call is due: {alerts:#?}");
        };
        let id = alert.spec.id.clone();
        assert!(store.begin(&[&id], "test", due_at, lease).await.unwrap());
        let batch = Batch {
            channel_id: alert.spec.destination.channel_id(),
            alerts: store.batch(&id).await.unwrap(),
            subscription: Arc::new(crate::alerts::delivery::testing::subscription()),
            lease_owner: "test".into(),
            has_unmarked: false,
            has_missed_roles: false,
        };
        asking_for(batch, CHAIN)
    }

    async fn posted(situation: &Situation, batch: &Batch) {
        let outcome = Outcome::Posted { message_id: 9 };
        record(&situation.context, batch, outcome).await.unwrap();
    }

    fn minutes(count: i64) -> Timestamp {
        later(NOON, SignedDuration::from_mins(count))
    }

    #[tokio::test]
    async fn each_step_is_planned_when_the_one_before_is_posted_and_the_last_again_and_again() {
        let situation = Situation::new().await;
        let lead = under_way(&situation, CHAIN).await;
        posted(&situation, &lead).await;
        for (step, due) in [(0, 10), (1, 25), (2, 40), (3, 55)] {
            assert!(
                situation
                    .store
                    .alert(&call_id("a", step + 1))
                    .await
                    .unwrap()
                    .is_none()
            );
            let call = call_under_way(&situation, step).await;
            assert_eq!(call.first().spec.due_at, minutes(due));
            posted(&situation, &call).await;
            // Found again in the channel by another process, nothing follows twice.
            posted(&situation, &call).await;
        }
    }

    #[tokio::test]
    async fn after_a_call_that_came_late_the_next_one_keeps_its_distance() {
        let situation = Situation::new().await;
        let lead = under_way(&situation, CHAIN).await;
        posted(&situation, &lead).await;
        let mut call = call_under_way(&situation, 0).await;
        call.alerts[0].last_attempt_at = Some(minutes(60));
        posted(&situation, &call).await;
        let next = situation.alert(&call_id("a", 1)).await;
        assert_eq!(next.spec.due_at, minutes(75));
    }

    #[tokio::test]
    async fn a_call_that_discord_rejects_keeps_nobody_from_being_called_next() {
        let situation = Situation::new().await;
        let lead = under_way(&situation, CHAIN).await;
        posted(&situation, &lead).await;
        let call = call_under_way(&situation, 0).await;
        let error = PostError::Rejected("400".to_owned());
        let in_doubt = false;
        let refused = Outcome::Refused { error, in_doubt };
        record(&situation.context, &call, refused).await.unwrap();
        assert_eq!(
            situation.alert(&call_id("a", 0)).await.state,
            AlertState::Failed
        );
        let next = situation.alert(&call_id("a", 1)).await;
        assert_eq!(next.spec.due_at, minutes(25));
    }

    #[tokio::test]
    async fn while_nobody_is_on_duty_the_next_step_comes_at_once_and_a_repeat_in_its_time() {
        let situation = Situation::new().await;
        let lead = under_way(&situation, CHAIN).await;
        posted(&situation, &lead).await;
        for (step, due) in [(1, 10), (2, 25)] {
            let call = call_under_way(&situation, step - 1).await;
            let nobody = Outcome::Withdrawn(AlertReason::NobodyOnDuty);
            record(&situation.context, &call, nobody).await.unwrap();
            let next = situation.alert(&call_id("a", step)).await;
            assert_eq!(next.spec.due_at, minutes(due), "{step}");
        }
    }

    #[tokio::test]
    async fn a_call_waits_for_the_end_of_the_quiet_hours_unless_it_is_to_break_them() {
        let noon = NOON.strftime("%H:%M").to_string();
        let quiet = format!("{CHAIN}\nquiet_hours = \"{noon}-23:59\"");
        let loud = format!("{quiet}\nescalate_in_quiet_hours = true");
        for (keys, due) in [(quiet, "23:59"), (loud, "12:10")] {
            let situation = Situation::new().await;
            let lead = under_way(&situation, &keys).await;
            posted(&situation, &lead).await;
            let call = situation.alert(&call_id("a", 0)).await;
            assert_eq!(call.spec.due_at.strftime("%H:%M").to_string(), due);
        }
    }

    #[tokio::test]
    async fn a_step_is_not_planned_if_somebody_acknowledged_while_the_one_before_was_under_way() {
        let situation = Situation::new().await;
        let lead = under_way(&situation, CHAIN).await;
        posted(&situation, &lead).await;
        let call = call_under_way(&situation, 0).await;
        let store = &situation.store;
        store.acknowledge("a", 31, minutes(10), &[]).await.unwrap();
        posted(&situation, &call).await;
        let next = situation.alert(&call_id("a", 1)).await;
        assert_eq!(next.state, AlertState::Withdrawn);
        assert!(situation.alert(&call_id("a", 0)).await.acknowledged_by == Some(31));
    }

    /// As it is planned, so it is said.
    #[tokio::test]
    async fn a_call_whose_summit_has_begun_names_the_next_as_another_of_the_message_is_ahead() {
        let situation = Situation::new().await;
        let soon = AlertSpec {
            begins_at: Some(minutes(12)),
            ..lead("a").spec
        };
        let batch = situation.claimed(&[soon, lead("b").spec]).await;
        let (ids, lease) = (batch.ids(), SignedDuration::from_secs(20));
        let store = &situation.store;
        assert!(store.begin(&ids, "test", NOON, lease).await.unwrap());
        let alerts = store.batch("a").await.unwrap();
        let batch = asking_for(Batch { alerts, ..batch }, CHAIN);
        posted(&situation, &batch).await;
        let call = call_under_way(&situation, 0).await;
        assert_eq!(call.first().spec.begins_at, Some(minutes(12)));
        let said = format!("{:?}", compose(&situation.context, &call).await.unwrap());
        assert!(!said.contains("last call"), "{said}");
        posted(&situation, &call).await;
        let next = situation.alert(&call_id("a", 1)).await;
        assert_eq!(next.spec.due_at, minutes(25));
    }
}
