//! The four people of the practice server and the bot, and what they may do.

use serde_json::{Value, json};

use crate::{ids, snowflake::Snowflake};

/// Permission bits: <https://discord.com/developers/docs/topics/permissions>
pub(crate) mod permission {
    pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
    pub(crate) const ADD_REACTIONS: u64 = 1 << 6;
    pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
    pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
    pub(crate) const EMBED_LINKS: u64 = 1 << 14;
    pub(crate) const ATTACH_FILES: u64 = 1 << 15;
    pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    pub(crate) const MENTION_EVERYONE: u64 = 1 << 17;
    pub(crate) const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
    pub(crate) const MANAGE_EVENTS: u64 = 1 << 33;
    pub(crate) const MANAGE_THREADS: u64 = 1 << 34;
    pub(crate) const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
    pub(crate) const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
    pub(crate) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    pub(crate) const CREATE_EVENTS: u64 = 1 << 44;
    /// Everything about threads except managing them.
    pub(crate) const THREADS: u64 =
        CREATE_PUBLIC_THREADS | CREATE_PRIVATE_THREADS | SEND_MESSAGES_IN_THREADS;
    /// Every permission there is: what an administrator has.
    pub(crate) const EVERYTHING: u64 = (1 << 53) - 1;
    /// What `@everyone` may do on the practice server.
    pub(crate) const MEMBER: u64 = ADD_REACTIONS
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | USE_APPLICATION_COMMANDS
        | THREADS;
    /// What the bot may do, unless a channel says otherwise. It may not mention everyone, nor roles that are not
    /// mentionable.
    pub(crate) const BOT: u64 = MEMBER;
    /// What its own role allows it in the guild as a whole.
    pub(crate) const BOT_ROLE: u64 = BOT | CREATE_EVENTS;
}

/// The bot's name, and that of the role it brings.
pub(super) const BOT_NAME: &str = "Attaché";

/// When everybody joined the practice server.
pub(super) const JOINED: &str = "2026-01-05T08:00:00.000000+00:00";

/// A person one can act as on the page.
pub(crate) struct Person {
    pub(crate) id: Snowflake,
    name: &'static str,
    username: &'static str,
    role: &'static str,
    roles: &'static [Snowflake],
    pub(crate) permissions: u64,
    /// Whether bots may send this person direct messages.
    pub(crate) takes_direct_messages: bool,
}

pub(crate) const PEOPLE: [Person; 4] = [
    Person {
        id: ids::ADA,
        name: "Ada",
        username: "ada",
        role: "watch-officer, may manage the server",
        roles: &[ids::WATCH],
        permissions: permission::EVERYTHING,
        takes_direct_messages: true,
    },
    Person {
        id: ids::NOOR,
        name: "Noor",
        username: "noor",
        role: "new member of staff",
        roles: &[],
        permissions: permission::MEMBER,
        takes_direct_messages: true,
    },
    Person {
        id: ids::SAM,
        name: "Sam",
        username: "sam",
        role: "editor, backup of the watch",
        roles: &[ids::BACKUP],
        permissions: permission::MEMBER,
        takes_direct_messages: true,
    },
    Person {
        id: ids::LENA,
        name: "Lena",
        username: "lena",
        role: "analyst, takes no direct messages",
        roles: &[],
        permissions: permission::MEMBER,
        takes_direct_messages: false,
    },
];

/// The person with this id.
pub(crate) fn person(id: Snowflake) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}

impl Person {
    pub(crate) fn user(&self) -> Value {
        json!({
            "id": self.id,
            "username": self.username,
            "global_name": self.name,
            "discriminator": "0",
            "avatar": null,
            "public_flags": 0,
            "flags": 0,
        })
    }

    pub(crate) fn to_page_json(&self) -> Value {
        let mut user = self.user();
        user["role"] = self.role.into();
        user["roles"] = json!(self.roles);
        user["permissions"] = self.permissions.to_string().into();
        user["manages_threads"] = self.may(permission::MANAGE_THREADS).into();
        user
    }

    /// Whether this person has all of these permission bits.
    pub(crate) fn may(&self, bits: u64) -> bool {
        self.permissions & permission::ADMINISTRATOR != 0 || self.permissions & bits == bits
    }
}

/// The bot as a user.
pub(crate) fn bot() -> Value {
    json!({
        "id": ids::BOT,
        "username": BOT_NAME,
        "global_name": null,
        "discriminator": "8600",
        "avatar": null,
        "bot": true,
        "public_flags": 0,
        "flags": 0,
    })
}

/// The bot as it sees itself, with what others do not see: in READY and `GET /users/@me`. (twilight needs
/// `mfa_enabled`.)
pub(crate) fn current_user() -> Value {
    let mut user = bot();
    user["verified"] = true.into();
    user["mfa_enabled"] = false.into();
    user["email"] = Value::Null;
    user["locale"] = "en-US".into();
    user["premium_type"] = 0.into();
    user
}

/// A user, be it a person or the bot.
pub(crate) fn user(id: Snowflake) -> Option<Value> {
    if id == ids::BOT {
        Some(bot())
    } else {
        person(id).map(Person::user)
    }
}

/// A member of the guild, with the user in it.
pub(crate) fn member(id: Snowflake) -> Option<Value> {
    let mut member = member_without_user(id)?;
    member["user"] = user(id)?;
    Some(member)
}

/// A member as it stands beside a user: in messages and in resolved data.
pub(crate) fn member_without_user(id: Snowflake) -> Option<Value> {
    let roles = if id == ids::BOT {
        &[ids::BOT_ROLE]
    } else {
        person(id)?.roles
    };
    Some(json!({
        "nick": null,
        "avatar": null,
        "roles": roles,
        "joined_at": JOINED,
        "premium_since": null,
        "deaf": false,
        "mute": false,
        "flags": 0,
        "pending": false,
        "communication_disabled_until": null,
    }))
}

/// The bot as an application, which belongs to Ada.
pub(crate) fn application() -> Value {
    json!({
        "id": ids::BOT,
        "name": "Attaché",
        "icon": null,
        "description": "The bot of the practice server",
        "bot_public": false,
        "bot_require_code_grant": false,
        "verify_key": "0".repeat(64),
        "flags": (1 << 14) | (1 << 18) | (1 << 23),
        "owner": person(ids::ADA).map(Person::user),
        "team": null,
        "bot": bot(),
        "approximate_guild_count": 1,
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "integration_types_config": { "0": {} },
    })
}
