//! How a request is sent to Discord's REST API. What fails in passing is sent again, with growing pauses or after as long as
//! a 429 says; a client [`without_retries`](RestClient::without_retries) leaves that to its caller.

use std::sync::Arc;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use clock::SharedClock;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, DATE, HeaderMap, HeaderValue, InvalidHeaderValue, USER_AGENT};
use hyper::{Method, StatusCode};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;
use tokio::time::Instant;
use tracing::{debug, error, info};

use super::REQUEST_TIMEOUT;
use super::error::{Doubt, ErrorBody, RestError, counts_against_address};
use super::queue::Priority;
use super::rate_limit::{RateLimits, UNAUTHORIZED_REST};
use crate::bot::message::raw;
use crate::http::{HttpClient, Limits, Response};
use crate::metrics::{MOST_REFUSED, Metrics};

/// How the bot names itself, as Discord asks for.
/// <https://discord.com/developers/docs/reference#user-agent>
pub(super) const AGENT: &str = concat!("DiscordBot (attache, ", env!("CARGO_PKG_VERSION"), ")");
/// How often a request is sent again before its failure is reported.
const RETRIES: usize = 3;
/// The pause before a request is sent again for the first time; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest that a limit is waited for here; whoever would have to wait longer gets the failure.
const MAX_LIMIT_WAIT: Duration = Duration::from_mins(1);
/// The longest answer that is read, in bytes: a page of history, a hundred messages of at most some 100 KB of JSON each.
const MAX_ANSWER: usize = 16 << 20;

/// Speaks to Discord's REST API. Clones share their connections and, above all, their limits.
#[derive(Clone)]
pub(in crate::bot) struct RestClient {
    pub(super) shared: Arc<Shared>,
    retries: usize,
    /// The longest that a limit is waited for.
    max_limit_wait: Duration,
    priority: Priority,
}

pub(super) struct Shared {
    http: HttpClient,
    /// Such as `https://discord.com`, without a slash at its end.
    base: String,
    pub(super) limits: RateLimits,
    metrics: Arc<Metrics>,
    /// Held against the date of each answer.
    clock: SharedClock,
    /// Notified when Discord begins not to accept the token.
    token_refused: Notify,
}

/// The token holds what no header can.
#[derive(Debug, thiserror::Error)]
#[error("the token cannot be sent: {0}")]
pub(in crate::bot) struct TokenError(#[from] InvalidHeaderValue);

/// A request that can be sent more than once.
pub(super) struct ApiRequest {
    method: Method,
    /// Below `/api/v10`, with its query.
    path: String,
    body: Option<Bytes>,
}

impl ApiRequest {
    pub(super) fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            body: None,
        }
    }

    pub(super) fn with(mut self, body: &impl Serialize) -> Self {
        let json: Box<str> = raw(body).into();
        self.body = Some(json.into_boxed_bytes().into());
        self
    }
}

impl RestClient {
    /// A client for the API at this address.
    ///
    /// # Errors
    /// The token holds what no header can.
    pub(in crate::bot) fn new(
        api_url: &str,
        token: &SecretString,
        clock: SharedClock,
    ) -> Result<Self, TokenError> {
        let mut authorization = HeaderValue::try_from(format!("Bot {}", token.expose_secret()))?;
        authorization.set_sensitive(true);
        let agent = HeaderValue::from_static(AGENT);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, authorization), (USER_AGENT, agent)]);
        let limits = Limits {
            connect: None,
            total: Some(REQUEST_TIMEOUT),
            body: MAX_ANSWER,
        };
        Ok(Self {
            shared: Arc::new(Shared {
                http: HttpClient::new(headers, limits),
                base: api_url.trim_end_matches('/').to_owned(),
                limits: RateLimits::new(),
                metrics: Arc::default(),
                clock,
                token_refused: Notify::new(),
            }),
            retries: RETRIES,
            max_limit_wait: MAX_LIMIT_WAIT,
            priority: Priority::Other,
        })
    }

    /// The same client, by which each request is sent once and waits for no limit: whoever has it decides when to try again.
    pub(in crate::bot) fn without_retries(&self) -> Self {
        Self {
            retries: 0,
            max_limit_wait: Duration::ZERO,
            ..self.clone()
        }
    }

    /// The same client, which gives up where a limit would have to be waited for longer than this.
    pub(in crate::bot) fn waiting_at_most(&self, longest: Duration) -> Self {
        Self {
            max_limit_wait: longest,
            ..self.clone()
        }
    }

    /// The same client, whose requests go before those of all others.
    pub(in crate::bot) fn for_alerts(&self) -> Self {
        Self {
            priority: Priority::Alert,
            ..self.without_retries()
        }
    }

    /// Shares the pace with other processes that use the same token: so many in all, this one included.
    pub(in crate::bot) fn share_pace(&self, processes: u32) {
        self.shared.limits.share(processes);
    }

    /// What is counted of all that the bot does.
    pub(in crate::bot) fn metrics(&self) -> &Arc<Metrics> {
        &self.shared.metrics
    }

    /// Ready once Discord begins not to accept the token.
    pub(in crate::bot) async fn token_refused(&self) {
        self.shared.token_refused.notified().await;
    }

    /// The address, without a path.
    pub(in crate::bot) fn base(&self) -> &str {
        &self.shared.base
    }

    /// Sends a request whose answer says nothing.
    pub(super) async fn done(&self, request: &ApiRequest) -> Result<(), RestError> {
        let attempt = || async { self.attempt(request).await.map(drop) };
        self.retried(attempt, request).await
    }

    /// Tries, again after a failure that may pass: the one retry policy.
    pub(super) async fn retried<T, F>(
        &self,
        attempt: impl FnMut() -> F,
        request: &ApiRequest,
    ) -> Result<T, RestError>
    where
        F: Future<Output = Result<T, RestError>>,
    {
        let policy = ExponentialBuilder::new()
            .with_min_delay(FIRST_PAUSE)
            .with_factor(2.0)
            .with_max_times(self.retries);
        attempt
            .retry(policy)
            .when(RestError::is_transient)
            .adjust(|error: &RestError, pause| match error {
                RestError::RateLimited { after, .. } => pause
                    .map(|_| *after)
                    .filter(|after| *after <= self.max_limit_wait),
                _ => pause,
            })
            .notify(|error, pause| {
                let (method, path) = (&request.method, &request.path);
                debug!(%error, ?pause, %method, path, "A request to Discord is sent again.");
            })
            .await
    }

    /// Sends once, and reads the answer.
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        request: &ApiRequest,
    ) -> Result<T, RestError> {
        let response = self.attempt(request).await?;
        let read = response.json().await;
        read.map_err(|error| Doubt::Unreadable(error).into())
    }

    /// Sends once, as soon as the limits allow it.
    pub(super) async fn attempt(&self, request: &ApiRequest) -> Result<Response, RestError> {
        let Shared {
            http,
            base,
            limits,
            metrics,
            clock,
            token_refused,
        } = &*self.shared;
        let ApiRequest { method, path, body } = request;
        self.check_restriction()?;
        let permit = limits
            .permit(method, path, self.max_limit_wait, self.priority)
            .await?;
        let url = format!("{base}/api/v10{path}");
        let sent = http.send(method.clone(), &url, body.clone()).await;
        let response = sent.map_err(|source| Doubt::NoAnswer {
            base: base.clone(),
            source: Box::new(source),
        })?;
        let (status, headers) = (response.status(), response.headers().clone());
        note_status(metrics, status, &headers);
        note_date(metrics, &headers, clock.now());
        if status == StatusCode::TOO_MANY_REQUESTS {
            metrics.rate_limited.add();
            let body = ErrorBody::read(response).await;
            let limited = limits.note_limited(permit, &headers, body.as_ref());
            return Err(limited.into());
        }
        limits.note(permit, &headers);
        if status.is_success() {
            note_token_accepted(metrics);
            return Ok(response);
        }
        let body = ErrorBody::read(response).await;
        // A page is of what stands before the API, which knows nothing of tokens.
        let (is_of_api, body) = (body.is_some(), body.unwrap_or_default());
        if status == StatusCode::UNAUTHORIZED && is_of_api {
            limits.note_unauthorized();
            if note_token_refused(metrics) {
                token_refused.notify_one();
            }
            let rest = UNAUTHORIZED_REST;
            return Err(RestError::Unauthorized { rest });
        }
        if is_of_api && status.is_client_error() {
            note_token_accepted(metrics);
        }
        Err(body.into_error(status))
    }

    /// Refuses whatever is no alert while too many requests are refused.
    fn check_restriction(&self) -> Result<(), RestError> {
        if self.priority == Priority::Alert {
            return Ok(());
        }
        let board = &self.shared.metrics.discord;
        let Some(after) = board.restricted_for(Instant::now()) else {
            if board.set_restricted(false) {
                info!("Discord refuses few requests again: everything is sent as before.");
            }
            return Ok(());
        };
        let everywhere = true;
        Err(RestError::RateLimited { after, everywhere })
    }
}

/// Counts an answer that Discord holds against the address, whatever the request was.
pub(super) fn note_status(metrics: &Metrics, status: StatusCode, headers: &HeaderMap) {
    let is_shared = headers
        .get("x-ratelimit-scope")
        .is_some_and(|scope| scope == "shared");
    let is_limit = status == StatusCode::TOO_MANY_REQUESTS && !is_shared;
    let counts = is_limit || counts_against_address(status);
    if !counts {
        return;
    }
    let (board, now) = (&metrics.discord, Instant::now());
    board.note_refused(now);
    if board.restricted_for(now).is_some() && board.set_restricted(true) {
        error!(
            MOST_REFUSED,
            "Discord refused too many requests within ten minutes (401, 403 or 429). Only alerts and answers to commands are \
             sent until there are fewer, as it shuts the address out after 10,000. The log says what was refused."
        );
    }
}

/// Holds this machine's clock against Discord's, which dates its answers, and says once that it is wrong. A second more or less,
/// and what the answer took, do not matter.
fn note_date(metrics: &Metrics, headers: &HeaderMap, now: Timestamp) {
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    let Some(date) = date.and_then(|date| rfc2822::parse(date).ok()) else {
        return;
    };
    let board = &metrics.discord;
    match board.note_clock(now.duration_since(date.timestamp())) {
        Some(true) => error!(
            "{}. Alerts go out by this machine's clock, so at the wrong time: set it right.",
            board.wrong_clock().unwrap_or_default()
        ),
        Some(false) => info!("This machine's clock is right again."),
        None => {}
    }
}

/// Says once that the token is no longer accepted. Returns whether it was until now.
fn note_token_refused(metrics: &Metrics) -> bool {
    let is_news = metrics.discord.set_token_accepted(false);
    if is_news {
        error!(
            "Discord does not accept the bot token any more (401): no alert is posted and no message answered. Copy the token \
             again from the Bot page of the Discord developer portal, and start attache with it. Discord is asked again every \
             minute."
        );
    }
    is_news
}

/// Says once that the token is accepted, if it was not.
fn note_token_accepted(metrics: &Metrics) {
    if metrics.discord.set_token_accepted(true) {
        info!("Discord accepts the bot token again.");
    }
}
