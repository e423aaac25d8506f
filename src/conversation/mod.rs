//! What people say to the bot that is no question for the pages: greetings, thanks, chatter, keyboard mash, and what they ask
//! of the bot itself, commands in plain words among them.
//!
//! - [`Listener::hear`]: from a message to an [`Utterance`], or none, and then the index of answers decides. When in doubt it
//!   is none.
//! - [`Utterance::reply`]: what is said to it.
//!
//! The lines and words are in `data/utterances.toml`.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod command;
mod data;
mod help;
mod listener;
mod nonsense;
mod phrase;
mod replies;
mod subjects;
mod utterance;
mod whats_new;

pub use help::{HelpRole, help_page};
pub use listener::{Listener, ListenerCache};
pub use utterance::{PlainCommand, Utterance};
