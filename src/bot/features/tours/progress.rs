//! `/onboard progress`: how far somebody is.

use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::state::in_time;

pub(super) fn progress() -> Command {
    let description = "Your progress; for server managers, everybody's";
    Command::new("progress", description, |ctx| Box::pin(run(ctx)))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let table_of = ctx.guild().filter(|_| ctx.is_manager());
    let user = ctx.user()?.id.get();
    let reply = in_time(ctx.state.tours.progress(user, table_of, ctx.locale())).await?;
    ctx.post(&reply).await
}
