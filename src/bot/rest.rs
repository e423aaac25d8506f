//! Requests that may have to wait: it sees status, headers and body itself, does as a 429 says, and behaves the same
//! against Discord and a stand-in. Interaction callbacks go through serenity; they are exempt from these limits.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tracing::warn;

use crate::metrics::Metrics;

/// How long one request may take.
const TIMEOUT: Duration = Duration::from_secs(4);
/// How often a request is tried before its failure is told.
const MAX_TRIES: u32 = 4;
/// The longest a 429 is waited for here; whoever asks for more is told the failure instead.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// Speaks to Discord's REST API.
#[derive(Clone)]
pub(super) struct RestClient {
    client: reqwest::Client,
    base: String,
    authorization: String,
    metrics: Arc<Metrics>,
}

/// Why Discord did not do as asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum RestError {
    /// No answer, or none that made sense.
    #[error("no answer from {base}: {source}")]
    NoAnswer {
        /// Where.
        base: String,
        /// Why.
        source: reqwest::Error,
    },
    /// A refusal, in Discord's words.
    #[error("Discord answered {status}: {message} (code {code})")]
    Refused {
        /// The status.
        status: StatusCode,
        /// Discord's own code.
        code: i64,
        /// Discord's own words.
        message: String,
    },
}

#[derive(Deserialize)]
struct Refusal {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
    #[serde(default)]
    errors: Value,
    retry_after: Option<f64>,
}

impl RestClient {
    pub(super) fn new(api_url: &str, token: &str) -> Result<Self, reqwest::Error> {
        let agent = concat!("DiscordBot (attache, ", env!("CARGO_PKG_VERSION"), ")");
        Ok(Self {
            client: reqwest::Client::builder()
                .timeout(TIMEOUT)
                .user_agent(agent)
                .build()?,
            base: api_url.trim_end_matches('/').to_owned(),
            authorization: format!("Bot {token}"),
            metrics: Arc::default(),
        })
    }

    /// What is counted of all that the bot does.
    pub(super) fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Asks, again after a 429: another process of this bot may have used up what Discord allows it.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, RestError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let response = self.try_once(Method::GET, path, None).await?;
            let status = response.status();
            if status.is_success() {
                let answer = response.json().await;
                return answer.map_err(|source| self.no_answer(source));
            }
            let refusal = Refusal::of(response).await;
            let wait = refusal
                .retry_after
                .filter(|_| status == StatusCode::TOO_MANY_REQUESTS && tries < MAX_TRIES)
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
                .filter(|wait| *wait <= MAX_WAIT);
            let Some(wait) = wait else {
                return Err(refusal.into_error(status));
            };
            warn!(%status, ?wait, path, "Discord asks to wait.");
            tokio::time::sleep(wait).await;
        }
    }

    /// Asks for what a path alone says, again after a 429 or a failure of the server.
    pub(super) async fn put(&self, path: &str) -> Result<(), RestError> {
        self.again(|| self.request(Method::PUT, path), path)
            .await
            .map(drop)
    }

    /// Sends `body`, again after a 429 or a failure of the server.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, RestError> {
        let request = || self.request(method.clone(), path).json(body);
        self.again(request, path).await
    }

    async fn again(
        &self,
        request: impl Fn() -> RequestBuilder,
        path: &str,
    ) -> Result<Value, RestError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let response = match request().send().await {
                Ok(response) => self.counted(response),
                Err(source) if tries == MAX_TRIES => return Err(self.no_answer(source)),
                Err(error) => {
                    warn!(%error, path, "Discord did not answer; trying again.");
                    tokio::time::sleep(growing(tries)).await;
                    continue;
                }
            };
            let status = response.status();
            if status.is_success() {
                return Ok(response.json().await.unwrap_or(Value::Null));
            }
            let refusal = Refusal::of(response).await;
            let wait = match refusal.retry_after {
                Some(seconds) if status == StatusCode::TOO_MANY_REQUESTS => {
                    Duration::try_from_secs_f64(seconds).unwrap_or(MAX_WAIT)
                }
                _ if status.is_server_error() => growing(tries),
                _ => return Err(refusal.into_error(status)),
            };
            if tries == MAX_TRIES || wait > MAX_WAIT {
                return Err(refusal.into_error(status));
            }
            warn!(%status, ?wait, path, "Discord asks to wait.");
            tokio::time::sleep(wait).await;
        }
    }

    /// Sends once, and hands over whatever is answered.
    pub(super) async fn try_once(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Response, RestError> {
        let request = self.request(method, path);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await;
        answer
            .map(|response| self.counted(response))
            .map_err(|source| self.no_answer(source))
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/api/v10{path}", self.base);
        self.client
            .request(method, url)
            .header("Authorization", &self.authorization)
    }

    fn counted(&self, response: Response) -> Response {
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            self.metrics.rate_limited.add();
        }
        response
    }

    fn no_answer(&self, source: reqwest::Error) -> RestError {
        RestError::NoAnswer {
            base: self.base.clone(),
            source: source.without_url(),
        }
    }
}

impl Refusal {
    async fn of(response: Response) -> Self {
        let nothing = Self {
            code: 0,
            message: String::new(),
            errors: Value::Null,
            retry_after: None,
        };
        response.json().await.unwrap_or(nothing)
    }

    fn into_error(self, status: StatusCode) -> RestError {
        let places = if self.errors.is_null() {
            String::new()
        } else {
            format!(" {}", self.errors)
        };
        RestError::Refused {
            status,
            code: self.code,
            message: format!("{}{places}", self.message),
        }
    }
}

fn growing(tries: u32) -> Duration {
    Duration::from_millis(250) * 2_u32.pow(tries)
}
