//! `/handover`: what the next shift has to know, on one page; and its button *Take over*, which signs it.

use crate::alerts::TakeOver;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::command::{Command, Reach};
use crate::bot::features::context::Context;
use crate::bot::state::in_time;
use crate::text::text;

pub(in crate::bot) fn handover() -> Command {
    let description = "Shift handover: open, failed, taken, under way, due, moved, new; sign it";
    Command::new("handover", description, |ctx| Box::pin(run(ctx))).reaching(Reach::Servers)
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let Some(guild) = ctx.guild() else {
        return Err(Failure::User(text!(ctx.locale(), "bot-handover-no-server")));
    };
    // Everybody there sees it, and whoever comes on signs it.
    let deferred = ctx.responder.defer_openly().await?;
    let reply = ctx.state.alerts.handover(guild, ctx.locale()).await;
    deferred.finish(reply.map_err(Failure::from)).await
}

/// Signs a handover that somebody asked for, when so many of the server were signed. Whoever can see it may.
pub(in crate::bot) async fn sign(press: Press<'_>, signed: u32) -> Result<(), Failure> {
    let (user, locale) = (press.user()?, press.locale());
    let Some(guild) = press.context().guild() else {
        return Err(Failure::User(text!(locale, "bot-handover-no-server")));
    };
    let alerts = &press.state.alerts;
    let outcome = in_time(alerts.take_over(guild, signed, user, locale)).await?;
    show(press, outcome).await
}

/// Signs the handover that was posted as the alert of this id.
pub(super) async fn sign_posted(press: Press<'_>, id: &str) -> Result<(), Failure> {
    let (user, locale) = (press.user()?, press.locale());
    let alerts = &press.state.alerts;
    let outcome = in_time(alerts.take_over_posted(id, user, locale)).await?;
    show(press, outcome).await
}

async fn show(press: Press<'_>, outcome: TakeOver) -> Result<(), Failure> {
    match outcome {
        TakeOver::Signed(reply) => {
            press.show_done(&reply).await;
            Ok(())
        }
        TakeOver::Before(reply) => press.responder.post(&reply).await,
        TakeOver::Declined(why) => Err(Failure::User(why.text(press.locale()))),
    }
}
