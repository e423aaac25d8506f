//! The one door to Discord's REST API. Every request that is not the answer to an interaction leaves here: with one retry
//! policy (`client`), one set of limits for the whole process (`rate_limit`), one shape of message that always carries a
//! nonce (`message`), and errors that say what may be done next (`error`).
//!
//! Answers to interactions go through serenity (`bot/interactions/responder.rs`): Discord does not limit them, and they must not wait.

mod client;
mod error;
mod message;
mod rate_limit;
#[cfg(test)]
mod tests;

pub(in crate::bot) use client::{MESSAGES_PER_PAGE, NewThread, RestClient};
pub(in crate::bot) use error::{Doubt, RestError};
pub(in crate::bot) use message::{CreateMessage, EditMessage, Nonce};
