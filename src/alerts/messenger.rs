//! What alerts are posted through: the one seam between `alerts` and Discord, which tests fill with a Discord of their own.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use crate::reply::Reply;
use crate::store::{AlertReason, Cause};

/// Whom a message notifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notified {
    /// Whoever has the role of this id.
    Role(u64),
    /// The user of this id.
    User(u64),
}

/// A message that the bot posts by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// What the delivery is known by: the message's nonce, and part of its buttons.
    pub delivery: String,
    /// What a locked phone shows.
    pub headline: String,
    /// Who is called; nobody else is notified, whoever the message names.
    pub notified: Vec<Notified>,
    /// The message in the same channel that it is about.
    pub in_reply_to: Option<u64>,
    /// What it says.
    pub reply: Reply,
}

/// What a look into a channel's history found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The message of this id.
    Message(u64),
    /// It is not there.
    Nothing,
    /// Something was posted since, and the history does not show it: the bot may not read it.
    Unreadable,
}

/// A message that was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posted {
    /// The message's id.
    pub message_id: u64,
    /// Whether some members of the role that it mentions were not reached, as they are not in the thread.
    pub has_missed_roles: bool,
}

impl From<u64> for Posted {
    /// The message of this id, which reached everybody.
    fn from(message_id: u64) -> Self {
        Self {
            message_id,
            has_missed_roles: false,
        }
    }
}

/// Why Discord did not do as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// To be waited for, exactly as long. Nothing was posted.
    #[error("Discord asks to wait {after:?}")]
    RateLimited {
        /// How long.
        after: Duration,
        /// Whether everything has to wait.
        everywhere: bool,
    },
    /// Nobody knows whether it was done: no answer, or the server failed.
    #[error("{0}")]
    Ambiguous(String),
    /// Nothing was posted, for a reason that says nothing about this channel: what stands before Discord's API let nothing
    /// through, or a part of Discord is switched off.
    #[error("{detail}")]
    RefusedForNow {
        /// The answer, in short.
        detail: String,
        /// Whether Discord shuts the address out after too many such answers.
        counts: bool,
    },
    /// Nothing was posted, as the bot is timed out on the server; until then, unless that is ended sooner.
    #[error("{detail}")]
    TimedOut {
        /// When the time-out ends.
        until: Timestamp,
        /// Discord's own words.
        detail: String,
    },
    /// It was posted by an earlier attempt, and somebody has deleted it since.
    #[error("{0}")]
    DeletedSince(String),
    /// The channel is gone or closed to the bot; asking again would only harm.
    #[error("{0}")]
    ChannelUnavailable(String),
    /// Discord will not have this message.
    #[error("{0}")]
    Rejected(String),
}

impl From<&PostError> for Cause {
    /// What kept an alert from being posted, as it is put on record.
    fn from(error: &PostError) -> Self {
        let reason = match error {
            PostError::RateLimited { .. } => AlertReason::RateLimited,
            PostError::Ambiguous(_) => AlertReason::Ambiguous,
            PostError::RefusedForNow { .. } => AlertReason::RefusedForNow,
            PostError::TimedOut { .. } => AlertReason::TimedOut,
            PostError::DeletedSince(_) => AlertReason::DeletedSince,
            PostError::ChannelUnavailable(_) => AlertReason::ChannelUnavailable,
            PostError::Rejected(_) => AlertReason::RejectedByDiscord,
        };
        Self {
            reason,
            detail: Some(error.to_string()),
        }
    }
}

/// Who carries messages to Discord: one try each, and no waiting.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// How long this channel has to wait before another message, as Discord said with the last one.
    fn wait_for(&self, channel: u64) -> Option<Duration>;

    /// Posts.
    async fn post(&self, channel: u64, post: &Post) -> Result<Posted, PostError>;

    /// Writes a message anew. It calls nobody.
    async fn edit(&self, channel: u64, message: u64, reply: &Reply) -> Result<(), PostError>;

    /// Looks in a channel's history for the message of this delivery. `attempts` are the times at which it may have been
    /// posted, soonest first: it is looked for among the newest messages and, however many stand above it, around each of
    /// these times.
    async fn find(
        &self,
        channel: u64,
        delivery: &str,
        attempts: &[Timestamp],
    ) -> Result<Found, PostError>;

    /// The channel of direct messages with a user.
    async fn direct(&self, user: u64) -> Result<u64, PostError>;
}
