//! Registers the commands, if that could not be done before the bot connected: those that Discord knows from before work meanwhile.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tracing::warn;

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::registration::register;
use crate::bot::state::AppState;

/// How long after a failure it is tried again. The commands of an application change with its version only.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(30);

pub(super) struct RegisterCommands {
    state: Arc<AppState>,
    owed: watch::Receiver<bool>,
    has_failed: bool,
}

impl RegisterCommands {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            owed: state.registration_owed.subscribe(),
            state,
            has_failed: false,
        }
    }
}

#[async_trait]
impl BackgroundTask for RegisterCommands {
    fn name(&self) -> &'static str {
        "registration"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.owed.changed().await.map_err(|_| SourceClosed)
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let state = &self.state;
        if !*self.owed.borrow_and_update() {
            return Ok(None);
        }
        let application = state.own.known().await;
        let Err(error) = register(&state.rest, application, &state.settings).await else {
            state.registration_owed.send_replace(false);
            return Ok(None);
        };
        if !std::mem::replace(&mut self.has_failed, true) {
            warn!(%error, "The commands could not be registered; it is tried every {} s.", TRY_AGAIN.as_secs());
        }
        Ok(state.clock.now().saturating_add(TRY_AGAIN).ok())
    }
}
