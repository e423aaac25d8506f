use super::manager::{listing, manage};
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::reply::Reply;

/// The subscriptions of this server
#[poise::command(slash_command)]
pub(super) async fn list(ctx: Context<'_>) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let listed = state.floor.subscriptions(manager.guild.get()).await?;
        if listed.is_empty() {
            let text = "No channel of this server is told of summits. /alerts add changes that.";
            return Ok(Reply::private("No subscriptions", text));
        }
        let mut entries = Vec::new();
        for one in &listed {
            let (_, next) = state.floor.ahead(one).await?;
            entries.push(one.entry(&state.knowledge(), next));
        }
        Ok(listing("Subscriptions".to_owned(), entries))
    })
    .await
}
