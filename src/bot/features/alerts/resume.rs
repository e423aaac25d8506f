//! `/alerts resume`

use super::check_channel::check_channel;
use super::manager::{find, manage_one, subscription_page};
use super::suggest::suggest_subscriptions;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;

/// Resume a paused subscription
#[poise::command(slash_command)]
pub(super) async fn resume(
    ctx: Context<'_>,
    #[description = "Subscription, as shown by /alerts list"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage_one(ctx, &id, |manager, subscription| async move {
        // What stopped it may still stand in the way.
        check_channel(ctx, manager, &subscription.spec).await?;
        let was_paused = ctx.data().alerts.resume(&subscription).await?;
        let title = if was_paused { "Resumed" } else { "Not paused" };
        let subscription = find(ctx, manager, subscription.short_id()).await?;
        subscription_page(ctx, title, &subscription).await
    })
    .await
}
