//! Carries alerts to Discord: one try each, and no waiting for a limit. Who tries again, and when, is decided in `alerts`,
//! which sees what Discord said.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::Value;

use super::rest::{CreateMessage, EditMessage, MESSAGES_PER_PAGE, Nonce, RestClient, RestError};
use crate::alerts::{Messenger, Post, PostError};
use crate::reply::{Reply, escape};

/// How many pages of a channel's history are searched at most: what stands above 2,000 newer messages is taken for lost.
const MAX_PAGES: usize = 20;
/// The first millisecond of Discord's own count. <https://discord.com/developers/docs/reference#snowflakes>
const DISCORD_EPOCH_MS: i64 = 1_420_070_400_000;

/// The alerts' way to Discord.
pub(super) struct DiscordMessenger {
    rest: RestClient,
}

impl DiscordMessenger {
    /// One that shares the limits of `rest`.
    pub(super) fn new(rest: &RestClient) -> Self {
        Self {
            rest: rest.without_retries(),
        }
    }
}

#[async_trait]
impl Messenger for DiscordMessenger {
    fn wait_for(&self, channel: u64) -> Option<Duration> {
        self.rest.wait_for_message(channel)
    }

    async fn post(&self, channel: u64, post: &Post) -> Result<u64, PostError> {
        let mut posted = self.rest.create_message(channel, &message(post)).await;
        if post.in_reply_to.is_some() && posted.as_ref().is_err_and(RestError::is_reply_refused) {
            let alone = Post {
                in_reply_to: None,
                ..post.clone()
            };
            posted = self.rest.create_message(channel, &message(&alone)).await;
        }
        let metrics = self.rest.metrics();
        match &posted {
            Ok(_) => metrics.posts.add(),
            Err(RestError::RateLimited { .. } | RestError::Unauthorized { .. }) => {}
            Err(_) => metrics.posts_failed.add(),
        }
        Ok(posted?)
    }

    async fn edit(&self, channel: u64, message: u64, reply: &Reply) -> Result<(), PostError> {
        let edit = EditMessage::of_reply(reply);
        Ok(self.rest.edit_message(channel, message, &edit).await?)
    }

    async fn find(
        &self,
        channel: u64,
        delivery: &str,
        since: Timestamp,
    ) -> Result<Option<u64>, PostError> {
        let mark = format!("/alert/{delivery}/");
        let since = since.as_millisecond() - DISCORD_EPOCH_MS;
        let oldest = u64::try_from(since).unwrap_or(0) << 22;
        let mut before = None;
        for _ in 0..MAX_PAGES {
            let messages = self.rest.get_messages(channel, before).await?;
            if let Some(found) = messages.iter().find(|one| carries(&one.components, &mark)) {
                return Ok(Some(found.id.get()));
            }
            match messages.last().map(|last| last.id.get()) {
                Some(last) if messages.len() == MESSAGES_PER_PAGE && last > oldest => {
                    before = Some(last);
                }
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    async fn direct(&self, user: u64) -> Result<u64, PostError> {
        Ok(self.rest.open_dm(user).await?)
    }
}

fn message(post: &Post) -> CreateMessage {
    let nonce = Nonce::from_identity(&post.delivery);
    let mut message = CreateMessage::of_reply(&post.reply, nonce);
    if let Some(role) = post.mention_role {
        message = message.mentioning_role(role);
    }
    if let Some(about) = post.in_reply_to {
        message = message.in_reply_to(about);
    }
    message.with_content(&escape(&post.headline))
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
