//! The four text channels, and a direct-message channel for each person who wants one.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use super::{
    World,
    messages::Message,
    users::{self, Person, may},
};
use crate::sandbox::{Refusal, Snowflake, ids};

/// Where messages are.
pub(crate) struct Channel {
    pub(crate) id: Snowflake,
    place: Place,
    /// Oldest first, so that ids rise.
    pub(crate) messages: VecDeque<Message>,
}

enum Place {
    Text {
        name: &'static str,
        topic: Option<&'static str>,
        position: u8,
        bot_may_write: bool,
    },
    Direct {
        with: Snowflake,
    },
}

/// The channels of a new practice server.
pub(crate) fn at_first() -> BTreeMap<Snowflake, Channel> {
    let text = |id, name, topic, position, bot_may_write| {
        let place = Place::Text {
            name,
            topic,
            position,
            bot_may_write,
        };
        (
            id,
            Channel {
                id,
                place,
                messages: VecDeque::new(),
            },
        )
    };
    BTreeMap::from([
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
    ])
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
        self.direct_with().is_none().then_some(ids::GUILD)
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
        match self.place {
            Place::Text {
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
                    "guild_id": ids::GUILD,
                    "name": name,
                    "topic": topic,
                    "position": position,
                    "permission_overwrites": if bot_may_write { json!([]) } else { silent },
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
                "recipients": [users::user(with)],
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
        match self.place {
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

    pub(crate) fn guild_channels(&self) -> Vec<Value> {
        let of_the_guild = self
            .channels
            .values()
            .filter(|channel| channel.guild().is_some());
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
