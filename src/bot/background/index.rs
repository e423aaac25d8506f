//! Keeps the index of answers ready: after a reload and at midnight it is made again, and questions are answered from the
//! last one meanwhile.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use tokio::sync::watch;

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::state::AppState;
use crate::knowledge::LibraryStatus;

pub(super) struct KeepIndex {
    state: Arc<AppState>,
    knowledge: watch::Receiver<LibraryStatus>,
}

impl KeepIndex {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            knowledge: state.library.subscribe(),
            state,
        }
    }
}

#[async_trait]
impl BackgroundTask for KeepIndex {
    fn name(&self) -> &'static str {
        "index"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.knowledge.changed().await.map_err(|_| SourceClosed)
    }

    /// Looks every now and then whether the day has changed, which costs nothing if it has not.
    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let (knowledge, as_of) = (self.state.knowledge(), self.state.as_of());
        let is_current = || !self.knowledge.has_changed().unwrap_or(true);
        let questions = &self.state.questions;
        questions.update(knowledge, as_of, is_current).await;
        let tomorrow = as_of.today.tomorrow().ok();
        let midnight = tomorrow.and_then(|day| {
            let midnight = day.to_datetime(Time::midnight());
            TimeZone::UTC.to_timestamp(midnight).ok()
        });
        Ok(midnight)
    }
}
