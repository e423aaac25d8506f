//! The stage that asks whether an alert is still right: the summit may have moved since, somebody may have acknowledged,
//! or the attempts have gone on for too long.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::backoff::{CLOCK_SKEW, deadline_of_all, later};
use super::batch::Batch;
use super::changed_again::word_of_a_change;
use super::parts::{as_one, put_off, without_wrong};
use super::stage::{Context, Next, Outcome, Stage};
use crate::alerts::diff::REMOVAL_GRACE;
use crate::alerts::plan::next_handover;
use crate::alerts::subject::{message_behind, still_ahead, what_is_wrong};
use crate::config::EscalationTarget;
use crate::knowledge::Knowledge;
use crate::store::{Alert, AlertKind, AlertReason, AlertSpec, StoreError};

pub(super) struct StillWanted;

#[async_trait]
impl Stage for StillWanted {
    async fn run(&self, context: &Context, mut batch: Batch) -> Result<Next, StoreError> {
        let first = batch.first();
        if first.attempts > 0 && context.now() >= deadline_of_all(&batch.alerts) {
            return Ok(Next::Done(batch, Outcome::Expired));
        }
        if let AlertKind::Escalation { of, step } = &first.spec.kind {
            let escalated = context.alerts.store.alert(of).await?;
            if escalated.is_some_and(|alert| alert.acknowledged_at.is_some()) {
                let outcome = Outcome::Withdrawn(AlertReason::AcknowledgedInTime);
                return Ok(Next::Done(batch, outcome));
            }
            if let Some(reason) = nobody_to_call(context, &batch, *step).await? {
                return Ok(Next::Done(batch, Outcome::Withdrawn(reason)));
            }
        }
        if first.spec.kind.is_change() {
            return word_of_a_change(context, batch).await;
        }
        if first.spec.kind == AlertKind::Handover {
            return Ok(handover(context, batch));
        }
        let knowledge = context.alerts.library.current();
        go_on_with_another_summit(context, &knowledge, &mut batch).await?;
        let wrong = |alert: &Alert| wrong(context, &knowledge, alert);
        if batch.first().batch_id.is_some() {
            return Ok(as_one(batch, wrong));
        }
        let now = context.now();
        let is_gone = |alert: &Alert| is_gone_for_now(&knowledge, alert, now);
        // Those that are there are posted at their minute.
        match put_off(context, batch, is_gone, later(now, LOOK_AGAIN)).await? {
            Next::Continue(here) => without_wrong(context, here, wrong).await,
            deferred => Ok(deferred),
        }
    }
}

/// Why a step of an escalation calls nobody; `None` if it calls somebody.
async fn nobody_to_call(
    context: &Context,
    batch: &Batch,
    step: u32,
) -> Result<Option<AlertReason>, StoreError> {
    let subscription = &batch.subscription;
    Ok(match subscription.spec.escalation_chain().target(step) {
        None => Some(AlertReason::SubscriptionChanged),
        Some(EscalationTarget::OnDuty) => {
            let called = context.alerts.called_on_duty(subscription).await?;
            called.is_none().then_some(AlertReason::NobodyOnDuty)
        }
        Some(EscalationTarget::Role(_) | EscalationTarget::User(_)) => None,
    })
}

/// A handover is right until the next one of its subscription is due, and waits until Discord has said whose channel it is.
fn handover(context: &Context, batch: Batch) -> Next {
    let now = context.now();
    let next = next_handover(&batch.subscription, batch.first().spec.due_at);
    if next.is_some_and(|next| next <= now) {
        return Next::Done(batch, Outcome::Withdrawn(AlertReason::LaterHandover));
    }
    if batch.subscription.guild_id.is_none() {
        return Next::Defer(batch, later(now, CLOCK_SKEW));
    }
    Next::Continue(batch)
}

/// How soon it is looked whether a summit is back in the calendar.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(10);

/// Whether the summit of an alert is gone from the calendar, and not for long enough yet: a file that is renamed, or saved in two
/// steps, is there again in a moment.
fn is_gone_for_now(knowledge: &Knowledge, alert: &Alert, now: Timestamp) -> bool {
    let is_missing = |id: &str| knowledge.summit(id).is_none() && !knowledge.cannot_read_summit(id);
    let spec = &alert.spec;
    spec.kind.counts_down()
        && spec.summit_id.as_deref().is_some_and(is_missing)
        && now < later(spec.due_at, REMOVAL_GRACE)
}

/// Why an alert does not say any more when its summit begins; `None` if it does.
fn wrong(context: &Context, knowledge: &Knowledge, alert: &Alert) -> Option<AlertReason> {
    what_is_wrong(
        knowledge,
        context.alerts.settings.day_starts_at,
        &alert.spec,
    )
}

/// A call or a snooze whose summit moved or is off goes on with another that was posted in the same message, if one is still
/// ahead: whoever is called looks after all of them.
async fn go_on_with_another_summit(
    context: &Context,
    knowledge: &Knowledge,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let first = batch.first();
    let spec = &first.spec;
    let is_a_follower = matches!(
        spec.kind,
        AlertKind::Escalation { .. } | AlertKind::Snooze { .. }
    );
    if !is_a_follower || first.batch_id.is_some() || wrong(context, knowledge, first).is_none() {
        return Ok(());
    }
    let store = &context.alerts.store;
    let message = message_behind(store, spec).await?;
    let day_starts_at = context.alerts.settings.day_starts_at;
    let Some(subject) = still_ahead(&message, knowledge, day_starts_at, context.now()) else {
        return Ok(());
    };
    store.set_subject(&spec.id, subject).await?;
    batch.alerts[0].spec = AlertSpec {
        summit_id: subject.summit_id.clone(),
        begins_at: subject.begins_at,
        dates: subject.dates.clone(),
        title: subject.title.clone(),
        facts: subject.facts.clone(),
        ..spec.clone()
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::delivery::testing::{NOON, Situation, lead, summit_begins_at};
    use crate::store::AlertState;

    /// A lead that was planned for another beginning.
    fn outdated(id: &str) -> AlertSpec {
        let mut spec = lead(id).spec;
        let begins_at = later(summit_begins_at(), SignedDuration::from_hours(24));
        spec.begins_at = Some(begins_at);
        spec
    }

    #[tokio::test]
    async fn what_was_planned_for_another_date_is_withdrawn_and_the_rest_goes_on() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[lead("a").spec, outdated("b")]).await;
        let batch = situation.run(&StillWanted, batch).await.batch();
        assert_eq!(batch.ids(), ["a"]);
        let withdrawn = situation.alert("b").await;
        assert_eq!(withdrawn.state, AlertState::Withdrawn);
        let reason = withdrawn.cause.map(|cause| cause.reason);
        assert_eq!(reason, Some(AlertReason::DateChanged));
    }

    #[tokio::test]
    async fn a_batch_of_which_nothing_is_right_any_more_is_withdrawn() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[outdated("a"), outdated("b")]).await;
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Withdrawn(AlertReason::DateChanged));
        assert_eq!(situation.alert("b").await.state, AlertState::Withdrawn);
    }

    /// A lead of a summit that the calendar does not have.
    fn gone(id: &str) -> AlertSpec {
        AlertSpec {
            summit_id: Some("gone-2026".to_owned()),
            ..lead(id).spec
        }
    }

    #[tokio::test]
    async fn a_summit_that_is_gone_for_a_moment_keeps_no_other_from_its_minute() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[gone("a"), lead("b").spec]).await;
        let batch = situation.run(&StillWanted, batch).await.batch();
        assert_eq!(batch.ids(), ["b"]);
        let waiting = situation.alert("a").await;
        assert_eq!(waiting.next_attempt_at, later(NOON, LOOK_AGAIN));
        assert_eq!(waiting.state, AlertState::Planned);
    }

    #[tokio::test]
    async fn what_is_gone_for_good_is_withdrawn_for_that_reason() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[gone("a"), outdated("b")]).await;
        situation.clock.advance(REMOVAL_GRACE);
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Withdrawn(AlertReason::NotInCalendar));
        let reason = situation.alert("b").await.cause.map(|cause| cause.reason);
        assert_eq!(reason, Some(AlertReason::DateChanged));
    }

    #[tokio::test]
    async fn an_escalation_of_what_was_acknowledged_is_withdrawn() {
        let situation = Situation::new().await;
        situation.in_doubt(lead("a").spec).await;
        let store = &situation.store;
        store
            .record_posted("a", 5, situation.context.now(), &[])
            .await
            .unwrap();
        let escalation = AlertSpec {
            id: "e".to_owned(),
            kind: AlertKind::Escalation {
                of: "a".to_owned(),
                step: 0,
            },
            ..lead("a").spec
        };
        let batch = situation.claimed(&[escalation]).await;
        let now = situation.context.now();
        store.acknowledge("a", 3, now, &[]).await.unwrap();
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Withdrawn(AlertReason::AcknowledgedInTime));
    }

    /// A call, and a snooze of it, for two alerts that were posted as one message, whose own summit moved.
    #[tokio::test]
    async fn a_call_and_a_snooze_of_a_call_go_on_with_the_summit_that_did_not_move() {
        let situation = Situation::new().await;
        let (store, now) = (&situation.store, situation.context.now());
        let message = situation.claimed(&[outdated("a"), lead("b").spec]).await;
        let lease = SignedDuration::from_secs(20);
        assert!(
            store
                .begin(&message.ids(), "test", now, lease)
                .await
                .unwrap()
        );
        store.record_posted("a", 5, now, &[]).await.unwrap();
        let step = 0;
        let of = "a".to_owned();
        let of_call = "call".to_owned();
        for (id, kind) in [
            ("call", AlertKind::Escalation { of, step }),
            ("snooze", AlertKind::Snooze { of: of_call }),
        ] {
            let spec = AlertSpec {
                kind,
                ..outdated(id)
            };
            let batch = situation.claimed(&[spec]).await;
            let batch = situation.run(&StillWanted, batch).await.batch();
            assert_eq!(batch.first().spec.begins_at, Some(summit_begins_at()));
            let stored = situation.alert(id).await.spec;
            assert_eq!(stored.begins_at, Some(summit_begins_at()));
            assert!(store.begin(&[id], "test", now, lease).await.unwrap());
            store.record_posted(id, 6, now, &[]).await.unwrap();
        }
    }

    #[tokio::test]
    async fn an_alert_that_was_tried_expires_when_its_summit_begins() {
        let situation = Situation::new().await;
        let batch = situation.in_doubt(lead("a").spec).await;
        let batch = situation.run(&StillWanted, batch).await.batch();
        let left = summit_begins_at().duration_since(situation.context.now());
        situation.clock.advance(left);
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Expired);
    }

    /// A handover that was due at noon, of a subscription that asks for one each hour.
    async fn handover(situation: &Situation, guild_id: Option<u64>) -> Batch {
        let spec = AlertSpec {
            kind: AlertKind::Handover,
            summit_id: None,
            begins_at: None,
            dates: None,
            ..lead("h").spec
        };
        let mut batch = situation.claimed(&[spec]).await;
        let mut subscription = (*batch.subscription).clone();
        let hour = |hour: i8| crate::config::ClockTime(jiff::civil::time(hour, 0, 0, 0));
        subscription.spec.handover = (0..24).map(hour).collect();
        subscription.guild_id = guild_id;
        batch.subscription = subscription.into();
        batch
    }

    #[tokio::test]
    async fn a_handover_is_right_until_the_next_is_due() {
        let situation = Situation::new().await;
        let batch = handover(&situation, Some(1)).await;
        let almost = SignedDuration::from_hours(1) - SignedDuration::from_secs(1);
        situation.clock.advance(almost);
        let batch = situation.run(&StillWanted, batch).await.batch();
        situation.clock.advance(SignedDuration::from_secs(1));
        let outcome = situation.run(&StillWanted, batch).await.outcome();
        assert_eq!(outcome, Outcome::Withdrawn(AlertReason::LaterHandover));
    }

    #[tokio::test]
    async fn a_handover_waits_until_it_is_known_whose_channel_it_is() {
        let situation = Situation::new().await;
        let batch = handover(&situation, None).await;
        let until = situation.run(&StillWanted, batch).await.deferred_until();
        assert_eq!(until, later(situation.context.now(), CLOCK_SKEW));
    }
}
