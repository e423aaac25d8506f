//! `/summits organization:SCO until:2027`: what is coming, each reader seeing it in their own zone.

use super::date::date_option;
use super::show::show;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{suggest_series, suggest_until};
use crate::document::Lean;
use crate::pages::find_group;
use crate::reply::View;
use crate::text::text;

pub(in crate::bot) fn summits() -> Command {
    let description = "Upcoming summits, and those whose planned date passed without confirmation";
    let organization = "Only one organization or series, such as SCO; default: all";
    let until = "Only those that begin by this date, such as 2027, June 2027 or next month";
    Command::new("summits", description, |ctx| Box::pin(run(ctx)))
        .option(CommandOption::text("organization", organization, 100).suggesting(suggest_series))
        .option(CommandOption::text("until", until, 60).suggesting(suggest_until))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let until = date_option(ctx, "until", Lean::Future)?;
    let knowledge = ctx.state.knowledge();
    let group = ctx.text("organization").map(|name| {
        find_group(&knowledge, name).map_err(|series| {
            let series = series.join(", ");
            Failure::User(text!(ctx.locale(), "bot-no-such-series", series = series))
        })
    });
    let view = View::Summits {
        group: group.transpose()?,
        until,
        page: 0,
    };
    show(ctx, &view).await
}
