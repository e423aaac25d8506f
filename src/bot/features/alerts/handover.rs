//! `/handover`: what the next shift has to know, on one page.

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, responder};

/// Shift handover: due soon, unacknowledged, failed, moved
#[poise::command(slash_command)]
pub(in crate::bot) async fn handover(ctx: Context<'_>) -> Result<(), Failure> {
    let Some(guild) = ctx.interaction.guild_id else {
        let sentence = "A handover is about the alerts of a server. Use /handover there.";
        return Err(Failure::User(sentence.to_owned()));
    };
    let deferred = responder(ctx).defer().await?;
    let reply = ctx.data().alerts.handover(guild.get()).await;
    deferred.finish(reply.map_err(Failure::from)).await
}
