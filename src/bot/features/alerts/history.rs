//! `/alerts history`

use super::manager::{list_page, manage_one};
use super::options::id_option;
use crate::alerts::fate;
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::reply::Reply;
use crate::text::text;

/// How many alerts are looked up; no more fit on a page.
const MAX_ALERTS: u32 = 20;

pub(super) fn history() -> Command {
    let description = "What became of a subscription's alerts: attempts, errors, who acknowledged";
    Command::new("history", description, |ctx| Box::pin(run(ctx))).option(id_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage_one(ctx, |manager, subscription| async move {
        let (state, locale) = (ctx.state, ctx.locale());
        let knowledge = state.knowledge();
        let title = subscription.choice(&knowledge, locale);
        let history = state.alerts.history(&subscription, MAX_ALERTS).await?;
        if history.is_empty() {
            let nothing = text!(locale, "bot-alerts-no-history");
            return Ok(Reply::private(title, nothing));
        }
        let entries = history
            .iter()
            .map(|(alert, attempts)| fate(alert, attempts, manager.guild, &knowledge, locale));
        Ok(list_page(title, entries.collect(), locale))
    })
    .await
}
