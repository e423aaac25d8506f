use super::manager::{called, manage};
use super::suggest::suggest_subscriptions;
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// End a subscription; what it told stays in the records
#[poise::command(slash_command)]
pub(super) async fn remove(
    ctx: Context<'_>,
    #[description = "A subscription, as /alerts list calls it"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let listed = called(ctx, manager, &id).await?;
        state.floor.unsubscribe(&listed, manager.user).await?;
        let what = listed.choice(&state.knowledge());
        let text = format!("{what} is removed; nothing more is posted for it.");
        Ok(Reply::private("Removed", text))
    })
    .await
}
