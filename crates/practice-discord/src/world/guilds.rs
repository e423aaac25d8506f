//! The guilds the bot is in: those from the beginning, and those it is added to while it runs.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    channel::{Channel, further_channel_kind},
    guild::{self, Guild, guild_json, roles_of},
    instant::instant,
    state::World,
    users::{self, permission},
};
use crate::{api_error::ApiError, ids, options::NewGuild, snowflake::Snowflake};

impl World {
    pub(crate) fn known_guild(&self, id: Snowflake) -> Result<&Guild, ApiError> {
        self.guilds.get(&id).ok_or(ApiError::UNKNOWN_GUILD)
    }

    /// The guild as REST gives it.
    pub(crate) fn guild(&self, id: Snowflake) -> Result<Value, ApiError> {
        let mut guild = guild_json(id, self.known_guild(id)?);
        guild["roles"] = self.roles(id).into();
        Ok(guild)
    }

    /// The roles of a guild, lowest first; the last is the bot's own.
    pub(crate) fn roles(&self, guild: Snowflake) -> Vec<Value> {
        let mut roles = roles_of(guild);
        if let Some(own) = roles.last_mut() {
            let may = permission::BOT_ROLE & !self.denied_to_bot;
            own["permissions"] = may.to_string().into();
        }
        roles
    }

    /// Whether the bot has a permission in the guilds as a whole.
    pub(crate) fn bot_may_in_guild(&self, bits: u64) -> bool {
        permission::BOT_ROLE & !self.denied_to_bot & bits == bits
    }

    /// Takes permissions from the bot's own role, or gives back those that it usually has.
    pub(crate) fn deny_bot_in_guilds(&mut self, bits: u64) {
        self.denied_to_bot = bits;
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
            bot_timed_out_until: None,
            is_out: false,
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

    /// A member of a guild, with the bot's time-out.
    pub(crate) fn member_of(&self, guild: Snowflake, id: Snowflake) -> Option<Value> {
        let mut member = guild::member_in(guild, id)?;
        let guild = self.guilds.get(&guild).filter(|_| id == ids::BOT);
        if let Some(until) = guild.and_then(|guild| guild.bot_timed_out_until) {
            member["communication_disabled_until"] = json!(instant(until));
        }
        Some(member)
    }

    /// Times the bot out in a guild, or ends that, of which it hears with `GUILD_MEMBER_UPDATE`.
    pub(crate) fn time_out_bot(&mut self, id: Snowflake, until: Option<Timestamp>) {
        if let Some(guild) = self.guilds.get_mut(&id) {
            guild.bot_timed_out_until = until;
        }
        if let Some(mut member) = self.member_of(id, ids::BOT) {
            member["guild_id"] = json!(id);
            self.send_to_bot("GUILD_MEMBER_UPDATE", member);
        }
    }

    /// Refuses if the bot is timed out where this channel is: it may read there, and do nothing else.
    pub(crate) fn check_bot_not_timed_out(&self, channel: Snowflake) -> Result<(), ApiError> {
        let guild = self.channel(channel)?.guild();
        let guild = guild.and_then(|guild| self.guilds.get(&guild));
        let until = guild.and_then(|guild| guild.bot_timed_out_until);
        if until.is_some_and(|until| until > self.now) {
            return Err(ApiError::MISSING_PERMISSIONS);
        }
        Ok(())
    }

    /// Whether an outage keeps a guild away.
    pub(crate) fn is_out(&self, id: Snowflake) -> bool {
        self.guilds.get(&id).is_some_and(|guild| guild.is_out)
    }

    /// Gives the bot back what it was denied in a text channel, of which it hears with `CHANNEL_UPDATE`.
    pub(crate) fn restore_bot(&mut self, id: Snowflake, bits: u64) -> Result<(), ApiError> {
        self.channel_mut(id)?.restore_bot(bits);
        let changed = self.channel(id)?.to_json();
        self.send_to_bot_in(id, "CHANNEL_UPDATE", changed);
        Ok(())
    }

    /// Makes an announcement channel of a text channel, of which the bot hears with `CHANNEL_UPDATE`.
    pub(crate) fn make_announcement_channel(&mut self, id: Snowflake) -> Result<(), ApiError> {
        self.channel_mut(id)?.make_announcement();
        let changed = self.channel(id)?.to_json();
        self.send_to_bot_in(id, "CHANNEL_UPDATE", changed);
        Ok(())
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
