//! `/hotspots`: the list, by region.

use super::{Context, Failure, show};
use crate::reply::View;

/// All hotspots by region, and the organizations
#[poise::command(slash_command)]
pub(super) async fn hotspots(ctx: Context<'_>) -> Result<(), Failure> {
    show(ctx, &View::Hotspots { page: 0 }).await
}
