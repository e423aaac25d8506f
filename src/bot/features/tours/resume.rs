//! `/onboard continue`: takes the tour up again where it was left.

use super::opening;
use super::origin::TourOrigin;
use super::suggest::{tour_options, zone_and_time};
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::state::in_time;

pub(super) fn resume() -> Command {
    let description = "Pick up your tour where you left off";
    let [zone, time] = zone_and_time(
        "Your time zone, if it has changed",
        "When missed questions come back, if that has changed",
    );
    Command::new("continue", description, |ctx| Box::pin(run(ctx)))
        .option(zone)
        .option(time)
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let (origin, options) = (TourOrigin::of_command(ctx)?, tour_options(ctx));
    if let Some(reply) = in_time(opening::resume_here(ctx.state, &origin, &options)).await? {
        return ctx.post(&reply).await;
    }
    let deferred = ctx.responder.defer().await?;
    let reply = opening::resume(ctx.state, &origin, &options).await;
    deferred.finish(reply).await
}
