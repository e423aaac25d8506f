//! The guild "Practice server" and its roles.

use serde_json::{Value, json};

use super::users::{self, PEOPLE, permission};
use crate::{ids, snowflake::Snowflake};

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
        "managed": id == ids::BOT_ROLE,
        "mentionable": id == ids::WATCH || id == ids::BACKUP,
        "flags": 0,
    })
}

pub(crate) fn roles() -> Vec<Value> {
    let mut of_the_bot = role(ids::BOT_ROLE, "Attaché", 3, permission::BOT, 0);
    of_the_bot["tags"] = json!({ "bot_id": ids::BOT });
    vec![
        role(ids::GUILD, "@everyone", 0, permission::MEMBER, 0),
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

/// The role with this id.
pub(crate) fn role_by_id(id: Snowflake) -> Option<Value> {
    roles()
        .into_iter()
        .find(|role| role["id"] == id.to_string())
}

/// The guild as REST gives it.
pub(crate) fn guild() -> Value {
    json!({
        "id": ids::GUILD,
        "name": NAME,
        "icon": null,
        "splash": null,
        "discovery_splash": null,
        "owner_id": ids::ADA,
        "afk_channel_id": null,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": roles(),
        "emojis": [],
        "features": [],
        "mfa_level": 0,
        "application_id": null,
        "system_channel_id": null,
        "system_channel_flags": 0,
        "rules_channel_id": null,
        "vanity_url_code": null,
        "description": null,
        "banner": null,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": LOCALE,
        "public_updates_channel_id": null,
        "safety_alerts_channel_id": null,
        "nsfw_level": 0,
        "stickers": [],
        "premium_progress_bar_enabled": false,
    })
}

/// Everybody in the guild, the bot too.
pub(crate) fn members() -> Vec<Value> {
    let people = PEOPLE.iter().map(|person| person.id);
    people.chain([ids::BOT]).filter_map(users::member).collect()
}
