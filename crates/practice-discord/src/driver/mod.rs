//! Drives a bot in a test: acts as the people on the page, and looks at what the bot did. (Feature `driver`.)
//!
//! [`Page`] is a person's side: it types, uses commands, presses buttons and reads what the page shows. [`RestBot`] and
//! [`GatewayBot`] are bots without a library, for what needs no real one. [`TestServer`] has them all, around a
//! practice Discord whose clock stands still until a test moves it.
//!
//! Everything here panics rather than return an error, and where it waits it gives up after a minute: a test can do
//! nothing else about either.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use practice_discord::{driver::{INTENTS, TestServer}, ids::{ADA, GENERAL}};
//! use serde_json::json;
//!
//! let server = TestServer::start().await;
//! let mut page = server.page().await;
//! // Any bot that was pointed at `server.discord.url()` would do; this one has no library.
//! let mut bot = server.bot(INTENTS).await;
//!
//! page.say(ADA, GENERAL, "hello").await;
//! let message = bot.event("MESSAGE_CREATE").await;
//! let path = format!("/channels/{}/messages", message["channel_id"].as_str().unwrap());
//! server.rest.post(&path, &json!({ "content": "hello yourself" })).await;
//! let answer = page.frame("message").await;
//! assert_eq!(answer["message"]["content"], "hello yourself");
//! # server.discord.shutdown().await;
//! # }
//! ```

mod gateway;
mod page;
mod rest;
mod socket;

use std::sync::Arc;

use clock::ManualClock;
use jiff::SignedDuration;
use serde_json::{Value, json};

pub use self::{
    gateway::{ALL_INTENTS, EventCheck, GatewayBot, INTENTS},
    page::Page,
    rest::{Answer, RestBot},
};
use crate::{
    options::{Options, TOKEN},
    server::PracticeDiscord,
    snowflake::Snowflake,
};

/// A practice Discord on a free port, with the clock that its rules go by.
pub struct TestServer {
    /// The clock, which stands still until it is moved.
    pub clock: Arc<ManualClock>,
    /// The server itself.
    pub discord: PracticeDiscord,
    /// Requests in the bot's name.
    pub rest: RestBot,
    /// Is called with every event that a [`bot`](Self::bot) of this server receives; does nothing unless it is set.
    pub check_event: EventCheck,
}

impl TestServer {
    /// Starts one whose clock shows nine in the morning (UTC) of 2 March 2026, a Monday.
    pub async fn start() -> Self {
        let begin = "2026-03-02T09:00:00Z".parse().expect("an instant");
        let clock = Arc::new(ManualClock::at(begin));
        Self::start_with(clock.clone(), Options::new(clock)).await
    }

    /// Starts one that is set up as `options` say, whose [`Options::clock`] is, or goes by, `clock`.
    pub async fn start_with(clock: Arc<ManualClock>, options: Options) -> Self {
        let listen = "127.0.0.1:0".parse().expect("an address");
        let discord = PracticeDiscord::start_with(listen, options)
            .await
            .expect("a free port");
        Self {
            clock,
            rest: RestBot::new(&discord.url(), TOKEN),
            discord,
            check_event: |_| {},
        }
    }

    /// Moves the clock ahead.
    pub fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// Opens the page.
    pub async fn page(&self) -> Page {
        Page::open(self.discord.address()).await
    }

    /// Connects a bot to the gateway that has heard HELLO and not identified.
    pub async fn dial(&self) -> GatewayBot {
        GatewayBot::dial(self.discord.address(), self.check_event).await
    }

    /// Connects a bot that has identified, and has heard READY and of the practice server.
    pub async fn bot(&self, intents: u64) -> GatewayBot {
        let mut bot = self.dial().await;
        bot.identify(intents).await;
        bot
    }

    /// The practice server as a bot that connects hears of it: the data of `GUILD_CREATE`.
    pub async fn guild(&self, intents: u64) -> Value {
        let mut bot = self.dial().await;
        bot.send(2, &GatewayBot::identity(intents)).await;
        bot.until("GUILD_CREATE").await
    }

    /// The threads that the page lists for this person, oldest first: `name`, `type`, `parent_id`, `members`,
    /// `archived`, `locked`.
    pub async fn threads(&self, person: Snowflake) -> Vec<Value> {
        let hello = self.page().await.hello;
        let channels = hello["channels"].as_array().expect("channels").iter();
        let is_listed = |channel: &&Value| match channel["type"].as_u64() {
            Some(11) => true,
            Some(12) => {
                let members = channel["members"].as_array().expect("members");
                members.contains(&json!(person))
            }
            _ => false,
        };
        channels.filter(is_listed).cloned().collect()
    }
}
