//! Puts everything together. Nothing is asked of Discord or of the database yet.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use secrecy::SecretString;

use super::gateway::ConnectionBoard;
use super::rest::RestClient;
use super::start_error::StartError;
use super::state::AppState;
use super::token::Token;
use crate::config::Config;
use crate::knowledge::Library;
use crate::metrics::Metrics;
use crate::store::Store;
use clock::SharedClock;

/// A bot that is ready to serve.
pub struct Bot {
    pub(super) connections: ConnectionBoard,
    pub(super) token: SecretString,
    pub(super) state: Arc<AppState>,
}

impl Bot {
    /// A bot for these settings.
    ///
    /// # Errors
    /// The settings are at fault, or the token cannot be one.
    pub fn new(
        config: &Config,
        token: &Token,
        library: Arc<Library>,
        clock: SharedClock,
    ) -> Result<Self, StartError> {
        let rest = RestClient::new(&config.discord.api_url, token.secret(), Arc::clone(&clock))
            .map_err(|error| StartError::Refused(error.to_string()))?;
        let state = AppState::new(config, rest, library, clock)?;
        Ok(Self {
            connections: ConnectionBoard::default(),
            token: token.secret().clone(),
            state: Arc::new(state),
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
