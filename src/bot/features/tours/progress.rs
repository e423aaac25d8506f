//! `/onboard progress`: how far somebody is.

use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, is_manager, responder};
use crate::bot::state::in_time;

/// Your progress; for server managers, everybody's
#[poise::command(slash_command)]
pub(super) async fn progress(ctx: Context<'_>) -> Result<(), Failure> {
    let guild = ctx.interaction.guild_id.filter(|_| is_manager(ctx));
    let (user, table_of) = (
        ctx.interaction.user.id.get(),
        guild.map(serenity::GuildId::get),
    );
    let reply = in_time(ctx.data().tours.progress(user, table_of)).await?;
    responder(ctx).post(&reply).await
}
