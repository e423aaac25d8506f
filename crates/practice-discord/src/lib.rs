//! The practice Discord: Discord's REST API v10 and gateway on this machine, with a page in the browser.
//!
//! `attache sandbox` starts it and connects the bot to it; tests drive it over the page's socket. It
//! knows nothing of the bot. What it holds is bounded: 500 messages a channel, 1,000 threads, 32 MiB of files, 5,000
//! interactions, 2 MiB of events a session, and the newest requests.

mod faults;
mod gateway;
mod guard;
pub mod ids;
mod lines;
mod page;
mod people;
mod refusal;
mod requests;
mod rest;
mod shared;
mod snowflake;
mod validate;
mod world;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{any, get},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time};

pub use self::{
    faults::Fault,
    requests::{Request, SentFile},
    snowflake::Snowflake,
};
use self::{
    lines::{Lines, Scissors},
    refusal::Refusal,
    shared::Shared,
};
use clock::{MovableClock, SharedClock};

/// What the bot logs in with. The first part names the bot, as in a real token.
pub const TOKEN: &str = "MTEwMDAwMDAwMDAwMDAwMDAyMA.attache.practice-discord";

/// How often the practice Discord asks its clock whether somebody has waited too long.
const TICK: Duration = Duration::from_millis(50);
/// How long connections get to end by themselves, and then again once they are cut.
const PATIENCE: Duration = Duration::from_millis(400);

/// How a practice Discord is set up.
#[derive(Clone)]
pub struct Options {
    /// The time that all its rules go by: three seconds for an answer, rate limits, nonces.
    pub clock: SharedClock,
    /// The time that it shows, and that its page can move; without one it shows `clock`. Runs by `clock`, so
    /// that a move harms nobody who waits.
    pub movable: Option<Arc<MovableClock>>,
    /// Moments that the page offers to go to, by name.
    pub moments: Vec<(String, Timestamp)>,
    /// Whether any token will do, not only [`TOKEN`].
    pub accept_any_token: bool,
    /// How many requests [`PracticeDiscord::requests`] remembers.
    pub keep_requests: usize,
    /// How long a nonce is remembered.
    pub keep_nonces: SignedDuration,
    /// How many guilds there are besides the practice server, with nobody in them but the bot.
    pub further_guilds: u32,
    /// How many channels each of these has.
    pub further_channels: u32,
}

impl Options {
    /// [`TOKEN`] alone, the newest 1,000 requests, nonces for "a few minutes" as Discord has it, and one guild.
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

/// A practice Discord that is running.
pub struct PracticeDiscord {
    shared: Arc<Shared>,
    /// True once no connection may go on.
    cut: watch::Sender<bool>,
    server: JoinHandle<()>,
    ticker: JoinHandle<()>,
}

impl PracticeDiscord {
    /// Starts one that listens on `listen`, which should be a loopback address; port 0 takes any.
    ///
    /// # Errors
    ///
    /// When the address cannot be had.
    pub async fn start(listen: SocketAddr, clock: SharedClock) -> io::Result<Self> {
        Self::start_with(listen, Options::new(clock)).await
    }

    /// Starts one that is set up in another way than the usual.
    ///
    /// # Errors
    ///
    /// When the address cannot be had.
    pub async fn start_with(listen: SocketAddr, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let shared = Arc::new(Shared::new(listener.local_addr()?, &options));
        let mut stop = shared.stop.subscribe();
        let cut = watch::Sender::new(false);
        let stopped = async move { shared::ended(&mut stop).await };
        let lines = Lines {
            listener,
            cut: cut.subscribe(),
        };
        let service = router(&shared).into_make_service_with_connect_info::<Scissors>();
        let serving = axum::serve(lines, service).with_graceful_shutdown(stopped);
        let server = tokio::spawn(async move {
            // `axum::serve` never fails: it waits and accepts again.
            let _ = serving.await;
        });
        let ticker = tokio::spawn(tick(Arc::clone(&shared)));
        Ok(Self {
            shared,
            cut,
            server,
            ticker,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.shared.address
    }

    /// What stands in the place of `https://discord.com`.
    pub fn url(&self) -> String {
        format!("http://{}", self.shared.address)
    }

    /// The page for the browser.
    pub fn page_url(&self) -> String {
        format!("{}/", self.url())
    }

    /// The REST requests made of it so far, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.all()
    }

    /// Every message that is not for one person alone, as it stands, oldest first.
    pub fn messages(&self) -> Vec<Value> {
        self.shared
            .change(|world| world.public_messages().into_iter().cloned().collect())
    }

    /// The first remembered request that `wanted` accepts, waiting for it if need be.
    pub async fn request(&self, wanted: impl Fn(&Request) -> bool) -> Request {
        match self.shared.log.find(wanted).await {
            Some(request) => request,
            None => std::future::pending().await,
        }
    }

    /// Lets the next request with this method, whose path below `/api/v10` begins with `path`, go wrong. Several
    /// for the same requests come one after the other.
    pub fn fail_next(&self, method: &str, path: &str, fault: Fault) {
        self.shared.faults.order(method, path, fault);
    }

    /// Asks every connected bot to reconnect and resume, as Discord does before maintenance.
    pub fn ask_to_reconnect(&self) {
        let order = || gateway::plain(gateway::op::RECONNECT, &Value::Null);
        self.shared
            .with_sessions(|sessions, _| sessions.order(order));
    }

    /// Tells every connected bot that its session is over, and forgets what could be resumed.
    pub fn invalidate_sessions(&self) {
        let order = || gateway::plain(gateway::op::INVALID_SESSION, &json!(false));
        self.shared.with_sessions(|sessions, _| {
            sessions.order(order);
            sessions.forget();
        });
    }

    /// Tells the bot that the guild is out of reach, as in an outage, or is back.
    pub fn set_guild_available(&self, available: bool) {
        self.shared
            .change(|world| world.set_guild_available(available));
    }

    /// Closes all sockets and ends everything that was started, within a second.
    pub async fn shutdown(mut self) {
        self.shared.stop.send_replace(true);
        if time::timeout(PATIENCE, self.all_ended()).await.is_err() {
            self.cut.send_replace(true);
            // Whatever has not ended by then is dropped with `self`.
            let _ = time::timeout(PATIENCE, self.all_ended()).await;
        }
    }

    async fn all_ended(&mut self) {
        if !self.server.is_finished() {
            // A cancelled or panicked server has ended too.
            let _ = (&mut self.server).await;
        }
        self.shared.stop.closed().await;
        self.cut.closed().await;
    }
}

impl Drop for PracticeDiscord {
    fn drop(&mut self) {
        self.shared.stop.send_replace(true);
        self.cut.send_replace(true);
        self.ticker.abort();
        self.server.abort();
    }
}

fn router(shared: &Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(page::index))
        .route("/assets/{name}", get(page::asset))
        .route("/attachments/{channel}/{id}/{name}", get(page::attachment))
        .route("/practice/socket", get(people::connect))
        .route("/gateway", get(gateway::connect))
        .route("/gateway/", get(gateway::connect))
        .route("/api/{*path}", any(rest::serve))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(guard::check))
        .with_state(Arc::clone(shared))
}

async fn tick(shared: Arc<Shared>) {
    let mut ticks = time::interval(TICK);
    loop {
        ticks.tick().await;
        shared.change(world::World::let_time_pass);
    }
}
