//! The ids that every practice server has, for configurations and tests to name.

use super::Snowflake;

/// The `n`th guild besides the practice server, from 0; see [`Options::further_guilds`](crate::Options).
pub fn further_guild(n: u32) -> Snowflake {
    Snowflake(1_200_000_000_000_000_000 + (u64::from(n) << 22))
}

/// The `n`th text channel of such a guild, from 0.
pub fn further_channel(guild: Snowflake, n: u32) -> Snowflake {
    Snowflake(guild.0 + 1 + u64::from(n))
}

/// The bot's own role in a guild: [`BOT_ROLE`] in the practice server.
pub fn bot_role(guild: Snowflake) -> Snowflake {
    if guild == GUILD {
        BOT_ROLE
    } else {
        Snowflake(guild.0 + OWN_ROLE)
    }
}

/// The guild besides the practice server whose own role of the bot has this id.
pub(crate) fn guild_of_bot_role(role: Snowflake) -> Option<Snowflake> {
    let is_own = role.0 % (1 << 22) == OWN_ROLE;
    is_own.then(|| Snowflake(role.0 - OWN_ROLE))
}

/// What is added to a further guild's id for the bot's role in it; beyond all its channels.
const OWN_ROLE: u64 = 1 << 21;

/// The guild "Practice server"; its role `@everyone` has the same id.
pub const GUILD: Snowflake = Snowflake(1_100_000_000_000_000_001);
/// The role "watch", which Ada has. It can be mentioned.
pub const WATCH: Snowflake = Snowflake(1_100_000_000_000_000_011);
/// The role "backup", which Sam has. It can be mentioned.
pub const BACKUP: Snowflake = Snowflake(1_100_000_000_000_000_012);
/// The bot's own role.
pub const BOT_ROLE: Snowflake = Snowflake(1_100_000_000_000_000_013);
/// The bot, as a user and as an application.
pub const BOT: Snowflake = Snowflake(1_100_000_000_000_000_020);
/// Ada, who owns the server and has the role "watch", an administrator's.
pub const ADA: Snowflake = Snowflake(1_100_000_000_000_000_031);
/// Noor, who has no role.
pub const NOOR: Snowflake = Snowflake(1_100_000_000_000_000_032);
/// Sam, who has the role "backup".
pub const SAM: Snowflake = Snowflake(1_100_000_000_000_000_033);
/// Lena, who has no role and takes no direct messages from bots.
pub const LENA: Snowflake = Snowflake(1_100_000_000_000_000_034);
/// The channel #general.
pub const GENERAL: Snowflake = Snowflake(1_100_000_000_000_000_041);
/// The channel #watch-floor, where the bot manages threads.
pub const WATCH_FLOOR: Snowflake = Snowflake(1_100_000_000_000_000_042);
/// The channel #editors.
pub const EDITORS: Snowflake = Snowflake(1_100_000_000_000_000_043);
/// The channel #announcements, where the bot can read and not post.
pub const ANNOUNCEMENTS: Snowflake = Snowflake(1_100_000_000_000_000_044);
/// The channel #reading-room, where the bot can post and neither open threads nor post in them.
pub const READING_ROOM: Snowflake = Snowflake(1_100_000_000_000_000_045);
