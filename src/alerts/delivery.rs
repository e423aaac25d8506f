use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use tracing::{info, warn};

use super::group::grouped;
use super::owner::trouble;
use super::plan::{begins, identity};
use super::{Messenger, Post, PostError, Subscriber, WatchFloor};
use crate::store::{Alert, Kind, NewAlert, State, StoreError};

/// How long a claim holds: longer than any one request, so that no two workers post the same alert.
const LEASE: SignedDuration = SignedDuration::from_secs(20);
/// How many channels are served at once, so that a stuck one delays no other.
const CHANNELS: usize = 200;
/// How far behind the first try the history is searched, should clocks differ.
const SLACK: SignedDuration = SignedDuration::from_secs(60);
/// How long word is pressed for that has no summit to be in time for.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);
/// How soon at the latest the desk is looked at again.
const NAP: SignedDuration = SignedDuration::from_secs(30);
/// How soon at the earliest, when nothing could be claimed.
const BLINK: SignedDuration = SignedDuration::from_millis(20);
/// How long a database that fails is left alone.
const DATABASE_PAUSE: SignedDuration = SignedDuration::from_secs(3);
/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: i64 = 300_000;

/// Takes what is due out of the outbox and posts it: once, or not at all with the reason on record.
///
/// It may end at any moment. What it has begun is written down before, so that whoever comes next looks for it in the
/// channel before posting it again.
pub struct Delivery {
    floor: Arc<WatchFloor>,
    messenger: Arc<dyn Messenger>,
    worker: String,
    /// How many claims were made. Each has a name of its own, so that one that was overtaken is noticed.
    claims: AtomicU64,
    /// Nothing is posted before; set by a 429 that is meant for everything.
    hold: Mutex<Timestamp>,
}

fn told(done: Result<(), StoreError>) {
    if let Err(error) = done {
        warn!(%error, "An alert is tried again, as the database failed.");
    }
}

/// What one channel is due, lent to one holder.
struct Claimed {
    holder: Arc<str>,
    alerts: Vec<Alert>,
}

impl Delivery {
    /// A worker of this name; two that run at once must not share one.
    pub fn new(
        floor: Arc<WatchFloor>,
        messenger: Arc<dyn Messenger>,
        worker: impl Into<String>,
    ) -> Self {
        Self {
            floor,
            messenger,
            worker: worker.into(),
            claims: AtomicU64::new(0),
            hold: Mutex::new(Timestamp::MIN),
        }
    }

    /// Delivers until it is dropped.
    pub async fn run(&self) {
        let mut news = self.floor.library.subscribe();
        let mut under_way = FuturesUnordered::new();
        let mut is_failing = false;
        loop {
            let next = match self.turn_beside(&mut under_way).await {
                Ok((channels, next)) => {
                    under_way.extend(channels.into_iter().map(|claimed| self.channel(claimed)));
                    is_failing = false;
                    next
                }
                Err(error) => {
                    if !is_failing {
                        warn!(%error, "The alerts wait for the database.");
                    }
                    is_failing = true;
                    later(self.floor.now(), DATABASE_PAUSE)
                }
            };
            tokio::select! {
                Some(done) = under_way.next() => told(done),
                () = self.floor.clock.until(next) => {}
                () = self.floor.wake.notified() => {}
                // A library that is gone has no news.
                Ok(()) = news.changed() => self.floor.look_again(),
            }
        }
    }

    /// Takes a turn while what is under way goes on: a channel that nobody polls may hold the connection that the turn
    /// waits for, and `SQLite` has one.
    async fn turn_beside<F: Future<Output = Result<(), StoreError>>>(
        &self,
        under_way: &mut FuturesUnordered<F>,
    ) -> Result<(Vec<Claimed>, Timestamp), StoreError> {
        let mut turn = pin!(self.turn(CHANNELS - under_way.len()));
        loop {
            tokio::select! {
                claimed = &mut turn => return claimed,
                Some(done) = under_way.next() => told(done),
            }
        }
    }

    /// Delivers what is due now, and says when to look again.
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

    /// Takes up what is due, by channel, and says when to look again.
    async fn turn(&self, slots: usize) -> Result<(Vec<Claimed>, Timestamp), StoreError> {
        self.floor.attend().await?;
        let now = self.floor.now();
        let held_until = *lock(&self.hold);
        if slots == 0 || held_until > now {
            let latest = later(now, NAP);
            let next = if slots == 0 {
                latest
            } else {
                latest.min(held_until)
            };
            return Ok((Vec::new(), next));
        }
        let slots = u32::try_from(slots).unwrap_or(u32::MAX);
        let number = self.claims.fetch_add(1, Ordering::Relaxed);
        let holder: Arc<str> = format!("{}/{number}", self.worker).into();
        let claimed = self.floor.store.claim(&holder, now, LEASE, slots).await?;
        let due = self.floor.store.next_due().await?;
        let next = due.map_or(later(now, NAP), |due| due.min(later(now, NAP)));
        let mut channels: BTreeMap<u64, Vec<Alert>> = BTreeMap::new();
        for alert in claimed {
            channels.entry(alert.new.channel).or_default().push(alert);
        }
        let channels = channels.into_values().map(|alerts| Claimed {
            holder: Arc::clone(&holder),
            alerts,
        });
        Ok((channels.collect(), next.max(later(now, BLINK))))
    }

    async fn channel(&self, Claimed { holder, alerts }: Claimed) -> Result<(), StoreError> {
        let mut subscribers = BTreeMap::new();
        for alert in &alerts {
            let id = &alert.new.subscription;
            if !subscribers.contains_key(id) {
                let subscriber = self.floor.subscriber(id).await?;
                subscribers.insert(id.clone(), subscriber);
            }
        }
        for group in grouped(alerts, &subscribers, self.floor.now()) {
            match subscribers.get(&group[0].new.subscription) {
                Some(Some(subscriber)) => self.group(group, subscriber, &holder).await?,
                // One that cannot be read is told by whoever reads it; a newer version may know how.
                _ => {
                    self.put_off(&group, &holder, later(self.floor.now(), PATIENCE))
                        .await?;
                }
            }
        }
        Ok(())
    }

    async fn group(
        &self,
        claimed: Vec<Alert>,
        subscriber: &Subscriber,
        holder: &str,
    ) -> Result<(), StoreError> {
        let now = self.floor.now();
        let is_begun = claimed[0].leader.is_some();
        let group = if is_begun {
            self.floor.store.message_of(&claimed[0].new.id).await?
        } else {
            claimed
        };
        let Some(first) = group.first() else {
            return Ok(());
        };
        let channel = match first.new.recipient {
            None => first.new.channel,
            Some(user) => match self.messenger.direct(user).await {
                Ok(channel) => channel,
                Err(error) => return self.not_reached(&group, holder, error).await,
            },
        };
        let until = self
            .messenger
            .wait_for(channel)
            .map(|wait| after(now, wait));
        let held_until = *lock(&self.hold);
        if let Some(until) = until
            .into_iter()
            .chain([held_until])
            .find(|until| *until > now)
        {
            return self.put_off(&group, holder, until).await;
        }
        if first.is_unsure {
            let since = first.first_try_at.unwrap_or(first.new.due_at);
            let since = later(since, -SLACK);
            match self.messenger.find(channel, &first.new.id, since).await {
                Ok(Some(message)) => {
                    return self.posted(&group, subscriber, message).await;
                }
                Ok(None) => {}
                Err(error) => return self.failed(&group, subscriber, error, true).await,
            }
        }
        let Some(group) = self.still_wanted(group, subscriber).await? else {
            return Ok(());
        };
        if let Some(until) = self.overtake(&group[0], subscriber, channel).await? {
            return self.put_off(&group, holder, until).await;
        }
        let post = self.compose(&group, subscriber).await?;
        let ids: Vec<&str> = group.iter().map(|one| one.new.id.as_str()).collect();
        let begun = self
            .floor
            .store
            .begin(&ids, holder, self.floor.now(), LEASE);
        if !begun.await? {
            return Ok(());
        }
        let group = self.floor.store.message_of(&group[0].new.id).await?;
        match self.messenger.post(channel, &post).await {
            Ok(message) => self.posted(&group, subscriber, message).await,
            Err(error) => self.failed(&group, subscriber, error, false).await,
        }
    }

    /// What of a group is still to be posted, having not been posted yet.
    async fn still_wanted(
        &self,
        mut group: Vec<Alert>,
        subscriber: &Subscriber,
    ) -> Result<Option<Vec<Alert>>, StoreError> {
        let now = self.floor.now();
        let first = &group[0];
        if first.tries > 0 && now >= deadline(first) {
            let last = first.reason.as_deref().unwrap_or("no answer");
            let reason = format!("not posted in time; the last try: {last}");
            self.give_up(&group, subscriber, &reason, false).await?;
            return Ok(None);
        }
        if let (Kind::Escalation, Some(parent)) = (first.new.kind, &first.new.parent) {
            let parent = self.floor.store.alert(parent).await?;
            if parent.is_some_and(|parent| parent.taken_at.is_some()) {
                self.end(first, State::Withdrawn, "acknowledged in time", &[])
                    .await?;
                return Ok(None);
            }
        }
        let knowledge = self.floor.library.current();
        let is_right = |alert: &Alert| {
            let counts_down = matches!(
                alert.new.kind,
                Kind::Summit | Kind::Snoozed | Kind::Escalation
            );
            let summit = knowledge.summit(&alert.new.summit);
            let begins =
                summit.and_then(|summit| begins(summit, self.floor.settings.day_starts_at));
            !counts_down || begins.is_some_and(|begins| begins.timestamp() == alert.new.begins_at)
        };
        // Rows that were begun together stay together.
        if first.leader.is_none() {
            for alert in group.iter().filter(|alert| !is_right(alert)) {
                self.end(
                    alert,
                    State::Withdrawn,
                    "the summit's date has changed",
                    &[],
                )
                .await?;
            }
            group.retain(is_right);
        } else if !group.iter().any(is_right) {
            self.end(
                first,
                State::Withdrawn,
                "the summit's date has changed",
                &[],
            )
            .await?;
            group.clear();
        }
        Ok((!group.is_empty()).then_some(group))
    }

    async fn compose(&self, group: &[Alert], subscriber: &Subscriber) -> Result<Post, StoreError> {
        let first = &group[0];
        let knowledge = self.floor.library.current();
        let mut post = self.floor.scene(&knowledge, subscriber).post(group);
        if let (Kind::Escalation | Kind::Snoozed, Some(parent)) =
            (first.new.kind, &first.new.parent)
        {
            let parent = self.floor.store.alert(parent).await?;
            post.in_reply_to = parent.and_then(|parent| parent.message);
        }
        Ok(post)
    }

    async fn posted(
        &self,
        group: &[Alert],
        subscriber: &Subscriber,
        message: u64,
    ) -> Result<(), StoreError> {
        let first = &group[0];
        let now = self.floor.now();
        let follow: Vec<NewAlert> = escalation(group, subscriber, now).into_iter().collect();
        self.floor
            .store
            .posted(&first.new.id, message, now, &follow)
            .await?;
        info!(
            alert = first.new.id,
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
    async fn overtake(
        &self,
        news: &Alert,
        subscriber: &Subscriber,
        channel: u64,
    ) -> Result<Option<Timestamp>, StoreError> {
        if !matches!(news.new.kind, Kind::Moved | Kind::Cancelled) {
            return Ok(None);
        }
        let id = &news.new.subscription;
        let told = self
            .floor
            .store
            .open_alerts(id, id, self.floor.now())
            .await?;
        let leaders = told.iter().filter(|alert| {
            alert.new.summit == news.new.summit
                && alert.new.begins_at != news.new.begins_at
                && matches!(alert.new.kind, Kind::Summit | Kind::Snoozed)
        });
        let mut messages: BTreeMap<&str, u64> = BTreeMap::new();
        for alert in leaders {
            if let Some((leader, message)) = alert.leader.as_deref().zip(alert.message) {
                messages.insert(leader, message);
            }
        }
        for (leader, message) in messages {
            let group = self.floor.store.message_of(leader).await?;
            let knowledge = self.floor.library.current();
            let reply = self
                .floor
                .scene(&knowledge, subscriber)
                .overtaken(&group, news);
            match self.messenger.edit(channel, message, &reply).await {
                Ok(()) => {}
                Err(PostError::Wait { after: wait, .. }) => {
                    return Ok(Some(after(self.floor.now(), wait)));
                }
                Err(error) => {
                    warn!(alert = leader, %error, "An alert whose date no longer holds could not be marked.");
                }
            }
        }
        Ok(None)
    }

    /// After a failed try. `is_unsure`: whether one before it may have been posted.
    async fn failed(
        &self,
        group: &[Alert],
        subscriber: &Subscriber,
        error: PostError,
        is_unsure: bool,
    ) -> Result<(), StoreError> {
        let first = &group[0];
        let now = self.floor.now();
        let reason = error.to_string();
        warn!(
            alert = first.new.id,
            tries = first.tries,
            reason,
            "An alert was not posted."
        );
        let again = |until, is_unsure| {
            self.floor
                .store
                .try_again(&first.new.id, now, until, is_unsure, &reason)
        };
        match error {
            PostError::Wait {
                after: wait,
                everywhere,
            } => {
                let until = after(now, wait);
                if everywhere {
                    *lock(&self.hold) = until;
                }
                again(until, is_unsure).await
            }
            PostError::Closed(_) if self.floor.has_outage(subscriber.guild) => {
                again(later(now, pause(first)), is_unsure).await
            }
            PostError::Unclear(_) => again(later(now, pause(first)), true).await,
            PostError::Refused(_) => self.give_up(group, subscriber, &reason, false).await,
            // A channel of direct messages is nobody's subscription.
            PostError::Closed(_) => {
                let is_subscribed = first.new.kind != Kind::Owner;
                self.give_up(group, subscriber, &reason, is_subscribed)
                    .await
            }
        }
    }

    /// No channel of direct messages was had.
    async fn not_reached(
        &self,
        group: &[Alert],
        holder: &str,
        error: PostError,
    ) -> Result<(), StoreError> {
        let now = self.floor.now();
        let first = &group[0];
        match error {
            PostError::Wait { after: wait, .. } => {
                self.put_off(group, holder, after(now, wait)).await
            }
            PostError::Unclear(_) if now < deadline(first) => {
                self.put_off(group, holder, later(now, SLACK)).await
            }
            error => {
                self.end(first, State::Failed, &error.to_string(), &[])
                    .await
            }
        }
    }

    /// Ends a group that cannot be posted, pauses its subscription if nothing else can be either, and has its owner told
    /// once.
    async fn give_up(
        &self,
        group: &[Alert],
        subscriber: &Subscriber,
        reason: &str,
        pause: bool,
    ) -> Result<(), StoreError> {
        let follow = trouble(
            &group[0],
            subscriber,
            &self.floor.settings,
            reason,
            self.floor.now(),
        );
        let first = &group[0];
        if pause {
            let (id, now) = (&first.new.subscription, self.floor.now());
            warn!(alert = first.new.id, reason, "A subscription is paused.");
            let store = &self.floor.store;
            store
                .end_and_pause(&first.new.id, id, now, reason, follow.as_slice())
                .await?;
        } else {
            self.end(first, State::Failed, reason, follow.as_slice())
                .await?;
        }
        self.floor.wake.notify_one();
        Ok(())
    }

    async fn end(
        &self,
        alert: &Alert,
        state: State,
        reason: &str,
        follow: &[NewAlert],
    ) -> Result<(), StoreError> {
        warn!(
            alert = alert.new.id,
            reason,
            state = state.word(),
            "An alert ends without a message."
        );
        let now = self.floor.now();
        self.floor
            .store
            .end(&alert.new.id, state, now, reason, follow)
            .await
    }

    async fn put_off(
        &self,
        group: &[Alert],
        holder: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let ids: Vec<&str> = group.iter().map(|one| one.new.id.as_str()).collect();
        self.floor.store.put_off(&ids, holder, until).await
    }
}

/// The call for the backup, unless somebody acknowledges before. Nobody is called for what has begun.
///
/// The time to acknowledge runs from the try that posted the message, however late it is recorded.
fn escalation(group: &[Alert], subscriber: &Subscriber, now: Timestamp) -> Option<NewAlert> {
    let first = &group[0];
    let within = subscriber.wants.acknowledge_within?;
    subscriber.wants.escalate_to_role?;
    let ahead = group.iter().find(|alert| alert.new.begins_at > now)?;
    let posted_at = first.last_try_at.unwrap_or(now);
    matches!(first.new.kind, Kind::Summit | Kind::Snoozed).then(|| NewAlert {
        id: identity(&[&first.new.id, Kind::Escalation.word()]),
        kind: Kind::Escalation,
        parent: Some(first.new.id.clone()),
        due_at: later(posted_at, within.length()),
        ..ahead.new.clone()
    })
}

/// Until when it is worth posting after a first try failed.
fn deadline(alert: &Alert) -> Timestamp {
    let due = later(alert.new.due_at, PATIENCE);
    match alert.new.kind {
        Kind::Summit | Kind::Snoozed => alert
            .new
            .begins_at
            .max(later(alert.first_try_at.unwrap_or(alert.new.due_at), SLACK)),
        Kind::Escalation => alert
            .new
            .begins_at
            .max(later(alert.new.due_at, SignedDuration::from_hours(1))),
        Kind::Moved | Kind::Cancelled | Kind::Digest | Kind::Owner => due,
    }
}

/// 1 s, 2 s, 4 s … up to five minutes, each up to a quarter longer, by what differs between alerts.
fn pause(alert: &Alert) -> SignedDuration {
    let full = (1_000_i64 << alert.tries.clamp(1, 10).saturating_sub(1)).min(LONGEST_PAUSE);
    let salt = alert
        .new
        .id
        .bytes()
        .fold(alert.tries, |sum, byte| sum + i64::from(byte));
    SignedDuration::from_millis(full + full * (salt % 26) / 100)
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
