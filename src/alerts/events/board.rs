//! What scheduled events are kept through: the one seam between them and Discord, which tests fill with a Discord of their own.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use crate::store::EventContent;

/// An event of a server that is still to come, or under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundEvent {
    /// Discord's id.
    pub id: u64,
    /// Whether the bot made it.
    pub is_own: bool,
    /// Whether it has begun.
    pub is_active: bool,
    /// Its description; empty if it has none.
    pub description: String,
}

/// What is to be written anew in an event; `None` leaves a field as it is, whoever wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventChange {
    /// Its name.
    pub name: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// Its place.
    pub location: Option<String>,
    /// When it begins; never of one that has begun.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
}

/// Why Discord did not do as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// To be waited for, exactly as long. Nothing was done.
    #[error("Discord asks to wait {after:?}")]
    RateLimited {
        /// How long.
        after: Duration,
        /// Whether everything has to wait.
        everywhere: bool,
    },
    /// It may be well later: no answer, a failing server, or a refusal that says nothing about this server of Discord's.
    #[error("{0}")]
    ForNow(String),
    /// There is no such event any more, or it is over.
    #[error("{0}")]
    Gone(String),
    /// The server has as many events as Discord allows.
    #[error("{0}")]
    Full(String),
    /// The bot lacks the permission.
    #[error("{0}")]
    MissingPermission(String),
    /// The bot may do nothing there.
    #[error("{0}")]
    Refused(String),
    /// Discord will not have this event.
    #[error("{0}")]
    Rejected(String),
}

/// Who keeps events on Discord: one try each, and no waiting.
#[async_trait]
pub trait EventBoard: Send + Sync {
    /// The events of a server that are still to come or under way, whoever made them.
    async fn list(&self, guild: u64) -> Result<Vec<FoundEvent>, EventError>;

    /// Makes an event, and returns its id. It may have been made although the answer is [`EventError::ForNow`].
    async fn create(&self, guild: u64, content: &EventContent) -> Result<u64, EventError>;

    /// Writes an event anew.
    async fn change(&self, guild: u64, event: u64, change: &EventChange) -> Result<(), EventError>;

    /// Calls off an event that has not begun: Discord keeps it as cancelled.
    async fn cancel(&self, guild: u64, event: u64) -> Result<(), EventError>;

    /// Deletes an event.
    async fn delete(&self, guild: u64, event: u64) -> Result<(), EventError>;
}
