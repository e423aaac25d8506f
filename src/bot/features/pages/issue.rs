//! `/issue arctic`: a hotspot's or an organization's page.

use super::show::{found_topic, show_found};
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_topics;
use crate::reply::View;

pub(in crate::bot) fn issue() -> Command {
    let description = "A hotspot's page: who wants what, where they act together, and the sources";
    let name = "Hotspot, organization, leader or capital; typos are fine";
    Command::new("issue", description, |ctx| Box::pin(run(ctx))).option(
        CommandOption::text("name", name, 100)
            .required()
            .suggesting(suggest_topics),
    )
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let search = found_topic(ctx, ctx.required("name")?).await;
    show_found(ctx, search, |id| View::overview(&id)).await
}
