//! The operator's address, `[web] listen`: `/healthz`, `/readyz`, `/metrics`, and `/summits.ics` for calendars elsewhere.
//!
//! It looks at what is handed in and changes nothing; no answer holds a secret. It knows nothing of Discord but whether
//! the bot is connected. How much a caller may cost is bounded in [`connections`]; what asks the database is asked once
//! for all who ask at the same time, in [`fresh`].
#![warn(missing_docs, clippy::missing_errors_doc)]

mod calendar;
mod connections;
mod fresh;
mod health;
mod metrics;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;

use self::calendar::Feed;
use self::fresh::Fresh;
use crate::knowledge::Library;
use crate::metrics::Metrics;
use crate::store::{AlertCounts, Store};
use clock::SharedClock;

/// How long the database may take before it is told as not answering.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long what the database said of itself is told again without asking.
const PING_KEEPS: SignedDuration = SignedDuration::from_secs(1);
/// The same for its counts, which cost more.
const COUNTS_KEEP: SignedDuration = SignedDuration::from_secs(5);

const NOTHING_HERE: &str =
    "Nothing is here. There are /healthz, /readyz, /metrics and /summits.ics.\n";

/// Says whether the bot is connected to Discord's gateway.
pub type IsConnected = Box<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;

/// What there is to look at.
pub struct Observed {
    /// The knowledge.
    pub library: Arc<Library>,
    /// What outlives the process.
    pub store: Store,
    /// The time.
    pub clock: SharedClock,
    /// What the bot counts.
    pub metrics: Arc<Metrics>,
    /// Whether the bot is connected.
    pub is_connected: IsConnected,
    /// Since when the process runs.
    pub started_at: Timestamp,
}

/// What the routes share.
struct Desk {
    observed: Observed,
    feed: Feed,
    ping: Fresh<health::Database>,
    counts: Fresh<Option<AlertCounts>>,
}

/// An address that is listened on, and not yet served.
#[derive(Debug)]
pub struct Listening(TcpListener);

/// The address cannot be had, as a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[error("the address {address} of `listen` under [web] cannot be had: {}", why(*.address, .source))]
pub struct ListenError {
    address: SocketAddr,
    source: io::Error,
}

impl Listening {
    /// Listens on `address`; port 0 takes any.
    ///
    /// # Errors
    /// Another program has it, or this machine does not, or it is not for everybody.
    pub async fn at(address: SocketAddr) -> Result<Self, ListenError> {
        let listener = TcpListener::bind(address).await;
        listener
            .map(Self)
            .map_err(|source| ListenError { address, source })
    }

    /// Where it is.
    ///
    /// # Errors
    /// The system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }

    /// Serves until it is dropped.
    pub async fn serve(self, observed: Observed) -> Infallible {
        connections::serve(self.0, router(observed)).await
    }
}

fn router(observed: Observed) -> Router {
    let desk = Desk {
        observed,
        feed: Feed::default(),
        ping: Fresh::new(PING_KEEPS),
        counts: Fresh::new(COUNTS_KEEP),
    };
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .route("/summits.ics", get(calendar::summits))
        .fallback(async || (StatusCode::NOT_FOUND, NOTHING_HERE))
        .with_state(Arc::new(desk))
}

fn why(address: SocketAddr, error: &io::Error) -> String {
    const ELSE: &str = "choose another address, or turn it off with `listen = \"\"`";
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!(
                "another program listens on it, such as a second `attache`; end that one, {ELSE}"
            )
        }
        io::ErrorKind::AddrNotAvailable => format!("this machine has no {}; {ELSE}", address.ip()),
        io::ErrorKind::PermissionDenied => {
            format!("port {} is not for everybody; {ELSE}", address.port())
        }
        _ => format!("{error}; {ELSE}"),
    }
}
