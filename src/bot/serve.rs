//! Serving: the gateway, and beside it all of `background`, until somebody asks to stop.

use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use serenity::ShardManager;
use tracing::{info, warn};

use super::background::{alerts, editors, reviews};
use super::features::ask::answer;
use super::start_error::StartError;
use super::startup::Bot;
use crate::config::Shards;
use crate::knowledge::watch;

/// How long the first look at the alerts may keep the bot from connecting.
const PLAN_TIMEOUT: Duration = Duration::from_millis(1_500);
/// How long saying goodbye may take.
const STOP_TIMEOUT: Duration = Duration::from_secs(1);

impl Bot {
    /// Serves until `stop` is ready. A connection that is lost is taken up again.
    ///
    /// # Errors
    /// Discord will not have the bot any more.
    pub async fn serve(self, stop: impl Future<Output = ()>) -> Result<(), StartError> {
        let Self {
            mut client,
            shards,
            state,
            watch_knowledge,
        } = self;
        let manager: Arc<ShardManager> = Arc::clone(&client.shard_manager);
        let library = Arc::clone(&state.library);
        let watching = async {
            if watch_knowledge && let Err(error) = watch(library).await {
                warn!(%error, "The knowledge folder is not watched; `/attache reload` reads it anew.");
            }
            std::future::pending::<()>().await;
        };
        let serving = async {
            match shards {
                Shards::Auto => client.start_autosharded().await,
                Shards::Range { total, from, to } => {
                    client.start_shard_range(from..to + 1, total).await
                }
            }
        };
        let store = state.floor.store().clone();
        // Whoever sees the bot come finds its alerts planned. A database that is away keeps no question unanswered.
        match tokio::time::timeout(PLAN_TIMEOUT, state.floor.reconcile()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => warn!(%error, "The alerts wait for the database."),
            Err(_) => warn!("The alerts wait for the database, which takes long."),
        }
        let alerts = alerts::deliver(Arc::clone(&state));
        let reviews = reviews::ask(Arc::clone(&state));
        let outcome = tokio::select! {
            result = serving => result.map_err(|error| Box::new(error).into()),
            () = alerts => Ok(()),
            () = reviews => Ok(()),
            () = watching => Ok(()),
            () = answer::keep_ready(Arc::clone(&state)) => Ok(()),
            () = editors::follow(state) => Ok(()),
            () = stop => {
                info!("Stopping.");
                // A shard that has lost its connection would be waited for much longer.
                let _ = tokio::time::timeout(STOP_TIMEOUT, manager.shutdown_all()).await;
                Ok(())
            }
        };
        let _ = tokio::time::timeout(STOP_TIMEOUT, store.close()).await;
        outcome
    }
}
