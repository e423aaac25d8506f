//! Resumes the subscriptions that were paused as their channel was closed to the bot, once it is open again: soon after
//! something changed on their server, and by a look at all of them every ten minutes.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::features::alerts::reopened::{resume_next, resume_on};
use crate::bot::state::AppState;

/// How often all are looked at.
const LOOK_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// The time from one part of them to the next, where there are many.
const NEXT_PART_AFTER: SignedDuration = SignedDuration::from_secs(60);
/// How long the changes of a server are gathered before it is looked at: a manager makes several.
const GATHERED_FOR: SignedDuration = SignedDuration::from_secs(10);

pub(super) struct ResumeReopened {
    state: Arc<AppState>,
    /// The id of the subscription after which the look at all goes on; empty at its beginning.
    after: String,
    next_part: Timestamp,
    /// When the changed servers are looked at; `None` if none changed.
    look_at_changed: Option<Timestamp>,
}

impl ResumeReopened {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            next_part: state.clock.now(),
            state,
            after: String::new(),
            look_at_changed: None,
        }
    }
}

#[async_trait]
impl BackgroundTask for ResumeReopened {
    fn name(&self) -> &'static str {
        "reopened"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.state.access_changes.changed().await;
        Ok(())
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let state = &self.state;
        // What the bot may do where depends on who it is.
        if !state.knows_itself().await {
            return Ok(None);
        }
        let now = state.clock.now();
        let in_a_while = |wait| now.saturating_add(wait).unwrap_or(now);
        if !state.access_changes.is_empty() {
            let at = *self
                .look_at_changed
                .get_or_insert_with(|| in_a_while(GATHERED_FOR));
            if now >= at {
                self.look_at_changed = None;
                for guild in state.access_changes.take() {
                    resume_on(state, guild).await?;
                }
            }
        }
        if now >= self.next_part {
            let last = resume_next(state, &self.after).await?;
            self.next_part = in_a_while(match last {
                Some(_) => NEXT_PART_AFTER,
                None => LOOK_EVERY,
            });
            self.after = last.unwrap_or_default();
        }
        let next = self.look_at_changed.unwrap_or(self.next_part);
        Ok(Some(next.min(self.next_part)))
    }
}
