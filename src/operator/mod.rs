//! The operator's address, `[web] listen`: `/healthz`, `/readyz`, `/metrics`, and `/summits.ics` for calendars elsewhere.
//!
//! Beside it, the [`CheckIn`] asks an address elsewhere for as long as the bot can do its work.
//!
//! It looks at what is handed in and changes nothing; no answer holds a secret. It knows nothing of Discord but whether
//! the bot is connected. How much a caller may cost is bounded in [`connections`]; the database is asked once for all who
//! ask at the same time, by [`cached`].
#![warn(missing_docs, clippy::missing_errors_doc)]

mod cached;
mod calendar;
mod check_in;
mod connections;
mod feed;
mod health;
mod metrics;
mod state;

use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;

use self::state::OperatorState;

pub use self::check_in::CheckIn;
pub use self::state::{IsConnected, Observed};

const NOTHING_HERE: &str = "Nothing here. Try /healthz, /readyz, /metrics or /summits.ics.\n";

/// An address that is listened on, and not yet served.
#[derive(Debug)]
pub struct OperatorListener(TcpListener);

/// The address of `[web] listen` is not free; the message says what to do.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address} (`listen` under [web]): {}", advice(*.address, .source))]
pub struct ListenError {
    address: SocketAddr,
    source: io::Error,
}

impl OperatorListener {
    /// Listens on `address`; port 0 takes any.
    ///
    /// # Errors
    /// Another program has it, this machine does not have it, or the port needs rights that the process lacks.
    pub async fn bind(address: SocketAddr) -> Result<Self, ListenError> {
        let listener = TcpListener::bind(address).await;
        listener
            .map(Self)
            .map_err(|source| ListenError { address, source })
    }

    /// The address, with the port that the system chose.
    ///
    /// # Errors
    /// The system does not say it.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Serves at `listener` and keeps checking in, as far as they are wanted, until it is dropped.
pub async fn watch(
    listener: Option<OperatorListener>,
    check_in: Option<CheckIn>,
    observed: Observed,
) -> Infallible {
    let state = Arc::new(OperatorState::new(observed));
    let served = async {
        match listener {
            Some(listener) => connections::serve(&listener.0, router(Arc::clone(&state))).await,
            None => pending().await,
        }
    };
    let checked_in = async {
        match check_in {
            Some(check_in) => check_in.repeat(&state).await,
            None => pending().await,
        }
    };
    tokio::select! {
        never = served => never,
        never = checked_in => never,
    }
}

fn router(state: Arc<OperatorState>) -> Router {
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .route("/summits.ics", get(calendar::summits))
        .fallback(async || (StatusCode::NOT_FOUND, NOTHING_HERE))
        .with_state(state)
}

fn advice(address: SocketAddr, error: &io::Error) -> String {
    const ELSE: &str = "choose another address, or turn it off with `listen = \"\"`";
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("another program uses it, such as a second `attache`; stop that one, {ELSE}")
        }
        io::ErrorKind::AddrNotAvailable => {
            format!("this machine has no address {}; {ELSE}", address.ip())
        }
        io::ErrorKind::PermissionDenied => {
            format!("port {} needs more rights; {ELSE}", address.port())
        }
        _ => format!("{error}; {ELSE}"),
    }
}
