use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, OnceCell};
use tracing::info;

use super::diff::changes;
use super::notice::{LATE, Scene};
use crate::config::AlertsConfig;
use crate::knowledge::{Knowledge, Library};
use crate::store::{
    Alert, AlertReason, AlertState, Store, StoreError, Subscription, SubscriptionReason,
    SubscriptionState,
};
use clock::SharedClock;

/// How often it is written down that somebody is at the desk.
const BEAT: SignedDuration = SignedDuration::from_secs(30);
/// How long an absence is spoken of.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(10);
/// How many subscriptions are compared with the calendar at once; bounds the memory it takes.
const CHUNK: u32 = 250;
/// The mark of the last moment at which somebody was at the desk.
const ALIVE: &str = "alive";

/// What the alerts of one bot have in common: the calendar, the subscriptions, the outbox, and who was at the desk.
pub struct AlertService {
    pub(super) store: Store,
    pub(super) library: Arc<Library>,
    pub(super) clock: SharedClock,
    pub(super) settings: AlertsConfig,
    /// Told when there may be something to do sooner than expected.
    pub(super) wake: Notify,
    opened: OnceCell<()>,
    desk: Mutex<Desk>,
    /// Guilds that Discord cannot reach at present.
    outages: Mutex<HashSet<u64>>,
}

#[derive(Default)]
struct Desk {
    last_beat: Option<Timestamp>,
    away: Option<(Timestamp, Timestamp)>,
    /// The day on which the calendar was last compared; none if it has to be.
    compared: Option<Date>,
}

impl AlertService {
    /// A floor on which nothing has been done yet.
    pub fn new(
        store: Store,
        library: Arc<Library>,
        clock: SharedClock,
        settings: AlertsConfig,
    ) -> Self {
        Self {
            store,
            library,
            clock,
            settings,
            wake: Notify::new(),
            opened: OnceCell::new(),
            desk: Mutex::default(),
            outages: Mutex::default(),
        }
    }

    /// What outlives the process.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The settings.
    pub fn settings(&self) -> &AlertsConfig {
        &self.settings
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Asks for the calendar to be compared with the outbox, soon.
    pub fn request_reconcile(&self) {
        self.desk().compared = None;
        self.wake.notify_one();
    }

    /// Notes that Discord cannot reach a guild, or can again. What fails there meanwhile is an outage.
    pub fn set_outage(&self, guild: u64, is_out: bool) {
        let mut outages = self.outages.lock().unwrap_or_else(PoisonError::into_inner);
        if is_out {
            outages.insert(guild);
        } else {
            outages.remove(&guild);
        }
    }

    pub(super) fn has_outage(&self, guild: Option<u64>) -> bool {
        let outages = self.outages.lock().unwrap_or_else(PoisonError::into_inner);
        guild.is_some_and(|guild| outages.contains(&guild))
    }

    /// Makes the tables and takes over the subscriptions of the settings, once.
    ///
    /// # Errors
    /// The database does not answer; the next call attempts again.
    pub(super) async fn open(&self) -> Result<(), StoreError> {
        let opening = || async {
            self.store.ready().await?;
            self.sync_config_subscriptions(self.now()).await
        };
        self.opened.get_or_try_init(opening).await.copied()
    }

    /// Everything that has to be done before alerts are posted: the store opened, the time away noted, the outbox brought in line with the calendar. Costs next to nothing when nothing changed.
    ///
    /// # Errors
    /// The database does not answer; what was not done is done the next time.
    pub async fn reconcile(&self) -> Result<(), StoreError> {
        let now = self.now();
        self.open().await?;
        let from = self.heartbeat(now).await?;
        let today = self.clock.today();
        let is_compared = self.desk().compared == Some(today) && from == now;
        if !is_compared {
            // Set first, so that a change that comes while comparing is not lost.
            self.desk().compared = Some(today);
            let compared = self.compare(from, now).await;
            if compared.is_err() {
                self.desk().compared = None;
            }
            compared?;
        }
        Ok(())
    }

    /// From when to when nobody was at the desk, if that was lately.
    pub(super) fn downtime(&self) -> Option<(Timestamp, Timestamp)> {
        let now = self.now();
        let away = self.desk().away;
        away.filter(|(_, to)| now.duration_since(*to).abs() < REMEMBERED)
    }

    /// Notes that somebody is at the desk, and returns since when what was due has to be made up for.
    async fn heartbeat(&self, now: Timestamp) -> Result<Timestamp, StoreError> {
        let last = self.desk().last_beat;
        // A clock that was set back is a new beginning.
        let is_fresh = last.is_some_and(|last| now >= last && now.duration_since(last) < BEAT);
        if is_fresh {
            return Ok(now);
        }
        let alive = self.store.timestamp(ALIVE).await?;
        self.store.set_timestamp(ALIVE, now).await?;
        let mut desk = self.desk();
        desk.last_beat = Some(now);
        let Some(alive) = alive.filter(|alive| now.duration_since(*alive) > LATE) else {
            return Ok(now);
        };
        desk.away = Some((alive, now));
        info!(from = %alive, to = %now, "Nobody was at the desk.");
        Ok(alive)
    }

    async fn compare(&self, from: Timestamp, now: Timestamp) -> Result<(), StoreError> {
        let knowledge = self.library.current();
        let mut last = String::new();
        loop {
            let page = self.store.active_subscriptions_after(&last, CHUNK).await?;
            let Some(last_id) = page.last_id else {
                return Ok(());
            };
            last = last_id;
            self.compare_some(&knowledge, &page.subscriptions, from, now)
                .await?;
        }
    }

    pub(super) async fn compare_some(
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
        let mut changes = changes(
            knowledge,
            subscriptions,
            self.settings.day_starts_at,
            &known,
            from,
            now,
        );
        for (reason, ids) in &changes.withdraw {
            self.store.withdraw(ids, *reason, now).await?;
        }
        let as_it_is: BTreeMap<&str, &Alert> = known
            .iter()
            .filter(|alert| alert.state != AlertState::Withdrawn)
            .map(|alert| (alert.spec.id.as_str(), alert))
            .collect();
        // The outbox knows best what it has; writing it again would cost a page of disk each.
        changes.add.retain(|new| {
            as_it_is.get(new.id.as_str()).is_none_or(|alert| {
                alert.spec.due_at != new.due_at || alert.spec.dates != new.dates
            })
        });
        self.store.plan(&changes.add).await
    }

    /// Brings the settings' subscriptions and those of the store in line. What is paused stays so.
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

    /// Removes a subscription, by a user or for want of it in the settings; its history stays.
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
        self.store
            .finish_all_of(
                id,
                Timestamp::MAX,
                AlertState::Withdrawn,
                &cause.into(),
                now,
            )
            .await
    }

    pub(super) async fn subscription(&self, id: &str) -> Result<Option<Subscription>, StoreError> {
        self.store.subscription(id).await
    }

    pub(super) fn scene<'s>(
        &self,
        knowledge: &'s Knowledge,
        subscription: &'s Subscription,
    ) -> Scene<'s> {
        Scene {
            knowledge,
            subscription,
            day_starts_at: self.settings.day_starts_at,
            now: self.now(),
            away: self.downtime(),
        }
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
