//! The bot: serenity and poise, and nothing of theirs leaves this room.
//!
//! A question comes in as a command (`commands/`, one file each) or as a pressed button (`press`), is looked up in
//! `pages`, and goes out through `answer`. Every failure leaves through one door, `failure`.

mod alerts;
mod answer;
mod ask;
mod commands;
mod desk;
mod editors;
mod failure;
mod locales;
mod message;
mod messages;
mod messenger;
mod overload;
mod permissions;
mod place;
mod prepared;
mod press;
mod run;
mod sender;
mod tours;

use failure::Failure;

pub use commands::registered as registered_commands;
pub use prepared::Prepared;
pub use run::{Bot, StartError, Token};
