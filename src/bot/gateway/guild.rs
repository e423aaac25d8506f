//! What Discord says of a server: that the bot is on it, that it has left it, or that an outage keeps it away.

use std::collections::HashSet;

use serde::Deserialize;

use super::id::Id;
use super::lenient::{lenient, lenient_list};

/// A server that the bot is on.
/// <https://discord.com/developers/docs/events/gateway-events#guild-create>
#[derive(Debug)]
pub(in crate::bot) struct GuildHere {
    pub(in crate::bot) id: Id,
    /// Whether an outage keeps it away; nothing else is known of it then.
    pub(in crate::bot) is_unavailable: bool,
    /// When the bot joined it, in RFC 3339.
    pub(in crate::bot) joined_at: Option<String>,
    /// What the server has chosen as its language.
    pub(in crate::bot) locale: Option<String>,
    /// Where Discord posts its own notices, such as that somebody has joined.
    pub(in crate::bot) system_channel: Option<Id>,
    /// Its channels, by the order in which it shows them.
    pub(in crate::bot) channels: Vec<GuildChannel>,
    /// Its roles.
    pub(in crate::bot) roles: Vec<Id>,
    /// The role that Discord made for each bot, which nobody else can have: the bot's id, the role's.
    bot_roles: Vec<(Id, Id)>,
}

/// A channel of a server.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::bot) struct GuildChannel {
    pub(in crate::bot) id: Id,
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    pub(in crate::bot) kind: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    position: i64,
}

/// A server that the bot can no longer reach.
/// <https://discord.com/developers/docs/events/gateway-events#guild-delete>
#[derive(Debug)]
pub(in crate::bot) struct GuildGone {
    pub(in crate::bot) id: Id,
    /// An outage; otherwise the bot has left, or was removed.
    pub(in crate::bot) is_outage: bool,
}

#[derive(Deserialize)]
struct RawGuild {
    #[serde(default, deserialize_with = "lenient")]
    id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    unavailable: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    joined_at: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    preferred_locale: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    system_channel_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient_list")]
    channels: Vec<GuildChannel>,
    #[serde(default, deserialize_with = "lenient_list")]
    roles: Vec<Role>,
}

#[derive(Deserialize)]
struct Role {
    id: Id,
    #[serde(default, deserialize_with = "lenient")]
    tags: RoleTags,
}

/// Whose a role is, if it is not of the server's making.
/// <https://discord.com/developers/docs/topics/permissions#role-object-role-tags-structure>
#[derive(Default, Deserialize)]
pub(in crate::bot) struct RoleTags {
    /// The bot that it belongs to.
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) bot_id: Option<Id>,
}

fn raw(data: &str) -> Result<RawGuild, &'static str> {
    serde_json::from_str(data).map_err(|_| "d")
}

impl GuildHere {
    pub(super) fn read(data: &str) -> Result<Self, &'static str> {
        let mut raw = raw(data)?;
        raw.channels
            .sort_by_key(|channel| (channel.position, channel.id));
        let bot_roles = raw.roles.iter();
        let bot_roles = bot_roles.filter_map(|role| Some((role.tags.bot_id?, role.id)));
        Ok(Self {
            id: raw.id.ok_or("id")?,
            is_unavailable: raw.unavailable.unwrap_or(false),
            joined_at: raw.joined_at,
            locale: raw.preferred_locale,
            system_channel: raw.system_channel_id,
            bot_roles: bot_roles.collect(),
            roles: raw.roles.iter().map(|role| role.id).collect(),
            channels: raw.channels,
        })
    }

    /// The ids of its channels.
    pub(in crate::bot) fn channel_ids(&self) -> HashSet<u64> {
        self.channels
            .iter()
            .map(|channel| channel.id.get())
            .collect()
    }

    /// The role that Discord made for this bot.
    pub(in crate::bot) fn role_of_bot(&self, bot: u64) -> Option<u64> {
        let own = self.bot_roles.iter().find(|(id, _)| id.get() == bot);
        own.map(|(_, role)| role.get())
    }
}

impl GuildGone {
    pub(super) fn read(data: &str) -> Result<Self, &'static str> {
        let raw = raw(data)?;
        Ok(Self {
            id: raw.id.ok_or("id")?,
            // Whatever Discord may put there one day: what is said to be unavailable has not been left.
            is_outage: raw.unavailable.unwrap_or(false),
        })
    }
}
