//! How a practice Discord is set up: its clocks, its token, its size.

use std::sync::Arc;

use clock::{MovableClock, SharedClock};
use jiff::{SignedDuration, Timestamp};

/// The token a bot logs in with. Its first part is the bot's id in base64, as in a real token, since some libraries
/// read it from there.
pub const TOKEN: &str = "MTEwMDAwMDAwMDAwMDAwMDAyMA.attache.practice-discord";

/// How a practice Discord is set up; [`Options::new`] has the usual values.
#[derive(Clone)]
pub struct Options {
    /// The clock that all rules go by: three seconds for an answer, rate limits, nonces.
    pub clock: SharedClock,
    /// The clock that is shown and that the page can move; `None` shows `clock`. It should run on `clock`, so that
    /// moving it neither shortens nor extends any limit.
    pub movable: Option<Arc<MovableClock>>,
    /// Instants that the page offers to move to, each with its label.
    pub moments: Vec<(String, Timestamp)>,
    /// Whether any token that is not empty is accepted, not only [`TOKEN`].
    pub accept_any_token: bool,
    /// How many requests [`PracticeDiscord::requests`](crate::PracticeDiscord::requests) remembers, the newest of all.
    pub keep_requests: usize,
    /// How long a nonce is remembered.
    pub keep_nonces: SignedDuration,
    /// How many guilds there are besides the practice server, with the same people in them and no threads.
    pub further_guilds: u32,
    /// How many text channels each of these has.
    pub further_channels: u32,
    /// Whether the bot has been added to the practice server just now, and not long ago.
    pub newly_joined: bool,
    /// Whether the application has an Entry Point command, as one with an Activity has: `launch`, handled by Discord.
    pub entry_point: bool,
}

/// A guild that the bot is added to while it runs; [`NewGuild::numbered`] has the usual values.
#[derive(Clone, Debug)]
pub struct NewGuild {
    /// Its id is that of [`further_guild`](crate::ids::further_guild) with this number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// The language it prefers, such as `fr`.
    pub locale: String,
    /// How many text channels it has.
    pub channels: u32,
    /// Which of them, from 0, is the one for system messages.
    pub system_channel: Option<u32>,
    /// What the bot may not do in one of them, as permission bits.
    pub denied: Vec<(u32, u64)>,
}

impl NewGuild {
    /// One text channel, which is for system messages, English, and nothing that the bot may not do.
    pub fn numbered(number: u32) -> Self {
        Self {
            number,
            name: format!("Server {number}"),
            locale: "en-US".to_owned(),
            channels: 1,
            system_channel: Some(0),
            denied: Vec::new(),
        }
    }
}

impl Options {
    /// [`TOKEN`] alone, the newest 1,000 requests, nonces for five minutes (Discord says "a few"), and one guild.
    pub fn new(clock: SharedClock) -> Self {
        Self {
            clock,
            movable: None,
            moments: Vec::new(),
            accept_any_token: false,
            keep_requests: 1_000,
            keep_nonces: SignedDuration::from_mins(5),
            further_guilds: 0,
            further_channels: 0,
            newly_joined: false,
            entry_point: false,
        }
    }
}
