//! `/ask question:who backs Maduro?`: a question in plain words.

use super::answer::answer;
use super::asker::Asker;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;

pub(in crate::bot) fn ask() -> Command {
    let description =
        "Answer a question in plain words, from the pages only, with dates and sources";
    let question = "In your own words; follow-ups such as “and Russia?” work";
    Command::new("ask", description, |ctx| Box::pin(run(ctx)))
        .option(CommandOption::text("question", question, 400).required())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let question = ctx.required("question")?;
    let asker = Asker {
        channel: ctx.channel()?,
        user: ctx.user()?.id.get(),
        guild: ctx.guild(),
        locale: ctx.locale(),
        patience: ctx.responder.patience(),
    };
    if ctx.state.assistant.is_some() {
        // A model may take longer than Discord waits.
        let deferred = ctx.responder.defer_openly().await?;
        let reply = answer(ctx.state, asker, question).await;
        return deferred.finish(Ok(reply)).await;
    }
    let reply = answer(ctx.state, asker, question).await;
    ctx.post(&reply).await
}
