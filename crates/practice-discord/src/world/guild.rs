//! What a guild looks like, and its roles. The practice server is one; those besides it have its people and roles.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::users::{self, PEOPLE, permission};
use crate::{ids, options::Options, snowflake::Snowflake};

/// What one guild has that others have not.
pub(crate) struct Guild {
    pub(super) name: String,
    pub(super) locale: String,
    pub(super) system_channel: Option<Snowflake>,
    /// When the bot was added; `None` if that is long ago.
    pub(super) joined: Option<Timestamp>,
    /// Until when the bot is timed out there; also one that is over.
    pub(super) bot_timed_out_until: Option<Timestamp>,
    /// Whether an outage keeps it away.
    pub(super) is_out: bool,
}

/// The practice server, and the guilds besides it.
pub(super) fn initial_guilds(options: &Options) -> BTreeMap<Snowflake, Guild> {
    let practice = Guild {
        name: NAME.to_owned(),
        locale: LOCALE.to_owned(),
        system_channel: Some(ids::GENERAL),
        joined: options.newly_joined.then(|| options.clock.now()),
        bot_timed_out_until: None,
        is_out: false,
    };
    let further = (0..options.further_guilds).map(|number| {
        let id = ids::further_guild(number);
        let first = ids::further_channel(id, 0);
        let guild = Guild {
            name: format!("Server {number}"),
            locale: LOCALE.to_owned(),
            system_channel: (options.further_channels > 0).then_some(first),
            joined: None,
            bot_timed_out_until: None,
            is_out: false,
        };
        (id, guild)
    });
    further.chain([(ids::GUILD, practice)]).collect()
}

pub(crate) const NAME: &str = "Practice server";
/// The language of the guild.
pub(crate) const LOCALE: &str = "en-US";

fn role(id: Snowflake, name: &str, position: u8, permissions: u64, color: u32) -> Value {
    json!({
        "id": id,
        "name": name,
        "color": color,
        "colors": { "primary_color": color, "secondary_color": null, "tertiary_color": null },
        "hoist": false,
        "icon": null,
        "unicode_emoji": null,
        "position": position,
        "permissions": permissions.to_string(),
        "managed": false,
        "mentionable": id == ids::WATCH || id == ids::BACKUP,
        "flags": 0,
    })
}

/// The roles of a guild, lowest first. The last is the bot's own: it has the bot's name, comes and goes with it, and
/// stands first where a person picks whom to mention.
pub(super) fn roles_of(guild: Snowflake) -> Vec<Value> {
    let own = ids::bot_role(guild);
    let mut of_the_bot = role(own, users::BOT_NAME, 3, permission::BOT_ROLE, 0);
    of_the_bot["managed"] = true.into();
    of_the_bot["tags"] = json!({ "bot_id": ids::BOT });
    vec![
        role(guild, "@everyone", 0, permission::MEMBER, 0),
        role(ids::BACKUP, "backup", 1, permission::MEMBER, 0x99_aa_b5),
        role(
            ids::WATCH,
            "watch",
            2,
            permission::ADMINISTRATOR | permission::MEMBER,
            0xe6_7e_22,
        ),
        of_the_bot,
    ]
}

/// The role of the practice server with this id, or the bot's own of another guild.
pub(crate) fn role_by_id(id: Snowflake) -> Option<Value> {
    let guild = ids::guild_of_bot_role(id).unwrap_or(ids::GUILD);
    let mut roles = roles_of(guild).into_iter();
    roles.find(|role| role["id"] == id.to_string())
}

/// The guild as REST gives it.
pub(super) fn guild_json(id: Snowflake, guild: &Guild) -> Value {
    json!({
        "id": id,
        "name": guild.name,
        "icon": null,
        "splash": null,
        "discovery_splash": null,
        "owner_id": ids::ADA,
        "afk_channel_id": null,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": roles_of(id),
        "emojis": [],
        "features": [],
        "mfa_level": 0,
        "application_id": null,
        "system_channel_id": guild.system_channel,
        "system_channel_flags": 0,
        "rules_channel_id": null,
        "vanity_url_code": null,
        "description": null,
        "banner": null,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "public_updates_channel_id": null,
        "safety_alerts_channel_id": null,
        "nsfw_level": 0,
        "stickers": [],
        "premium_progress_bar_enabled": false,
    })
}

/// Everybody in a guild, the bot too, with its own role there.
pub(crate) fn members(guild: Snowflake) -> Vec<Value> {
    let people = PEOPLE.iter().map(|person| person.id);
    let members = people.chain([ids::BOT]);
    members.filter_map(|id| member_in(guild, id)).collect()
}

/// A member of a guild.
pub(super) fn member_in(guild: Snowflake, id: Snowflake) -> Option<Value> {
    let mut member = users::member(id)?;
    if id == ids::BOT {
        member["roles"] = json!([ids::bot_role(guild)]);
    }
    Some(member)
}
