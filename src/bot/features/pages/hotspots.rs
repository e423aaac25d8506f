//! `/hotspots`: the list, by region.

use super::show::show;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::reply::View;

/// All hotspots by region, and the organizations
#[poise::command(slash_command)]
pub(in crate::bot) async fn hotspots(ctx: Context<'_>) -> Result<(), Failure> {
    show(ctx, &View::Hotspots { page: 0 }).await
}
