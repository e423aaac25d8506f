//! The worker: claims what is due, as far as there is room, and takes each channel's batches through the stages.

use std::any::Any;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::warn;

use super::backoff::later;
use super::claim::{Claimed, as_begun, batches, claim_due, hand_back};
use super::defects::Defects;
use super::deliver;
use super::lease::KeptLease;
use super::stage::Context;
use crate::alerts::{AlertService, Messenger};
use crate::panics::said;
use crate::store::StoreError;

/// How many channels are served at once, so that a stuck one delays no other.
const MAX_CHANNELS: usize = 200;
/// How many of them are at a request: enough for Discord's 50 a second at half a second each. What a crash leaves in doubt is no
/// more than this.
const MAX_POSTS: usize = 25;
/// How many channels have to be free again before more are claimed, once all were taken: to look costs as much for one as
/// for many.
const RECLAIM_WHEN_FREE: usize = MAX_CHANNELS / 4;
/// How long is waited for that at most.
const RECHECK_WHEN_FULL: SignedDuration = SignedDuration::from_secs(2);

/// Takes what is due out of the outbox and posts it: once, or not at all with the reason on record.
///
/// It may end at any moment. What it has begun is written down before, so that whoever comes next looks for it in the
/// channel before posting it again.
pub struct DeliveryWorker {
    context: Context,
    name: String,
    /// How many claims were made. Each has a name of its own, so that one whose lease has ended is noticed.
    claims: AtomicU64,
    post_permits: Semaphore,
    /// The channels that are being served.
    in_flight: TaskTracker,
    channel_done: Notify,
    /// Alerts whose delivery panicked.
    defects: Defects,
    /// Whether the last claim took up as many channels as there was room for.
    is_full: AtomicBool,
    /// What a delivery panicked with, until it is passed on.
    panic: Mutex<Option<Box<dyn Any + Send>>>,
    /// Cancelled when nothing new is to be begun.
    stop: CancellationToken,
}

impl DeliveryWorker {
    /// A worker of this name; two that run at once must not share one.
    pub fn new(
        alerts: Arc<AlertService>,
        messenger: Arc<dyn Messenger>,
        name: impl Into<String>,
    ) -> Self {
        Self {
            context: Context::new(alerts, messenger),
            name: name.into(),
            claims: AtomicU64::new(0),
            post_permits: Semaphore::new(MAX_POSTS),
            in_flight: TaskTracker::new(),
            channel_done: Notify::new(),
            is_full: AtomicBool::new(false),
            defects: Defects::default(),
            panic: Mutex::default(),
            stop: CancellationToken::new(),
        }
    }

    /// The same, which begins nothing new once this token is cancelled.
    #[must_use]
    pub fn stopped_by(mut self, stop: CancellationToken) -> Self {
        self.stop = stop;
        self
    }

    /// Claims what is due, as far as there is room, and posts it beside whatever the caller does next. Says when to look
    /// again, unless [`woken`](Self::woken) is ready before; [`Timestamp::MAX`] if nothing is planned.
    ///
    /// # Errors
    /// The database cannot be reached.
    ///
    /// # Panics
    /// If a delivery did, since the last time: a defect must not pass for a busy day.
    pub async fn start_due(self: &Arc<Self>) -> Result<Timestamp, StoreError> {
        let panic = self
            .panic
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
        let free = MAX_CHANNELS.saturating_sub(self.in_flight.len());
        // What cannot be compared keeps nothing from being posted that is planned already.
        let reconciled = self.context.alerts.reconcile().await;
        let (channels, next_due_at) = self.claim(free).await?;
        let is_full = channels.len() >= free;
        self.is_full.store(is_full, Ordering::Relaxed);
        // All were claimed together.
        let lease = channels
            .first()
            .map(|first| KeptLease::keep(&self.context.alerts, &first.lease_owner));
        for claimed in channels {
            let (worker, lease) = (Arc::clone(self), lease.clone());
            self.in_flight.spawn(async move {
                let served = AssertUnwindSafe(worker.serve(claimed)).catch_unwind();
                match served.await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => {
                        warn!(%error, "An alert is tried again, as the database failed.");
                    }
                    Err(panic) => {
                        let mut kept = worker.panic.lock().unwrap_or_else(PoisonError::into_inner);
                        *kept = Some(panic);
                    }
                }
                drop(lease);
                worker.channel_done.notify_one();
            });
        }
        reconciled?;
        Ok(if is_full {
            later(self.context.now(), RECHECK_WHEN_FULL)
        } else {
            next_due_at
        })
    }

    /// Ready when there may be something to do sooner than [`start_due`](Self::start_due) said. Nothing is lost if it is
    /// dropped before.
    pub async fn woken(&self) {
        loop {
            let is_full = self.is_full.load(Ordering::Relaxed);
            tokio::select! {
                () = self.channel_done.notified() => {
                    if !is_full || self.in_flight.len() <= MAX_CHANNELS - RECLAIM_WHEN_FREE {
                        return;
                    }
                }
                () = self.context.alerts.wake.notified(), if !is_full => return,
            }
        }
    }

    /// Waits for all that [`start_due`](Self::start_due) began. What nobody waits for is in doubt, and looked for in the
    /// channel by whoever comes next.
    pub async fn drain(&self) {
        self.in_flight.close();
        self.in_flight.wait().await;
    }

    /// Delivers what is due now, and says when more is due; [`Timestamp::MAX`] if nothing is planned.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn run_once(&self) -> Result<Timestamp, StoreError> {
        self.context.alerts.reconcile().await?;
        let (channels, next_due_at) = self.claim(MAX_CHANNELS).await?;
        // Every channel comes to its end, whatever becomes of another.
        let serving = channels.into_iter().map(|claimed| self.serve(claimed));
        let serving: FuturesUnordered<_> = serving.collect();
        let served: Vec<Result<(), StoreError>> = serving.collect().await;
        served.into_iter().collect::<Result<Vec<()>, _>>()?;
        Ok(next_due_at)
    }

    async fn claim(&self, channels: usize) -> Result<(Vec<Claimed>, Timestamp), StoreError> {
        let number = self.claims.fetch_add(1, Ordering::Relaxed);
        let lease_owner = format!("{}/{number}", self.name);
        let claim = claim_due(&self.context, lease_owner, channels).await?;
        Ok((claim.channels, claim.next_due_at))
    }

    /// Posts all that one channel is due, one message after the other.
    async fn serve(&self, claimed: Claimed) -> Result<(), StoreError> {
        for batch in batches(&self.context, claimed).await? {
            // Never closed; one that were would keep nobody from posting.
            let _permit = self.post_permits.acquire().await.ok();
            if self.stop.is_cancelled() {
                hand_back(&self.context, &batch).await?;
                continue;
            }
            if let Some(batch) = as_begun(&self.context, batch).await? {
                let (id, lease_owner) = (batch.id().to_owned(), Arc::clone(&batch.lease_owner));
                let delivery = AssertUnwindSafe(deliver(&self.context, batch));
                match delivery.catch_unwind().await {
                    Ok(delivered) => delivered?,
                    // Everybody else is alerted all the same.
                    Err(panic) => {
                        let said = said(&*panic);
                        let defects = &self.defects;
                        defects.note(&self.context, &id, &lease_owner, said).await?;
                    }
                }
            }
        }
        Ok(())
    }
}
