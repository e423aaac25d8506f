//! `/onboard stop`: ends the tour and its reviews.

use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::state::in_time;

pub(super) fn stop() -> Command {
    Command::new("stop", "Stop the tour and its questions", |ctx| {
        Box::pin(run(ctx))
    })
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let user = ctx.user()?.id.get();
    let reply = in_time(ctx.state.tours.stop(user, Some(ctx.locale()))).await?;
    ctx.post(&reply).await
}
