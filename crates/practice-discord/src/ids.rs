//! The ids that every practice server has, for configurations and tests to name.

use super::Snowflake;

/// The `n`th of the guilds beyond the practice server, which are there if they were asked for.
pub fn further_guild(n: u32) -> Snowflake {
    Snowflake(1_200_000_000_000_000_000 + (u64::from(n) << 22))
}

/// The `n`th channel of such a guild.
pub fn further_channel(guild: Snowflake, n: u32) -> Snowflake {
    Snowflake(guild.0 + 1 + u64::from(n))
}

/// The guild "Practice server"; its role `@everyone` has the same id.
pub const GUILD: Snowflake = Snowflake(1_100_000_000_000_000_001);
/// The role "watch": who is on duty.
pub const WATCH: Snowflake = Snowflake(1_100_000_000_000_000_011);
/// The role "backup": who is called when the watch does not answer.
pub const BACKUP: Snowflake = Snowflake(1_100_000_000_000_000_012);
/// The role the bot brought with it.
pub const BOT_ROLE: Snowflake = Snowflake(1_100_000_000_000_000_013);
/// The bot, as a user and as an application.
pub const BOT: Snowflake = Snowflake(1_100_000_000_000_000_020);
/// Ada, the watch-officer, who may manage the server.
pub const ADA: Snowflake = Snowflake(1_100_000_000_000_000_031);
/// Noor, a new member of staff.
pub const NOOR: Snowflake = Snowflake(1_100_000_000_000_000_032);
/// Sam, the editor.
pub const SAM: Snowflake = Snowflake(1_100_000_000_000_000_033);
/// Lena, an analyst, to whom no bot can send a direct message.
pub const LENA: Snowflake = Snowflake(1_100_000_000_000_000_034);
/// The channel #general.
pub const GENERAL: Snowflake = Snowflake(1_100_000_000_000_000_041);
/// The channel #watch-floor, where the bot manages threads.
pub const WATCH_FLOOR: Snowflake = Snowflake(1_100_000_000_000_000_042);
/// The channel #editors.
pub const EDITORS: Snowflake = Snowflake(1_100_000_000_000_000_043);
/// The channel #announcements, where the bot may read and not write.
pub const ANNOUNCEMENTS: Snowflake = Snowflake(1_100_000_000_000_000_044);
/// The channel #reading-room, where the bot may write and neither open threads nor write in them.
pub const READING_ROOM: Snowflake = Snowflake(1_100_000_000_000_000_045);
