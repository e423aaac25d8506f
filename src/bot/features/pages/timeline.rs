//! `/timeline iran since:2026`: dated developments.

use super::show::show_found;
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_hotspots;
use crate::document::PartialDate;
use crate::pages::find_topic;
use crate::reply::{Tab, View};

/// What happened in a hotspot, newest first
#[poise::command(slash_command)]
pub(in crate::bot) async fn timeline(
    ctx: Context<'_>,
    #[description = "A hotspot"]
    #[autocomplete = "suggest_hotspots"]
    #[max_length = 100]
    name: String,
    #[description = "Only since then: 2025, 2025-06 or 2025-06-01"]
    #[max_length = 10]
    since: Option<String>,
) -> Result<(), Failure> {
    let since = since.map(|since| since.trim().parse::<PartialDate>());
    let since = since
        .transpose()
        .map_err(|error| Failure::User(error.to_string()))?;
    let search = find_topic(&ctx.data().knowledge(), &name);
    show_found(ctx, search, |id| View::Topic {
        id,
        tab: Tab::Timeline(since),
        page: 0,
    })
    .await
}
