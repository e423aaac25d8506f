//! `/alerts remove`

use super::manager::manage_one;
use super::suggest::suggest_subscriptions;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// Delete a subscription; its history is kept
#[poise::command(slash_command)]
pub(super) async fn remove(
    ctx: Context<'_>,
    #[description = "Subscription, as shown by /alerts list"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage_one(ctx, &id, |manager, subscription| async move {
        let state = ctx.data();
        state
            .alerts
            .unsubscribe(&subscription, manager.user)
            .await?;
        let name = subscription.choice(&state.knowledge());
        let text = format!("{name}. Nothing more is posted for it.");
        Ok(Reply::private("Removed", text))
    })
    .await
}
