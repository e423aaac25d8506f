//! Logging in: Discord is asked who the bot is, the commands are registered, and everything is put together.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::BoxFuture;
use poise::serenity_prelude as serenity;
use reqwest::StatusCode;
use serde::Deserialize;
use serenity::{ConnectionStage, UserId};
use tracing::info;

use super::features;
use super::framework::connect;
use super::rest::{RestClient, RestError};
use super::start_error::StartError;
use super::state::AppState;
use super::token::Token;
use crate::config::{Config, DiscordConfig, Register};
use crate::knowledge::Library;
use crate::metrics::Metrics;
use crate::store::Store;
use clock::SharedClock;

/// How long all of the start may take: a wrong token or a missing server is one sentence within five seconds.
const START_TIMEOUT: Duration = Duration::from_millis(4_500);

/// A bot that has logged in and registered its commands, not yet connected to the gateway.
pub struct Bot {
    pub(super) client: serenity::Client,
    pub(super) state: Arc<AppState>,
}

#[derive(Deserialize)]
struct Gateway {
    url: String,
}

#[derive(Deserialize)]
struct Identity {
    id: UserId,
}

impl Bot {
    /// Logs in and registers the commands.
    ///
    /// # Errors
    /// The token is refused, nobody answers within five seconds, or Discord will not have the commands.
    pub async fn log_in(
        config: &Config,
        token: Token,
        library: Arc<Library>,
        clock: SharedClock,
    ) -> Result<Self, StartError> {
        let api_url = config.discord.api_url.trim_end_matches('/').to_owned();
        let start = Self::start(config, token, library, clock);
        tokio::time::timeout(START_TIMEOUT, start)
            .await
            .unwrap_or(Err(StartError::NoAnswer(api_url)))
    }

    async fn start(
        config: &Config,
        token: Token,
        library: Arc<Library>,
        clock: SharedClock,
    ) -> Result<Self, StartError> {
        let rest = RestClient::new(&config.discord.api_url, token.secret())
            .map_err(|error| StartError::Refused(error.to_string()))?;
        let failed = |error| StartError::of_request(rest.base(), error);
        let gateway: Gateway = rest.get("/gateway/bot").await.map_err(failed)?;
        let id = own_id(&rest).await.map_err(failed)?;
        register(&rest, id, &config.discord).await.map_err(failed)?;
        let state = Arc::new(AppState::new(
            config,
            rest.clone(),
            id.get(),
            library,
            clock,
        )?);
        let client = connect(rest.base(), token.secret(), Arc::clone(&state)).await?;
        // serenity asks `GET /gateway`, and dials Discord itself if that fails, whatever the `api_url`.
        *client.ws_url.lock().await = gateway.url;
        Ok(Self { client, state })
    }

    /// What it remembers beyond its own life.
    pub fn store(&self) -> Store {
        self.state.store.clone()
    }

    /// What it counts.
    pub fn metrics(&self) -> Arc<Metrics> {
        Arc::clone(&self.state.metrics)
    }

    /// Says, whenever it is asked, whether every shard that was started is connected.
    pub fn is_connected(&self) -> impl Fn() -> BoxFuture<'static, bool> + Send + Sync + use<> {
        let manager = Arc::clone(&self.client.shard_manager);
        let most = Arc::new(AtomicUsize::new(1));
        move || {
            let (manager, most) = (Arc::clone(&manager), Arc::clone(&most));
            Box::pin(async move {
                let runners = manager.runners.lock().await;
                // A shard that is begun anew is not among them until then.
                let expected = most
                    .fetch_max(runners.len(), Ordering::Relaxed)
                    .max(runners.len());
                let connected = runners
                    .values()
                    .filter(|runner| runner.stage == ConnectionStage::Connected);
                connected.count() == expected
            })
        }
    }
}

/// The id of the application, which is the bot user's too. A proxy or stand-in may know only one way to ask.
async fn own_id(rest: &RestClient) -> Result<UserId, RestError> {
    for path in ["/applications/@me", "/oauth2/applications/@me"] {
        match rest.get::<Identity>(path).await {
            Err(RestError::Unavailable(refusal)) if refusal.status == StatusCode::NOT_FOUND => {}
            answer => return answer.map(|application| application.id),
        }
    }
    rest.get::<Identity>("/users/@me").await.map(|user| user.id)
}

async fn register(rest: &RestClient, id: UserId, config: &DiscordConfig) -> Result<(), RestError> {
    let commands = features::registered();
    let paths: Vec<String> = match &config.register {
        Register::Global => vec![format!("/applications/{id}/commands")],
        Register::Guilds(guilds) => guilds
            .iter()
            .map(|guild| format!("/applications/{id}/guilds/{}/commands", guild.0))
            .collect(),
    };
    for path in paths {
        rest.put_commands(&path, &commands).await?;
    }
    info!(
        commands = commands.as_array().map_or(0, Vec::len),
        "The commands are registered."
    );
    Ok(())
}
