//! What people and Discord do to alerts: subscribe, acknowledge, ask for a handover, lose a server and get it back. Its
//! methods stand in the files named for them; the [`Reconciler`](super::reconcile) plans, and
//! [`DeliveryWorker`](super::DeliveryWorker) posts.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::Notify;
use tracing::warn;

use super::presence::Presence;
use super::reconcile::Reconciler;
use super::render::{Earlier, NoticeRenderer};
use crate::config::{AlertsConfig, Snowflake};
use crate::knowledge::{Knowledge, Library};
use crate::store::{Store, StoreError, Subscription};
use crate::text::Locale;
use clock::SharedClock;

/// The alerts of one bot.
pub struct AlertService {
    pub(super) store: Store,
    pub(super) library: Arc<Library>,
    pub(super) clock: SharedClock,
    pub(super) settings: AlertsConfig,
    pub(super) reconciler: Reconciler,
    presence: Arc<Presence>,
    /// Notified when there may be something to post sooner than expected.
    pub(super) wake: Arc<Notify>,
    /// Notified when there is a message to publish.
    publication_wanted: Notify,
    /// The servers that Discord cannot reach at present.
    outages: Mutex<HashSet<u64>>,
    /// The channel that hears of alerts that could not be posted, if nobody else does.
    pub(super) reports_to: Option<Snowflake>,
}

impl AlertService {
    /// A service for which nothing has been done yet.
    pub fn new(
        store: Store,
        library: Arc<Library>,
        clock: SharedClock,
        settings: AlertsConfig,
    ) -> Self {
        let wake = Arc::new(Notify::new());
        let presence = Arc::new(Presence::new(store.clone()));
        let reconciler = Reconciler::new(
            store.clone(),
            Arc::clone(&library),
            Arc::clone(&clock),
            settings.clone(),
            Arc::clone(&presence),
            Arc::clone(&wake),
        );
        Self {
            store,
            library,
            clock,
            settings,
            reconciler,
            presence,
            wake,
            publication_wanted: Notify::new(),
            outages: Mutex::default(),
            reports_to: None,
        }
    }

    /// The same, where this channel hears of alerts that could not be posted, if nobody else does: those of the settings have no
    /// maker.
    #[must_use]
    pub fn reporting_to(mut self, channel: Option<Snowflake>) -> Self {
        self.reports_to = channel;
        self
    }

    /// Ready when there is a message to publish to the followers of its channel.
    pub async fn publication_wanted(&self) {
        self.publication_wanted.notified().await;
    }

    pub(super) fn announce_publication(&self) {
        self.publication_wanted.notify_one();
    }

    /// Asks for the outbox to be compared with the calendar, soon.
    pub fn request_reconcile(&self) {
        self.reconciler.request();
    }

    /// Brings the outbox in line with the calendar and the subscriptions, if either changed or the day did.
    ///
    /// # Errors
    /// The database cannot be reached; what was not done is done the next time.
    pub async fn reconcile(&self) -> Result<(), StoreError> {
        self.reconciler.reconcile().await
    }

    /// Notes that Discord cannot reach a server, or can again. What fails there meanwhile is an outage.
    pub fn set_outage(&self, guild_id: u64, is_out: bool) {
        let mut outages = self.outages();
        if is_out {
            outages.insert(guild_id);
        } else {
            outages.remove(&guild_id);
        }
    }

    pub(super) fn has_outage(&self, guild_id: Option<u64>) -> bool {
        guild_id.is_some_and(|guild_id| self.outages().contains(&guild_id))
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) async fn subscription(&self, id: &str) -> Result<Option<Subscription>, StoreError> {
        self.store.subscription(id).await
    }

    pub(super) fn renderer<'r>(
        &self,
        knowledge: &'r Knowledge,
        subscription: &'r Subscription,
        locale: Locale,
    ) -> NoticeRenderer<'r> {
        let now = self.now();
        NoticeRenderer {
            knowledge,
            subscription,
            day_starts_at: self.settings.day_starts_at,
            now,
            downtime: self.presence.downtime(now),
            calls_made: Vec::new(),
            called_for: Vec::new(),
            locale,
            earlier: Earlier::default(),
        }
    }

    /// The language of what is posted for a subscription: the one that its server fixed, else English; for a person theirs. An alert in English
    /// is better than none: a database that does not answer holds nothing up here.
    pub(super) async fn locale_of(&self, subscription: &Subscription) -> Locale {
        if let Some(recipient) = subscription.recipient {
            return recipient.locale;
        }
        let Some(guild_id) = subscription.guild_id else {
            return Locale::default();
        };
        let fixed = self.store.guild_locale(guild_id).await;
        fixed
            .unwrap_or_else(|error| {
                warn!(guild = guild_id, %error, "The language of a server cannot be read; English is used.");
                None
            })
            .unwrap_or_default()
    }

    fn outages(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.outages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
