//! Serving: the gateway, and beside it all of `background`, until somebody asks to stop or something ends that must not.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tracing::{info, warn};

use super::background::{self, DRAIN_TIMEOUT, Driver};
use super::start_error::StartError;
use super::startup::Bot;
use super::state::AppState;
use crate::config::Shards;

/// How long the first plan of the alerts may keep the bot from connecting: whoever sees it come finds its alerts planned,
/// but a database that is away keeps no question unanswered.
const PLAN_TIMEOUT: Duration = Duration::from_millis(1_500);
/// How long the gateway and the database may each take to close. A shard that has lost its connection would be waited for
/// much longer.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

impl Bot {
    /// Serves until `stop` is ready; then begins nothing new, lets what is in flight finish within five seconds, and
    /// returns. A connection that is lost is taken up again.
    ///
    /// # Errors
    /// Discord will not have the bot any more, or something that must not end has ended.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> Result<(), StartError> {
        let Self { mut client, state } = self;
        let shards = Arc::clone(&client.shard_manager);
        plan_alerts(&state).await;
        let mut driver = background::start(&state);
        let outcome = tokio::select! {
            ended = connect(&mut client, state.settings.discord.shards) => Err(ended),
            ended = driver.task_ended() => Err(ended.into()),
            () = stop => {
                info!("Stopping.");
                Ok(())
            }
        };
        state.stop.cancel();
        let (_, ()) = tokio::join!(
            timeout(CLOSE_TIMEOUT, shards.shutdown_all()),
            finish(&state, &driver),
        );
        if timeout(CLOSE_TIMEOUT, state.store.close()).await.is_err() {
            warn!("The database did not close in time.");
        }
        outcome
    }
}

/// Holds the connection to the gateway, and says why it ended.
async fn connect(client: &mut serenity::Client, shards: Shards) -> StartError {
    let ended = match shards {
        Shards::Auto => client.start_autosharded().await,
        Shards::Range { total, from, to } => client.start_shard_range(from..to + 1, total).await,
    };
    match ended {
        Ok(()) => StartError::GatewayEnded,
        Err(error) => Box::new(error).into(),
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
