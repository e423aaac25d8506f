//! The bot: serenity and poise, and nothing of theirs leaves this room.
//!
//! A question comes in as a command (`commands/`, one file each) or as a pressed button (`press`), is looked up in
//! `pages`, and goes out through `answer`. Every failure leaves through one door, `failure`.

mod alerts;
mod ask;
mod channel_access;
mod commands;
mod concurrency_limit;
mod editors;
mod error;
mod locales;
mod message;
mod messages;
mod messenger;
mod permissions;
mod press;
mod rendered;
mod responder;
mod rest;
mod run;
mod state;
mod tours;

use error::Failure;

pub use commands::registered as registered_commands;
pub use rendered::RenderedPages;
pub use run::{Bot, StartError, Token};
