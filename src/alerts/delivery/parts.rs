//! What becomes of a batch of which a part is no longer right, or not yet.

use jiff::Timestamp;

use super::batch::{Batch, ids};
use super::outcome::withdraw;
use super::stage::{Context, Next, Outcome};
use crate::store::{Alert, AlertReason, StoreError};

/// A batch that was tried before goes on if anything of it is right: one message may be in the channel already, with all of them
/// in it. Else it ends, for the reason of its first alert.
pub(super) fn as_one(batch: Batch, wrong: impl Fn(&Alert) -> Option<AlertReason>) -> Next {
    let reasons: Option<Vec<_>> = batch.alerts.iter().map(wrong).collect();
    match reasons.as_deref() {
        Some([first, ..]) => Next::Done(batch, Outcome::Withdrawn(*first)),
        _ => Next::Continue(batch),
    }
}

/// Puts off what is not to be posted before `until`; the rest goes on, if there is any.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn put_off(
    context: &Context,
    mut batch: Batch,
    is_early: impl Fn(&Alert) -> bool,
    until: Timestamp,
) -> Result<Next, StoreError> {
    if batch.alerts.iter().all(&is_early) {
        return Ok(Next::Defer(batch, until));
    }
    let (early, rest): (Vec<_>, Vec<_>) = batch.alerts.into_iter().partition(is_early);
    let store = &context.alerts.store;
    store.defer(&ids(&early), &batch.lease_owner, until).await?;
    batch.alerts = rest;
    Ok(Next::Continue(batch))
}

/// Withdraws what is wrong; the rest goes on, if there is any. If there is none, the first ends the batch, whose follow-up is
/// planned with it.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn without_wrong(
    context: &Context,
    mut batch: Batch,
    wrong: impl Fn(&Alert) -> Option<AlertReason>,
) -> Result<Next, StoreError> {
    let (mut right, mut outdated) = (Vec::new(), Vec::new());
    for alert in batch.alerts {
        match wrong(&alert) {
            None => right.push(alert),
            Some(reason) => outdated.push((alert, reason)),
        }
    }
    let end = right.is_empty().then(|| outdated.remove(0));
    for (alert, reason) in &outdated {
        withdraw(context, std::slice::from_ref(alert), *reason).await?;
    }
    let Some((first, reason)) = end else {
        batch.alerts = right;
        return Ok(Next::Continue(batch));
    };
    batch.alerts = vec![first];
    Ok(Next::Done(batch, Outcome::Withdrawn(reason)))
}
