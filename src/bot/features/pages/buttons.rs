//! The buttons and menus of a page: each carries the view that it leads to.

use super::rendered::Showing;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::reply::View;

/// Turns the page: in the message itself if whoever pressed has asked for it, else in a copy that only they see, so that
/// nobody's page changes under their eyes.
pub(in crate::bot) async fn turn(press: Press<'_>, view: &View) -> Result<(), Failure> {
    if !press.owns_message() {
        return look(press, view).await;
    }
    show(press, view, Showing::Turned).await
}

/// Shows the page of `view` to whoever pressed, alone.
pub(in crate::bot) async fn look(press: Press<'_>, view: &View) -> Result<(), Failure> {
    show(press, view, Showing::Privately).await
}

async fn show(press: Press<'_>, view: &View, showing: Showing) -> Result<(), Failure> {
    let state = press.state;
    let (knowledge, as_of) = (state.knowledge(), state.as_of());
    let locale = press.locale();
    let page = state
        .rendered
        .answer(&knowledge, view, as_of, locale, showing);
    press.responder.send_prepared(&page?).await
}
