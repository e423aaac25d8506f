//! A practice Discord: Discord's REST API v10 and gateway on this machine, with a page in the browser for people.
//!
//! Start a [`PracticeDiscord`], point any bot at it, and act as its users on the page or, in a test, over the page's
//! socket with the `driver` module (a feature). It keeps Discord's rules (three seconds to answer an interaction, limits, rate
//! limits, nonces, intents), and a test can order what is to go wrong ([`Fault`]). The `README.md` says what it covers
//! of Discord and what it does not.
//!
//! - [`PracticeDiscord`]: a running server; [`Options`]: how it is set up; [`NewGuild`]: one that the bot joins later.
//! - [`ids`]: the guild, channels, roles and people that are always there.
//! - [`Request`]: what a bot sent; [`Fault`]: what goes wrong on order.
//!
//! Everything it holds is bounded: 500 messages a channel, 1,000 threads, 32 MiB of files, 5,000 interactions, 2 MiB of
//! events a session, and the newest requests.
#![warn(missing_docs)]

mod api_error;
mod connections;
#[cfg(feature = "driver")]
pub mod driver;
mod gateway;
mod host_check;
mod hub;
pub mod ids;
mod options;
mod orders;
mod page;
mod page_socket;
mod rest;
mod server;
mod snowflake;
mod validate;
mod web_socket;
mod world;

pub use self::{
    hub::{Compression, Fault, Request, SentFile},
    options::{NewGuild, Options, TOKEN},
    server::PracticeDiscord,
    snowflake::Snowflake,
};
