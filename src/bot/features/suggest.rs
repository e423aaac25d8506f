//! What the options of the commands offer while they are being typed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::future::{BoxFuture, ready};

use super::ask::questions::IndexAtHand;
use super::context::Context;
use crate::bot::interactions::Choice;
use crate::bot::state::in_time;
use crate::knowledge::Knowledge;
use crate::pages::suggest::{self, Hint, Suggestion};
use crate::pages::wording;
use crate::reply::shorten;
use crate::text::{Locale, dates, text};

/// Longest name of a choice, in characters.
/// <https://discord.com/developers/docs/interactions/application-commands>
pub(super) const MAX_LABEL: usize = 100;

/// With as many hotspots, a search takes a fraction of a millisecond: less than to have it done elsewhere.
const SEARCHED_AT_ONCE: usize = 200;

/// What an option offers, once it is known.
pub(super) type Suggested<'c> = BoxFuture<'c, Vec<Choice>>;

/// Suggestions that are known at once.
pub(super) fn at_once(ctx: Context<'_>, found: Vec<Suggestion>) -> Suggested<'_> {
    Box::pin(ready(choices(found, ctx.locale())))
}

/// Suggestions as Discord shows them, in the reader's language.
fn choices(found: Vec<Suggestion>, locale: Locale) -> Vec<Choice> {
    let found = found.into_iter();
    found.map(|suggestion| choice(suggestion, locale)).collect()
}

fn choice(suggestion: Suggestion, locale: Locale) -> Choice {
    let hint = hint_words(suggestion.hint, locale);
    let label = match hint {
        Some(hint) => {
            let room = MAX_LABEL.saturating_sub(hint.chars().count() + 3);
            format!("{} · {hint}", shorten(&suggestion.label, room))
        }
        None => shorten(&suggestion.label, MAX_LABEL),
    };
    Choice {
        label,
        value: suggestion.value,
    }
}

fn hint_words(hint: Hint, locale: Locale) -> Option<String> {
    Some(match hint {
        Hint::None => return None,
        Hint::Stance(stance) => wording::stance(stance, locale),
        Hint::InDays(days) => text!(locale, "bot-hint-in-days", days = days),
        Hint::UnderWay => text!(locale, "bot-hint-under-way"),
        Hint::During(when) => dates::when(when, locale),
        Hint::Undated => text!(locale, "bot-hint-undated"),
        Hint::Past(when) => {
            let date = dates::when(when, locale);
            text!(locale, "bot-hint-past", date = date)
        }
        Hint::Cancelled => text!(locale, "bot-hint-cancelled"),
        Hint::Date(date) => dates::short(date, locale),
        Hint::Everything => text!(locale, "bot-hint-everything"),
        Hint::EverySummit => text!(locale, "bot-hint-every-summit"),
    })
}

/// Names of hotspots and organizations.
pub(super) fn suggest_topics<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    searched(ctx, partial, suggest::topics)
}

/// Names of hotspots.
pub(super) fn suggest_hotspots<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    searched(ctx, partial, suggest::hotspots)
}

/// Suggestions that are searched for in all pages, where no name is like `partial`.
fn searched<'c>(
    ctx: Context<'c>,
    partial: &'c str,
    search: fn(&Knowledge, &str) -> Vec<Suggestion>,
) -> Suggested<'c> {
    let knowledge = ctx.state.knowledge();
    if knowledge.hotspots().len() <= SEARCHED_AT_ONCE {
        return at_once(ctx, search(&knowledge, partial));
    }
    Box::pin(async move {
        let as_of = ctx.state.as_of();
        let (searched, partial) = (Arc::clone(&knowledge), partial.to_owned());
        let read = move |_: &IndexAtHand| search(&searched, &partial);
        let (questions, patience) = (&ctx.state.questions, ctx.responder.patience());
        let found = questions.read(&knowledge, as_of, patience, read).await;
        choices(found.unwrap_or_default(), ctx.locale())
    })
}

/// Terms of the glossary.
pub(super) fn suggest_terms<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::terms(&ctx.state.knowledge(), partial))
}

/// Summits, those to come first.
pub(super) fn suggest_summits<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let (knowledge, today) = (ctx.state.knowledge(), ctx.state.as_of().today);
    at_once(ctx, suggest::summits(&knowledge, partial, today))
}

/// Organizations and series of summits.
pub(super) fn suggest_series<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let (knowledge, today) = (ctx.state.knowledge(), ctx.state.as_of().today);
    at_once(ctx, suggest::groups(&knowledge, partial, today))
}

/// Dates in the past.
pub(super) fn suggest_since<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let today = ctx.state.as_of().today;
    at_once(ctx, suggest::since(partial, ctx.locale().as_ref(), today))
}

/// Dates to come.
pub(super) fn suggest_until<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let today = ctx.state.as_of().today;
    at_once(ctx, suggest::until(partial, ctx.locale().as_ref(), today))
}

/// Time zones: those that the server uses, then those of the reader's language.
pub(super) fn suggest_zones<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    Box::pin(async move {
        let in_use = zones_in_use(ctx).await;
        let tag = ctx.interaction.locale.as_deref().unwrap_or_default();
        let found = suggest::time_zones(partial, tag, &in_use, ctx.state.clock.now());
        choices(found, ctx.locale())
    })
}

/// The time zones of the server's subscriptions, the most used first; none to whoever may not see those.
async fn zones_in_use(ctx: Context<'_>) -> Vec<String> {
    let Some(guild) = ctx.guild().filter(|_| ctx.is_manager()) else {
        return Vec::new();
    };
    let subscriptions = in_time(ctx.state.alerts.subscriptions(guild)).await;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for subscription in subscriptions.unwrap_or_default() {
        if let Some(zone) = subscription.spec.time_zone {
            *counts.entry(zone).or_default() += 1;
        }
    }
    let mut zones: Vec<(String, usize)> = counts.into_iter().collect();
    zones.sort_by_key(|(_, count)| Reverse(*count));
    zones.into_iter().map(|(zone, _)| zone).collect()
}
