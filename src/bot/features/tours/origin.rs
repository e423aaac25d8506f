//! Where a tour is asked for, and so where it can run.

use serenity::all::Permissions;

use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::context::Context;
use crate::bot::gateway::{Channel, Id};
use crate::text::Locale;

/// Types of channels. <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
const TEXT: u8 = 0;
const THREADS: [u8; 2] = [11, 12];
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
    /// The language of the interaction.
    pub(in crate::bot) locale: Locale,
    /// The text channel in which a thread can be opened. `None` where the bot may not.
    pub(in crate::bot) for_threads: Option<u64>,
}

impl TourOrigin {
    /// Where a command was given.
    ///
    /// # Errors
    /// Discord does not say by whom or where.
    pub(in crate::bot) fn of_command(ctx: Context<'_>) -> Result<Self, Failure> {
        let (user, interaction) = (ctx.user()?, ctx.interaction);
        let channel = interaction.channel.as_ref();
        let for_threads =
            channel.and_then(|channel| for_threads(channel, interaction.app_permissions));
        let guild = ctx.guild();
        Ok(Self {
            user: user.id.get(),
            name: user.display_name().to_owned(),
            guild,
            interaction: interaction.id.get(),
            channel: ctx.channel()?,
            locale: ctx.locale(),
            for_threads: for_threads.filter(|_| guild.is_some()),
        })
    }

    /// Where a button was pressed.
    ///
    /// # Errors
    /// Discord does not say by whom or where.
    pub(in crate::bot) fn of_press(press: Press<'_>) -> Result<Self, Failure> {
        Self::of_command(press.context())
    }
}

/// The channel itself if it is a text channel, or the one that a thread is in, where the bot may open threads.
fn for_threads(channel: &Channel, own: Option<Permissions>) -> Option<u64> {
    let may = own.is_some_and(|own| {
        own.contains(THREAD_PERMISSIONS) || own.contains(Permissions::ADMINISTRATOR)
    });
    let text_channel = match channel.kind? {
        TEXT => Some(channel.id),
        kind if THREADS.contains(&kind) => channel.parent_id,
        _ => None,
    };
    text_channel.filter(|_| may).map(Id::get)
}
