//! `/alerts add`

use super::check_channel::check_channel;
use super::manager::{manage, subscription_page};
use super::options::{SubscriptionOptions, shared_options, summit_option};
use super::suggest::suggest_before;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::config::{Snowflake, SubscriptionSpec};
use crate::text::text;

pub(super) fn add() -> Command {
    let before = "How long before each summit, such as 30d 7d 1d 2h";
    let channel = "Channel for the alerts; default: this one";
    Command::new("add", "Alert a channel before summits begin", |ctx| {
        Box::pin(run(ctx))
    })
    .option(summit_option().required())
    .option(
        CommandOption::text("before", before, 100)
            .required()
            .suggesting(suggest_before),
    )
    .option(CommandOption::channel("channel", channel))
    .options(shared_options())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let (here, mut options) = (ctx.channel()?, SubscriptionOptions::of(ctx));
    ctx.required("summit")?;
    ctx.required("before")?;
    options.channel = options.channel.or(Some(here));
    manage(ctx, |manager| async move {
        let state = ctx.state;
        let mut spec = SubscriptionSpec::for_channel(Snowflake(here));
        let today = state.as_of().today;
        options.write_into(&mut spec, &state.knowledge(), today, ctx.locale())?;
        check_channel(state, manager, &spec, ctx.locale()).await?;
        let subscribed = state.alerts.subscribe(manager.guild, manager.user, spec);
        let subscription = subscribed.await?;
        let title = text!(ctx.locale(), "bot-alerts-added-title");
        subscription_page(state, title, &subscription, ctx.locale()).await
    })
    .await
}
