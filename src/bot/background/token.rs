//! Finds out whether Discord accepts the bot token again, once it has said that it does not: nothing else may be sent meanwhile.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tracing::debug;

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::gateway::Id;
use crate::bot::state::AppState;

/// How often Discord is asked while it does not accept the token. The limits let nothing out for the minute after each refusal.
const ASK_EVERY: SignedDuration = SignedDuration::from_secs(61);

pub(super) struct CheckToken(pub(super) Arc<AppState>);

/// The bot's own user.
#[derive(Deserialize)]
struct Own {
    id: Id,
}

#[async_trait]
impl BackgroundTask for CheckToken {
    fn name(&self) -> &'static str {
        "token"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.0.rest.token_refused().await;
        Ok(())
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let state = &self.0;
        let is_refused = || state.metrics.discord.is_token_refused();
        if is_refused() {
            // What comes of it is noted where every answer is.
            match state.rest.get::<Own>("/users/@me").await {
                Ok(own) => debug!(id = %own.id, "Discord was asked who the bot is."),
                Err(error) => debug!(%error, "Discord was asked who the bot is."),
            }
        }
        let next = state.clock.now().saturating_add(ASK_EVERY).ok();
        Ok(next.filter(|_| is_refused()))
    }
}
