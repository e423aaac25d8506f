//! Carries alerts to Discord: one try each, and no waiting for a limit. Who tries again, and when, is decided in `alerts`,
//! which sees what Discord said.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use super::history_search::HistorySearch;
use super::rest::{CreateMessage, EditMessage, Nonce, RestClient, RestError};
use crate::alerts::{Found, Messenger, Post, PostError};
use crate::reply::{Reply, escape};

/// The alerts' way to Discord.
pub(super) struct DiscordMessenger {
    rest: RestClient,
}

impl DiscordMessenger {
    /// One that shares the limits of `rest`.
    pub(super) fn new(rest: &RestClient) -> Self {
        Self {
            rest: rest.for_alerts(),
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
        attempts: &[Timestamp],
    ) -> Result<Found, PostError> {
        let mark = format!("/alert/{delivery}/");
        HistorySearch::new(&self.rest, channel, &mark)
            .run(attempts)
            .await
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
