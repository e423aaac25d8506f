//! `/alerts list`

use super::manager::{list_page, manage};
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::reply::Reply;
use crate::text::text;

pub(super) fn list() -> Command {
    Command::new("list", "This server's subscriptions", |ctx| {
        Box::pin(run(ctx))
    })
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let (state, locale) = (ctx.state, ctx.locale());
        let subscriptions = state.alerts.subscriptions(manager.guild).await?;
        if subscriptions.is_empty() {
            let title = text!(locale, "bot-alerts-none-title");
            return Ok(Reply::private(title, text!(locale, "bot-alerts-none")));
        }
        let mut entries = Vec::new();
        for subscription in &subscriptions {
            let (_, next) = state.alerts.ahead(subscription).await?;
            entries.push(subscription.entry(&state.knowledge(), next, locale));
        }
        let title = text!(locale, "bot-alerts-list-title");
        Ok(list_page(title, entries, locale))
    })
    .await
}
