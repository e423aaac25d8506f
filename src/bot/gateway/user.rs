//! People and channels, as far as the bot needs them.

use serde::Deserialize;
use serenity::all::Permissions;

use super::id::{Id, PermissionBits};
use super::lenient::{lenient, lenient_list};

/// Somebody at Discord.
/// <https://discord.com/developers/docs/resources/user#user-object>
#[derive(Debug, Clone, Deserialize)]
pub(in crate::bot) struct User {
    pub(in crate::bot) id: Id,
    #[serde(default, deserialize_with = "lenient")]
    username: String,
    #[serde(default, deserialize_with = "lenient")]
    global_name: Option<String>,
    #[serde(default, rename = "bot", deserialize_with = "lenient")]
    pub(in crate::bot) is_bot: bool,
}

impl User {
    /// The name that others see, unless a server has another for them.
    pub(in crate::bot) fn display_name(&self) -> &str {
        self.global_name.as_deref().unwrap_or(&self.username)
    }

    /// The unique name.
    pub(in crate::bot) fn username(&self) -> &str {
        &self.username
    }
}

/// What somebody is on a server.
/// <https://discord.com/developers/docs/resources/guild#guild-member-object>
#[derive(Debug, Clone, Default, Deserialize)]
pub(in crate::bot) struct Member {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) user: Option<User>,
    #[serde(default, deserialize_with = "lenient_list")]
    pub(in crate::bot) roles: Vec<Id>,
    #[serde(default, deserialize_with = "lenient")]
    permissions: PermissionBits,
}

impl Member {
    /// What they may do in the channel of the interaction; nothing where Discord does not say.
    pub(in crate::bot) fn permissions(&self) -> Permissions {
        self.permissions.0
    }
}

/// A channel of an interaction.
/// <https://discord.com/developers/docs/resources/channel#channel-object>
#[derive(Debug, Clone, Deserialize)]
pub(in crate::bot) struct Channel {
    pub(in crate::bot) id: Id,
    /// `None` if Discord does not say.
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    pub(in crate::bot) kind: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) parent_id: Option<Id>,
}
