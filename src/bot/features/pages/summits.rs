//! `/summits organization:SCO until:2027`: what is coming, each reader seeing it in their own zone.

use std::collections::BTreeSet;

use poise::serenity_prelude as serenity;

use super::date::read_date;
use super::show::show;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{MAX_CHOICES, suggestions};
use crate::knowledge::plain_name;
use crate::pages::find_group;
use crate::reply::View;

/// Upcoming summits, and those whose planned date passed without confirmation
#[poise::command(slash_command)]
pub(in crate::bot) async fn summits(
    ctx: Context<'_>,
    #[description = "Only one organization or series, such as SCO; default: all"]
    #[autocomplete = "suggest_series"]
    #[max_length = 100]
    organization: Option<String>,
    #[description = "Only those that begin by this date: 2027, 2027-06 or 2027-06-01"]
    #[max_length = 10]
    until: Option<String>,
) -> Result<(), Failure> {
    let until = read_date(until.as_deref())?;
    let knowledge = ctx.data().knowledge();
    let group = organization.map(|name| {
        find_group(&knowledge, &name).map_err(|series| {
            Failure::User(format!(
                "No organization or series has that name. Choose one of: {}.",
                series.join(", ")
            ))
        })
    });
    show(
        ctx,
        &View::Summits {
            group: group.transpose()?,
            until,
            page: 0,
        },
    )
    .await
}

#[expect(clippy::unused_async, reason = "poise awaits what suggests")]
async fn suggest_series(ctx: Context<'_>, partial: &str) -> serenity::CreateAutocompleteResponse {
    let (knowledge, plain) = (ctx.data().knowledge(), plain_name(partial));
    let series: BTreeSet<&str> = knowledge
        .summits()
        .map(|summit| summit.series.as_str())
        .filter(|series| plain_name(series).contains(&plain))
        .collect();
    suggestions(
        series
            .into_iter()
            .map(|series| (series, series))
            .take(MAX_CHOICES)
            .collect(),
    )
}
