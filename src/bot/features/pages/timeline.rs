//! `/timeline iran since:2026`: dated developments.

use super::date::read_date;
use super::show::show_found;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_hotspots;
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
    #[description = "Only from this date on: 2025, 2025-06 or 2025-06-01"]
    #[max_length = 10]
    since: Option<String>,
) -> Result<(), Failure> {
    let since = read_date(since.as_deref())?;
    let search = find_topic(&ctx.data().knowledge(), &name);
    show_found(ctx, search, |id| View::Topic {
        id,
        tab: Tab::Timeline(since),
        page: 0,
    })
    .await
}
