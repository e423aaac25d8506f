//! `/alerts history`

use super::manager::{find, list_page, manage_one, manager};
use super::options::id_option;
use crate::alerts::fate;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::state::{AppState, in_time};
use crate::reply::{CustomId, Reply};
use crate::store::Subscription;
use crate::text::{Locale, text};

/// How many alerts are looked up: two years of monthly summits with two leads, in some eight pages.
const MAX_ALERTS: u32 = 50;

pub(super) fn history() -> Command {
    let description = "What became of a subscription's alerts: attempts, errors, who acknowledged";
    Command::new("history", description, |ctx| Box::pin(run(ctx))).option(id_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage_one(ctx, |manager, subscription| async move {
        page(ctx.state, manager.guild, &subscription, 0, ctx.locale()).await
    })
    .await
}

/// Turns to page `number` of a subscription's history, by the buttons below it.
pub(in crate::bot) async fn turn(
    press: Press<'_>,
    subscription: &str,
    number: usize,
) -> Result<(), Failure> {
    let (state, locale) = (press.state, press.locale());
    let manager = manager(press.context())?;
    let turned = async {
        let subscription = find(state, manager, subscription, locale).await?;
        page(state, manager.guild, &subscription, number, locale).await
    };
    let reply = in_time(turned).await?;
    press.responder.update(&reply).await
}

async fn page(
    state: &AppState,
    guild: u64,
    subscription: &Subscription,
    number: usize,
    locale: Locale,
) -> Result<Reply, Failure> {
    let knowledge = state.knowledge();
    let title = subscription.choice(&knowledge, locale);
    let history = state.alerts.history(subscription, MAX_ALERTS).await?;
    if history.is_empty() {
        let nothing = text!(locale, "bot-alerts-no-history");
        return Ok(Reply::private(title, nothing));
    }
    let entries = history.iter();
    let entries = entries.map(|one| fate(one, guild, &knowledge, locale));
    let press = |page| CustomId::History {
        subscription: subscription.short_id().to_owned(),
        page,
    };
    Ok(list_page(title, entries.collect(), number, press, locale))
}
