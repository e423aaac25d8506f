//! Keeps Discord's scheduled events in step with the calendar, on the servers that asked for it.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;

use super::driver::{BackgroundTask, SourceClosed, TaskError, name_of_its_own};
use crate::bot::rest::DiscordEvents;
use crate::bot::state::AppState;
use crate::knowledge::LibraryStatus;

pub(super) struct KeepEvents {
    state: Arc<AppState>,
    board: DiscordEvents,
    knowledge: watch::Receiver<LibraryStatus>,
    /// A name that no two processes share, on whatever machines.
    worker: String,
}

impl KeepEvents {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            board: DiscordEvents::new(&state.rest, &state.own),
            knowledge: state.library.subscribe(),
            worker: name_of_its_own(),
            state,
        }
    }
}

#[async_trait]
impl BackgroundTask for KeepEvents {
    fn name(&self) -> &'static str {
        "events"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        tokio::select! {
            () = self.state.events.woken() => Ok(()),
            changed = self.knowledge.changed() => {
                self.state.events.request();
                changed.map_err(|_| SourceClosed)
            }
        }
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let (events, stop) = (&self.state.events, &self.state.stop);
        // Only then is it known which events are its own.
        if !self.state.knows_itself().await {
            return Ok(None);
        }
        let looked = events.look_at_due(&self.board, &self.worker, stop).await;
        Ok(Some(looked?))
    }
}
