//! The bot: Discord's gateway and REST API, and nothing of theirs leaves this room.
//!
//! A question comes in through `gateway` as a command, a button, a form or a message (`interactions`, `features`), is looked
//! up in `pages`, and goes out through `interactions::responder`. Every failure leaves through one door, `error`. What runs
//! beside the gateway is in `background`.

mod background;
mod channel_kinds;
mod connect;
mod editors_channel;
mod error;
mod features;
mod form;
mod gateway;
mod guilds;
mod history_search;
mod interactions;
mod locales;
mod message;
mod messenger;
mod overload;
mod own_id;
mod registration;
mod rest;
mod serve;
mod start_error;
mod startup;
mod state;
mod token;

pub use background::driver::TaskEnded;
pub use features::registered as registered_commands;
pub use start_error::StartError;
pub use startup::Bot;
pub use token::Token;
