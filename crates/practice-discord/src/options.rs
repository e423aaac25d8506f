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
        }
    }
}
