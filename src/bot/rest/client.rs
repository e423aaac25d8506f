//! Requests to Discord's REST API, one method for each. What fails in passing is sent again, with growing pauses or as long
//! as a 429 says; a client [`without_retries`](RestClient::without_retries) leaves that to its caller.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use poise::serenity_prelude as serenity;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, InvalidHeaderValue};
use reqwest::{Method, Response, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use serenity::{ChannelId, MessageId, UserId};
use tokio::time::timeout;
use tracing::{debug, warn};

use super::error::{Doubt, ErrorBody, RestError};
use super::message::{CreateMessage, EditMessage};
use super::rate_limit::{RateLimits, UNAUTHORIZED_REST};
use crate::bot::message::raw;
use crate::metrics::Metrics;

/// How long one request may take, from its sending to the end of its answer.
pub(super) const REQUEST_TIMEOUT: Duration = Duration::from_secs(4);
/// How often a request is sent again before its failure is reported.
const RETRIES: usize = 3;
/// The pause before a request is sent again for the first time; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest that a limit is waited for here; whoever would have to wait longer gets the failure.
const MAX_LIMIT_WAIT: Duration = Duration::from_secs(60);
/// "Is typing" is of use at once or not at all.
const TYPING_TIMEOUT: Duration = Duration::from_secs(1);
/// How many messages one request for a channel's history returns, which is the most that Discord allows.
pub(in crate::bot) const MESSAGES_PER_PAGE: usize = 100;
/// After a week without a message Discord archives a thread; the next message brings it back.
const WEEK_IN_MINUTES: u32 = 10_080;
/// The type of a private thread. <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const PRIVATE_THREAD: u8 = 12;

/// Speaks to Discord's REST API. Clones share their connections and, above all, their limits.
#[derive(Clone)]
pub(in crate::bot) struct RestClient {
    shared: Arc<Shared>,
    retries: usize,
    /// The longest that a limit is waited for.
    max_limit_wait: Duration,
}

struct Shared {
    http: reqwest::Client,
    /// Such as `https://discord.com`, without a slash at its end.
    base: String,
    limits: RateLimits,
    metrics: Arc<Metrics>,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub(in crate::bot) enum ClientError {
    #[error("the token cannot be sent: {0}")]
    Token(#[from] InvalidHeaderValue),
    #[error(transparent)]
    Http(#[from] reqwest::Error),
}

/// A private thread to be started.
pub(in crate::bot) struct NewThread<'n> {
    pub(in crate::bot) guild: u64,
    /// The text channel that it hangs below.
    pub(in crate::bot) parent: u64,
    /// 1 to 100 characters.
    pub(in crate::bot) name: &'n str,
    /// The bot, whose threads alone are looked through.
    pub(in crate::bot) owner: u64,
    /// The interaction that wants it: a thread of this name that is younger is the one that is wanted.
    pub(in crate::bot) after: u64,
}

/// A message as it stands in a channel.
#[derive(Debug, Deserialize)]
pub(in crate::bot) struct StoredMessage {
    pub(in crate::bot) id: MessageId,
    /// As Discord gives them.
    #[serde(default)]
    pub(in crate::bot) components: Value,
}

#[derive(Deserialize)]
struct Created<I> {
    id: I,
}

#[derive(Deserialize)]
struct ActiveThreads {
    threads: Vec<Thread>,
}

#[derive(Deserialize)]
struct Thread {
    id: ChannelId,
    #[serde(default)]
    parent_id: Option<ChannelId>,
    #[serde(default)]
    owner_id: Option<UserId>,
    #[serde(default)]
    name: String,
}

/// A request that can be sent more than once.
struct ApiRequest {
    method: Method,
    /// Below `/api/v10`, with its query.
    path: String,
    body: Option<Box<RawValue>>,
}

impl ApiRequest {
    fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            body: None,
        }
    }

    fn with(mut self, body: &impl Serialize) -> Self {
        self.body = Some(raw(body));
        self
    }
}

impl RestClient {
    /// A client for the API at this address.
    ///
    /// # Errors
    /// The token holds what no header can, or there is no TLS to be had.
    pub(in crate::bot) fn new(api_url: &str, token: &SecretString) -> Result<Self, ClientError> {
        let agent = concat!("DiscordBot (attache, ", env!("CARGO_PKG_VERSION"), ")");
        let mut authorization = HeaderValue::try_from(format!("Bot {}", token.expose_secret()))?;
        authorization.set_sensitive(true);
        let http = reqwest::Client::builder()
            .timeout(REQUEST_TIMEOUT)
            .user_agent(agent)
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, authorization)]))
            .build()?;
        Ok(Self {
            shared: Arc::new(Shared {
                http,
                base: api_url.trim_end_matches('/').to_owned(),
                limits: RateLimits::new(),
                metrics: Arc::default(),
            }),
            retries: RETRIES,
            max_limit_wait: MAX_LIMIT_WAIT,
        })
    }

    /// The same client, by which each request is sent once and waits for no limit: whoever has it decides when to try again.
    pub(in crate::bot) fn without_retries(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            retries: 0,
            max_limit_wait: Duration::ZERO,
        }
    }

    /// What is counted of all that the bot does.
    pub(in crate::bot) fn metrics(&self) -> &Arc<Metrics> {
        &self.shared.metrics
    }

    /// The address, without a path.
    pub(in crate::bot) fn base(&self) -> &str {
        &self.shared.base
    }

    /// What stands at `path`.
    pub(in crate::bot) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
    ) -> Result<T, RestError> {
        let request = ApiRequest::new(Method::GET, path.to_owned());
        self.retried(|| self.read(&request), &request).await
    }

    /// Registers `commands` in place of all that were registered at `path`.
    pub(in crate::bot) async fn put_commands(
        &self,
        path: &str,
        commands: &Value,
    ) -> Result<(), RestError> {
        self.done(&ApiRequest::new(Method::PUT, path.to_owned()).with(commands))
            .await
    }

    /// Posts a message, and returns its id. However often it is sent, it is posted once: Discord knows it by its nonce.
    pub(in crate::bot) async fn create_message(
        &self,
        channel: u64,
        message: &CreateMessage,
    ) -> Result<u64, RestError> {
        let request = ApiRequest::new(Method::POST, messages_of(channel)).with(message);
        let created: Created<MessageId> = self.retried(|| self.read(&request), &request).await?;
        Ok(created.id.get())
    }

    /// How long the next message in this channel has to wait, by what Discord has said; none if not at all.
    pub(in crate::bot) fn wait_for_message(&self, channel: u64) -> Option<Duration> {
        let path = messages_of(channel);
        self.shared.limits.wait_for(&Method::POST, &path)
    }

    /// Writes a message of the bot's anew.
    pub(in crate::bot) async fn edit_message(
        &self,
        channel: u64,
        message: u64,
        edit: &EditMessage,
    ) -> Result<(), RestError> {
        let path = format!("{}/{message}", messages_of(channel));
        self.done(&ApiRequest::new(Method::PATCH, path).with(edit))
            .await
    }

    /// The newest messages of a channel that are older than `before`, newest first; at most [`MESSAGES_PER_PAGE`].
    pub(in crate::bot) async fn get_messages(
        &self,
        channel: u64,
        before: Option<u64>,
    ) -> Result<Vec<StoredMessage>, RestError> {
        let before = before.map_or_else(String::new, |id| format!("&before={id}"));
        let path = format!("{}?limit={MESSAGES_PER_PAGE}{before}", messages_of(channel));
        self.get(&path).await
    }

    /// The channel of direct messages with a user, which Discord opens if there is none.
    pub(in crate::bot) async fn open_dm(&self, user: u64) -> Result<u64, RestError> {
        let request = ApiRequest::new(Method::POST, "/users/@me/channels".to_owned())
            .with(&json!({ "recipient_id": user.to_string() }));
        let opened: Created<ChannelId> = self.retried(|| self.read(&request), &request).await?;
        Ok(opened.id.get())
    }

    /// Starts a private thread, and returns its id. Discord takes no nonce for threads: one that may have been started by a
    /// request without an answer is looked for before another is started.
    pub(in crate::bot) async fn start_thread(&self, new: &NewThread<'_>) -> Result<u64, RestError> {
        let path = format!("/channels/{}/threads", new.parent);
        let request = ApiRequest::new(Method::POST, path).with(&json!({
            "name": new.name,
            "type": PRIVATE_THREAD,
            "invitable": false,
            "auto_archive_duration": WEEK_IN_MINUTES,
        }));
        let in_doubt = AtomicBool::new(false);
        let attempt = || async {
            if in_doubt.load(Ordering::Relaxed)
                && let Some(started) = self.find_thread(new).await?
            {
                return Ok(started);
            }
            let started = self.read::<Created<ChannelId>>(&request).await;
            if matches!(started, Err(RestError::Ambiguous(_))) {
                in_doubt.store(true, Ordering::Relaxed);
            }
            started.map(|thread| thread.id.get())
        };
        self.retried(attempt, &request).await
    }

    async fn find_thread(&self, new: &NewThread<'_>) -> Result<Option<u64>, RestError> {
        let path = format!("/guilds/{}/threads/active", new.guild);
        let active: ActiveThreads = self.read(&ApiRequest::new(Method::GET, path)).await?;
        let is_wanted = |thread: &Thread| {
            thread
                .parent_id
                .is_some_and(|parent| parent.get() == new.parent)
                && thread.owner_id.is_none_or(|owner| owner.get() == new.owner)
                && thread.name == new.name
                && thread.id.get() > new.after
        };
        let found = active.threads.into_iter().find(is_wanted);
        Ok(found.map(|thread| thread.id.get()))
    }

    /// Adds somebody to a thread.
    pub(in crate::bot) async fn add_to_thread(
        &self,
        thread: u64,
        user: u64,
    ) -> Result<(), RestError> {
        let path = format!("/channels/{thread}/thread-members/{user}");
        self.done(&ApiRequest::new(Method::PUT, path)).await
    }

    /// Shows that the bot is typing, for ten seconds or until it has posted. That it fails does not matter.
    pub(in crate::bot) async fn typing(&self, channel: u64) {
        let path = format!("/channels/{channel}/typing");
        let request = ApiRequest::new(Method::POST, path);
        let client = self.without_retries();
        match timeout(TYPING_TIMEOUT, client.attempt(&request)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => debug!(%error, "It was not shown that the bot is typing."),
            Err(_) => debug!("It was not shown in time that the bot is typing."),
        }
    }

    /// Sends a request whose answer says nothing.
    async fn done(&self, request: &ApiRequest) -> Result<(), RestError> {
        let attempt = || async { self.attempt(request).await.map(drop) };
        self.retried(attempt, request).await
    }

    /// Tries, again after a failure that may pass: the one retry policy.
    async fn retried<T, F>(
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
                warn!(%error, ?pause, %method, path, "A request to Discord is sent again.");
            })
            .await
    }

    /// Sends once, and reads the answer.
    async fn read<T: DeserializeOwned>(&self, request: &ApiRequest) -> Result<T, RestError> {
        let response = self.attempt(request).await?;
        let read = response.json().await;
        read.map_err(|error| Doubt::Unreadable(error.without_url()).into())
    }

    /// Sends once, as soon as the limits allow it.
    async fn attempt(&self, request: &ApiRequest) -> Result<Response, RestError> {
        let Shared {
            http,
            base,
            limits,
            metrics,
        } = &*self.shared;
        let ApiRequest { method, path, body } = request;
        let permit = limits.permit(method, path, self.max_limit_wait).await?;
        let url = format!("{base}/api/v10{path}");
        let sent = http.request(method.clone(), url);
        let sent = match body {
            Some(body) => sent.json(body),
            None => sent,
        };
        let response = match sent.send().await {
            Ok(response) => response,
            Err(source) => {
                let (base, source) = (base.clone(), source.without_url());
                return Err(Doubt::NoAnswer { base, source }.into());
            }
        };
        let (status, headers) = (response.status(), response.headers().clone());
        if status == StatusCode::TOO_MANY_REQUESTS {
            metrics.rate_limited.add();
            let body = ErrorBody::read(response).await;
            let limited = limits.note_limited(permit, &headers, body.as_ref());
            return Err(limited.into());
        }
        limits.note(permit, status, &headers);
        if status.is_success() {
            return Ok(response);
        }
        if status == StatusCode::UNAUTHORIZED {
            let rest = UNAUTHORIZED_REST;
            return Err(RestError::Unauthorized { rest });
        }
        let body = ErrorBody::read(response).await.unwrap_or_default();
        Err(body.into_error(status))
    }
}

fn messages_of(channel: u64) -> String {
    format!("/channels/{channel}/messages")
}
