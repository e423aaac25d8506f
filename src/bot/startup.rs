//! Logging in: Discord is asked who the bot is, the commands are registered, and everything is put together.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use hyper::StatusCode;
use secrecy::SecretString;
use serde::Deserialize;
use tracing::warn;

use super::gateway::{ConnectionBoard, GatewaySettings, Id, SessionLimit};
use super::registration::register;
use super::rest::{RestClient, RestError};
use super::start_error::StartError;
use super::state::AppState;
use super::token::Token;
use crate::config::{Config, Shards};
use crate::knowledge::Library;
use crate::metrics::Metrics;
use crate::store::Store;
use clock::SharedClock;

/// How long all of the start may take: a wrong token or a missing server is one sentence within five seconds.
const START_TIMEOUT: Duration = Duration::from_millis(4_500);

/// How long a limit is waited for at the start.
const START_LIMIT_WAIT: Duration = Duration::from_secs(1);
/// How long the registration of the commands may keep the bot from serving.
const REGISTRATION_TIMEOUT: Duration = Duration::from_secs(2);

/// A bot that has logged in, not yet connected to the gateway.
pub struct Bot {
    pub(super) gateway: GatewaySettings,
    pub(super) connections: ConnectionBoard,
    pub(super) token: SecretString,
    pub(super) state: Arc<AppState>,
    pub(super) application: Id,
    /// Whether Discord has the commands.
    pub(super) is_registered: bool,
}

/// What `GET /gateway/bot` says.
/// <https://discord.com/developers/docs/events/gateway#get-gateway-bot>
#[derive(Deserialize)]
struct GatewayInfo {
    url: String,
    /// How many shards Discord recommends.
    #[serde(default = "one")]
    shards: u32,
    #[serde(default)]
    session_start_limit: SessionLimit,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize)]
struct Identity {
    id: Id,
}

impl Bot {
    /// Logs in and registers the commands. Commands that cannot be registered now are when the bot serves.
    ///
    /// # Errors
    /// The token is refused, or nobody answers well within five seconds.
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
        // A longer limit is waited for by whoever starts the bot, who can say so.
        let soon = rest.waiting_at_most(START_LIMIT_WAIT);
        let info: GatewayInfo = soon.get("/gateway/bot").await.map_err(failed)?;
        let application = own_id(&soon).await.map_err(failed)?;
        let is_registered = register_in_time(&soon, application, config)
            .await
            .map_err(failed)?;
        let state = AppState::new(config, rest, application.get(), library, clock)?;
        let gateway = settings(info, config.discord.shards);
        Ok(Self {
            connections: ConnectionBoard::new(gateway.shards()),
            token: token.secret().clone(),
            gateway,
            state: Arc::new(state),
            application,
            is_registered,
        })
    }

    /// What it remembers beyond its own life.
    pub fn store(&self) -> Store {
        self.state.store.clone()
    }

    /// What it counts.
    pub fn metrics(&self) -> Arc<Metrics> {
        Arc::clone(&self.state.metrics)
    }

    /// Says, whenever it is asked, whether every shard of this process is connected.
    pub fn is_connected(&self) -> impl Fn() -> BoxFuture<'static, bool> + Send + Sync + use<> {
        let connections = self.connections.clone();
        move || {
            let is_connected = connections.is_whole();
            Box::pin(async move { is_connected })
        }
    }
}

/// Whether the commands were registered. Those of before work meanwhile, and alerts need none, so a failure ends nothing.
///
/// # Errors
/// Discord does not accept the token.
async fn register_in_time(
    rest: &RestClient,
    application: Id,
    config: &Config,
) -> Result<bool, RestError> {
    let are_managers_alone = config.alerts.manager_role.is_none();
    let registered = register(rest, application, &config.discord, are_managers_alone);
    match tokio::time::timeout(REGISTRATION_TIMEOUT, registered).await {
        Ok(Ok(())) => Ok(true),
        Ok(Err(error @ RestError::Unauthorized { .. })) => Err(error),
        Ok(Err(error)) => {
            warn!(%error, "The commands are not registered yet; it is tried again beside everything else.");
            Ok(false)
        }
        Err(_) => {
            warn!(
                "The commands are not registered yet, which takes long; it goes on beside everything else."
            );
            Ok(false)
        }
    }
}

/// What Discord recommends, unless the settings say otherwise.
fn settings(info: GatewayInfo, shards: Shards) -> GatewaySettings {
    let recommended = info.shards.max(1);
    let (total, from, to) = match shards {
        Shards::Auto => (recommended, 0, recommended - 1),
        Shards::Range { total, from, to } => (total, from, to),
    };
    GatewaySettings {
        url: info.url,
        total,
        from,
        to,
        limit: info.session_start_limit,
    }
}

/// The id of the application, which is the bot user's too. A proxy or stand-in may know only one way to ask.
async fn own_id(rest: &RestClient) -> Result<Id, RestError> {
    for path in ["/applications/@me", "/oauth2/applications/@me"] {
        match rest.get::<Identity>(path).await {
            Err(RestError::Unavailable(refusal)) if refusal.status == StatusCode::NOT_FOUND => {}
            answer => return answer.map(|application| application.id),
        }
    }
    rest.get::<Identity>("/users/@me").await.map(|user| user.id)
}
