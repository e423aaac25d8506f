//! `/onboard continue`: takes the tour up again where it was left.

use super::opening;
use super::origin::TourOrigin;
use crate::bot::error::Failure;
use crate::bot::features::context::{Context, responder};
use crate::bot::features::suggest::suggest_zones;
use crate::bot::state::in_time;
use crate::tours::TourOptions;

/// Pick up your tour where you left off
#[poise::command(slash_command, rename = "continue")]
pub(super) async fn resume(
    ctx: Context<'_>,
    #[description = "Your time zone, if it has changed"]
    #[autocomplete = "suggest_zones"]
    #[max_length = 60]
    zone: Option<String>,
    #[description = "When missed questions come back, if that has changed"]
    #[max_length = 10]
    time: Option<String>,
) -> Result<(), Failure> {
    let (origin, options) = (
        TourOrigin::of_command(ctx.interaction),
        TourOptions { zone, time },
    );
    if let Some(reply) = in_time(opening::resume_here(ctx.data(), &origin, &options)).await? {
        return responder(ctx).post(&reply).await;
    }
    let deferred = responder(ctx).defer().await?;
    let reply = opening::resume(ctx.data(), &origin, &options).await;
    deferred.finish(reply).await
}
