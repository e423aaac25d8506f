//! Where a tour is asked for, and so where it can run.

use poise::serenity_prelude as serenity;
use serenity::{ChannelType, ComponentInteraction, PartialChannel, Permissions};

/// What the bot needs to open a private thread and post in it.
/// <https://discord.com/developers/docs/topics/threads#permissions>
const THREAD_PERMISSIONS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::CREATE_PRIVATE_THREADS)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::EMBED_LINKS);

/// Who asks for a tour, and where.
pub(in crate::bot) struct TourOrigin {
    /// The learner's id.
    pub(in crate::bot) user: u64,
    /// Their name on this server.
    pub(in crate::bot) name: String,
    /// `None` in direct messages.
    pub(in crate::bot) guild: Option<u64>,
    /// The interaction by which they asked.
    pub(in crate::bot) interaction: u64,
    /// The channel in which they asked.
    pub(in crate::bot) channel: u64,
    /// The text channel in which a thread can be opened. `None` where the bot may not.
    pub(in crate::bot) for_threads: Option<u64>,
}

impl TourOrigin {
    pub(in crate::bot) fn of_command(asked: &serenity::CommandInteraction) -> Self {
        let (guild, channel) = (asked.guild_id, asked.channel_id.get());
        let for_threads = for_threads(channel, asked.channel.as_ref(), asked.app_permissions);
        Self::of(&asked.user, guild, asked.id, channel, for_threads)
    }

    pub(in crate::bot) fn of_press(pressed: &ComponentInteraction) -> Self {
        let (guild, channel) = (pressed.guild_id, pressed.channel_id.get());
        let for_threads = for_threads(channel, pressed.channel.as_ref(), pressed.app_permissions);
        Self::of(&pressed.user, guild, pressed.id, channel, for_threads)
    }

    fn of(
        user: &serenity::User,
        guild: Option<serenity::GuildId>,
        interaction: serenity::InteractionId,
        channel: u64,
        for_threads: Option<u64>,
    ) -> Self {
        Self {
            user: user.id.get(),
            name: user.display_name().to_owned(),
            guild: guild.map(serenity::GuildId::get),
            interaction: interaction.get(),
            channel,
            for_threads: for_threads.filter(|_| guild.is_some()),
        }
    }
}

/// The channel itself if it is a text channel, or the one that a thread is in, where the bot may open threads.
fn for_threads(
    channel: u64,
    known: Option<&PartialChannel>,
    own: Option<Permissions>,
) -> Option<u64> {
    let known = known?;
    let may = own.is_some_and(|own| {
        own.contains(THREAD_PERMISSIONS) || own.contains(Permissions::ADMINISTRATOR)
    });
    match known.kind {
        ChannelType::Text => may.then_some(channel),
        ChannelType::PublicThread | ChannelType::PrivateThread => known
            .parent_id
            .filter(|_| may)
            .map(serenity::ChannelId::get),
        _ => None,
    }
}
