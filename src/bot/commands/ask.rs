//! `/ask question:who backs Maduro?`: a question in plain words.

use super::{Context, Failure, post, waiting};
use crate::bot::ask::{Asker, answer};

/// Answer a question in plain words, from the pages only, with dates and sources
#[poise::command(slash_command)]
pub(super) async fn ask(
    ctx: Context<'_>,
    #[description = "In your own words; a follow-up such as “and Russia?” is understood"]
    #[max_length = 400]
    question: String,
) -> Result<(), Failure> {
    let asker = Asker {
        channel: ctx.interaction.channel_id.get(),
        user: ctx.interaction.user.id.get(),
    };
    if ctx.data().assistant.is_some() {
        // A model may take longer than Discord waits.
        let deferred = waiting(ctx).defer_openly().await?;
        let reply = answer(ctx.data(), asker, &question).await;
        return deferred.finish(reply).await;
    }
    let reply = answer(ctx.data(), asker, &question).await;
    post(ctx, &reply).await
}
