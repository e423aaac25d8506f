use super::manager::{called, look, manage, told};
use super::suggest::suggest_subscriptions;
use crate::bot::Failure;
use crate::bot::features::context::Context;

/// Go on with a subscription that was paused
#[poise::command(slash_command)]
pub(super) async fn resume(
    ctx: Context<'_>,
    #[description = "A subscription, as /alerts list calls it"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let listed = called(ctx, manager, &id).await?;
        // What stopped it may still stand in the way.
        look(ctx, manager, &listed.spec).await?;
        let was_paused = ctx.data().floor.resume(&listed).await?;
        let title = if was_paused { "Resumed" } else { "Not paused" };
        told(ctx, title, &called(ctx, manager, &id).await?).await
    })
    .await
}
