//! The guilds the bot is in: those from the beginning, and those it is added to while it runs.

use serde_json::{Value, json};

use super::{
    channel::{Channel, further_channel_kind},
    guild::{self, Guild, guild_json},
    instant::instant,
    state::World,
    users,
};
use crate::{api_error::ApiError, ids, options::NewGuild, snowflake::Snowflake};

impl World {
    pub(crate) fn known_guild(&self, id: Snowflake) -> Result<&Guild, ApiError> {
        self.guilds.get(&id).ok_or(ApiError::UNKNOWN_GUILD)
    }

    /// The guild as REST gives it.
    pub(crate) fn guild(&self, id: Snowflake) -> Result<Value, ApiError> {
        Ok(guild_json(id, self.known_guild(id)?))
    }

    /// When the bot joined a guild, as Discord writes it.
    pub(super) fn joined_at(&self, id: Snowflake) -> String {
        let joined = self.guilds.get(&id).and_then(|guild| guild.joined);
        joined.map_or_else(|| users::JOINED.to_owned(), instant)
    }

    /// The language of a guild.
    pub(super) fn guild_locale(&self, id: Snowflake) -> &str {
        self.guilds
            .get(&id)
            .map_or(guild::LOCALE, |guild| guild.locale.as_str())
    }

    /// Adds the bot to a guild, of which it hears with `GUILD_CREATE`.
    pub(crate) fn join_guild(&mut self, new: &NewGuild) -> Snowflake {
        let id = ids::further_guild(new.number);
        let system_channel = new.system_channel.filter(|n| *n < new.channels);
        let guild = Guild {
            name: new.name.clone(),
            locale: new.locale.clone(),
            system_channel: system_channel.map(|n| ids::further_channel(id, n)),
            joined: Some(self.now),
        };
        self.guilds.insert(id, guild);
        for position in 0..new.channels {
            let denied = new.denied.iter().filter(|(n, _)| *n == position);
            let denied = denied.fold(0, |all, (_, bits)| all | bits);
            let channel = ids::further_channel(id, position);
            let kind = further_channel_kind(id, position, denied);
            self.channels.insert(channel, Channel::new(channel, kind));
        }
        let created = self.guild_created(id);
        self.send_to_bot("GUILD_CREATE", created);
        id
    }

    /// Removes the bot from a guild, of which it hears with `GUILD_DELETE`; it then has access to nothing there.
    pub(crate) fn leave_guild(&mut self, id: Snowflake) {
        self.guilds.remove(&id);
        let left = self.channels.values().filter(|one| one.guild() == Some(id));
        for channel in left.map(|one| one.id).collect::<Vec<_>>() {
            self.forget_channel(channel);
            self.send_to_pages(json!({ "t": "channel_gone", "id": channel }));
        }
        self.send_to_bot("GUILD_DELETE", json!({ "id": id }));
    }

    /// Takes permissions from the bot in a text channel and the threads below it, of which it hears with
    /// `CHANNEL_UPDATE`.
    pub(crate) fn deny_bot(&mut self, id: Snowflake, bits: u64) -> Result<(), ApiError> {
        self.channel_mut(id)?.deny_bot(bits);
        for channel in self.channels.values_mut() {
            channel.deny_bot_below(id, bits);
        }
        let changed = self.channel(id)?.to_json();
        self.send_to_bot_in(id, "CHANNEL_UPDATE", changed);
        Ok(())
    }
}
