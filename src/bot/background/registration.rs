//! Registers the commands, where the start could not: those that Discord knows from before work meanwhile.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use tracing::warn;

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::gateway::Id;
use crate::bot::registration::register;
use crate::bot::state::AppState;

/// How long after a failure it is tried again. The commands of an application change with its version only.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(30);

pub(super) struct RegisterCommands {
    state: Arc<AppState>,
    application: Id,
    is_registered: bool,
    has_failed: bool,
}

impl RegisterCommands {
    /// `is_registered`: whether the start has done it.
    pub(super) fn new(state: Arc<AppState>, application: Id, is_registered: bool) -> Self {
        Self {
            state,
            application,
            is_registered,
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
        std::future::pending().await
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        if self.is_registered {
            return Ok(None);
        }
        let settings = &self.state.settings;
        let are_managers_alone = settings.alerts.manager_role.is_none();
        let rest = &self.state.rest;
        let done = register(
            rest,
            self.application,
            &settings.discord,
            are_managers_alone,
        )
        .await;
        let Err(error) = done else {
            self.is_registered = true;
            return Ok(None);
        };
        if !std::mem::replace(&mut self.has_failed, true) {
            warn!(%error, "The commands could not be registered; it is tried every {} s.", TRY_AGAIN.as_secs());
        }
        Ok(self.state.clock.now().saturating_add(TRY_AGAIN).ok())
    }
}
