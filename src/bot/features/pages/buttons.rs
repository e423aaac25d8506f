//! The buttons and menus of a page: each carries the view that it leads to.

use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::pages::show;
use crate::reply::{Audience, View};

/// Turns the page: in the message itself if whoever pressed has asked for it, else in a copy that only they see, so that
/// nobody's page changes under their eyes.
pub(in crate::bot) async fn turn(press: Press<'_>, view: &View) -> Result<(), Failure> {
    if !press.owns_message() {
        return look(press, view).await;
    }
    let state = press.state;
    let (knowledge, as_of) = (state.knowledge(), state.as_of());
    let page = state.rendered.body(&knowledge, view, as_of, press.locale());
    let body = page?;
    press.responder.update_prepared(&body).await
}

/// Shows the page of `view` to whoever pressed, alone.
pub(in crate::bot) async fn look(press: Press<'_>, view: &View) -> Result<(), Failure> {
    let state = press.state;
    let page = show(&state.knowledge(), view, state.as_of(), press.locale());
    let mut reply = page?;
    reply.audience = Audience::Asker;
    press.responder.post(&reply).await
}
