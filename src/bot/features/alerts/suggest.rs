//! What the options of `/alerts` offer while they are being typed.

use super::manager::manager;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{MAX_LABEL, Suggested, at_once};
use crate::bot::interactions::Choice;
use crate::bot::state::in_time;
use crate::pages::suggest;
use crate::reply::shorten;
use crate::store::Subscription;

/// The subscriptions of the server, to those who may change them; none to others, and none while the database is away.
async fn subscriptions(ctx: Context<'_>) -> Vec<Subscription> {
    let Ok(manager) = manager(ctx) else {
        return Vec::new();
    };
    let subscriptions = in_time(ctx.state.alerts.subscriptions(manager.guild)).await;
    subscriptions.unwrap_or_default()
}

/// The subscriptions of the server, to those who may change them.
pub(super) fn suggest_subscriptions<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    Box::pin(async move {
        let (knowledge, partial) = (ctx.state.knowledge(), partial.to_lowercase());
        let named = subscriptions(ctx).await.into_iter();
        let named = named.map(|one| (one.choice(&knowledge, ctx.locale()), one));
        let fitting = named.filter(|(name, one)| {
            name.to_lowercase().contains(&partial) || one.short_id().starts_with(&partial)
        });
        fitting
            .map(|(name, one)| Choice {
                label: shorten(&name, MAX_LABEL),
                value: one.short_id().to_owned(),
            })
            .collect()
    })
}

/// Organizations, series and summits; of several, the last is completed.
pub(super) fn suggest_alert_summits<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let (knowledge, today) = (ctx.state.knowledge(), ctx.state.as_of().today);
    at_once(ctx, suggest::alert_summits(&knowledge, partial, today))
}

pub(super) fn suggest_before<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::before(partial))
}

pub(super) fn suggest_acknowledge_within<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::acknowledge_within(partial))
}

/// Whom to call is typed as a mention, which no list can offer: the examples are to be changed.
pub(super) fn suggest_escalation<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::escalation(partial))
}

pub(super) fn suggest_quiet_hours<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::quiet_hours(partial))
}

pub(super) fn suggest_handover<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::handover(partial))
}

pub(super) fn suggest_weekly_digest<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::weekly_digest(partial, ctx.locale().as_ref()))
}
