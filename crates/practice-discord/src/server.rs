//! The running server: starts, answers what a test asks about it, and ends with everything it started.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{any, get},
};
use clock::SharedClock;
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle, time};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    connections::{ConnectionCut, CuttableListener},
    gateway, host_check,
    hub::{Compression, Hub, Request},
    options::Options,
    page, page_socket, rest,
    world::World,
};

/// How often the practice Discord asks its clock whether an interaction has expired or a thread is idle: an expired
/// interaction is shown at most this much late.
const TICK_INTERVAL: Duration = Duration::from_millis(50);
/// How long connections get to end by themselves, and then again once they are cut. Twice this is under the second
/// that [`PracticeDiscord::shutdown`] promises.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(400);

/// A practice Discord that is running, until it is shut down or dropped.
///
/// ```
/// # use std::sync::Arc;
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
/// use clock::SystemClock;
/// use practice_discord::PracticeDiscord;
///
/// let listen = "127.0.0.1:0".parse().expect("an address");
/// let discord = PracticeDiscord::start(listen, Arc::new(SystemClock)).await?;
/// // Point a bot at `discord.url()` in place of https://discord.com, and open `discord.page_url()` in a browser.
/// assert!(discord.url().starts_with("http://127.0.0.1:"));
/// discord.shutdown().await;
/// # Ok(()) }
/// ```
pub struct PracticeDiscord {
    pub(crate) hub: Arc<Hub>,
    /// Cancelled to cut every connection.
    cut: CancellationToken,
    connections: TaskTracker,
    server: JoinHandle<()>,
    ticker: JoinHandle<()>,
}

impl PracticeDiscord {
    /// Starts one that listens on `listen`, which should be a loopback address; port 0 takes any that is free.
    ///
    /// # Errors
    ///
    /// If the address cannot be bound.
    pub async fn start(listen: SocketAddr, clock: SharedClock) -> io::Result<Self> {
        Self::start_with(listen, Options::new(clock)).await
    }

    /// Starts one that is set up as `options` say.
    ///
    /// # Errors
    ///
    /// If the address cannot be bound.
    pub async fn start_with(listen: SocketAddr, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let hub = Arc::new(Hub::new(listener.local_addr()?, &options));
        let cut = CancellationToken::new();
        let connections = TaskTracker::new();
        let listener = CuttableListener {
            listener,
            cut: cut.clone(),
            open: connections.clone(),
        };
        let service = router(&hub).into_make_service_with_connect_info::<ConnectionCut>();
        let stopped = hub.stop.clone().cancelled_owned();
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopped);
        let server = tokio::spawn(async move {
            // `axum::serve` never fails: it waits and accepts again.
            let _ = serving.await;
        });
        let ticker = tokio::spawn(keep_ticking(Arc::clone(&hub)));
        Ok(Self {
            hub,
            cut,
            connections,
            server,
            ticker,
        })
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.hub.address
    }

    /// What takes the place of `https://discord.com`; REST is at `/api/v10` below it.
    pub fn url(&self) -> String {
        format!("http://{}", self.hub.address)
    }

    /// The page for the browser.
    pub fn page_url(&self) -> String {
        format!("{}/", self.url())
    }

    /// The REST requests made so far, oldest first; the newest [`Options::keep_requests`] of them.
    pub fn requests(&self) -> Vec<Request> {
        self.hub.log.all()
    }

    /// Every message that is not for one person alone, as it stands, oldest first.
    pub fn messages(&self) -> Vec<Value> {
        self.hub
            .change(|world| world.visible_messages().into_iter().cloned().collect())
    }

    /// The first remembered request that `wanted` accepts; waits for one if there is none yet.
    pub async fn request(&self, wanted: impl Fn(&Request) -> bool) -> Request {
        match self.hub.log.find(wanted).await {
            Some(request) => request,
            None => std::future::pending().await,
        }
    }

    /// How the gateway is compressed for each session that is connected, oldest first.
    pub fn compressions(&self) -> Vec<Compression> {
        self.hub
            .with_sessions(|sessions, _| sessions.compressions())
    }

    /// Closes all sockets and ends everything that was started, within a second.
    pub async fn shutdown(mut self) {
        self.hub.stop.cancel();
        if time::timeout(SHUTDOWN_GRACE, self.all_ended())
            .await
            .is_err()
        {
            self.cut.cancel();
            // Whatever has not ended by then is dropped with `self`.
            let _ = time::timeout(SHUTDOWN_GRACE, self.all_ended()).await;
        }
    }

    async fn all_ended(&mut self) {
        if !self.server.is_finished() {
            // A cancelled or panicked server has ended too.
            let _ = (&mut self.server).await;
        }
        for tasks in [&self.hub.sockets, &self.connections] {
            tasks.close();
            tasks.wait().await;
        }
    }
}

impl Drop for PracticeDiscord {
    fn drop(&mut self) {
        self.hub.stop.cancel();
        self.cut.cancel();
        self.ticker.abort();
        self.server.abort();
    }
}

fn router(hub: &Arc<Hub>) -> Router {
    Router::new()
        .route("/", get(page::index))
        .route("/assets/{name}", get(page::asset))
        .route("/attachments/{channel}/{id}/{name}", get(page::attachment))
        .route("/practice/socket", get(page_socket::connect))
        .route("/gateway", get(gateway::connect))
        .route("/gateway/", get(gateway::connect))
        .route("/api/{*path}", any(rest::serve))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(host_check::check))
        .with_state(Arc::clone(hub))
}

/// Carries out what time alone brings about, until it is aborted.
async fn keep_ticking(hub: Arc<Hub>) {
    let mut ticks = time::interval(TICK_INTERVAL);
    loop {
        ticks.tick().await;
        hub.change(World::tick);
    }
}
