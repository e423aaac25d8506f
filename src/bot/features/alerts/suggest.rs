//! What the options of `/alerts` offer while they are being typed.

use super::manager::manager;
use super::options;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{Choices, choices};
use crate::bot::state::in_time;

/// The subscriptions of the server, to those who may change them.
pub(super) async fn suggest_subscriptions(ctx: Context<'_>, partial: &str) -> Choices {
    let Ok(manager) = manager(ctx) else {
        return choices([]);
    };
    let state = ctx.data();
    let subscriptions = in_time(state.alerts.subscriptions(manager.guild.get())).await;
    let (knowledge, partial) = (state.knowledge(), partial.to_lowercase());
    let named = subscriptions.unwrap_or_default().into_iter();
    let named = named.map(|one| (one.choice(&knowledge), one.short_id().to_owned()));
    choices(named.filter(|(name, _)| name.to_lowercase().contains(&partial)))
}

/// Organizations, series and summits; of several, the last is completed.
pub(super) async fn suggest_summits(ctx: Context<'_>, partial: &str) -> Choices {
    let state = ctx.data();
    let (before, last) = match partial.rsplit_once(',') {
        Some((before, last)) => (format!("{}, ", before.trim_end()), last.trim_start()),
        None => (String::new(), partial),
    };
    let known = options::names(&state.knowledge(), state.as_of().today);
    let last = last.to_lowercase();
    let fitting = known
        .into_iter()
        .filter(|(name, id)| name.to_lowercase().contains(&last) || id.contains(&last));
    choices(fitting.map(|(name, id)| (format!("{before}{name}"), format!("{before}{id}"))))
}
