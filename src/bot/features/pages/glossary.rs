//! `/glossary "freeze for freeze"`: a term, or all of them.

use super::show::{show, show_found};
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_terms;
use crate::pages::find_term;
use crate::reply::View;

pub(in crate::bot) fn glossary() -> Command {
    let description = "Term, such as double suspension; default: list all";
    Command::new("glossary", "Look up a term, or list all", |ctx| {
        Box::pin(run(ctx))
    })
    .option(CommandOption::text("term", description, 100).suggesting(suggest_terms))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    match ctx.text("term") {
        Some(term) => {
            let search = find_term(&ctx.state.knowledge(), term, ctx.locale());
            show_found(ctx, search, |id| View::Term { id }).await
        }
        None => show(ctx, &View::Glossary { page: 0 }).await,
    }
}
