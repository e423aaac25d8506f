//! Carries alerts to Discord: one try each, and no waiting for a limit. Who tries again, and when, is decided in `alerts`,
//! which sees what Discord said.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use clock::SharedClock;
use jiff::{SignedDuration, Timestamp};

use super::history_search::HistorySearch;
use super::own_id::OwnId;
use super::rest::{CreateMessage, EditMessage, Nonce, RestClient, RestError};
use super::state::AppState;
use crate::alerts::{Found, Messenger, Notified, Post, PostError, Posted};
use crate::reply::{Reply, escape};

/// How long after its end a time-out may still be why a post was refused: Discord's clock is not ours.
const JUST_OVER: SignedDuration = SignedDuration::from_secs(60);

/// How long the next page of a history is waited for, where Discord's limits ask for that.
const MAX_HISTORY_WAIT: Duration = Duration::from_secs(10);

/// The alerts' way to Discord.
pub(super) struct DiscordMessenger {
    rest: RestClient,
    own: OwnId,
    clock: SharedClock,
}

impl DiscordMessenger {
    /// One that shares the limits of all other requests.
    pub(super) fn new(state: &AppState) -> Self {
        Self {
            rest: state.rest.for_alerts(),
            own: state.own.clone(),
            clock: Arc::clone(&state.clock),
        }
    }

    /// Why a post failed, in the words of the alerts. To lack permissions may mean to be timed out, which is found out.
    async fn post_error(&self, channel: u64, error: RestError) -> PostError {
        if !error.is_missing_permissions() {
            return error.into();
        }
        match self.rest.time_out(channel, self.own.get()).await {
            Ok(Some(until)) if self.clock.now().duration_since(until) < JUST_OVER => {
                let detail = error.to_string();
                PostError::TimedOut { until, detail }
            }
            Ok(_) => error.into(),
            // Of nobody, as long as Discord has not said who the bot is, nothing can be asked.
            Err(unknown) if unknown.is_refusal() && self.own.get() != 0 => error.into(),
            Err(_) => PostError::RefusedForNow {
                detail: error.to_string(),
                counts: true,
            },
        }
    }
}

#[async_trait]
impl Messenger for DiscordMessenger {
    fn wait_for(&self, channel: u64) -> Option<Duration> {
        self.rest.wait_for_message(channel)
    }

    async fn post(&self, channel: u64, post: &Post) -> Result<Posted, PostError> {
        let mut posted = self.rest.post_message(channel, &message(post)).await;
        if post.in_reply_to.is_some() && posted.as_ref().is_err_and(RestError::is_reply_refused) {
            let alone = Post {
                in_reply_to: None,
                ..post.clone()
            };
            posted = self.rest.post_message(channel, &message(&alone)).await;
        }
        let metrics = self.rest.metrics();
        match &posted {
            Ok(_) => metrics.posts.add(),
            Err(RestError::RateLimited { .. } | RestError::Unauthorized { .. }) => {}
            Err(_) => metrics.posts_failed.add(),
        }
        match posted {
            Ok(message) => Ok(Posted {
                message_id: message.id.get(),
                has_missed_roles: message.has_missed_roles(),
            }),
            Err(error) => Err(self.post_error(channel, error).await),
        }
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
        // Given up at each limit, it would begin anew each time, and not come to the end of a busy channel.
        let rest = self.rest.waiting_at_most(MAX_HISTORY_WAIT);
        HistorySearch::new(&rest, channel, &mark)
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
    for notified in &post.notified {
        message = match *notified {
            Notified::Role(role) => message.mentioning_role(role),
            Notified::User(user) => message.mentioning_user(user),
        };
    }
    if let Some(about) = post.in_reply_to {
        message = message.in_reply_to(about);
    }
    message.with_content(&escape(&post.headline))
}
