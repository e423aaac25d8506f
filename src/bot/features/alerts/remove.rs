//! `/alerts remove`

use super::manager::manage_one;
use super::options::id_option;
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::reply::Reply;
use crate::text::text;

pub(super) fn remove() -> Command {
    let description = "Delete a subscription; its history is kept";
    Command::new("remove", description, |ctx| Box::pin(run(ctx))).option(id_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage_one(ctx, |manager, subscription| async move {
        let (state, locale) = (ctx.state, ctx.locale());
        let removed = state.alerts.unsubscribe(&subscription, manager.user).await;
        removed?;
        let name = subscription.choice(&state.knowledge(), locale);
        let lead = text!(locale, "bot-alerts-removed", name = name);
        Ok(Reply::private(
            text!(locale, "bot-alerts-removed-title"),
            lead,
        ))
    })
    .await
}
