//! Questions in plain words: `/ask`, and messages that mention the bot.

pub(in crate::bot) mod answer;
mod asker;
pub(in crate::bot) mod command;
pub(in crate::bot) mod limits;
pub(in crate::bot) mod messages;
pub(in crate::bot) mod questions;
pub(in crate::bot) mod rating;
mod utterance;
