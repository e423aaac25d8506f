//! A channel, looked at before alerts are sent there: whose it is, and what the bot lacks in it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serenity::all::Permissions;

use super::permissions::{Guild, Overwrite};
use crate::bot::channel_kinds::{ANNOUNCEMENT, THREADS, WITH_TEXT};
use crate::bot::error::Failure;
use crate::bot::gateway::{Id, lenient, lenient_list};
use crate::bot::rest::{RestClient, RestError};
use crate::reply::{Entry, Occasion};
use crate::text::{Locale, text};

/// What an alert needs where it is posted. The history is read after a crash, so that nothing is posted twice.
const NEEDED: [(Permissions, &str); 4] = [
    (Permissions::VIEW_CHANNEL, "View Channel"),
    (Permissions::SEND_MESSAGES, "Send Messages"),
    (Permissions::EMBED_LINKS, "Embed Links"),
    (Permissions::READ_MESSAGE_HISTORY, "Read Message History"),
];

/// A channel of a guild, and what the bot may do in it.
pub(super) struct ChannelAccess {
    guild: Guild,
    kind: Option<u8>,
    permissions: Permissions,
    /// Until when the bot is timed out there; also of a time-out that is over.
    timed_out_until: Option<Timestamp>,
    thread: ThreadState,
}

/// What keeps the bot from posting in a channel for now, whatever its roles may do there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The bot is timed out on the server until then.
    TimedOut(Timestamp),
    /// It is a locked thread, in which only those may write who manage threads.
    ThreadLocked,
    /// It is a locked thread that is archived too, and which only they may open again.
    ThreadArchived,
}

/// Why alerts cannot be sent to a channel.
pub(super) enum ChannelAccessError {
    /// The bot cannot see it, or it is gone.
    Hidden,
    /// It is another guild's, or a direct message.
    Elsewhere,
    /// It takes no messages: a category, a forum.
    NotForText,
    /// Discord does not answer.
    Unknown(RestError),
}

#[derive(Deserialize)]
struct Channel {
    /// One that is not known takes no alerts.
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    kind: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    guild_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    parent_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient_list")]
    permission_overwrites: Vec<Overwrite>,
    #[serde(default, deserialize_with = "lenient")]
    thread_metadata: ThreadState,
}

/// How a thread stands; of another channel, neither.
/// <https://discord.com/developers/docs/resources/channel#thread-metadata-object>
#[derive(Debug, Clone, Copy, Default, Deserialize)]
struct ThreadState {
    #[serde(default, rename = "archived", deserialize_with = "lenient")]
    is_archived: bool,
    #[serde(default, rename = "locked", deserialize_with = "lenient")]
    is_locked: bool,
}

#[derive(Deserialize)]
struct Member {
    #[serde(default, deserialize_with = "lenient_list")]
    roles: Vec<Id>,
    /// In RFC 3339; also of a time-out that is over.
    #[serde(default, deserialize_with = "lenient")]
    communication_disabled_until: Option<String>,
}

impl ChannelAccess {
    /// Looks at a channel, which must be of this guild.
    pub(super) async fn look(
        rest: &RestClient,
        guild: u64,
        channel: u64,
        own: u64,
    ) -> Result<Self, ChannelAccessError> {
        let at = format!("/channels/{channel}");
        let found: Channel = rest.get(&at).await.map_err(hidden)?;
        if found.guild_id.map(Id::get) != Some(guild) {
            return Err(ChannelAccessError::Elsewhere);
        }
        let (of_guild, of_member) = (
            format!("/guilds/{guild}"),
            format!("/guilds/{guild}/members/{own}"),
        );
        // A thread has no exceptions of its own.
        let parent = async {
            match found.parent_id.filter(|_| is_thread(found.kind)) {
                Some(parent) => {
                    let above: Channel = rest.get(&format!("/channels/{parent}")).await?;
                    Ok(above.permission_overwrites)
                }
                None => Ok(Vec::new()),
            }
        };
        let (guild, member, above) = tokio::try_join!(
            rest.get::<Guild>(&of_guild),
            rest.get::<Member>(&of_member),
            parent
        )
        .map_err(hidden)?;
        if !takes_text(found.kind) {
            return Err(ChannelAccessError::NotForText);
        }
        let overwrites = if is_thread(found.kind) {
            &above
        } else {
            &found.permission_overwrites
        };
        let permissions = guild.permissions_in(own, &member.roles, overwrites);
        let timed_out_until = member.communication_disabled_until;
        Ok(Self {
            guild,
            kind: found.kind,
            permissions,
            timed_out_until: timed_out_until.and_then(|until| until.parse().ok()),
            thread: found.thread_metadata,
        })
    }

    /// What keeps the bot from posting here now, beside the permissions that it lacks.
    pub(super) fn obstacle(&self, now: Timestamp) -> Option<Obstacle> {
        let may = |permission| self.permissions.contains(permission);
        // Administrators cannot be timed out.
        let until = self.timed_out_until.filter(|until| *until > now);
        if let Some(until) = until.filter(|_| !may(Permissions::ADMINISTRATOR)) {
            return Some(Obstacle::TimedOut(until));
        }
        if !self.thread.is_locked || may(Permissions::MANAGE_THREADS) {
            return None;
        }
        Some(if self.thread.is_archived {
            Obstacle::ThreadArchived
        } else {
            Obstacle::ThreadLocked
        })
    }

    /// The permissions that alerts need here and the bot lacks, by the names that Discord shows.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let in_thread = |(permission, name)| {
            if is_thread(self.kind) && permission == Permissions::SEND_MESSAGES {
                let permission = Permissions::SEND_MESSAGES_IN_THREADS;
                (permission, "Send Messages in Threads")
            } else {
                (permission, name)
            }
        };
        let needed = NEEDED.into_iter().map(in_thread);
        let missing = needed.filter(|(permission, _)| !self.permissions.contains(*permission));
        missing.map(|(_, name)| name).collect()
    }

    /// Whether a message could be posted at all.
    pub(super) fn is_open(&self) -> bool {
        let missing = self.missing();
        !missing
            .iter()
            .any(|name| *name == "View Channel" || name.starts_with("Send Messages"))
    }

    /// Whether messages here can be published to channels that follow it.
    pub(super) fn is_announcement(&self) -> bool {
        self.kind == Some(ANNOUNCEMENT)
    }

    /// Whether the bot may mention this role here; `None` if the guild does not have it.
    pub(super) fn may_mention(&self, role: u64) -> Option<bool> {
        self.guild.may_mention(role, self.permissions)
    }
}

impl Obstacle {
    /// What it is, and what to do about it.
    pub(super) fn entry(self, locale: Locale) -> Entry {
        match self {
            Self::TimedOut(until) => Entry {
                occasion: Some(Occasion {
                    at: until.to_zoned_datetime(TimeZone::UTC),
                    has_hour: true,
                }),
                ..Entry::remark(text!(locale, "bot-channel-timed-out"))
                    .labelled(text!(locale, "bot-channel-timed-out-until"))
            },
            Self::ThreadLocked => Entry::remark(text!(locale, "bot-channel-thread-locked")),
            Self::ThreadArchived => Entry::remark(text!(locale, "bot-channel-thread-archived")),
        }
    }
}

impl ChannelAccessError {
    /// What whoever asked gets to read.
    pub(super) fn into_failure(self, locale: Locale) -> Failure {
        Failure::User(match self {
            Self::Hidden => text!(locale, "bot-channel-hidden"),
            Self::Elsewhere => text!(locale, "bot-channel-elsewhere"),
            Self::NotForText => text!(locale, "bot-channel-not-for-text"),
            Self::Unknown(error) => return Failure::Internal(Box::new(error)),
        })
    }
}

fn hidden(error: RestError) -> ChannelAccessError {
    match error {
        RestError::Unavailable(_) => ChannelAccessError::Hidden,
        error => ChannelAccessError::Unknown(error),
    }
}

fn is_thread(kind: Option<u8>) -> bool {
    kind.is_some_and(|kind| THREADS.contains(&kind))
}

fn takes_text(kind: Option<u8>) -> bool {
    kind.is_some_and(|kind| WITH_TEXT.contains(&kind))
}
