//! From the outbox to Discord: what is due is claimed, goes through the stages below, and ends on record.
//!
//! # Who writes what
//!
//! | who | writes |
//! | --- | --- |
//! | [`claim`] | `lease_owner`, `lease_until` of all that a channel is due |
//! | [`post`] | `batch_id`, `attempts`, `in_doubt`, the times of the attempts: before the request leaves |
//! | [`outcome`] | `state`, `message_id`, reason and detail; the alert that follows, in the same transaction |
//! | whoever presses a button | `acknowledged_by`, `acknowledged_at`, beside all of this |
//!
//! # What the lease is for
//!
//! It keeps two workers from posting the same alert at the same time, and it brings back what a dead worker had
//! claimed, at most five seconds later: a worker that lives extends it ([`lease`]). It does **not** keep an alert from being posted twice: a worker may stall for longer than its
//! lease, post, and die before it says so. Two other things do. [`post`] writes down that it begins, and checks with the
//! same statement that the lease is still its own. And whoever finds an alert begun and not recorded looks for its
//! message in the channel first ([`adopt`]). Discord's nonce covers the minutes in between.
//!
//! An [`outcome`] is true whoever records it, so recording asks for no lease.

mod adopt;
mod backoff;
mod batch;
mod changed_again;
mod claim;
mod defects;
mod destination;
mod ending;
mod escalate;
mod lease;
mod outcome;
mod pace;
mod parts;
mod post;
mod publish;
mod quiet;
mod refused;
mod stage;
mod still_wanted;
mod supersede;
#[cfg(test)]
pub(super) mod testing;
mod worker;

use batch::Batch;
use stage::{Context, Next, Outcome, Stage, defer};
pub use worker::DeliveryWorker;

use crate::store::StoreError;

/// What every batch goes through, in this order, until one of them ends it.
static STAGES: [&(dyn Stage + Sync); 7] = [
    &destination::OpenChannel,
    &pace::AwaitLimits,
    &adopt::Adopt,
    &still_wanted::StillWanted,
    &quiet::QuietHours,
    &supersede::Supersede,
    &post::PostMessage,
];

/// Takes a batch through the stages, and puts on record how it ended.
async fn deliver(context: &Context, mut batch: Batch) -> Result<(), StoreError> {
    for stage in STAGES {
        match stage.run(context, batch).await? {
            Next::Continue(next) => batch = next,
            Next::Defer(batch, until) => return defer(context, &batch, until).await,
            Next::Done(batch, outcome) => return end(context, &batch, outcome).await,
        }
    }
    Ok(())
}

async fn end(context: &Context, batch: &Batch, outcome: Outcome) -> Result<(), StoreError> {
    let is_posted = matches!(outcome, Outcome::Posted { .. });
    outcome::record(context, batch, outcome).await?;
    if batch.has_missed_roles && is_posted {
        let store = &context.alerts.store;
        store.note_missed_roles(batch.id()).await?;
    }
    // A message in an archived thread cannot be edited, but one that is posted there opens the thread again.
    if batch.has_unmarked && is_posted {
        supersede::mark(context, batch).await?;
    }
    Ok(())
}
