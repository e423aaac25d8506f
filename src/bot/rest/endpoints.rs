//! The requests that the bot makes, a method for each.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::Method;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::timeout;
use tracing::debug;

use super::client::{ApiRequest, RestClient};
use super::error::RestError;
use super::message::{CreateMessage, EditMessage};
use crate::bot::gateway::{Id, lenient};

/// "Is typing" is of use at once or not at all.
const TYPING_TIMEOUT: Duration = Duration::from_secs(1);
/// How many messages one request for a channel's history returns, which is the most that Discord allows.
pub(in crate::bot) const MESSAGES_PER_PAGE: usize = 100;
/// After a week without a message Discord archives a thread; the next message brings it back.
const WEEK_IN_MINUTES: u32 = 10_080;
/// The type of a private thread. <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const PRIVATE_THREAD: u8 = 12;

/// <https://discord.com/developers/docs/resources/message#message-object-message-flags>
const FAILED_TO_MENTION_SOME_ROLES_IN_THREAD: u64 = 1 << 8;

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
    pub(in crate::bot) id: Id,
    /// As Discord gives them.
    #[serde(default)]
    pub(in crate::bot) components: Value,
}

/// Which messages of a channel are asked for.
#[derive(Debug, Clone, Copy)]
pub(in crate::bot) enum MessagesFrom {
    /// The last ones.
    Newest,
    /// The first ones after this id.
    After(u64),
}

#[derive(Deserialize)]
struct LastMessage {
    #[serde(default)]
    last_message_id: Option<Id>,
}

/// Where a channel is.
#[derive(Deserialize)]
struct Place {
    #[serde(default, deserialize_with = "lenient")]
    guild_id: Option<Id>,
}

/// The bot on a server.
/// <https://discord.com/developers/docs/resources/guild#guild-member-object>
#[derive(Deserialize)]
struct OwnMember {
    /// In RFC 3339; also of a time-out that is over.
    #[serde(default, deserialize_with = "lenient")]
    communication_disabled_until: Option<String>,
}

/// A message that Discord took.
#[derive(Debug, Deserialize)]
pub(in crate::bot) struct PostedMessage {
    pub(in crate::bot) id: Id,
    #[serde(default, deserialize_with = "lenient")]
    flags: u64,
}

impl PostedMessage {
    /// Whether a role that it mentions has members who were not added to the thread, and so not reached.
    pub(in crate::bot) fn has_missed_roles(&self) -> bool {
        self.flags & FAILED_TO_MENTION_SOME_ROLES_IN_THREAD != 0
    }
}

#[derive(Deserialize)]
struct Member {
    #[serde(default)]
    user: Option<MemberUser>,
}

#[derive(Deserialize)]
struct MemberUser {
    /// Left out for people.
    #[serde(default)]
    bot: bool,
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
    id: Id,
    #[serde(default)]
    parent_id: Option<Id>,
    #[serde(default)]
    owner_id: Option<Id>,
    #[serde(default)]
    name: String,
}

impl RestClient {
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

    /// Registers one command at `path`, in place of one of the same name.
    pub(in crate::bot) async fn post_command(
        &self,
        path: &str,
        command: &Value,
    ) -> Result<(), RestError> {
        self.done(&ApiRequest::new(Method::POST, path.to_owned()).with(command))
            .await
    }

    /// Posts a message, and returns its id. However often it is sent, it is posted once: Discord knows it by its nonce.
    pub(in crate::bot) async fn create_message(
        &self,
        channel: u64,
        message: &CreateMessage,
    ) -> Result<u64, RestError> {
        let posted = self.post_message(channel, message).await?;
        Ok(posted.id.get())
    }

    /// The same, and returns what Discord made of it.
    pub(in crate::bot) async fn post_message(
        &self,
        channel: u64,
        message: &CreateMessage,
    ) -> Result<PostedMessage, RestError> {
        let request = ApiRequest::new(Method::POST, messages_of(channel)).with(message);
        self.retried(|| self.read(&request), &request).await
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

    /// Messages of a channel, newest first; at most [`MESSAGES_PER_PAGE`]. A channel whose history the bot may not read has
    /// none.
    pub(in crate::bot) async fn get_messages(
        &self,
        channel: u64,
        from: MessagesFrom,
    ) -> Result<Vec<StoredMessage>, RestError> {
        let from = match from {
            MessagesFrom::Newest => String::new(),
            MessagesFrom::After(id) => format!("&after={id}"),
        };
        let path = format!("{}?limit={MESSAGES_PER_PAGE}{from}", messages_of(channel));
        self.get(&path).await
    }

    /// The id of the last message of a channel, which may be deleted since; `None` if there was never one. It is shown to
    /// whoever sees the channel.
    pub(in crate::bot) async fn get_last_message_id(
        &self,
        channel: u64,
    ) -> Result<Option<u64>, RestError> {
        let channel: LastMessage = self.get(&format!("/channels/{channel}")).await?;
        Ok(channel.last_message_id.map(Id::get))
    }

    /// Whether this member of a guild is a bot; `None` if there is no such member.
    pub(in crate::bot) async fn is_bot(
        &self,
        guild: u64,
        user: u64,
    ) -> Result<Option<bool>, RestError> {
        let path = format!("/guilds/{guild}/members/{user}");
        match self.get::<Member>(&path).await {
            Ok(member) => Ok(Some(member.user.is_some_and(|user| user.bot))),
            Err(RestError::Unavailable(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The channel of direct messages with a user, which Discord opens if there is none.
    pub(in crate::bot) async fn open_dm(&self, user: u64) -> Result<u64, RestError> {
        let request = ApiRequest::new(Method::POST, "/users/@me/channels".to_owned())
            .with(&json!({ "recipient_id": user.to_string() }));
        let opened: Created<Id> = self.retried(|| self.read(&request), &request).await?;
        Ok(opened.id.get())
    }

    /// Whether a user is on a server.
    pub(in crate::bot) async fn is_member(&self, guild: u64, user: u64) -> Result<bool, RestError> {
        Ok(self.is_bot(guild, user).await?.is_some())
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
            let started = self.read::<Created<Id>>(&request).await;
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

    /// Until when the bot is timed out where this channel is; `None` if it never was. Discord keeps time-outs that are over.
    pub(in crate::bot) async fn time_out(
        &self,
        channel: u64,
        own: u64,
    ) -> Result<Option<Timestamp>, RestError> {
        let place: Place = self.get(&format!("/channels/{channel}")).await?;
        let Some(guild) = place.guild_id else {
            return Ok(None);
        };
        let own: OwnMember = self.get(&format!("/guilds/{guild}/members/{own}")).await?;
        let until = own.communication_disabled_until;
        Ok(until.and_then(|until| until.parse().ok()))
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
}

fn messages_of(channel: u64) -> String {
    format!("/channels/{channel}/messages")
}
