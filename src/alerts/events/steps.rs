//! Carries out one step for a server: on record first, where a crash could otherwise make an event twice or take the bot's own
//! deletion for somebody else's.

use jiff::SignedDuration;
use tracing::{info, warn};

use super::board::{EventBoard, EventError};
use super::diff::EventStep;
use crate::store::{EventContent, EventState, Store, StoreError};
use clock::SharedClock;

/// For how long a server is lent: longer than its list and one event take. Each event that is made lends it anew.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// What came of a step.
pub(super) enum Taken {
    /// It is done, and on record.
    Done,
    /// The server has as many events as Discord allows.
    Full,
    /// Nothing more can be done there for now.
    Halted(EventError),
    /// Another worker has the server now.
    Lost,
}

/// What steps need.
pub(super) struct Stepper<'s> {
    pub(super) store: &'s Store,
    pub(super) clock: &'s SharedClock,
    pub(super) board: &'s dyn EventBoard,
    /// Who has the server on loan.
    pub(super) worker: &'s str,
    pub(super) guild: u64,
}

impl Stepper<'_> {
    /// Carries out a step.
    ///
    /// # Errors
    /// The database cannot be reached. The next look finds out what was done.
    pub(super) async fn take(&self, step: EventStep) -> Result<Taken, StoreError> {
        let (store, guild) = (self.store, self.guild);
        match step {
            EventStep::Create { summit_id, content } => {
                return self.create(&summit_id, &content).await;
            }
            EventStep::Change {
                summit_id,
                event_id,
                content,
                change,
            } => {
                let changed = self.board.change(guild, event_id, &change).await;
                return self.changed(changed, &summit_id, event_id, &content).await;
            }
            EventStep::Cancel {
                summit_id,
                event_id,
            } => {
                store.begin_event_end(guild, &summit_id).await?;
                let mut ended = self.board.cancel(guild, event_id).await;
                // It has begun meanwhile, and what has begun cannot be called off.
                if matches!(ended, Err(EventError::Rejected(_))) {
                    ended = self.board.delete(guild, event_id).await;
                }
                return self.ended(ended, Some(&summit_id)).await;
            }
            EventStep::Delete {
                summit_id,
                event_id,
            } => {
                if let Some(summit_id) = &summit_id {
                    store.begin_event_end(guild, summit_id).await?;
                }
                let ended = self.board.delete(guild, event_id).await;
                return self.ended(ended, summit_id.as_deref()).await;
            }
            EventStep::Forget { summit_id } => store.forget_event(guild, &summit_id).await?,
            EventStep::Dismiss { summit_id } => {
                info!(
                    guild,
                    summit = summit_id,
                    "Somebody deleted an event; it is not made again."
                );
                let state = EventState::Dismissed;
                store
                    .set_event_aside(guild, &summit_id, state, None)
                    .await?;
            }
            EventStep::Adopt {
                summit_id,
                event_id,
                sent,
            } => {
                store
                    .record_event(guild, &summit_id, event_id, &sent)
                    .await?;
            }
        }
        Ok(Taken::Done)
    }

    async fn create(&self, summit_id: &str, content: &EventContent) -> Result<Taken, StoreError> {
        let (store, guild) = (self.store, self.guild);
        let now = self.clock.now();
        let until = now.saturating_add(LEASE).unwrap_or(now);
        let begun = store.begin_event(guild, self.worker, until, summit_id, content);
        if !begun.await? {
            return Ok(Taken::Lost);
        }
        match self.board.create(guild, content).await {
            Ok(event_id) => {
                store
                    .record_event(guild, summit_id, event_id, content)
                    .await?;
                info!(
                    guild,
                    summit = summit_id,
                    event = event_id,
                    "An event is made."
                );
                Ok(Taken::Done)
            }
            Err(EventError::Rejected(detail)) => {
                warn!(
                    guild,
                    summit = summit_id,
                    detail,
                    "Discord rejects an event."
                );
                let state = EventState::Rejected;
                let aside = store.set_event_aside(guild, summit_id, state, Some(&detail));
                aside.await?;
                Ok(Taken::Done)
            }
            // Nobody knows whether it was made: the next look does.
            Err(error @ EventError::ForNow(_)) => Ok(Taken::Halted(error)),
            Err(error) => {
                store.forget_event(guild, summit_id).await?;
                Ok(match error {
                    EventError::Full(_) => Taken::Full,
                    error => Taken::Halted(error),
                })
            }
        }
    }

    async fn changed(
        &self,
        changed: Result<(), EventError>,
        summit_id: &str,
        event_id: u64,
        content: &EventContent,
    ) -> Result<Taken, StoreError> {
        let (store, guild) = (self.store, self.guild);
        match changed {
            Ok(()) => {}
            Err(EventError::Gone(_)) => {
                let state = EventState::Dismissed;
                store.set_event_aside(guild, summit_id, state, None).await?;
                return Ok(Taken::Done);
            }
            // It stays as it is until the calendar says something else again.
            Err(EventError::Rejected(detail)) => {
                warn!(
                    guild,
                    summit = summit_id,
                    detail,
                    "Discord rejects a change of an event."
                );
            }
            Err(error) => return Ok(Taken::Halted(error)),
        }
        store
            .record_event(guild, summit_id, event_id, content)
            .await?;
        Ok(Taken::Done)
    }

    async fn ended(
        &self,
        ended: Result<(), EventError>,
        summit_id: Option<&str>,
    ) -> Result<Taken, StoreError> {
        match ended {
            Ok(()) | Err(EventError::Gone(_)) => {}
            Err(error) => return Ok(Taken::Halted(error)),
        }
        if let Some(summit_id) = summit_id {
            self.store.forget_event(self.guild, summit_id).await?;
        }
        Ok(Taken::Done)
    }
}
