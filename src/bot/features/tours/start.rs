//! `/onboard start`: begins a track.

use super::opening;
use super::origin::TourOrigin;
use super::suggest::suggest_tracks;
use crate::bot::error::Failure;
use crate::bot::features::context::{Context, responder};
use crate::bot::features::suggest::suggest_zones;
use crate::tours::TourOptions;

/// Start a tour in your own thread or in direct messages
#[poise::command(slash_command)]
pub(super) async fn start(
    ctx: Context<'_>,
    #[description = "Which tour"]
    #[autocomplete = "suggest_tracks"]
    #[max_length = 60]
    track: String,
    #[description = "Your time zone, such as Europe/Brussels; UTC if left out"]
    #[autocomplete = "suggest_zones"]
    #[max_length = 60]
    zone: Option<String>,
    #[description = "When missed questions come back, such as 09:00"]
    #[max_length = 10]
    time: Option<String>,
) -> Result<(), Failure> {
    let (origin, options) = (
        TourOrigin::of_command(ctx.interaction),
        TourOptions { zone, time },
    );
    // A thread takes several requests before the answer.
    let deferred = responder(ctx).defer().await?;
    let reply = opening::start(ctx.data(), &origin, &track, &options).await;
    deferred.finish(reply).await
}
