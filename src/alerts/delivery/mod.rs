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
//! claimed, 20 seconds later. It does **not** keep an alert from being posted twice: a worker may stall for longer than its
//! lease, post, and die before it says so. Two other things do. [`post`] writes down that it begins, and checks with the
//! same statement that the lease is still its own. And whoever finds an alert begun and not recorded looks for its
//! message in the channel first ([`adopt`]). Discord's nonce covers the minutes in between.
//!
//! An [`outcome`] is true whoever records it, so recording asks for no lease.

mod adopt;
mod backoff;
mod batch;
mod claim;
mod destination;
mod outcome;
mod pace;
mod post;
mod still_wanted;
mod supersede;
#[cfg(test)]
mod testing;
mod worker;

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::{AlertService, Messenger, PostError};
use crate::store::{Alert, AlertReason, StoreError};

use batch::Batch;
pub use worker::DeliveryWorker;

/// What every batch goes through, in this order, until one of them ends it.
static STAGES: [&(dyn Stage + Sync); 6] = [
    &destination::OpenChannel,
    &pace::AwaitLimits,
    &adopt::Adopt,
    &still_wanted::StillWanted,
    &supersede::Supersede,
    &post::PostMessage,
];

/// One step on the way of a batch.
#[async_trait]
trait Stage: Send {
    /// Does its part, and says how the batch goes on.
    ///
    /// # Errors
    /// The database cannot be reached. The batch is left as it stands, to be claimed again when its lease ends.
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError>;
}

/// How a batch goes on after a stage.
#[derive(Debug)]
enum Next {
    /// To the next stage, as it now is.
    Continue(Batch),
    /// Back into the outbox, without an attempt, to be claimed again at this time.
    Defer(Batch, Timestamp),
    /// No further.
    Done(Batch, Outcome),
}

/// How the way of a batch ends, as far as this claim goes.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// Its message is in the channel.
    Posted {
        /// The message's id.
        message_id: u64,
    },
    /// Discord did not do as asked.
    Refused {
        /// What it said.
        error: PostError,
        /// Whether an attempt before this one may have been posted.
        in_doubt: bool,
    },
    /// The direct messages of its recipient cannot be opened.
    Unreachable(PostError),
    /// Nobody wants it any more.
    Withdrawn(AlertReason),
    /// The attempts went on until it was too late.
    Expired,
    /// There is nothing to record: another worker has it, or it was withdrawn meanwhile.
    Lost,
}

/// What the stages share.
struct Context {
    alerts: Arc<AlertService>,
    messenger: Arc<dyn Messenger>,
    /// Nothing is posted before; set by a 429 that is meant for everything.
    hold_until: Mutex<Timestamp>,
}

impl Context {
    fn new(alerts: Arc<AlertService>, messenger: Arc<dyn Messenger>) -> Self {
        Self {
            alerts,
            messenger,
            hold_until: Mutex::new(Timestamp::MIN),
        }
    }

    fn now(&self) -> Timestamp {
        self.alerts.now()
    }

    fn hold_until(&self) -> Timestamp {
        *self
            .hold_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn hold(&self, until: Timestamp) {
        *self
            .hold_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = until;
    }
}

/// Takes a batch through the stages, and puts on record how it ended.
async fn deliver(context: &Context, mut batch: Batch) -> Result<(), StoreError> {
    for stage in STAGES {
        match stage.run(context, batch).await? {
            Next::Continue(next) => batch = next,
            Next::Defer(batch, until) => return defer(context, &batch, until).await,
            Next::Done(batch, outcome) => return outcome::record(context, &batch, outcome).await,
        }
    }
    Ok(())
}

/// Hands a claim back, to be claimed again at `until`.
async fn defer(context: &Context, batch: &Batch, until: Timestamp) -> Result<(), StoreError> {
    let store = &context.alerts.store;
    store.defer(&batch.ids(), &batch.lease_owner, until).await
}

/// The ids of several alerts, as the store takes them.
fn ids(alerts: &[Alert]) -> Vec<&str> {
    alerts.iter().map(|alert| alert.spec.id.as_str()).collect()
}
