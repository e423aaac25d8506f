//! `/alerts pause`

use super::manager::manage_one;
use super::options::id_option;
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::reply::Reply;
use crate::text::text;

pub(super) fn pause() -> Command {
    let description = "Pause a subscription until it is resumed";
    Command::new("pause", description, |ctx| Box::pin(run(ctx))).option(id_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage_one(ctx, |manager, subscription| async move {
        let (state, locale) = (ctx.state, ctx.locale());
        let is_new = state.alerts.pause(&subscription, manager.user).await?;
        let title = if is_new {
            text!(locale, "bot-alerts-paused-title")
        } else {
            text!(locale, "bot-alerts-paused-before-title")
        };
        let name = subscription.choice(&state.knowledge(), locale);
        let lead = text!(locale, "bot-alerts-paused", name = name);
        Ok(Reply::private(title, lead))
    })
    .await
}
