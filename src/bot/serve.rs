//! Serving: all of `background`, and beside it the gateway as soon as Discord lets the bot in, until somebody asks to stop or something ends that must not.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::OptionFuture;
use tokio::runtime::Handle;
use tokio::time::timeout;
use tracing::{info, warn};

use super::background::{self, DRAIN_TIMEOUT, Driver};
use super::connect::way_to_gateway;
use super::gateway::{Gateway, OnFrame};
use super::interactions::Dispatcher;
use super::start_error::StartError;
use super::startup::Bot;
use super::state::AppState;
use crate::config::SubscriptionSpec;
use crate::store::StoreError;

/// How long the first plan of the alerts may keep the bot from connecting: whoever sees it come finds its alerts planned,
/// but a database that is away keeps no question unanswered.
const PLAN_TIMEOUT: Duration = Duration::from_millis(1_500);
/// How long the database may take to close.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

impl Bot {
    /// Serves until `stop` is ready; then begins nothing new, lets what is in flight finish within five seconds, and
    /// returns. A connection that is lost is taken up again.
    ///
    /// # Errors
    /// Discord does not accept the token or will not have the bot any more, this version can never use the database, or something that must not end has
    /// ended.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> Result<(), StartError> {
        let state = Arc::clone(&self.state);
        warn_of_zones(&state);
        let mut stop = pin!(stop);
        tokio::select! {
            _ = async { tokio::join!(plan_alerts(&state), load_languages(&state)) } => {}
            () = &mut stop => return Ok(()),
        }
        if let Some(refusal) = state.store.refused().now_or_never() {
            return Err(StoreError::Tables(refusal).into());
        }
        let mut driver = background::start(&state);
        let mut gateway = None;
        let outcome = tokio::select! {
            end = self.connected(&mut gateway) => Err(end),
            ended = driver.task_ended() => Err(ended.into()),
            refusal = state.store.refused() => Err(StoreError::Tables(refusal).into()),
            () = stop => {
                info!("Stopping.");
                Ok(())
            }
        };
        state.stop.cancel();
        let closed = OptionFuture::from(gateway.map(Gateway::shut_down));
        tokio::join!(closed, finish(&state, &driver));
        if timeout(CLOSE_TIMEOUT, state.store.close()).await.is_err() {
            warn!("The database did not close in time.");
        }
        outcome
    }

    /// Connects to the gateway, however long that takes, and holds the connection in `kept` until it ends for good.
    async fn connected(&self, kept: &mut Option<Gateway>) -> StartError {
        let state = &self.state;
        let settings = match way_to_gateway(state).await {
            Ok(settings) => settings,
            Err(error) => return error,
        };
        let dispatcher = Dispatcher::new(Handle::current(), Arc::clone(state));
        let on_frame: OnFrame = Arc::new(move |frame| dispatcher.hear(frame));
        let board = self.connections.clone();
        match Gateway::start(settings, &self.token, board, on_frame) {
            Ok(gateway) => {
                let end = kept.insert(gateway).ended().await;
                StartError::Gateway(end.to_string())
            }
            Err(error) => StartError::Gateway(error.to_string()),
        }
    }
}

/// Whoever asks first is answered in the language of their server.
async fn load_languages(state: &AppState) {
    match timeout(PLAN_TIMEOUT, state.store.guild_locales()).await {
        Ok(Ok(languages)) => {
            for (guild, locale) in languages {
                state.guilds.fix_locale(guild, Some(locale));
            }
        }
        Ok(Err(error)) => warn!(%error, "The languages of the servers are not known yet."),
        Err(_) => warn!("The languages of the servers wait for the database, which takes long."),
    }
}

/// Zones in the settings that work, but without summer time.
fn warn_of_zones(state: &AppState) {
    let subscriptions = state.settings.alerts.subscription.iter();
    for warning in subscriptions.filter_map(SubscriptionSpec::zone_warning) {
        warn!("{warning}");
    }
}

async fn plan_alerts(state: &AppState) {
    match timeout(PLAN_TIMEOUT, state.alerts.reconcile()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => warn!(%error, "The alerts wait for the database."),
        Err(_) => warn!("The alerts wait for the database, which takes long."),
    }
}

/// Waits for the posts and answers that are in flight, but not for ever: a killer may be waiting behind whoever asked to
/// stop.
async fn finish(state: &AppState, driver: &Driver) {
    state.in_flight.close();
    let all = async { tokio::join!(driver.drain(), state.in_flight.wait()) };
    if timeout(DRAIN_TIMEOUT, all).await.is_err() {
        warn!(
            answers = state.in_flight.len(),
            "Not everything that was in flight finished in time; alerts in doubt are looked for after the next start."
        );
    }
}
