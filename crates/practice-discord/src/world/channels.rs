//! The five text channels, the threads below them, those of further guilds, and a direct-message channel for each person
//! who wants one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::{
    World,
    messages::Message,
    thread::Thread,
    users::{self, Person, may},
};
use crate::{Options, Refusal, Snowflake, ids};

/// Where messages are.
pub(crate) struct Channel {
    pub(crate) id: Snowflake,
    place: Place,
    /// Oldest first, so that ids rise.
    pub(crate) messages: VecDeque<Message>,
}

enum Place {
    Text {
        guild: Snowflake,
        name: Cow<'static, str>,
        topic: Option<&'static str>,
        position: u32,
        exceptions: Exceptions,
    },
    Direct {
        with: Snowflake,
    },
    Thread(Thread),
}

/// What the bot may do in a channel besides the usual, and what not, as bits.
#[derive(Clone, Copy)]
struct Exceptions {
    allow: u64,
    deny: u64,
}

const NO_EXCEPTIONS: Exceptions = Exceptions { allow: 0, deny: 0 };
const BOT_MANAGES_THREADS: Exceptions = Exceptions {
    allow: may::MANAGE_THREADS,
    deny: 0,
};
const BOT_ONLY_READS: Exceptions = Exceptions {
    allow: 0,
    deny: may::SEND_MESSAGES,
};
const NO_THREADS: Exceptions = Exceptions {
    allow: 0,
    deny: may::THREADS,
};

/// The channels of a new practice server, and of the guilds besides it.
pub(crate) fn at_first(options: &Options) -> BTreeMap<Snowflake, Channel> {
    let text = |id, name: &'static str, topic, position, exceptions| {
        let place = Place::Text {
            guild: ids::GUILD,
            name: name.into(),
            topic,
            position,
            exceptions,
        };
        (id, Channel::new(id, place))
    };
    let further = (0..options.further_guilds).flat_map(|number| {
        let guild = ids::further_guild(number);
        (0..options.further_channels).map(move |position| {
            let place = Place::Text {
                guild,
                name: format!("channel-{position}").into(),
                topic: None,
                position,
                exceptions: NO_EXCEPTIONS,
            };
            let id = ids::further_channel(guild, position);
            (id, Channel::new(id, place))
        })
    });
    let practice = [
        text(
            ids::GENERAL,
            "general",
            Some("ask anything"),
            0,
            NO_EXCEPTIONS,
        ),
        text(
            ids::WATCH_FLOOR,
            "watch-floor",
            Some("what is coming, and who has it"),
            1,
            BOT_MANAGES_THREADS,
        ),
        text(
            ids::EDITORS,
            "editors",
            Some("what readers say is wrong or out of date"),
            2,
            NO_EXCEPTIONS,
        ),
        text(
            ids::ANNOUNCEMENTS,
            "announcements",
            Some("the bot reads here, and cannot write"),
            3,
            BOT_ONLY_READS,
        ),
        text(
            ids::READING_ROOM,
            "reading-room",
            Some("the bot answers here, and opens no threads"),
            4,
            NO_THREADS,
        ),
    ];
    practice.into_iter().chain(further).collect()
}

impl Channel {
    fn new(id: Snowflake, place: Place) -> Self {
        Self {
            id,
            place,
            messages: VecDeque::new(),
        }
    }

    /// The person on the other side of a direct-message channel.
    pub(crate) fn direct_with(&self) -> Option<Snowflake> {
        match self.place {
            Place::Text { .. } | Place::Thread(_) => None,
            Place::Direct { with } => Some(with),
        }
    }

    /// What makes it a thread, if it is one.
    pub(crate) fn thread(&self) -> Option<&Thread> {
        match &self.place {
            Place::Thread(thread) => Some(thread),
            Place::Text { .. } | Place::Direct { .. } => None,
        }
    }

    /// The guild it belongs to; a direct-message channel has none.
    pub(crate) fn guild(&self) -> Option<Snowflake> {
        match self.place {
            Place::Text { guild, .. } => Some(guild),
            // Threads are in the practice server only.
            Place::Thread(_) => Some(ids::GUILD),
            Place::Direct { .. } => None,
        }
    }

    /// Whether this person can see it and write in it.
    pub(crate) fn is_open_to(&self, person: Snowflake) -> bool {
        match &self.place {
            Place::Text { .. } => true,
            Place::Direct { with } => *with == person,
            Place::Thread(thread) => thread.is_seen_by(person),
        }
    }

    /// Whether the bot can see it.
    pub(crate) fn is_open_to_bot(&self) -> bool {
        self.thread()
            .is_none_or(|thread| thread.is_seen_by(ids::BOT))
    }

    /// What the bot may do here, as bits.
    pub(crate) fn bot_permissions(&self) -> u64 {
        match &self.place {
            Place::Text { exceptions, .. } => may::BOT & !exceptions.deny | exceptions.allow,
            Place::Direct { .. } => may::BOT,
            Place::Thread(thread) => thread.bot_permissions,
        }
    }

    pub(crate) fn bot_may(&self, bits: u64) -> bool {
        self.bot_permissions() & bits == bits
    }

    /// Whether the bot may write here at all.
    pub(crate) fn takes_words_of_bot(&self) -> Result<(), Refusal> {
        let needed = match &self.place {
            Place::Text { .. } => may::SEND_MESSAGES,
            Place::Thread(_) => may::SEND_MESSAGES_IN_THREADS,
            Place::Direct { with } => {
                let takes = users::person(*with).is_some_and(|with| with.takes_direct_messages);
                return takes.then_some(()).ok_or(Refusal::CANNOT_SEND_TO_USER);
            }
        };
        if self.bot_may(needed) {
            Ok(())
        } else {
            Err(Refusal::MISSING_PERMISSIONS)
        }
    }

    /// The channel as REST and the gateway give it.
    pub(crate) fn to_json(&self) -> Value {
        let last = self
            .messages
            .iter()
            .rev()
            .find(|message| message.only_for.is_none());
        let last = last.map(|message| message.id);
        match &self.place {
            Place::Text {
                guild,
                name,
                topic,
                position,
                exceptions: Exceptions { allow, deny },
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
                    "type": 0,
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
            Place::Direct { with } => json!({
                "id": self.id,
                "type": 1,
                "recipients": [users::user(*with)],
                "last_message_id": last,
                "flags": 0,
            }),
            Place::Thread(thread) => {
                let mut json = thread.to_json(self.id, self.messages.len());
                json["last_message_id"] = json!(last);
                json
            }
        }
    }

    /// The channel as it stands in an interaction: `permissions` are those of the person asking.
    pub(crate) fn seen_by(&self, person: &Person) -> Value {
        let mut seen = self.to_json();
        seen["permissions"] = person.permissions.to_string().into();
        seen
    }

    /// The channel as the page shows it.
    pub(crate) fn for_the_page(&self) -> Value {
        match &self.place {
            Place::Text { name, topic, .. } => {
                json!({ "id": self.id, "name": name, "type": 0, "topic": topic })
            }
            Place::Direct { with } => json!({
                "id": self.id,
                "name": "Attaché",
                "type": 1,
                "topic": null,
                "recipient_id": with,
            }),
            Place::Thread(thread) => thread.for_the_page(self.id),
        }
    }
}

impl World {
    pub(crate) fn channel(&self, id: Snowflake) -> Result<&Channel, Refusal> {
        self.channels.get(&id).ok_or(Refusal::UNKNOWN_CHANNEL)
    }

    pub(crate) fn channel_mut(&mut self, id: Snowflake) -> Result<&mut Channel, Refusal> {
        self.channels.get_mut(&id).ok_or(Refusal::UNKNOWN_CHANNEL)
    }

    pub(crate) fn all_channels(&self) -> impl Iterator<Item = &Channel> {
        self.channels.values()
    }

    /// Every guild the bot is in, in the order of their ids.
    pub(crate) fn guild_ids(&self) -> BTreeSet<Snowflake> {
        self.channels.values().filter_map(Channel::guild).collect()
    }

    pub(crate) fn guild_channels(&self, guild: Snowflake) -> Vec<Value> {
        let of_the_guild = self.channels.values().filter(|channel| {
            matches!(channel.place, Place::Text { .. }) && channel.guild() == Some(guild)
        });
        of_the_guild.map(Channel::to_json).collect()
    }

    /// Finds or makes the direct-message channel of the bot and this person.
    pub(crate) fn direct_channel(&mut self, with: Snowflake) -> Snowflake {
        let known = self
            .channels
            .values()
            .find(|channel| channel.direct_with() == Some(with));
        if let Some(channel) = known {
            return channel.id;
        }
        let id = self.new_id();
        let channel = Channel::new(id, Place::Direct { with });
        self.tell_pages(json!({ "t": "channel", "channel": channel.for_the_page() }));
        self.channels.insert(id, channel);
        id
    }

    /// The threads by id, oldest first.
    pub(super) fn threads(&self) -> impl Iterator<Item = (Snowflake, &Thread)> {
        let all = self.channels.values();
        all.filter_map(|channel| Some((channel.id, channel.thread()?)))
    }

    pub(crate) fn thread(&self, id: Snowflake) -> Result<&Thread, Refusal> {
        let thread = self.channel(id)?.thread();
        thread.ok_or(Refusal::NOT_FOR_THIS_CHANNEL)
    }

    pub(super) fn thread_mut(&mut self, id: Snowflake) -> Result<&mut Thread, Refusal> {
        match &mut self.channel_mut(id)?.place {
            Place::Thread(thread) => Ok(thread),
            Place::Text { .. } | Place::Direct { .. } => Err(Refusal::NOT_FOR_THIS_CHANNEL),
        }
    }

    pub(super) fn add_thread(&mut self, id: Snowflake, thread: Thread) {
        self.channels
            .insert(id, Channel::new(id, Place::Thread(thread)));
    }

    pub(super) fn forget_channel(&mut self, id: Snowflake) {
        self.channels.remove(&id);
    }

    /// Tells the pages how a channel now stands.
    pub(super) fn show_channel(&mut self, id: Snowflake) -> Result<(), Refusal> {
        let channel = self.channel(id)?.for_the_page();
        self.tell_pages(json!({ "t": "channel", "channel": channel }));
        Ok(())
    }

    /// Tells the bot of something in a channel, if it sees the channel.
    pub(crate) fn tell_bot_in(&mut self, id: Snowflake, event: &'static str, data: Value) {
        if self.channel(id).is_ok_and(Channel::is_open_to_bot) {
            self.tell_bot(event, data);
        }
    }
}
