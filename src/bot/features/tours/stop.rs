//! `/onboard stop`: ends the tour and its reviews.

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, responder};
use crate::bot::state::in_time;

/// Stop the tour and its questions
#[poise::command(slash_command)]
pub(super) async fn stop(ctx: Context<'_>) -> Result<(), Failure> {
    let user = ctx.interaction.user.id.get();
    let reply = in_time(ctx.data().tours.stop(user)).await?;
    responder(ctx).post(&reply).await
}
