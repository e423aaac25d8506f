//! `/alerts pause`

use super::manager::manage_one;
use super::suggest::suggest_subscriptions;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// Pause a subscription until it is resumed
#[poise::command(slash_command)]
pub(super) async fn pause(
    ctx: Context<'_>,
    #[description = "Subscription, as shown by /alerts list"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage_one(ctx, &id, |manager, subscription| async move {
        let state = ctx.data();
        let is_new = state.alerts.pause(&subscription, manager.user).await?;
        let title = if is_new { "Paused" } else { "Already paused" };
        let name = subscription.choice(&state.knowledge());
        let text = format!(
            "{name}. Alerts missed while paused are not sent later. /alerts resume continues."
        );
        Ok(Reply::private(title, text))
    })
    .await
}
