//! How the way of a batch ended goes on record, together with what follows from it: both or neither.

use tracing::info;

use super::batch::Batch;
use super::ending::{IsSubscriptionPaused, finish, give_up};
use super::escalate::{escalation, escalation_after_move, escalation_past};
use super::post::is_last_call;
use super::publish::record_posted;
use super::refused::{refused, unreachable};
use super::stage::{Context, Outcome};
use crate::store::{Alert, AlertReason, AlertState, Cause, StoreError};

/// Puts on record how a batch ended; on a full disk, in the space that is kept back for it.
///
/// # Errors
/// The database cannot be reached. The batch stays begun, in doubt or under its lease; the next claim finds out.
pub(super) async fn record(
    context: &Context,
    batch: &Batch,
    outcome: Outcome,
) -> Result<(), StoreError> {
    match write(context, batch, outcome.clone()).await {
        Err(error) if context.alerts.store.make_room(&error) => {
            write(context, batch, outcome).await
        }
        written => written,
    }
}

async fn write(context: &Context, batch: &Batch, outcome: Outcome) -> Result<(), StoreError> {
    match outcome {
        Outcome::Posted { message_id } => posted(context, batch, message_id).await,
        Outcome::Refused { error, in_doubt } => refused(context, batch, error, in_doubt).await,
        Outcome::Unreachable(error) => unreachable(context, batch, error).await,
        Outcome::Withdrawn(reason) => {
            let follow = escalation_past(context, batch, reason).await?;
            let (cause, first) = (reason.into(), batch.first());
            finish(
                context,
                first,
                AlertState::Withdrawn,
                &cause,
                follow.as_slice(),
            )
            .await
        }
        Outcome::Expired => {
            let last = batch.first().cause.as_ref();
            let cause = Cause {
                reason: AlertReason::NotPostedInTime,
                detail: last.and_then(|last| last.detail.clone()),
            };
            give_up(context, batch, &cause, IsSubscriptionPaused::No).await
        }
        Outcome::MayBePosted => {
            let cause = AlertReason::MayBePosted.into();
            give_up(context, batch, &cause, IsSubscriptionPaused::No).await
        }
        Outcome::Lost => Ok(()),
    }
}

/// Withdraws alerts of which nothing has been posted.
///
/// # Errors
/// The database cannot be reached; those not withdrawn are looked at again.
pub(super) async fn withdraw(
    context: &Context,
    alerts: &[Alert],
    reason: AlertReason,
) -> Result<(), StoreError> {
    for alert in alerts {
        finish(context, alert, AlertState::Withdrawn, &reason.into(), &[]).await?;
    }
    Ok(())
}

async fn posted(context: &Context, batch: &Batch, message_id: u64) -> Result<(), StoreError> {
    let now = context.now();
    let escalation = if is_last_call(context, &batch.first().spec).await? {
        escalation_after_move(batch, now)
    } else {
        escalation(context, batch).await?
    };
    record_posted(context, batch, message_id, now, escalation.as_slice()).await?;
    info!(
        alert = batch.id(),
        alerts = batch.alerts.len(),
        message = message_id,
        "An alert is posted."
    );
    // It may be due sooner than what was waited for.
    context.alerts.wake.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::PostError;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::testing::{NOON, Situation, lead};
    use crate::alerts::plan::identity;

    #[tokio::test]
    async fn a_posted_alert_plans_its_escalation_from_the_attempt_that_posted_it() {
        let situation = Situation::new().await;
        let batch = situation.in_doubt(lead("a").spec).await;
        situation.clock.advance(SignedDuration::from_mins(5));
        let posted = Outcome::Posted { message_id: 9 };
        record(&situation.context, &batch, posted).await.unwrap();
        let alert = situation.alert("a").await;
        assert_eq!(
            (alert.state, alert.message_id),
            (AlertState::Posted, Some(9))
        );
        let escalation = situation.alert(&identity(&["a", "escalation"])).await;
        let due_at = later(NOON, SignedDuration::from_mins(30));
        assert_eq!(escalation.spec.due_at, due_at);
    }

    #[tokio::test]
    async fn attempts_that_went_on_until_it_was_too_late_end_with_what_discord_said_last() {
        let situation = Situation::new().await;
        let mut batch = situation.in_doubt(lead("a").spec).await;
        batch.alerts[0].cause = Some((&PostError::Ambiguous("502".to_owned())).into());
        record(&situation.context, &batch, Outcome::Expired)
            .await
            .unwrap();
        let cause = situation.alert("a").await.cause.unwrap();
        assert_eq!(cause.reason, AlertReason::NotPostedInTime);
        assert_eq!(cause.detail.as_deref(), Some("502"));
    }
}
