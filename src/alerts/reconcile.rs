//! Keeps the outbox in line with the calendar and the subscriptions: at the start, each day, and with every change of
//! either.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, OnceCell};

use super::diff::{OutboxDiff, diff};
use super::handover::facts;
use super::presence::Presence;
use super::subject::{message_behind, still_ahead};
use crate::config::AlertsConfig;
use crate::knowledge::{Knowledge, Library};
use crate::store::{
    Alert, AlertKind, AlertReason, AlertState, Store, StoreError, Subscription, SubscriptionReason,
    SubscriptionState,
};
use clock::SharedClock;

/// For how long a person's reminder is kept after its summit began, should that be held again or its buttons be pressed.
const KEEP_REMINDERS: SignedDuration = SignedDuration::from_hours(24 * 30);
/// A clock that shows so much less than before was set back.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_secs(60);
/// How many subscriptions are compared with the calendar at once; bounds the memory that takes.
const SUBSCRIPTIONS_PER_PAGE: u32 = 250;
/// For how long it is kept what was settled for a server that the bot was removed from, should it come back.
const KEEP_LEFT_GUILDS: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Compares calendar and subscriptions with the outbox, and writes what differs.
pub(super) struct Reconciler {
    store: Store,
    library: Arc<Library>,
    clock: SharedClock,
    settings: AlertsConfig,
    presence: Arc<Presence>,
    wake: Arc<Notify>,
    has_synced_settings: OnceCell<()>,
    /// When the outbox was last compared, and on which day; `None` if it has to be.
    compared_on: Mutex<Option<(Date, Timestamp)>>,
    /// The knowledge whose statements were last noted; `None` before the first time.
    noted: Mutex<Option<Arc<Knowledge>>>,
}

impl Reconciler {
    pub(super) fn new(
        store: Store,
        library: Arc<Library>,
        clock: SharedClock,
        settings: AlertsConfig,
        presence: Arc<Presence>,
        wake: Arc<Notify>,
    ) -> Self {
        Self {
            store,
            library,
            clock,
            settings,
            presence,
            wake,
            has_synced_settings: OnceCell::new(),
            compared_on: Mutex::default(),
            noted: Mutex::default(),
        }
    }

    /// Asks for the outbox to be compared again, soon.
    pub(super) fn request(&self) {
        *self.compared_on() = None;
        self.wake.notify_one();
    }

    /// Takes over the subscriptions of the settings, once.
    ///
    /// # Errors
    /// The database cannot be reached; the next call tries again.
    pub(super) async fn ready(&self) -> Result<(), StoreError> {
        let sync = || self.sync_config_subscriptions(self.clock.now());
        self.has_synced_settings
            .get_or_try_init(sync)
            .await
            .copied()
    }

    /// All that has to be done before alerts are posted: the settings taken over, the heartbeat written, the outbox in
    /// line with the calendar, servers left long ago forgotten. Costs next to nothing when nothing changed.
    ///
    /// # Errors
    /// The database cannot be reached; what was not done is done the next time.
    pub(super) async fn reconcile(&self) -> Result<(), StoreError> {
        self.ready().await?;
        let now = self.clock.now();
        let from = self.presence.heartbeat(now).await?;
        let today = self.clock.today();
        let is_compared = self.compared_on().is_some_and(|(day, at)| {
            // A clock that was ahead hid what lies between.
            let was_set_back = at.duration_since(now) > CLOCK_SKEW;
            day == today && !was_set_back
        });
        if is_compared && from == now {
            return Ok(());
        }
        // Set first, so that a change that comes while comparing is not lost.
        *self.compared_on() = Some((today, now));
        let compared = self.compare_all(from, now).await;
        if compared.is_err() {
            *self.compared_on() = None;
        }
        compared
    }

    /// Compares a page of subscriptions, sorted by id, with what the outbox has of them. What was due since `from` is
    /// planned too, and posted late.
    ///
    /// # Errors
    /// The database cannot be reached; what was not written is written the next time.
    pub(super) async fn compare(
        &self,
        knowledge: &Knowledge,
        subscriptions: &[Subscription],
        from: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (subscriptions.first(), subscriptions.last()) else {
            return Ok(());
        };
        let ids: HashSet<&str> = subscriptions.iter().map(|one| one.id.as_str()).collect();
        let mut known = self.store.open_alerts(&first.id, &last.id, now).await?;
        known.retain(|alert| ids.contains(alert.spec.subscription_id.as_str()));
        let day_starts_at = self.settings.day_starts_at;
        let compared =
            |known: &[Alert]| diff(knowledge, subscriptions, day_starts_at, known, from, now);
        let mut diff = compared(&known);
        let begun = self.words_begun(&diff, &first.id, &last.id, now).await?;
        if !begun.is_empty() {
            known.extend(begun);
            diff = compared(&known);
        }
        self.keep_what_is_about_others(knowledge, &known, &mut diff, now)
            .await?;
        let in_outbox: HashMap<&str, &Alert> = known
            .iter()
            .filter(|alert| alert.state != AlertState::Withdrawn)
            .map(|alert| (alert.spec.id.as_str(), alert))
            .collect();
        // Writing again what is there would cost a page of disk each.
        diff.add.retain(|new| {
            in_outbox.get(new.id.as_str()).is_none_or(|alert| {
                let old = &alert.spec;
                (old.due_at, &old.dates, &old.title, &old.facts)
                    != (new.due_at, &new.dates, &new.title, &new.facts)
            })
        });
        // Planned first: after a crash in between, word of a change would have nothing left that it changes.
        self.store.plan(&diff.add).await?;
        for (reason, ids) in &diff.withdraw {
            self.store.withdraw(ids, *reason, now).await?;
        }
        Ok(())
    }

    /// What was said to channels of summits that have begun since, where word of a change is about to be planned: the last word
    /// may be among it, after which an older one owes nothing.
    async fn words_begun(
        &self,
        diff: &OutboxDiff,
        first: &str,
        last: &str,
        now: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let changes = diff.add.iter().filter(|spec| spec.kind.is_change());
        let summits: BTreeSet<&str> = changes
            .filter_map(|spec| spec.summit_id.as_deref())
            .collect();
        if summits.is_empty() {
            return Ok(Vec::new());
        }
        self.store.words_begun(first, last, &summits, now).await
    }

    /// Takes out of what is to be withdrawn the calls and snoozes of messages about several summits, if another of these is
    /// still ahead: delivery goes on with that one.
    async fn keep_what_is_about_others(
        &self,
        knowledge: &Knowledge,
        known: &[Alert],
        diff: &mut OutboxDiff,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let followers = known.iter().filter(|alert| {
            let kind = &alert.spec.kind;
            matches!(
                kind,
                AlertKind::Escalation { .. } | AlertKind::Snooze { .. }
            )
        });
        for alert in followers {
            let id = &alert.spec.id;
            if !diff.withdraw.values().any(|ids| ids.contains(id)) {
                continue;
            }
            let message = message_behind(&self.store, &alert.spec).await?;
            let day_starts_at = self.settings.day_starts_at;
            if still_ahead(&message, knowledge, day_starts_at, now).is_some() {
                for ids in diff.withdraw.values_mut() {
                    ids.retain(|one| one != id);
                }
            }
        }
        Ok(())
    }

    async fn compare_all(&self, from: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        let knowledge = self.library.current();
        let left_before = now.saturating_sub(KEEP_LEFT_GUILDS).unwrap_or(now);
        self.store.forget_guilds_left(left_before).await?;
        let over_before = now.saturating_sub(KEEP_REMINDERS).unwrap_or(now);
        self.store.forget_reminders_over(over_before).await?;
        self.store.forget_shifts_over(now).await?;
        self.note_facts(&knowledge, now).await?;
        let mut last = String::new();
        loop {
            let count = SUBSCRIPTIONS_PER_PAGE;
            let mut page = self.store.active_subscriptions_after(&last, count).await?;
            let Some(last_id) = page.last_id else {
                return Ok(());
            };
            last = last_id;
            let subscriptions = &mut page.subscriptions;
            for one in subscriptions.iter_mut() {
                // Made by a clock that was ahead, and set back since.
                if one.created_at.duration_since(now) > CLOCK_SKEW {
                    one.created_at = now;
                }
            }
            self.compare(&knowledge, subscriptions, from, now).await?;
        }
    }

    /// Notes which statements are new, once for each knowledge, so that a handover can show them.
    async fn note_facts(
        &self,
        knowledge: &Arc<Knowledge>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let is_noted = |noted: &Arc<Knowledge>| Arc::ptr_eq(noted, knowledge);
        if self.noted().as_ref().is_some_and(is_noted) {
            return Ok(());
        }
        let is_complete = self.library.status().problems.is_empty();
        let ids = facts::ids(knowledge);
        self.store.note_facts(&ids, is_complete, now).await?;
        *self.noted() = Some(Arc::clone(knowledge));
        Ok(())
    }

    fn noted(&self) -> MutexGuard<'_, Option<Arc<Knowledge>>> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings the store's subscriptions in line with the settings. What is paused stays so.
    async fn sync_config_subscriptions(&self, now: Timestamp) -> Result<(), StoreError> {
        let specs = self.settings.subscription.iter().cloned();
        let wanted: Vec<Subscription> = specs
            .map(|spec| Subscription::from_settings(spec, now))
            .collect();
        let stored = self.store.settings_subscriptions().await?;
        let by_id: HashMap<&str, &Subscription> =
            stored.iter().map(|one| (one.id.as_str(), one)).collect();
        let is_as_stored = |one: &Subscription| {
            by_id.get(one.id.as_str()).is_some_and(|known| {
                known.spec == one.spec && known.state != SubscriptionState::Removed
            })
        };
        let ids: HashSet<String> = wanted.iter().map(|one| one.id.clone()).collect();
        let mut changed = wanted;
        changed.retain(|one| !is_as_stored(one));
        self.store.put_subscriptions(&changed).await?;
        let gone = stored
            .iter()
            .filter(|one| one.state != SubscriptionState::Removed && !ids.contains(&one.id));
        for one in gone {
            let reason = SubscriptionReason::NoLongerInSettings;
            self.remove_subscription(&one.id, reason, None, now).await?;
        }
        Ok(())
    }

    /// Removes a subscription and withdraws its alerts; its history stays. `removed_by` is `None` for one that is no
    /// longer in the settings.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(super) async fn remove_subscription(
        &self,
        id: &str,
        reason: SubscriptionReason,
        removed_by: Option<u64>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.store
            .remove_subscription(id, reason, removed_by, now)
            .await?;
        let cause = match reason {
            SubscriptionReason::NoLongerInSettings => AlertReason::NoLongerInSettings,
            _ => AlertReason::SubscriptionRemoved,
        };
        let (all, withdrawn) = (Timestamp::MAX, AlertState::Withdrawn);
        self.store
            .finish_all_of(id, all, withdrawn, &cause.into(), now)
            .await
    }

    fn compared_on(&self) -> MutexGuard<'_, Option<(Date, Timestamp)>> {
        self.compared_on
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
