//! How a batch ends without a message, with what follows from that: whoever answers for it hears of it, and a subscription
//! whose channel is closed is paused.

use tracing::warn;

use super::batch::Batch;
use super::escalate::escalation;
use super::stage::Context;
use crate::alerts::failure_notice::failure_notice;
use crate::store::{Alert, AlertKind, AlertSpec, AlertState, Cause, StoreError};

/// Whether a batch that cannot be posted takes its subscription with it.
#[derive(Clone, Copy)]
pub(super) enum IsSubscriptionPaused {
    Yes,
    No,
}

/// Ends a batch where the bot cannot post. An owner notice goes elsewhere than the alerts of its subscription.
pub(super) async fn closed(
    context: &Context,
    batch: &Batch,
    cause: &Cause,
) -> Result<(), StoreError> {
    let pauses = match batch.first().spec.kind {
        AlertKind::OwnerNotice { .. } => IsSubscriptionPaused::No,
        _ => IsSubscriptionPaused::Yes,
    };
    give_up(context, batch, cause, pauses).await
}

/// Ends a batch that cannot be posted, pauses its subscription if nothing else could be either, and plans the one notice
/// for whoever answers for it.
pub(super) async fn give_up(
    context: &Context,
    batch: &Batch,
    cause: &Cause,
    pauses: IsSubscriptionPaused,
) -> Result<(), StoreError> {
    let first = batch.first();
    let now = context.now();
    let settings = &context.alerts.settings;
    let reports_to = context.alerts.reports_to;
    let notice = failure_notice(first, &batch.subscription, settings, reports_to, cause, now);
    let is_reported = notice.is_some();
    let mut follow: Vec<AlertSpec> = notice.into_iter().collect();
    match pauses {
        IsSubscriptionPaused::Yes => {
            let subscription_id = &first.spec.subscription_id;
            warn!(
                alert = batch.id(),
                subscription = subscription_id,
                reason = cause.reason.as_ref(),
                detail = cause.detail,
                is_reported,
                "A subscription is paused."
            );
            let store = &context.alerts.store;
            store
                .finish_and_pause(batch.id(), subscription_id, cause, now, &follow)
                .await?;
        }
        IsSubscriptionPaused::No => {
            // That one cannot be called does not keep the others from it.
            if matches!(first.spec.kind, AlertKind::Escalation { .. }) {
                follow.extend(escalation(context, batch).await?);
            }
            finish(context, first, AlertState::Failed, cause, &follow).await?;
        }
    }
    context.alerts.wake.notify_one();
    Ok(())
}

pub(super) async fn finish(
    context: &Context,
    alert: &Alert,
    state: AlertState,
    cause: &Cause,
    follow: &[AlertSpec],
) -> Result<(), StoreError> {
    warn!(
        alert = alert.spec.id,
        reason = cause.reason.as_ref(),
        detail = cause.detail,
        state = state.as_ref(),
        "An alert ends without a message."
    );
    let store = &context.alerts.store;
    store
        .finish(&alert.spec.id, state, cause, context.now(), follow)
        .await
}
