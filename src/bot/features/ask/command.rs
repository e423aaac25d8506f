//! `/ask question:who backs Maduro?`: a question in plain words.

use super::answer::{Asker, answer};
use crate::bot::error::Failure;
use crate::bot::features::context::{Context, post, responder};

/// Answer a question in plain words, from the pages only, with dates and sources
#[poise::command(slash_command)]
pub(in crate::bot) async fn ask(
    ctx: Context<'_>,
    #[description = "In your own words; follow-ups such as “and Russia?” work"]
    #[max_length = 400]
    question: String,
) -> Result<(), Failure> {
    let asker = Asker {
        channel: ctx.interaction.channel_id.get(),
        user: ctx.interaction.user.id.get(),
    };
    if ctx.data().assistant.is_some() {
        // A model may take longer than Discord waits.
        let deferred = responder(ctx).defer_openly().await?;
        let reply = answer(ctx.data(), asker, &question).await;
        return deferred.finish(Ok(reply)).await;
    }
    let reply = answer(ctx.data(), asker, &question).await;
    post(ctx, &reply).await
}
