//! What a stage is: one step on the way of a batch, what the steps share, and how the way goes on or ends.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

use super::batch::Batch;
use crate::alerts::{AlertService, Messenger, PostError};
use crate::store::{AlertReason, StoreError};

/// One step on the way of a batch.
#[async_trait]
pub(super) trait Stage: Send {
    /// Does its part, and says how the batch goes on.
    ///
    /// # Errors
    /// The database cannot be reached. The batch is left as it stands, to be claimed again when its lease ends.
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError>;
}

/// How a batch goes on after a stage.
#[derive(Debug)]
pub(super) enum Next {
    /// To the next stage, as it now is.
    Continue(Batch),
    /// Back into the outbox, without an attempt, to be claimed again at this time.
    Defer(Batch, Timestamp),
    /// No further.
    Done(Batch, Outcome),
}

/// How the way of a batch ends, as far as this claim goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
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
    /// An attempt may have been posted, and nobody can find out: the history of the channel cannot be read.
    MayBePosted,
    /// Nobody wants it any more.
    Withdrawn(AlertReason),
    /// The attempts went on until it was too late.
    Expired,
    /// There is nothing to record: another worker has it, or it was withdrawn meanwhile.
    Lost,
}

/// What the stages share.
pub(super) struct Context {
    pub(super) alerts: Arc<AlertService>,
    pub(super) messenger: Arc<dyn Messenger>,
    /// Nothing is posted before; set by a 429 that is meant for everything.
    hold: Mutex<Hold>,
}

/// A time in which nothing is posted.
#[derive(Debug, Clone, Copy)]
struct Hold {
    /// When it was set. A clock that shows less was set back since, and the hold has no meaning.
    since: Timestamp,
    until: Timestamp,
}

impl Context {
    pub(super) fn new(alerts: Arc<AlertService>, messenger: Arc<dyn Messenger>) -> Self {
        Self {
            alerts,
            messenger,
            hold: Mutex::new(Hold {
                since: Timestamp::MIN,
                until: Timestamp::MIN,
            }),
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.alerts.now()
    }

    /// Until when nothing is posted; in the past if that is over.
    pub(super) fn hold_until(&self) -> Timestamp {
        let hold = *self.hold.lock().unwrap_or_else(PoisonError::into_inner);
        if hold.since <= self.now() {
            hold.until
        } else {
            Timestamp::MIN
        }
    }

    /// Lets nothing be posted until then, or for longer if that was asked for before.
    pub(super) fn hold(&self, until: Timestamp) {
        let (since, until) = (self.now(), until.max(self.hold_until()));
        *self.hold.lock().unwrap_or_else(PoisonError::into_inner) = Hold { since, until };
    }
}

/// Hands a claim back, to be claimed again at `until`.
pub(super) async fn defer(
    context: &Context,
    batch: &Batch,
    until: Timestamp,
) -> Result<(), StoreError> {
    let store = &context.alerts.store;
    store.defer(&batch.ids(), &batch.lease_owner, until).await
}
