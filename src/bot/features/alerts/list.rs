//! `/alerts list`

use super::manager::{list_page, manage, manager};
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::state::{AppState, in_time};
use crate::reply::{CustomId, Reply};
use crate::text::{Locale, text};

pub(super) fn list() -> Command {
    Command::new("list", "This server's subscriptions", |ctx| {
        Box::pin(run(ctx))
    })
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        page(ctx.state, manager.guild, 0, ctx.locale()).await
    })
    .await
}

/// Turns to page `number`, by the buttons below the list.
pub(in crate::bot) async fn turn(press: Press<'_>, number: usize) -> Result<(), Failure> {
    let guild = manager(press.context())?.guild;
    let reply = in_time(page(press.state, guild, number, press.locale())).await?;
    press.responder.update(&reply).await
}

async fn page(
    state: &AppState,
    guild: u64,
    number: usize,
    locale: Locale,
) -> Result<Reply, Failure> {
    let (listed, knowledge) = (state.alerts.listed(guild).await?, state.knowledge());
    if listed.is_empty() {
        let title = text!(locale, "bot-alerts-none-title");
        return Ok(Reply::private(title, text!(locale, "bot-alerts-none")));
    }
    let entries = listed.iter();
    let entries = entries.map(|(one, ahead)| one.entry(&knowledge, Some(ahead), locale));
    let title = text!(locale, "bot-alerts-list-title");
    let press = |page| CustomId::Subscriptions { page };
    Ok(list_page(title, entries.collect(), number, press, locale))
}
