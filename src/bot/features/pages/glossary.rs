//! `/glossary "freeze for freeze"`: a term, or all of them.

use poise::serenity_prelude as serenity;

use super::show::{show, show_found};
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{MAX_CHOICES, suggestions};
use crate::pages::find_term;
use crate::reply::View;

/// Look up a term, or list all
#[poise::command(slash_command)]
pub(in crate::bot) async fn glossary(
    ctx: Context<'_>,
    #[description = "Term, such as double suspension; default: list all"]
    #[autocomplete = "suggest_terms"]
    #[max_length = 100]
    term: Option<String>,
) -> Result<(), Failure> {
    match term {
        Some(term) => {
            let search = find_term(&ctx.data().knowledge(), &term);
            show_found(ctx, search, |id| View::Term { id }).await
        }
        None => show(ctx, &View::Glossary { page: 0 }).await,
    }
}

#[expect(clippy::unused_async, reason = "poise awaits what suggests")]
async fn suggest_terms(ctx: Context<'_>, partial: &str) -> serenity::CreateAutocompleteResponse {
    suggestions(
        ctx.data()
            .knowledge()
            .term_names()
            .suggest(partial, MAX_CHOICES),
    )
}
