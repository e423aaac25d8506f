//! Posts the page of a view.

use std::sync::Arc;

use super::rendered::Showing;
use crate::bot::error::Failure;
use crate::bot::features::ask::answer::{nearest_by_meaning, turn_away};
use crate::bot::features::ask::questions::Busy;
use crate::bot::features::context::Context;
use crate::pages::{Search, find_named_topic, find_topic_or};
use crate::reply::View;

/// Posts the page of `view`; composed at the first time, ready from then on.
pub(super) async fn show(ctx: Context<'_>, view: &View) -> Result<(), Failure> {
    let (state, locale) = (ctx.state, ctx.locale());
    let (knowledge, as_of) = (state.knowledge(), state.as_of());
    let showing = if ctx.responder.is_private() {
        Showing::Privately
    } else {
        Showing::Openly
    };
    let body = state
        .rendered
        .answer(&knowledge, view, as_of, locale, showing);
    ctx.responder.send_prepared(&body?).await
}

/// The hotspot or organization that `name` means; where no name or place leads to one, by meaning.
pub(super) async fn found_topic(ctx: Context<'_>, name: &str) -> Search {
    let (state, locale) = (ctx.state, ctx.locale());
    let knowledge = state.knowledge();
    if let Some(found) = find_named_topic(&knowledge, name, locale) {
        return found;
    }
    let (searched, name) = (Arc::clone(&knowledge), name.to_owned());
    let (as_of, patience) = (state.as_of(), ctx.responder.patience());
    let read = state
        .questions
        .read(&knowledge, as_of, patience, move |index| {
            let by_meaning = |name: &str| nearest_by_meaning(&index.get(), name);
            find_topic_or(&searched, &name, locale, &by_meaning)
        });
    read.await
        .unwrap_or_else(|Busy| Search::Nothing(Box::new(turn_away(state, locale))))
}

/// Posts the page that a search came to, saying what was assumed.
pub(super) async fn show_found(
    ctx: Context<'_>,
    search: Search,
    view: impl FnOnce(String) -> View,
) -> Result<(), Failure> {
    match search {
        Search::Found { id, assumed: None } => show(ctx, &view(id)).await,
        Search::Found { id, assumed } => {
            let (state, locale) = (ctx.state, ctx.locale());
            let page = crate::pages::show(&state.knowledge(), &view(id), state.as_of(), locale);
            let page = page?;
            ctx.post(&page.assuming(assumed)).await
        }
        Search::Nothing(reply) => ctx.post(&reply).await,
    }
}
