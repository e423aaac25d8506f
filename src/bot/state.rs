//! What every command, button and background task has at hand.

use std::sync::Arc;
use std::time::Duration;

use clock::SharedClock;
use jiff::Timestamp;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::error::Failure;
use super::features::alerts::access_changes::AccessChanges;
use super::features::ask::limits::AskLimits;
use super::features::ask::questions::Questions;
use super::features::pages::RenderedPages;
use super::guilds::Guilds;
use super::overload::Overload;
use super::own_id::OwnId;
use super::rest::{CallbackClient, RestClient};
use super::start_error::StartError;
use crate::alerts::AlertService;
use crate::alerts::events::EventService;
use crate::answers::MeaningStore;
use crate::assistant::Assistant;
use crate::config::Config;
use crate::conversation::ListenerCache;
use crate::knowledge::{Knowledge, Library};
use crate::metrics::Metrics;
use crate::pages::AsOf;
use crate::store::Store;
use crate::tours::TourService;

/// How long the database may take for an answer: a second less than Discord waits for it.
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction>
const DATABASE_TIMEOUT: Duration = Duration::from_secs(2);

/// What there is one of in a running bot.
pub(super) struct AppState {
    pub settings: Config,
    pub clock: SharedClock,
    pub store: Store,
    pub metrics: Arc<Metrics>,
    pub library: Arc<Library>,
    pub rest: RestClient,
    /// Answers interactions.
    pub callbacks: CallbackClient,
    /// What is known of the servers.
    pub guilds: Guilds,
    pub alerts: Arc<AlertService>,
    /// Where the bot may be able to post again.
    pub access_changes: AccessChanges,
    pub events: EventService,
    pub tours: Arc<TourService>,
    pub rendered: RenderedPages,
    pub questions: Questions,
    /// Hears what is no question.
    pub listener: ListenerCache,
    /// How much people and channels have asked lately.
    pub ask_limits: AskLimits,
    /// What is turned away, for the log.
    pub overload: Overload,
    /// Rewords answers; `None` if the operator wants no language model.
    pub assistant: Option<Assistant>,
    /// Who the bot is.
    pub own: OwnId,
    /// Whether the commands are still to be registered.
    pub registration_owed: watch::Sender<bool>,
    pub started_at: Timestamp,
    /// Cancelled when the bot stops: nothing new is begun from then on.
    pub stop: CancellationToken,
    /// What is being answered; the bot waits for it when it stops.
    pub in_flight: TaskTracker,
}

impl AppState {
    /// Puts everything together. Nothing is asked of the database yet.
    ///
    /// # Errors
    /// The settings name no database, or a language model that cannot be used.
    pub(super) fn new(
        config: &Config,
        rest: RestClient,
        library: Arc<Library>,
        clock: SharedClock,
    ) -> Result<Self, StartError> {
        let assistant = Assistant::of(&config.assistant)?;
        let store = Store::at(&config.database.url)?;
        let own = OwnId::default();
        let callbacks = CallbackClient::new(rest.base(), own.clone(), Arc::clone(rest.metrics()))
            .map_err(|error| StartError::Refused(error.to_string()))?;
        let alerts = AlertService::new(
            store.clone(),
            Arc::clone(&library),
            Arc::clone(&clock),
            config.alerts.clone(),
        )
        .reporting_to(config.discord.editors_channel);
        let events = EventService::new(
            store.clone(),
            Arc::clone(&library),
            Arc::clone(&clock),
            config.alerts.day_starts_at,
        );
        let tours = TourService::new(
            store.clone(),
            Arc::clone(&library),
            Arc::clone(&clock),
            config.knowledge.stale_after,
        );
        Ok(Self {
            settings: config.clone(),
            started_at: clock.now(),
            metrics: Arc::clone(rest.metrics()),
            alerts: Arc::new(alerts),
            access_changes: AccessChanges::default(),
            events,
            tours: Arc::new(tours),
            rendered: RenderedPages::default(),
            callbacks,
            guilds: Guilds::default(),
            questions: Questions::stored_in(MeaningStore::at(config.knowledge.cache.as_deref())),
            listener: ListenerCache::default(),
            ask_limits: AskLimits::default(),
            overload: Overload::default(),
            stop: CancellationToken::new(),
            in_flight: TaskTracker::new(),
            assistant,
            store,
            own,
            registration_owed: watch::Sender::new(false),
            rest,
            library,
            clock,
        })
    }

    /// The id of the bot's own user; 0 before Discord has said it, which it has before anything comes from the gateway.
    pub(super) fn own_id(&self) -> u64 {
        self.own.get()
    }

    /// Waits until Discord has said who the bot is; `false` if the bot stops before.
    pub(super) async fn knows_itself(&self) -> bool {
        tokio::select! {
            _ = self.own.known() => true,
            () = self.stop.cancelled() => false,
        }
    }

    pub(super) fn knowledge(&self) -> Arc<Knowledge> {
        self.library.current()
    }

    /// Today, by which facts are dated and found to be stale.
    pub(super) fn as_of(&self) -> AsOf {
        AsOf {
            today: self.clock.today(),
            stale_after: self.settings.knowledge.stale_after,
        }
    }
}

/// Waits for the database, but not so long that Discord gives the interaction up.
///
/// # Errors
/// The database failed, or took longer than [`DATABASE_TIMEOUT`].
pub(super) async fn in_time<T, E: Into<Failure>>(
    query: impl Future<Output = Result<T, E>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(DATABASE_TIMEOUT, query).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(_) => Err(Failure::Internal("the database took too long".into())),
    }
}
