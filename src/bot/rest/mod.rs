//! The one door to Discord's REST API. Every request that is not the answer to an interaction leaves here: with one retry
//! policy (`client`), a method for each request (`endpoints`), one set of limits for the whole process (`rate_limit`,
//! `buckets`), in which alerts go first (`queue`), one message that always carries a nonce (`message`), and errors that say
//! what may be done next (`error`).
//! Answers to interactions leave by `callback`: Discord does not limit them, and they must not wait. When one is sent again,
//! `tries` says.

mod buckets;
mod callback;
mod client;
mod crosspost;
mod endpoints;
mod error;
mod file;
mod message;
mod queue;
mod rate_limit;
mod scheduled_events;
#[cfg(test)]
mod tests;
mod tries;

use std::time::Duration;

pub(in crate::bot) use callback::{CallbackBody, CallbackClient, CallbackKind};
pub(in crate::bot) use client::RestClient;
pub(in crate::bot) use crosspost::CrosspostError;
pub(in crate::bot) use endpoints::{MESSAGES_PER_PAGE, MessagesFrom, NewThread, StoredMessage};
pub(in crate::bot) use error::{Doubt, RestError};
pub(in crate::bot) use file::File;
pub(in crate::bot) use message::{CreateMessage, EditMessage, Nonce};
pub(in crate::bot) use scheduled_events::DiscordEvents;

/// How long one request may take, from its sending to the end of its answer.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(4);
