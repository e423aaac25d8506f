//! `/alerts history`

use super::manager::{list_page, manage_one};
use super::suggest::suggest_subscriptions;
use crate::alerts::fate;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// How many alerts are looked up; no more fit on a page.
const MAX_ALERTS: u32 = 20;

/// What became of a subscription's alerts: attempts, errors, who acknowledged
#[poise::command(slash_command)]
pub(super) async fn history(
    ctx: Context<'_>,
    #[description = "Subscription, as shown by /alerts list"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage_one(ctx, &id, |manager, subscription| async move {
        let state = ctx.data();
        let knowledge = state.knowledge();
        let title = subscription.choice(&knowledge);
        let history = state.alerts.history(&subscription, MAX_ALERTS).await?;
        if history.is_empty() {
            return Ok(Reply::private(title, "No alert has been due yet."));
        }
        let guild = manager.guild.get();
        let entries = history
            .iter()
            .map(|(alert, attempts)| fate(alert, attempts, guild, &knowledge));
        Ok(list_page(title, entries.collect()))
    })
    .await
}
