//! `/handover`: what the next shift has to know, on one page.

use crate::bot::error::Failure;
use crate::bot::features::command::{Command, Reach};
use crate::bot::features::context::Context;
use crate::text::text;

pub(in crate::bot) fn handover() -> Command {
    let description = "Shift handover: due soon, unacknowledged, failed, moved";
    Command::new("handover", description, |ctx| Box::pin(run(ctx))).reaching(Reach::Servers)
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let Some(guild) = ctx.guild() else {
        return Err(Failure::User(text!(ctx.locale(), "bot-handover-no-server")));
    };
    let deferred = ctx.responder.defer().await?;
    let reply = ctx.state.alerts.handover(guild, ctx.locale()).await;
    deferred.finish(reply.map_err(Failure::from)).await
}
