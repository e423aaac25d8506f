//! The stage that holds back what comes late into quiet hours: planning saw to it that what is punctual does not.

use async_trait::async_trait;

use super::batch::Batch;
use super::stage::{Context, Next, Stage};
use crate::alerts::presence::LATE;
use crate::alerts::quiet_hours::held_back_for_all;
use crate::store::{AlertKind, StoreError};

pub(super) struct QuietHours;

#[async_trait]
impl Stage for QuietHours {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let now = context.now();
        let first = batch.first();
        let is_late = now.duration_since(first.spec.due_at) > LATE;
        // What was begun may be there already, and cannot wait to be found out.
        if !is_late || first.in_doubt || !heeds_quiet_hours(&batch) {
            return Ok(Next::Continue(batch));
        }
        let until = held_back_for_all(now, &batch.alerts, now, &batch.subscription);
        Ok(if until > now {
            Next::Defer(batch, until)
        } else {
            Next::Continue(batch)
        })
    }
}

/// Somebody asked for a handover at its hour, and an owner notice says at once what failed.
fn heeds_quiet_hours(batch: &Batch) -> bool {
    match batch.first().spec.kind {
        AlertKind::Handover | AlertKind::OwnerNotice { .. } => false,
        AlertKind::Escalation { .. } => !batch.subscription.spec.escalate_in_quiet_hours,
        AlertKind::Lead { .. }
        | AlertKind::Moved { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::Removed { .. }
        | AlertKind::Snooze { .. }
        | AlertKind::Digest { .. } => true,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::testing::{NOON, Situation, lead, summit_begins_at};

    /// A lead that was due at noon, so many seconds ago, in a channel that is quiet from noon for an hour, by UTC.
    async fn due_ago(situation: &Situation, seconds: i64) -> Batch {
        let mut batch = situation.claimed(&[lead("a").spec]).await;
        let mut subscription = (*batch.subscription).clone();
        let clock = |at: Timestamp| at.strftime("%H:%M").to_string();
        let hour = later(NOON, SignedDuration::from_hours(1));
        let quiet = format!("{}-{}", clock(NOON), clock(hour));
        subscription.spec.quiet_hours = Some(quiet.parse().expect("quiet hours"));
        batch.subscription = Arc::new(subscription);
        situation.clock.advance(SignedDuration::from_secs(seconds));
        batch
    }

    #[tokio::test]
    async fn what_comes_late_into_quiet_hours_waits_for_their_end() {
        let situation = Situation::new().await;
        let batch = due_ago(&situation, 121).await;
        let until = situation.run(&QuietHours, batch).await.deferred_until();
        assert_eq!(until, later(NOON, SignedDuration::from_hours(1)));
    }

    #[tokio::test]
    async fn what_is_punctual_was_planned_into_them_and_is_posted() {
        let situation = Situation::new().await;
        let batch = due_ago(&situation, 120).await;
        situation.run(&QuietHours, batch).await.batch();
    }

    #[tokio::test]
    async fn what_would_come_too_late_is_posted_in_quiet_hours() {
        let situation = Situation::new().await;
        let mut batch = due_ago(&situation, 600).await;
        let soon = later(NOON, SignedDuration::from_mins(30));
        assert!(soon < summit_begins_at());
        batch.alerts[0].spec.begins_at = Some(soon);
        situation.run(&QuietHours, batch).await.batch();
    }

    #[tokio::test]
    async fn what_may_be_in_the_channel_is_not_held_back() {
        let situation = Situation::new().await;
        let mut batch = due_ago(&situation, 600).await;
        batch.alerts[0].in_doubt = true;
        situation.run(&QuietHours, batch).await.batch();
    }
}
