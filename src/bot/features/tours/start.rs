//! `/onboard start`: begins a track.

use super::opening;
use super::origin::TourOrigin;
use super::suggest::{suggest_tracks, tour_options, zone_and_time};
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;

pub(super) fn start() -> Command {
    let description = "Start a tour in your own thread or in direct messages";
    let [zone, time] = zone_and_time(
        "Your time zone, such as Europe/Brussels; UTC if left out",
        "When missed questions come back, such as 09:00 or 8am",
    );
    Command::new("start", description, |ctx| Box::pin(run(ctx)))
        .option(
            CommandOption::text("track", "Which tour", 60)
                .required()
                .suggesting(suggest_tracks),
        )
        .option(zone)
        .option(time)
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let (origin, options) = (TourOrigin::of_command(ctx)?, tour_options(ctx));
    let track = ctx.required("track")?;
    // A thread takes several requests before the answer.
    let deferred = ctx.responder.defer().await?;
    let reply = opening::start(ctx.state, &origin, track, &options).await;
    deferred.finish(reply).await
}
