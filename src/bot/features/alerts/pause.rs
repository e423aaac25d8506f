use super::manager::{called, manage};
use super::suggest::suggest_subscriptions;
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// Post nothing for a subscription until it is resumed
#[poise::command(slash_command)]
pub(super) async fn pause(
    ctx: Context<'_>,
    #[description = "A subscription, as /alerts list calls it"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let listed = called(ctx, manager, &id).await?;
        let is_new = state.floor.pause(&listed, manager.user).await?;
        let what = listed.choice(&state.knowledge());
        let (title, so) = if is_new {
            ("Paused", "is paused")
        } else {
            ("Paused before", "was paused before")
        };
        let text = format!(
            "{what} {so}. /alerts resume goes on; what is due until then is not made up for."
        );
        Ok(Reply::private(title, text))
    })
    .await
}
