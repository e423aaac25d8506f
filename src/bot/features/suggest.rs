//! What the options of the commands offer while they are being typed.

use poise::serenity_prelude as serenity;

use super::context::Context;
use crate::calendar::zones_like;

/// What an option offers while it is being typed.
pub(super) fn suggestions(names: Vec<(&str, &str)>) -> serenity::CreateAutocompleteResponse {
    let choices = names
        .into_iter()
        .map(|(_, title)| serenity::AutocompleteChoice::new(title.to_owned(), title.to_owned()))
        .collect();
    serenity::CreateAutocompleteResponse::new().set_choices(choices)
}

/// Choices Discord shows at once.
pub(super) const MAX_CHOICES: usize = 25;

/// Names of hotspots and organizations.
pub(super) async fn suggest_topics(
    ctx: Context<'_>,
    partial: &str,
) -> serenity::CreateAutocompleteResponse {
    suggestions(ctx.data().knowledge().names().suggest(partial, MAX_CHOICES))
}

/// Names of hotspots.
pub(super) async fn suggest_hotspots(
    ctx: Context<'_>,
    partial: &str,
) -> serenity::CreateAutocompleteResponse {
    let knowledge = ctx.data().knowledge();
    let mut names = knowledge.names().suggest(partial, usize::MAX);
    names.retain(|(id, _)| knowledge.hotspot(id).is_some());
    names.truncate(MAX_CHOICES);
    suggestions(names)
}

pub(super) type Choices = serenity::CreateAutocompleteResponse;

pub(super) fn choices(given: impl IntoIterator<Item = (String, String)>) -> Choices {
    // Longest name or value of a choice. <https://discord.com/developers/docs/interactions/application-commands>
    const LONGEST: usize = 100;
    let fitting = given
        .into_iter()
        .filter(|(_, value)| value.chars().count() <= LONGEST)
        .take(MAX_CHOICES)
        .map(|(name, value)| {
            serenity::AutocompleteChoice::new(crate::reply::shorten(&name, LONGEST), value)
        });
    serenity::CreateAutocompleteResponse::new().set_choices(fitting.collect())
}

pub(super) async fn suggest_zones(_: Context<'_>, partial: &str) -> Choices {
    let zones = zones_like(partial, MAX_CHOICES).into_iter();
    choices(zones.map(|zone| (zone.clone(), zone)))
}
