//! `/hotspots`: the list, by region.

use super::show::show;
use crate::bot::features::command::Command;
use crate::reply::View;

pub(in crate::bot) fn hotspots() -> Command {
    let description = "All hotspots by region, and the organizations";
    Command::new("hotspots", description, |ctx| {
        Box::pin(async move { show(ctx, &View::Hotspots { page: 0 }).await })
    })
}
