//! Posts the page of a view.

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, responder};
use crate::pages::Search;
use crate::reply::View;

/// Posts the page of `view`; composed at the first time, ready from then on.
pub(super) async fn show(ctx: Context<'_>, view: &View) -> Result<(), Failure> {
    let state = ctx.data();
    let body = state
        .rendered
        .body(&state.knowledge(), view, state.as_of())?;
    responder(ctx).post_prepared(&body).await
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
            let state = ctx.data();
            let reply = crate::pages::show(&state.knowledge(), &view(id), state.as_of())?;
            responder(ctx).post(&reply.assuming(assumed)).await
        }
        Search::Nothing(reply) => responder(ctx).post(&reply).await,
    }
}
