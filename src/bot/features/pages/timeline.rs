//! `/timeline iran since:2026`: dated developments.

use super::date::date_option;
use super::show::{found_topic, show_found};
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{suggest_hotspots, suggest_since};
use crate::document::Lean;
use crate::reply::{Tab, View};

pub(in crate::bot) fn timeline() -> Command {
    let since = "Only from this date on, such as 2025, June 2025 or last year";
    Command::new(
        "timeline",
        "What happened in a hotspot, newest first",
        |ctx| Box::pin(run(ctx)),
    )
    .option(
        CommandOption::text("name", "A hotspot", 100)
            .required()
            .suggesting(suggest_hotspots),
    )
    .option(CommandOption::text("since", since, 60).suggesting(suggest_since))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let since = date_option(ctx, "since", Lean::Past)?;
    let search = found_topic(ctx, ctx.required("name")?).await;
    show_found(ctx, search, |id| View::Topic {
        id,
        tab: Tab::Timeline(since),
        page: 0,
    })
    .await
}
