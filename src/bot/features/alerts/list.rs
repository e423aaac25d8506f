//! `/alerts list`

use super::manager::{list_page, manage};
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// This server's subscriptions
#[poise::command(slash_command)]
pub(super) async fn list(ctx: Context<'_>) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let subscriptions = state.alerts.subscriptions(manager.guild.get()).await?;
        if subscriptions.is_empty() {
            let text = "No channel of this server gets summit alerts. /alerts add changes that.";
            return Ok(Reply::private("No subscriptions", text));
        }
        let mut entries = Vec::new();
        for subscription in &subscriptions {
            let (_, next) = state.alerts.ahead(subscription).await?;
            entries.push(subscription.entry(&state.knowledge(), next));
        }
        Ok(list_page("Subscriptions".to_owned(), entries))
    })
    .await
}
