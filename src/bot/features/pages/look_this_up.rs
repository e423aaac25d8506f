//! *Look this up*, in the menu of a message: the pages that the message touches.

use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::gateway::Message;
use crate::pages::look_up;
use crate::reply::Reply;
use crate::text::text;

pub(in crate::bot) fn look_this_up() -> Command {
    Command::in_message_menu("Look this up", |ctx| Box::pin(run(ctx)))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let text = ctx.message.map(Message::text).unwrap_or_default();
    if text.is_empty() {
        // A picture, a recording, or something that Discord has shown since and the bot cannot read.
        let (title, lead) = (
            text!(ctx.locale(), "bot-look-up-no-text-title"),
            text!(ctx.locale(), "bot-look-up-no-text"),
        );
        return ctx.post(&Reply::private(title, lead)).await;
    }
    let reply = look_up(&ctx.state.knowledge(), &text, ctx.locale());
    ctx.post(&reply).await
}
