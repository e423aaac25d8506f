use super::opening;
use super::origin::TourOrigin;
use crate::bot::Failure;
use crate::bot::features::context::{Context, waiting};
use crate::bot::features::suggest::suggest_zones;
use crate::bot::state::in_time;
use crate::tours::TourOptions;

/// Go on where you were
#[poise::command(slash_command, rename = "continue")]
pub(super) async fn resume(
    ctx: Context<'_>,
    #[description = "The zone by which you read your clock, if it is another now"]
    #[autocomplete = "suggest_zones"]
    #[max_length = 60]
    zone: Option<String>,
    #[description = "When what you missed comes back, if it is another time now"]
    #[max_length = 10]
    time: Option<String>,
) -> Result<(), Failure> {
    let (seat, wishes) = (
        TourOrigin::of_command(ctx.interaction),
        TourOptions { zone, time },
    );
    if let Some(reply) = in_time(opening::go_on_here(ctx.data(), &seat, &wishes)).await? {
        return waiting(ctx).post(&reply).await;
    }
    let deferred = waiting(ctx).defer().await?;
    let reply = opening::resume(ctx.data(), &seat, &wishes).await;
    deferred
        .finish(reply.unwrap_or_else(Failure::into_reply))
        .await
}
