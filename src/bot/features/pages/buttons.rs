//! The buttons and menus of a page: each carries the view that it leads to.

use crate::bot::error::Failure;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::AppState;
use crate::pages::show;
use crate::reply::{Audience, View};

/// Puts the page of `view` into the message whose button was pressed.
pub(in crate::bot) async fn update(
    state: &AppState,
    view: &View,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let body = state
        .rendered
        .body(&state.knowledge(), view, state.as_of())?;
    responder.update_prepared(&body).await
}

/// Shows the page of `view` to whoever pressed, alone.
pub(in crate::bot) async fn look(
    state: &AppState,
    view: &View,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let mut reply = show(&state.knowledge(), view, state.as_of())?;
    reply.audience = Audience::Asker;
    responder.post(&reply).await
}
