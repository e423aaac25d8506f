//! The four text channels, those of further guilds, and a direct-message channel for each person who wants one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::{
    World,
    messages::Message,
    users::{self, Person, may},
};
use crate::sandbox::{Options, Refusal, Snowflake, ids};

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
        bot_may_write: bool,
    },
    Direct {
        with: Snowflake,
    },
}

/// The channels of a new practice server, and of the guilds besides it.
pub(crate) fn at_first(options: &Options) -> BTreeMap<Snowflake, Channel> {
    let empty = |id, place| {
        let messages = VecDeque::new();
        let channel = Channel {
            id,
            place,
            messages,
        };
        (id, channel)
    };
    let text = |id, name: &'static str, topic, position, bot_may_write| {
        let place = Place::Text {
            guild: ids::GUILD,
            name: name.into(),
            topic,
            position,
            bot_may_write,
        };
        empty(id, place)
    };
    let further = (0..options.further_guilds).flat_map(|number| {
        let guild = ids::further_guild(number);
        (0..options.further_channels).map(move |position| {
            let place = Place::Text {
                guild,
                name: format!("channel-{position}").into(),
                topic: None,
                position,
                bot_may_write: true,
            };
            empty(ids::further_channel(guild, position), place)
        })
    });
    let practice = [
        text(ids::GENERAL, "general", Some("ask anything"), 0, true),
        text(
            ids::WATCH_FLOOR,
            "watch-floor",
            Some("what is coming, and who has it"),
            1,
            true,
        ),
        text(
            ids::EDITORS,
            "editors",
            Some("what readers say is wrong or out of date"),
            2,
            true,
        ),
        text(
            ids::ANNOUNCEMENTS,
            "announcements",
            Some("the bot reads here, and cannot write"),
            3,
            false,
        ),
    ];
    practice.into_iter().chain(further).collect()
}

impl Channel {
    /// The person on the other side of a direct-message channel.
    pub(crate) fn direct_with(&self) -> Option<Snowflake> {
        match self.place {
            Place::Text { .. } => None,
            Place::Direct { with } => Some(with),
        }
    }

    /// The guild it belongs to; a direct-message channel has none.
    pub(crate) fn guild(&self) -> Option<Snowflake> {
        match self.place {
            Place::Text { guild, .. } => Some(guild),
            Place::Direct { .. } => None,
        }
    }

    /// Whether this person can see it and write in it.
    pub(crate) fn is_open_to(&self, person: Snowflake) -> bool {
        self.direct_with().is_none_or(|with| with == person)
    }

    /// What the bot may do here, as bits.
    pub(crate) fn bot_permissions(&self) -> u64 {
        match self.place {
            Place::Text {
                bot_may_write: false,
                ..
            } => may::BOT & !may::SEND_MESSAGES,
            _ => may::BOT,
        }
    }

    pub(crate) fn bot_may_write(&self) -> bool {
        self.bot_permissions() & may::SEND_MESSAGES != 0
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
                bot_may_write,
            } => {
                let deny = may::SEND_MESSAGES.to_string();
                let silent = json!([{ "id": ids::BOT, "type": 1, "allow": "0", "deny": deny }]);
                json!({
                    "id": self.id,
                    "type": 0,
                    "guild_id": guild,
                    "name": name,
                    "topic": topic,
                    "position": position,
                    "permission_overwrites": if *bot_may_write { json!([]) } else { silent },
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
        let of_the_guild = self
            .channels
            .values()
            .filter(|channel| channel.guild() == Some(guild));
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
        let place = Place::Direct { with };
        let channel = Channel {
            id,
            place,
            messages: VecDeque::new(),
        };
        self.tell_pages(json!({ "t": "channel", "channel": channel.for_the_page() }));
        self.channels.insert(id, channel);
        id
    }
}
