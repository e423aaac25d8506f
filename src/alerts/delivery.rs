use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{info, warn};

use super::batch::grouped;
use super::failure_notice::failure_notice;
use super::plan::{begins, identity};
use super::{AlertService, Messenger, Post, PostError};
use crate::store::{
    Alert, AlertKind, AlertReason, AlertSpec, AlertState, Cause, Destination, StoreError,
    Subscription,
};

/// How long a claim holds: longer than any one request, so that no two workers post the same alert.
const LEASE: SignedDuration = SignedDuration::from_secs(20);
/// How many channels are served at once, so that a stuck one delays no other.
const CHANNELS: usize = 200;
/// How many of them are at a post: enough for Discord's limit at half a second each. What a crash leaves behind, in doubt
/// whether it was posted, is no more than this.
const POSTS: usize = 25;
/// How many channels have to be free before more are looked for, when all were taken.
const BATCH: usize = CHANNELS / 4;
/// How long is waited for that at most.
const RECHECK_WHEN_FULL: SignedDuration = SignedDuration::from_secs(2);
/// How far behind the first try the history is searched, should clocks differ.
const SLACK: SignedDuration = SignedDuration::from_secs(60);
/// How long word is pressed for that has no summit to be in time for.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);
/// The longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE: i64 = 300_000;

/// Takes what is due out of the outbox and posts it: once, or not at all with the reason on record.
///
/// It may end at any moment. What it has begun is written down before, so that whoever comes next looks for it in the
/// channel before posting it again.
pub struct Delivery {
    floor: Arc<AlertService>,
    messenger: Arc<dyn Messenger>,
    worker: String,
    /// How many claims were made. Each has a name of its own, so that one that was overtaken is noticed.
    claims: AtomicU64,
    /// Who may be at a post.
    places: Semaphore,
    /// Nothing is posted before; set by a 429 that is meant for everything.
    hold: Mutex<Timestamp>,
    /// The channels that are being served.
    in_flight: TaskTracker,
    channel_done: Notify,
    /// Whether the last look took up as many channels as there was room for.
    is_full: AtomicBool,
    /// What a post panicked with, until it is passed on.
    panicked: Mutex<Option<Box<dyn Any + Send>>>,
    /// Cancelled when nothing new is to be taken up.
    stop: CancellationToken,
}

/// What one channel is due, lent to one lease_owner.
struct Claimed {
    lease_owner: Arc<str>,
    alerts: Vec<Alert>,
}

impl Delivery {
    /// A worker of this name; two that run at once must not share one.
    pub fn new(
        floor: Arc<AlertService>,
        messenger: Arc<dyn Messenger>,
        worker: impl Into<String>,
    ) -> Self {
        Self {
            floor,
            messenger,
            worker: worker.into(),
            claims: AtomicU64::new(0),
            places: Semaphore::new(POSTS),
            hold: Mutex::new(Timestamp::MIN),
            in_flight: TaskTracker::new(),
            channel_done: Notify::new(),
            is_full: AtomicBool::new(false),
            panicked: Mutex::default(),
            stop: CancellationToken::new(),
        }
    }

    /// The same, which takes up nothing new once this token is cancelled.
    #[must_use]
    pub fn stopped_by(mut self, stop: CancellationToken) -> Self {
        self.stop = stop;
        self
    }

    /// Takes up what is due, as far as there is room, and posts it beside whatever the caller does next. Says when to look
    /// again, unless [`woken`](Self::woken) is ready before; [`Timestamp::MAX`] if nothing is planned.
    ///
    /// # Errors
    /// The database does not answer.
    ///
    /// # Panics
    /// If a post did, since the last time: a defect must not pass for a busy day.
    pub async fn start_due(self: &Arc<Self>) -> Result<Timestamp, StoreError> {
        if let Some(panic) = self.panicked.lock().ok().and_then(|mut panic| panic.take()) {
            resume_unwind(panic);
        }
        let free = CHANNELS.saturating_sub(self.in_flight.len());
        let (channels, next) = self.turn(free).await?;
        let is_full = channels.len() >= free;
        self.is_full.store(is_full, Ordering::Relaxed);
        for claimed in channels {
            let worker = Arc::clone(self);
            self.in_flight.spawn(async move {
                let done = AssertUnwindSafe(worker.channel(claimed)).catch_unwind();
                match done.await {
                    Ok(done) => tell(done),
                    Err(panic) => {
                        if let Ok(mut panicked) = worker.panicked.lock() {
                            *panicked = Some(panic);
                        }
                    }
                }
                worker.channel_done.notify_one();
            });
        }
        Ok(if is_full {
            later(self.floor.now(), RECHECK_WHEN_FULL)
        } else {
            next
        })
    }

    /// Ready when there may be something to do sooner than [`start_due`](Self::start_due) said. Nothing is lost if it is
    /// dropped before.
    pub async fn woken(&self) {
        loop {
            let is_full = self.is_full.load(Ordering::Relaxed);
            tokio::select! {
                // To look for more costs as much for one channel as for many.
                () = self.channel_done.notified() => {
                    if !is_full || self.in_flight.len() <= CHANNELS - BATCH {
                        return;
                    }
                }
                () = self.floor.wake.notified(), if !is_full => return,
            }
        }
    }

    /// Waits for all that [`start_due`](Self::start_due) began. What it began and nobody waits for is in doubt, and looked
    /// for in the channel by whoever comes next.
    pub async fn drain(&self) {
        self.in_flight.close();
        self.in_flight.wait().await;
    }

    /// Delivers what is due now, and says when more is due; [`Timestamp::MAX`] if nothing is planned.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn once(&self) -> Result<Timestamp, StoreError> {
        let (channels, next) = self.turn(CHANNELS).await?;
        let under_way: FuturesUnordered<_> = channels
            .into_iter()
            .map(|claimed| self.channel(claimed))
            .collect();
        let done: Vec<Result<(), StoreError>> = under_way.collect().await;
        done.into_iter().collect::<Result<Vec<()>, _>>()?;
        Ok(next)
    }

    /// Takes up what is due, by channel, and says when more is.
    async fn turn(&self, slots: usize) -> Result<(Vec<Claimed>, Timestamp), StoreError> {
        self.floor.reconcile().await?;
        let now = self.floor.now();
        let lease_until = *lock(&self.hold);
        if slots == 0 || lease_until > now {
            return Ok((Vec::new(), lease_until.max(now)));
        }
        let slots = u32::try_from(slots).unwrap_or(u32::MAX);
        let number = self.claims.fetch_add(1, Ordering::Relaxed);
        let lease_owner: Arc<str> = format!("{}/{number}", self.worker).into();
        let claimed = self
            .floor
            .store
            .claim(&lease_owner, now, LEASE, slots)
            .await?;
        let next = self.floor.store.next_due().await?;
        let mut channels: BTreeMap<Destination, Vec<Alert>> = BTreeMap::new();
        for alert in claimed {
            channels
                .entry(alert.spec.destination)
                .or_default()
                .push(alert);
        }
        let channels = channels.into_values().map(|alerts| Claimed {
            lease_owner: Arc::clone(&lease_owner),
            alerts,
        });
        Ok((channels.collect(), next.unwrap_or(Timestamp::MAX)))
    }

    async fn channel(
        &self,
        Claimed {
            lease_owner,
            alerts,
        }: Claimed,
    ) -> Result<(), StoreError> {
        let mut subscriptions = BTreeMap::new();
        for alert in &alerts {
            let id = &alert.spec.subscription_id;
            if !subscriptions.contains_key(id) {
                let subscription = self.floor.subscription(id).await?;
                subscriptions.insert(id.clone(), subscription);
            }
        }
        for group in grouped(alerts, &subscriptions, self.floor.now()) {
            match subscriptions.get(&group[0].spec.subscription_id) {
                Some(Some(subscription)) => self.group(group, subscription, &lease_owner).await?,
                // One that cannot be read is reported by the store; a newer version may know how.
                _ => {
                    self.defer(&group, &lease_owner, later(self.floor.now(), PATIENCE))
                        .await?;
                }
            }
        }
        Ok(())
    }

    async fn group(
        &self,
        claimed: Vec<Alert>,
        subscription: &Subscription,
        lease_owner: &str,
    ) -> Result<(), StoreError> {
        // Never closed; one that were would keep nobody from posting.
        let _place = self.places.acquire().await.ok();
        let now = self.floor.now();
        if self.stop.is_cancelled() {
            // Handed back, so that another process need not wait for the end of the lease.
            return self.defer(&claimed, lease_owner, now).await;
        }
        let is_begun = claimed[0].batch_id.is_some();
        let group = if is_begun {
            self.floor.store.batch(&claimed[0].spec.id).await?
        } else {
            claimed
        };
        let Some(first) = group.first() else {
            return Ok(());
        };
        let channel = match first.spec.destination {
            Destination::Channel(channel) => channel,
            Destination::User(user) => match self.messenger.direct(user).await {
                Ok(channel) => channel,
                Err(error) => return self.not_reached(&group, lease_owner, error).await,
            },
        };
        let until = self
            .messenger
            .wait_for(channel)
            .map(|wait| after(now, wait));
        let lease_until = *lock(&self.hold);
        if let Some(until) = until
            .into_iter()
            .chain([lease_until])
            .find(|until| *until > now)
        {
            return self.defer(&group, lease_owner, until).await;
        }
        if first.in_doubt {
            let since = first.first_attempt_at.unwrap_or(first.spec.due_at);
            let since = later(since, -SLACK);
            match self.messenger.find(channel, &first.spec.id, since).await {
                Ok(Some(message)) => {
                    return self.posted(&group, subscription, message).await;
                }
                Ok(None) => {}
                Err(error) => return self.failed(&group, subscription, error, true).await,
            }
        }
        let Some(group) = self.still_wanted(group, subscription).await? else {
            return Ok(());
        };
        if let Some(until) = self.supersede(&group[0], subscription, channel).await? {
            return self.defer(&group, lease_owner, until).await;
        }
        let post = self.compose(&group, subscription).await?;
        let ids: Vec<&str> = group.iter().map(|one| one.spec.id.as_str()).collect();
        let begun = self
            .floor
            .store
            .begin(&ids, lease_owner, self.floor.now(), LEASE);
        if !begun.await? {
            return Ok(());
        }
        let group = self.floor.store.batch(&group[0].spec.id).await?;
        match self.messenger.post(channel, &post).await {
            Ok(message) => self.posted(&group, subscription, message).await,
            Err(error) => self.failed(&group, subscription, error, false).await,
        }
    }

    /// What of a group is still to be posted, having not been posted yet.
    async fn still_wanted(
        &self,
        mut group: Vec<Alert>,
        subscription: &Subscription,
    ) -> Result<Option<Vec<Alert>>, StoreError> {
        let now = self.floor.now();
        let first = &group[0];
        if first.attempts > 0 && now >= deadline(first) {
            let last = first.cause.as_ref();
            let cause = Cause {
                reason: AlertReason::NotPostedInTime,
                detail: last.and_then(|last| last.detail.clone()),
            };
            self.give_up(&group, subscription, &cause, false).await?;
            return Ok(None);
        }
        if let AlertKind::Escalation { of } = &first.spec.kind {
            let escalated = self.floor.store.alert(of).await?;
            if escalated.is_some_and(|alert| alert.acknowledged_at.is_some()) {
                let cause = AlertReason::AcknowledgedInTime.into();
                self.finish(first, AlertState::Withdrawn, &cause, &[])
                    .await?;
                return Ok(None);
            }
        }
        let knowledge = self.floor.library.current();
        let is_right = |alert: &Alert| {
            let summit = alert.spec.summit_id.as_deref();
            let summit = summit.and_then(|id| knowledge.summit(id));
            let begins =
                summit.and_then(|summit| begins(summit, self.floor.settings.day_starts_at));
            !alert.spec.kind.counts_down()
                || begins.is_some_and(|begins| Some(begins.timestamp()) == alert.spec.begins_at)
        };
        let date_changed = AlertReason::DateChanged.into();
        // Rows that were begun together stay together.
        if first.batch_id.is_none() {
            for alert in group.iter().filter(|alert| !is_right(alert)) {
                self.finish(alert, AlertState::Withdrawn, &date_changed, &[])
                    .await?;
            }
            group.retain(is_right);
        } else if !group.iter().any(is_right) {
            self.finish(first, AlertState::Withdrawn, &date_changed, &[])
                .await?;
            group.clear();
        }
        Ok((!group.is_empty()).then_some(group))
    }

    async fn compose(
        &self,
        group: &[Alert],
        subscription: &Subscription,
    ) -> Result<Post, StoreError> {
        let first = &group[0];
        let knowledge = self.floor.library.current();
        let mut post = self.floor.scene(&knowledge, subscription).post(group);
        if let AlertKind::Escalation { of } | AlertKind::Snooze { of } = &first.spec.kind {
            let replied_to = self.floor.store.alert(of).await?;
            post.in_reply_to = replied_to.and_then(|alert| alert.message_id);
        }
        Ok(post)
    }

    async fn posted(
        &self,
        group: &[Alert],
        subscription: &Subscription,
        message: u64,
    ) -> Result<(), StoreError> {
        let first = &group[0];
        let now = self.floor.now();
        let follow: Vec<AlertSpec> = escalation(group, subscription, now).into_iter().collect();
        self.floor
            .store
            .record_posted(&first.spec.id, message, now, &follow)
            .await?;
        info!(
            alert = first.spec.id,
            alerts = group.len(),
            message,
            "An alert is posted."
        );
        // What follows may be due sooner than what was waited for.
        if !follow.is_empty() {
            self.floor.wake.notify_one();
        }
        Ok(())
    }

    /// Before news of another date: writes into what was posted for the old one that it no longer holds. Says until when
    /// to wait, should Discord ask for it; to write it twice does no harm.
    async fn supersede(
        &self,
        news: &Alert,
        subscription: &Subscription,
        channel: u64,
    ) -> Result<Option<Timestamp>, StoreError> {
        if !news.spec.kind.is_date_change() {
            return Ok(None);
        }
        let id = &news.spec.subscription_id;
        let open = self
            .floor
            .store
            .open_alerts(id, id, self.floor.now())
            .await?;
        let leaders = open.iter().filter(|alert| {
            alert.spec.summit_id == news.spec.summit_id
                && alert.spec.begins_at != news.spec.begins_at
                && alert.spec.kind.is_reminder()
        });
        let mut messages: BTreeMap<&str, u64> = BTreeMap::new();
        for alert in leaders {
            if let Some((batch_id, message)) = alert.batch_id.as_deref().zip(alert.message_id) {
                messages.insert(batch_id, message);
            }
        }
        for (batch_id, message) in messages {
            let group = self.floor.store.batch(batch_id).await?;
            let knowledge = self.floor.library.current();
            let reply = self
                .floor
                .scene(&knowledge, subscription)
                .overtaken(&group, news);
            match self.messenger.edit(channel, message, &reply).await {
                Ok(()) => {}
                Err(PostError::RateLimited { after: wait, .. }) => {
                    return Ok(Some(after(self.floor.now(), wait)));
                }
                Err(error) => {
                    warn!(alert = batch_id, %error, "An alert whose date no longer holds could not be marked.");
                }
            }
        }
        Ok(None)
    }

    /// After a failed try. `in_doubt`: whether one before it may have been posted.
    async fn failed(
        &self,
        group: &[Alert],
        subscription: &Subscription,
        error: PostError,
        in_doubt: bool,
    ) -> Result<(), StoreError> {
        let first = &group[0];
        let now = self.floor.now();
        let cause = cause_of(&error);
        warn!(
            alert = first.spec.id,
            attempts = first.attempts,
            reason = cause.reason.as_ref(),
            detail = cause.detail,
            "An alert was not posted."
        );
        let again = |until, in_doubt| {
            self.floor
                .store
                .record_failed(&first.spec.id, now, until, in_doubt, &cause)
        };
        match error {
            PostError::RateLimited {
                after: wait,
                everywhere,
            } => {
                let until = after(now, wait);
                if everywhere {
                    *lock(&self.hold) = until;
                }
                again(until, in_doubt).await
            }
            PostError::ChannelUnavailable(_) if self.floor.has_outage(subscription.guild_id) => {
                again(later(now, pause(first)), in_doubt).await
            }
            PostError::Ambiguous(_) => again(later(now, pause(first)), true).await,
            PostError::Rejected(_) => self.give_up(group, subscription, &cause, false).await,
            // A channel of direct messages is nobody's subscription.
            PostError::ChannelUnavailable(_) => {
                let is_subscribed = !matches!(first.spec.kind, AlertKind::OwnerNotice { .. });
                self.give_up(group, subscription, &cause, is_subscribed)
                    .await
            }
        }
    }

    /// No channel of direct messages was had.
    async fn not_reached(
        &self,
        group: &[Alert],
        lease_owner: &str,
        error: PostError,
    ) -> Result<(), StoreError> {
        let now = self.floor.now();
        let first = &group[0];
        match error {
            PostError::RateLimited { after: wait, .. } => {
                self.defer(group, lease_owner, after(now, wait)).await
            }
            PostError::Ambiguous(_) if now < deadline(first) => {
                self.defer(group, lease_owner, later(now, SLACK)).await
            }
            error => {
                self.finish(first, AlertState::Failed, &cause_of(&error), &[])
                    .await
            }
        }
    }

    /// Ends a group that cannot be posted, pauses its subscription if nothing else can be either, and has its owner told
    /// once.
    async fn give_up(
        &self,
        group: &[Alert],
        subscription: &Subscription,
        cause: &Cause,
        pause: bool,
    ) -> Result<(), StoreError> {
        let first = &group[0];
        let settings = &self.floor.settings;
        let follow = failure_notice(first, subscription, settings, cause, self.floor.now());
        if pause {
            let (id, now) = (&first.spec.subscription_id, self.floor.now());
            warn!(
                alert = first.spec.id,
                subscription = id,
                "A subscription is paused."
            );
            let store = &self.floor.store;
            store
                .finish_and_pause(&first.spec.id, id, cause, now, follow.as_slice())
                .await?;
        } else {
            self.finish(first, AlertState::Failed, cause, follow.as_slice())
                .await?;
        }
        self.floor.wake.notify_one();
        Ok(())
    }

    async fn finish(
        &self,
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
        let now = self.floor.now();
        self.floor
            .store
            .finish(&alert.spec.id, state, cause, now, follow)
            .await
    }

    async fn defer(
        &self,
        group: &[Alert],
        lease_owner: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let ids: Vec<&str> = group.iter().map(|one| one.spec.id.as_str()).collect();
        self.floor.store.defer(&ids, lease_owner, until).await
    }
}

/// The call for the backup, unless somebody acknowledges before. Nobody is called for what has begun.
///
/// The time to acknowledge runs from the try that posted the message, however late it is recorded.
fn escalation(group: &[Alert], subscription: &Subscription, now: Timestamp) -> Option<AlertSpec> {
    let first = &group[0];
    let within = subscription.spec.acknowledge_within?;
    subscription.spec.escalate_to_role?;
    let ahead = group
        .iter()
        .find(|alert| alert.spec.begins_at > Some(now))?;
    let posted_at = first.last_attempt_at.unwrap_or(now);
    first.spec.kind.is_reminder().then(|| AlertSpec {
        id: identity(&[&first.spec.id, "escalation"]),
        kind: AlertKind::Escalation {
            of: first.spec.id.clone(),
        },
        due_at: later(posted_at, within.length()),
        ..ahead.spec.clone()
    })
}

/// What kept an alert from being posted, as it is put on record.
fn cause_of(error: &PostError) -> Cause {
    let reason = match error {
        PostError::RateLimited { .. } => AlertReason::RateLimited,
        PostError::Ambiguous(_) => AlertReason::Ambiguous,
        PostError::ChannelUnavailable(_) => AlertReason::ChannelUnavailable,
        PostError::Rejected(_) => AlertReason::RejectedByDiscord,
    };
    Cause {
        reason,
        detail: Some(error.to_string()),
    }
}

/// Until when it is worth posting after a first try failed.
fn deadline(alert: &Alert) -> Timestamp {
    let due = later(alert.spec.due_at, PATIENCE);
    let at_least = match alert.spec.kind {
        AlertKind::Lead { .. } | AlertKind::Snooze { .. } => {
            later(alert.first_attempt_at.unwrap_or(alert.spec.due_at), SLACK)
        }
        AlertKind::Escalation { .. } => later(alert.spec.due_at, SignedDuration::from_hours(1)),
        AlertKind::Moved { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::Digest { .. }
        | AlertKind::OwnerNotice { .. } => return due,
    };
    alert
        .spec
        .begins_at
        .map_or(at_least, |begins_at| begins_at.max(at_least))
}

/// 1 s, 2 s, 4 s … up to five minutes, each up to a quarter longer, by what differs between alerts.
fn pause(alert: &Alert) -> SignedDuration {
    let full = (1_000_i64 << alert.attempts.clamp(1, 10).saturating_sub(1)).min(LONGEST_PAUSE);
    let salt = alert
        .spec
        .id
        .bytes()
        .fold(alert.attempts, |sum, byte| sum + i64::from(byte));
    SignedDuration::from_millis(full + full * (salt % 26) / 100)
}

fn tell(done: Result<(), StoreError>) {
    if let Err(error) = done {
        warn!(%error, "An alert is tried again, as the database failed.");
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

/// Waited for exactly, and never less: moments are stored in whole milliseconds.
fn after(now: Timestamp, wait: std::time::Duration) -> Timestamp {
    let wait = SignedDuration::try_from(wait).unwrap_or(PATIENCE);
    later(now, wait + SignedDuration::from_millis(1))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
