//! `/alerts resume`

use super::check_channel::check_channel;
use super::manager::{find, manage_one, subscription_page};
use super::options::id_option;
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::text::text;

pub(super) fn resume() -> Command {
    Command::new("resume", "Resume a paused subscription", |ctx| {
        Box::pin(run(ctx))
    })
    .option(id_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage_one(ctx, |manager, subscription| async move {
        let (state, locale) = (ctx.state, ctx.locale());
        // What stopped it may still stand in the way.
        check_channel(state, manager, &subscription.spec, locale).await?;
        let was_paused = state.alerts.resume(&subscription).await?;
        let title = if was_paused {
            text!(locale, "bot-alerts-resumed-title")
        } else {
            text!(locale, "bot-alerts-not-paused-title")
        };
        let subscription = find(state, manager, subscription.short_id(), locale).await?;
        subscription_page(state, title, &subscription, locale).await
    })
    .await
}
