use super::manager::{called, listing, manage};
use super::suggest::suggest_subscriptions;
use crate::alerts::fate;
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// How many alerts are told.
const LAST: u32 = 20;

/// What became of a subscription's alerts: each try, each error, who took it
#[poise::command(slash_command)]
pub(super) async fn history(
    ctx: Context<'_>,
    #[description = "A subscription, as /alerts list calls it"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let listed = called(ctx, manager, &id).await?;
        let knowledge = state.knowledge();
        let title = listed.choice(&knowledge);
        let history = state.floor.history(&listed, LAST).await?;
        if history.is_empty() {
            return Ok(Reply::private(title, "Nothing was due yet."));
        }
        let guild = manager.guild.get();
        let entries = history
            .iter()
            .map(|(alert, attempts)| fate(alert, attempts, guild, &knowledge));
        Ok(listing(title, entries.collect()))
    })
    .await
}
