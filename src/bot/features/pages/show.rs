//! Posts the page of a view.

use crate::bot::error::Failure;
use crate::bot::features::ask::answer::{index, nearest_by_meaning};
use crate::bot::features::context::Context;
use crate::pages::{Search, find_topic_or};
use crate::reply::View;

/// Posts the page of `view`; composed at the first time, ready from then on.
pub(super) async fn show(ctx: Context<'_>, view: &View) -> Result<(), Failure> {
    let (state, locale) = (ctx.state, ctx.locale());
    let (knowledge, as_of) = (state.knowledge(), state.as_of());
    if ctx.responder.is_private() {
        let reply = crate::pages::show(&knowledge, view, as_of, locale)?;
        return ctx.post(&reply).await;
    }
    let body = state.rendered.body(&knowledge, view, as_of, locale);
    ctx.responder.post_prepared(&body?).await
}

/// The hotspot or organization that `name` means; where no name or place leads to one, by meaning.
pub(super) async fn found_topic(ctx: Context<'_>, name: &str) -> Search {
    let (state, locale) = (ctx.state, ctx.locale());
    let knowledge = state.knowledge();
    let found = find_topic_or(&knowledge, name, locale, &|_| Vec::new());
    if matches!(found, Search::Found { .. }) {
        return found;
    }
    let index = index(state, &knowledge, state.as_of()).await;
    find_topic_or(&knowledge, name, locale, &|name| {
        nearest_by_meaning(&index, name)
    })
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
