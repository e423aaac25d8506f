//! A channel: one of the five text channels, a thread below them, one of a further guild, or the direct messages with
//! somebody.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use super::{
    message::Message,
    thread::Thread,
    users::{self, Person, permission},
};
use crate::{api_error::ApiError, ids, options::Options, snowflake::Snowflake};

/// A channel with its messages.
pub(crate) struct Channel {
    pub(crate) id: Snowflake,
    pub(super) kind: ChannelKind,
    /// Oldest first, so that ids rise.
    pub(crate) messages: VecDeque<Message>,
}

/// What a channel is.
pub(super) enum ChannelKind {
    Text {
        guild: Snowflake,
        name: Cow<'static, str>,
        topic: Option<&'static str>,
        position: u32,
        exceptions: Exceptions,
        /// Whether its messages can be published to the channels that follow it.
        is_announcement: bool,
    },
    Direct {
        with: Snowflake,
    },
    Thread(Thread),
    /// One that only a frame of a test speaks of; everything may be done there.
    Elsewhere {
        guild: Option<Snowflake>,
        json: Value,
    },
}

/// The type of an announcement channel.
const ANNOUNCEMENT: u8 = 5;

/// How the bot's permissions in a channel differ from its usual ones, as bits.
#[derive(Clone, Copy)]
pub(super) struct Exceptions {
    allow: u64,
    deny: u64,
}

const NO_EXCEPTIONS: Exceptions = Exceptions { allow: 0, deny: 0 };
const BOT_MANAGES_THREADS: Exceptions = Exceptions {
    allow: permission::MANAGE_THREADS,
    deny: 0,
};
const BOT_ONLY_READS: Exceptions = Exceptions {
    allow: 0,
    deny: permission::SEND_MESSAGES,
};
const NO_THREADS: Exceptions = Exceptions {
    allow: 0,
    deny: permission::THREADS,
};

/// The text channels of the practice server from top to bottom: id, name, topic, what the bot may do there.
const PRACTICE_CHANNELS: [(Snowflake, &str, &str, Exceptions); 5] = [
    (ids::GENERAL, "general", "ask anything", NO_EXCEPTIONS),
    (
        ids::WATCH_FLOOR,
        "watch-floor",
        "what is coming, and who has it",
        BOT_MANAGES_THREADS,
    ),
    (
        ids::EDITORS,
        "editors",
        "what readers say is wrong or out of date",
        NO_EXCEPTIONS,
    ),
    (
        ids::ANNOUNCEMENTS,
        "announcements",
        "the bot reads here, and cannot write",
        BOT_ONLY_READS,
    ),
    (
        ids::READING_ROOM,
        "reading-room",
        "the bot answers here, and opens no threads",
        NO_THREADS,
    ),
];

/// The channels of a new practice server, and of the guilds besides it.
pub(crate) fn initial_channels(options: &Options) -> BTreeMap<Snowflake, Channel> {
    let practice = PRACTICE_CHANNELS.iter().zip(0..);
    let practice = practice.map(|(&(id, name, topic, exceptions), position)| {
        let kind = ChannelKind::Text {
            guild: ids::GUILD,
            name: name.into(),
            topic: Some(topic),
            position,
            exceptions,
            is_announcement: false,
        };
        (id, Channel::new(id, kind))
    });
    let further = (0..options.further_guilds).flat_map(|number| {
        let guild = ids::further_guild(number);
        (0..options.further_channels).map(move |position| {
            let id = ids::further_channel(guild, position);
            let kind = further_channel_kind(guild, position, 0);
            (id, Channel::new(id, kind))
        })
    });
    practice.chain(further).collect()
}

/// A text channel of a guild besides the practice server, in which the bot lacks these permissions.
pub(super) fn further_channel_kind(guild: Snowflake, position: u32, denied: u64) -> ChannelKind {
    ChannelKind::Text {
        guild,
        name: format!("channel-{position}").into(),
        topic: None,
        position,
        exceptions: Exceptions {
            allow: 0,
            deny: denied,
        },
        is_announcement: false,
    }
}

impl Channel {
    pub(super) fn new(id: Snowflake, kind: ChannelKind) -> Self {
        Self {
            id,
            kind,
            messages: VecDeque::new(),
        }
    }

    /// The person on the other side of a direct-message channel.
    pub(crate) fn direct_with(&self) -> Option<Snowflake> {
        match self.kind {
            ChannelKind::Direct { with } => Some(with),
            _ => None,
        }
    }

    /// Its thread part, if it is a thread.
    pub(crate) fn thread(&self) -> Option<&Thread> {
        match &self.kind {
            ChannelKind::Thread(thread) => Some(thread),
            _ => None,
        }
    }

    /// The guild it belongs to; a direct-message channel has none.
    pub(crate) fn guild(&self) -> Option<Snowflake> {
        match self.kind {
            ChannelKind::Text { guild, .. } => Some(guild),
            // Threads are in the practice server only.
            ChannelKind::Thread(_) => Some(ids::GUILD),
            ChannelKind::Direct { .. } => None,
            ChannelKind::Elsewhere { guild, .. } => guild,
        }
    }

    /// Whether this person can see it and write in it.
    pub(crate) fn is_visible_to(&self, person: Snowflake) -> bool {
        match &self.kind {
            ChannelKind::Text { .. } => true,
            ChannelKind::Elsewhere { .. } => false,
            ChannelKind::Direct { with } => *with == person,
            ChannelKind::Thread(thread) => thread.is_visible_to(person),
        }
    }

    /// Whether the bot can see it.
    pub(crate) fn is_visible_to_bot(&self) -> bool {
        self.thread()
            .is_none_or(|thread| thread.is_visible_to(ids::BOT))
    }

    /// What the bot may do here, as permission bits.
    pub(crate) fn bot_permissions(&self) -> u64 {
        match &self.kind {
            ChannelKind::Text { exceptions, .. } => {
                permission::BOT & !exceptions.deny | exceptions.allow
            }
            ChannelKind::Direct { .. } => permission::BOT,
            ChannelKind::Elsewhere { .. } => permission::EVERYTHING,
            ChannelKind::Thread(thread) => thread.bot_permissions,
        }
    }

    pub(crate) fn bot_may(&self, bits: u64) -> bool {
        self.bot_permissions() & bits == bits
    }

    /// Refuses if the bot may not post here.
    pub(crate) fn check_bot_may_post(&self) -> Result<(), ApiError> {
        let needed = match &self.kind {
            ChannelKind::Text { .. } | ChannelKind::Elsewhere { .. } => permission::SEND_MESSAGES,
            ChannelKind::Thread(_) => permission::SEND_MESSAGES_IN_THREADS,
            ChannelKind::Direct { with } => {
                let takes = users::person(*with).is_some_and(|with| with.takes_direct_messages);
                return takes.then_some(()).ok_or(ApiError::CANNOT_SEND_TO_USER);
            }
        };
        if self.bot_may(needed) {
            Ok(())
        } else {
            Err(ApiError::MISSING_PERMISSIONS)
        }
    }

    /// The channel as REST and the gateway give it.
    pub(crate) fn to_json(&self) -> Value {
        let last = self
            .messages
            .iter()
            .rev()
            .find(|message| message.ephemeral_for.is_none());
        let last = last.map(|message| message.id);
        match &self.kind {
            ChannelKind::Text {
                guild,
                name,
                topic,
                position,
                exceptions: Exceptions { allow, deny },
                is_announcement,
            } => {
                let of_bot = json!([{
                    "id": ids::BOT,
                    "type": 1,
                    "allow": allow.to_string(),
                    "deny": deny.to_string(),
                }]);
                let has_some = allow | deny != 0;
                json!({
                    "id": self.id,
                    "type": if *is_announcement { ANNOUNCEMENT } else { 0 },
                    "guild_id": guild,
                    "name": name,
                    "topic": topic,
                    "position": position,
                    "permission_overwrites": if has_some { of_bot } else { json!([]) },
                    "parent_id": null,
                    "nsfw": false,
                    "rate_limit_per_user": 0,
                    "last_message_id": last,
                    "flags": 0,
                })
            }
            ChannelKind::Direct { with } => json!({
                "id": self.id,
                "type": 1,
                "recipients": [users::user(*with)],
                "last_message_id": last,
                "flags": 0,
            }),
            ChannelKind::Thread(thread) => {
                let mut json = thread.to_json(self.id, self.messages.len());
                json["last_message_id"] = json!(last);
                json
            }
            ChannelKind::Elsewhere { json, .. } => json.clone(),
        }
    }

    /// The channel as it stands in an interaction: `permissions` are those of the person asking.
    pub(crate) fn to_json_for(&self, person: &Person) -> Value {
        let mut seen = self.to_json();
        seen["permissions"] = person.permissions.to_string().into();
        seen
    }

    /// The channel as the page shows it.
    pub(crate) fn to_page_json(&self) -> Value {
        match &self.kind {
            ChannelKind::Text { name, topic, .. } => {
                // The page shows announcement channels as it shows others.
                json!({ "id": self.id, "name": name, "type": 0, "topic": topic })
            }
            ChannelKind::Direct { with } => json!({
                "id": self.id,
                "name": "Attaché",
                "type": 1,
                "topic": null,
                "recipient_id": with,
            }),
            ChannelKind::Thread(thread) => thread.to_page_json(self.id),
            ChannelKind::Elsewhere { json, .. } => json.clone(),
        }
    }
}

impl Channel {
    pub(crate) fn message(&self, id: Snowflake) -> Result<&Message, ApiError> {
        Ok(&self.messages[self.position(id)?])
    }

    pub(crate) fn message_mut(&mut self, id: Snowflake) -> Result<&mut Message, ApiError> {
        let at = self.position(id)?;
        Ok(&mut self.messages[at])
    }

    /// Puts a message in its place by id, instead of one that has the same.
    pub(super) fn put(&mut self, message: Message) {
        if let Ok(at) = self.position(message.id) {
            self.messages[at] = message;
        } else {
            let at = self.messages.partition_point(|one| one.id < message.id);
            self.messages.insert(at, message);
        }
    }

    /// Whether its messages can be published.
    pub(super) fn is_announcement(&self) -> bool {
        matches!(
            self.kind,
            ChannelKind::Text {
                is_announcement: true,
                ..
            }
        )
    }

    /// Makes an announcement channel of it, if it is a text channel.
    pub(super) fn make_announcement(&mut self) {
        if let ChannelKind::Text {
            is_announcement, ..
        } = &mut self.kind
        {
            *is_announcement = true;
        }
    }

    /// Takes permissions from the bot, if this is a text channel.
    pub(super) fn deny_bot(&mut self, bits: u64) {
        if let ChannelKind::Text { exceptions, .. } = &mut self.kind {
            exceptions.deny |= bits;
            exceptions.allow &= !bits;
        }
    }

    /// The same, if this is a thread of that channel.
    pub(super) fn deny_bot_below(&mut self, parent: Snowflake, bits: u64) {
        if let ChannelKind::Thread(thread) = &mut self.kind
            && thread.parent == parent
        {
            thread.bot_permissions &= !bits;
        }
    }

    /// Takes back what [`Self::deny_bot`] did with these permissions.
    pub(super) fn restore_bot(&mut self, bits: u64) {
        if let ChannelKind::Text { exceptions, .. } = &mut self.kind {
            exceptions.deny &= !bits;
        }
    }

    /// Whether it belongs to the practice Discord, and not only to a frame of a test.
    pub(super) fn is_here(&self) -> bool {
        !matches!(self.kind, ChannelKind::Elsewhere { .. })
    }

    pub(super) fn position(&self, id: Snowflake) -> Result<usize, ApiError> {
        let found = self
            .messages
            .binary_search_by_key(&id, |message| message.id);
        found.map_err(|_| ApiError::UNKNOWN_MESSAGE)
    }
}
