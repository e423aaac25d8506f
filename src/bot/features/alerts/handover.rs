//! `/handover`: what the next shift has to know, on one page.

use crate::bot::Failure;
use crate::bot::features::context::{Context, waiting};
use crate::reply::Audience;

/// For the next shift: what is due soon, not acknowledged, failed, moved
#[poise::command(slash_command)]
pub(in crate::bot) async fn handover(ctx: Context<'_>) -> Result<(), Failure> {
    let Some(guild) = ctx.interaction.guild_id else {
        let sentence = "A handover is about the alerts of a server. Use /handover there.";
        return Err(Failure::User(sentence.to_owned()));
    };
    let deferred = waiting(ctx).defer().await?;
    let reply = ctx.data().floor.handover(guild.get()).await;
    let mut reply = reply.unwrap_or_else(|error| Failure::from(error).into_reply());
    reply.audience = Audience::Asker;
    deferred.finish(reply).await
}
