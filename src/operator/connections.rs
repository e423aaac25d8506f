//! What a caller may cost: a number of connections, bytes of headers, and time. Whoever is slow or hostile harms other
//! callers of this address at most, and the bot not at all.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tracing::debug;

/// Most connections at once; others wait to be accepted. An operator has a few programs that ask, and each connection
/// takes a file handle from the bot.
const MAX_CONNECTIONS: usize = 64;
/// How long a request's headers may take to come, and how long a connection may be idle.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Most bytes of headers that are held; more is answered with 431. Browsers and proxies send a few thousand.
const MAX_HEADER_BYTES: usize = 16 * 1024;
/// How long a connection lives, however busy; after that the answer under way is finished. It bounds how long a caller
/// that reads a byte at a time can keep others out.
const MAX_CONNECTION_AGE: Duration = Duration::from_secs(60);
/// How long that last answer may take to be read.
const LAST_ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// How long nothing is accepted after the system refused, such as for want of file handles: asking again at once would
/// keep a core busy.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(200);

/// Serves until it is dropped, and then ends every connection.
pub(super) async fn serve(listener: &TcpListener, router: Router) -> Infallible {
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        // It is never closed, so there is always a permit sooner or later.
        let permit = Arc::clone(&permits).acquire_owned().await.ok();
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                connections.spawn(async move {
                    serve_connection(stream, router).await;
                    drop(permit);
                });
            }
            Err(error) => {
                debug!(%error, "A connection to the operator's address was not accepted.");
                sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Answers one connection until it ends or has lived long enough. What goes wrong with it is the caller's problem.
async fn serve_connection(stream: TcpStream, router: Router) {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(MAX_HEADER_BYTES);
    let service = TowerToHyperService::new(router);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        () = sleep(MAX_CONNECTION_AGE) => connection.as_mut().graceful_shutdown(),
    }
    let _ = timeout(LAST_ANSWER_TIMEOUT, connection).await;
}
