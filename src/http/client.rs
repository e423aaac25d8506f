//! A client, and how it sends a request.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::{Method, Request, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::Instant;

use super::error::HttpError;
use super::response::{Response, within};

/// How long a connection that nobody uses is kept. Discord closes it after a minute or so.
const IDLE_TIMEOUT: Duration = Duration::from_secs(45);

/// Connections to one server that are kept after a burst; each holds 25 KiB, and more with TLS.
pub(crate) const MAX_IDLE: usize = 32;

/// Speaks to HTTP servers. Clones share their connections.
#[derive(Clone)]
pub(crate) struct HttpClient {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    /// What goes with every request.
    headers: HeaderMap,
    limits: Limits,
}

/// What one request may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// How long it takes to connect, to all addresses of a name together. None leaves that to `total`.
    pub(crate) connect: Option<Duration>,
    /// How long it takes from its sending to the end of its answer. None if the caller sees to it.
    pub(crate) total: Option<Duration>,
    /// The longest body that is read, in bytes.
    pub(crate) body: usize,
}

impl HttpClient {
    /// A client that sends `headers` with every request.
    pub(crate) fn new(headers: HeaderMap, limits: Limits) -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        // A request is one small write, which must not wait for the next.
        connector.set_nodelay(true);
        connector.set_connect_timeout(limits.connect);
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE)
            .build(connector);
        Self {
            client,
            headers,
            limits,
        }
    }

    /// The same client, over the same connections, whose requests may take this long.
    pub(crate) fn taking(&self, total: Duration) -> Self {
        let mut other = self.clone();
        other.limits.total = Some(total);
        other
    }

    /// Sends a request, with `json` as its body if there is one, and returns once the answer's headers are there.
    ///
    /// # Errors
    /// The address is none of HTTP; or nobody answers there, or not in time. Whatever the status, an answer is no error.
    pub(crate) async fn send(
        &self,
        method: Method,
        address: &str,
        json: Option<Bytes>,
    ) -> Result<Response, HttpError> {
        let uri: Uri = address.parse().map_err(HttpError::Address)?;
        let mut request = Request::new(Full::new(json.clone().unwrap_or_default()));
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers.clone();
        if json.is_some() {
            let kind = HeaderValue::from_static("application/json");
            request.headers_mut().insert(CONTENT_TYPE, kind);
        }
        self.send_as_it_is(request).await
    }

    /// Sends a request that was put together whole, with no header beside its own.
    ///
    /// # Errors
    /// Nobody answers, or not in time.
    pub(crate) async fn send_as_it_is(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response, HttpError> {
        let deadline = self.limits.total.map(|total| Instant::now() + total);
        let answer = within(deadline, self.client.request(request)).await?;
        let answer = answer.map_err(HttpError::NoAnswer)?;
        Ok(Response::new(answer, deadline, self.limits.body))
    }
}
