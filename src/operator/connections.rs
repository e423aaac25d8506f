//! What a caller may cost: a number of connections, bytes of headers, and time. Whoever is slow or hostile harms other
//! callers of this address at most, and the bot not at all.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout};
use tracing::debug;

/// Most connections at once; one more takes the place of whoever has waited longest for a request. An operator has a few programs that ask, and each connection
/// takes a file handle from the bot.
const MAX_CONNECTIONS: usize = 64;
/// How long a request's headers may take to come, and how long a connection may be idle.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Most bytes of headers that are held; more is answered with 431. Browsers and proxies send a few thousand.
const MAX_HEADER_BYTES: usize = 16 * 1024;
/// How long a connection lives, however busy; after that the answer under way is finished. It bounds how long a caller
/// that reads a byte at a time can keep others out.
const MAX_CONNECTION_AGE: Duration = Duration::from_mins(1);
/// How long that last answer may take to be read.
const LAST_ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// How long nothing is accepted after the system refused, such as for want of file handles: asking again at once would
/// keep a core busy.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(200);

/// Serves until it is dropped, and then ends every connection.
pub(super) async fn serve(listener: &TcpListener, router: Router) -> Infallible {
    let mut callers = Callers::default();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                callers.make_room().await;
                callers.admit(stream, router.clone());
            }
            Err(error) => {
                debug!(%error, "A connection to the operator's address was not accepted.");
                sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Since when a connection has waited for a request; `None` while one is answered.
type Waiting = Arc<Mutex<Option<Instant>>>;

/// The connections that are served.
#[derive(Default)]
struct Callers {
    tasks: JoinSet<()>,
    each: HashMap<Id, (AbortHandle, Waiting)>,
}

impl Callers {
    fn admit(&mut self, stream: TcpStream, router: Router) {
        let waiting = Arc::new(Mutex::new(Some(Instant::now())));
        let served = serve_connection(stream, router, Arc::clone(&waiting));
        let task = self.tasks.spawn(served);
        self.each.insert(task.id(), (task, waiting));
    }

    /// Sees to it that one more fits: where all places are taken, whoever has waited longest for a request makes room, as
    /// health must be known while others are slow or hostile. If all are being answered, one of them will soon be done.
    async fn make_room(&mut self) {
        while let Some(ended) = self.tasks.try_join_next_with_id() {
            self.forget(ended);
        }
        if self.each.len() < MAX_CONNECTIONS {
            return;
        }
        let waiting_since =
            |waiting: &Waiting| *waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = self.each.values();
        let waiting = waiting.filter_map(|(task, waiting)| Some((waiting_since(waiting)?, task)));
        if let Some((_, longest)) = waiting.min_by_key(|(since, _)| *since) {
            longest.abort();
        }
        if let Some(ended) = self.tasks.join_next_with_id().await {
            self.forget(ended);
        }
    }

    fn forget(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = ended.map_or_else(|error| error.id(), |(id, ())| id);
        self.each.remove(&id);
    }
}

/// Answers one connection until it ends or has lived long enough. What goes wrong with it is the caller's problem.
async fn serve_connection(stream: TcpStream, router: Router, waiting: Waiting) {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(MAX_HEADER_BYTES);
    let router = TowerToHyperService::new(router);
    let note = move |since| *waiting.lock().unwrap_or_else(PoisonError::into_inner) = since;
    let service = service_fn(|request| {
        note(None);
        let answer = router.call(request);
        async {
            let answer = answer.await;
            // It is short, and fits the system's buffers; whoever does not read it waits like others.
            note(Some(Instant::now()));
            answer
        }
    });
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = connection.as_mut() => return,
        () = sleep(MAX_CONNECTION_AGE) => connection.as_mut().graceful_shutdown(),
    }
    let _ = timeout(LAST_ANSWER_TIMEOUT, connection).await;
}
