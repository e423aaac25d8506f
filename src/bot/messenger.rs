//! Carries alerts to Discord: one try each. Who tries again, and when, is decided in `alerts`, which sees what Discord
//! said; the limits that it names for a channel are kept here, by the time of this machine.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use reqwest::{Method, Response, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use super::message::compose;
use super::rest::RestClient;
use crate::alerts::{Messenger, Post, PostError};
use crate::reply::{MAX_CONTENT, Reply, escape, shorten};

/// The time from one request to the next: below the 50 a second that Discord allows, so that no 429 is earned.
const PACE: Duration = Duration::from_millis(21);
/// How many messages one request for a channel's history returns.
const PAGE: usize = 100;
/// How many such pages are searched at most.
const PAGES: usize = 20;
/// How long everything rests when Discord does not accept the token any more.
const LOCKED_OUT: Duration = Duration::from_secs(60);
/// Waited for if a 429 does not say how long.
const UNSAID: Duration = Duration::from_secs(5);
/// The first second of Discord's own count. <https://discord.com/developers/docs/reference#snowflakes>
const EPOCH: i64 = 1_420_070_400_000;

pub(super) struct DiscordMessenger {
    sender: RestClient,
    /// When the next request may leave.
    next_turn: tokio::sync::Mutex<Instant>,
    /// Until when a channel takes no more.
    full: Mutex<HashMap<u64, Instant>>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

#[derive(Deserialize)]
struct Stored {
    id: String,
    #[serde(default)]
    components: Value,
}

impl DiscordMessenger {
    pub(super) fn new(sender: RestClient) -> Self {
        Self {
            sender,
            next_turn: tokio::sync::Mutex::new(Instant::now()),
            full: Mutex::default(),
        }
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Response, PostError> {
        self.wait_for_turn().await;
        let answer = self.sender.try_once(method, path, body).await;
        let response = answer.map_err(|error| PostError::Ambiguous(error.to_string()))?;
        if response.status().is_success() {
            Ok(response)
        } else {
            Err(refused(response).await)
        }
    }

    /// Leaves the time of one request between two, also if this process was kept waiting. Looks into histories count as
    /// posts do, and come in crowds after a crash.
    async fn wait_for_turn(&self) {
        let mut next = self.next_turn.lock().await;
        sleep_until(*next).await;
        *next = Instant::now() + PACE;
    }

    fn note_limits(&self, channel: u64, response: &Response) {
        let header = |name| {
            response
                .headers()
                .get(name)?
                .to_str()
                .ok()?
                .parse::<f64>()
                .ok()
        };
        let is_used_up = header("x-ratelimit-remaining").is_some_and(|left| left < 1.0);
        let reset = header("x-ratelimit-reset-after")
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        if let Some(reset) = reset.filter(|_| is_used_up) {
            let mut full = self.full.lock().unwrap_or_else(PoisonError::into_inner);
            let now = Instant::now();
            full.retain(|_, until| *until > now);
            full.insert(channel, now + reset);
        }
    }
}

#[async_trait]
impl Messenger for DiscordMessenger {
    fn wait_for(&self, channel: u64) -> Option<Duration> {
        let full = self.full.lock().unwrap_or_else(PoisonError::into_inner);
        let until = full.get(&channel)?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    async fn post(&self, channel: u64, post: &Post) -> Result<u64, PostError> {
        let path = format!("/channels/{channel}/messages");
        let body = body(post);
        let posted = self.ask(Method::POST, &path, Some(&body)).await;
        match &posted {
            Ok(_) => self.sender.metrics().posts.add(),
            Err(PostError::RateLimited { .. }) => {}
            Err(_) => self.sender.metrics().posts_failed.add(),
        }
        let response = posted?;
        self.note_limits(channel, &response);
        read::<Id>(response)
            .await
            .and_then(|message| number(&message.id))
    }

    async fn edit(&self, channel: u64, message: u64, reply: &Reply) -> Result<(), PostError> {
        let path = format!("/channels/{channel}/messages/{message}");
        self.ask(Method::PATCH, &path, Some(&of_reply(reply)))
            .await?;
        Ok(())
    }

    async fn find(
        &self,
        channel: u64,
        delivery: &str,
        since: Timestamp,
    ) -> Result<Option<u64>, PostError> {
        let mark = format!("/alert/{delivery}/");
        let oldest = u64::try_from((since.as_millisecond() - EPOCH).max(0)).unwrap_or(0) << 22;
        let mut before = String::new();
        for _ in 0..PAGES {
            let path = format!("/channels/{channel}/messages?limit={PAGE}{before}");
            let response = self.ask(Method::GET, &path, None).await?;
            let messages: Vec<Stored> = read(response).await?;
            if let Some(found) = messages.iter().find(|one| carries(&one.components, &mark)) {
                return number(&found.id).map(Some);
            }
            let last = messages.last().map(|last| number(&last.id)).transpose()?;
            match last {
                Some(last) if messages.len() == PAGE && last > oldest => {
                    before = format!("&before={last}");
                }
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    async fn direct(&self, user: u64) -> Result<u64, PostError> {
        let body = json!({ "recipient_id": user.to_string() });
        let response = self
            .ask(Method::POST, "/users/@me/channels", Some(&body))
            .await?;
        read::<Id>(response)
            .await
            .and_then(|channel| number(&channel.id))
    }
}

fn body(post: &Post) -> Value {
    let mut body = of_reply(&post.reply);
    let headline = escape(&post.headline);
    let content = match post.mention_role {
        Some(role) => format!("<@&{role}> {headline}"),
        None => headline,
    };
    body["content"] = json!(shorten(&content, MAX_CONTENT));
    body["nonce"] = json!(post.delivery);
    body["enforce_nonce"] = json!(true);
    if let Some(role) = post.mention_role {
        body["allowed_mentions"] = json!({ "parse": [], "roles": [role.to_string()] });
    }
    if let Some(message) = post.in_reply_to {
        body["message_reference"] =
            json!({ "message_id": message.to_string(), "fail_if_not_exists": false });
    }
    body
}

/// Nobody is called unless somebody is named.
fn of_reply(reply: &Reply) -> Value {
    let composed = json!(compose(reply));
    json!({
        "embeds": composed["embeds"],
        "components": composed["components"],
        "allowed_mentions": { "parse": [] },
    })
}

/// Whether a button at any depth carries this mark.
fn carries(components: &Value, mark: &str) -> bool {
    match components {
        Value::Array(list) => list.iter().any(|one| carries(one, mark)),
        Value::Object(fields) => {
            let is_marked = fields
                .get("custom_id")
                .and_then(Value::as_str)
                .is_some_and(|id| id.contains(mark));
            is_marked
                || fields
                    .get("components")
                    .is_some_and(|below| carries(below, mark))
        }
        _ => false,
    }
}

async fn refused(response: Response) -> PostError {
    let status = response.status();
    let headers = response.headers().clone();
    let header = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let body: Value = response.json().await.unwrap_or_default();
    let reason = match (body["message"].as_str(), body["code"].as_i64()) {
        (Some(message), Some(code)) => format!(
            "Discord answered {}: {message} (code {code})",
            status.as_u16()
        ),
        _ => format!("Discord answered {}", status.as_u16()),
    };
    match status {
        StatusCode::TOO_MANY_REQUESTS => {
            let said = body["retry_after"]
                .as_f64()
                .or_else(|| header("retry-after")?.parse().ok());
            let after = said.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            // One without a body is not of the API but of what stands before it, and means the address.
            let everywhere =
                body["global"].as_bool().unwrap_or(true) || header("x-ratelimit-global").is_some();
            PostError::RateLimited {
                after: after.unwrap_or(UNSAID),
                everywhere,
            }
        }
        // Ten thousand of these in ten minutes, and Discord bans the address.
        StatusCode::UNAUTHORIZED => PostError::RateLimited {
            after: LOCKED_OUT,
            everywhere: true,
        },
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => PostError::ChannelUnavailable(reason),
        _ if status.is_client_error() => PostError::Rejected(reason),
        _ => PostError::Ambiguous(reason),
    }
}

async fn read<T: serde::de::DeserializeOwned>(response: Response) -> Result<T, PostError> {
    let answer = response.json().await;
    answer.map_err(|error| {
        PostError::Ambiguous(format!(
            "an answer that makes no sense: {}",
            error.without_url()
        ))
    })
}

fn number(id: &str) -> Result<u64, PostError> {
    let number = id.parse();
    number.map_err(|_| PostError::Ambiguous(format!("`{id}` in place of an id")))
}
