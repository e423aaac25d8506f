//! Serves the page (`http://…/` in a browser), and the files that are attached to messages.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{
        StatusCode,
        header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName},
    },
    response::{IntoResponse, Response},
};

use crate::{hub::Hub, snowflake::Snowflake};

/// The page fetches nothing from elsewhere.
const ONLY_FROM_HERE: &str = "default-src 'self'";
/// An attached file can be viewed, and runs nothing.
const LOOK_ONLY: &str = "default-src 'none'; sandbox";

const HTML: &str = "text/html; charset=utf-8";

/// The HTML of the page.
const INDEX: &str = include_str!("page/index.html");

macro_rules! asset {
    ($name:literal) => {
        ($name, include_str!(concat!("page/", $name)))
    };
}

/// What the page loads: every other file of `page/`, by name.
const ASSETS: &[(&str, &str)] = &[
    asset!("app.js"),
    asset!("avatar.js"),
    asset!("clock.css"),
    asset!("clock.js"),
    asset!("command-form.js"),
    asset!("commands.js"),
    asset!("components.js"),
    asset!("composer.css"),
    asset!("composer.js"),
    asset!("dom.js"),
    asset!("embed.js"),
    asset!("events.js"),
    asset!("extras.js"),
    asset!("icons.js"),
    asset!("interactions.js"),
    asset!("layout.css"),
    asset!("layout.js"),
    asset!("mark.svg"),
    asset!("markdown.js"),
    asset!("menu.js"),
    asset!("message-menu.js"),
    asset!("message.css"),
    asset!("message.js"),
    asset!("modal-fields.js"),
    asset!("modal.js"),
    asset!("notes.js"),
    asset!("options.js"),
    asset!("select-options.js"),
    asset!("sidebar.js"),
    asset!("socket.js"),
    asset!("state.js"),
    asset!("style.css"),
    asset!("suggest.js"),
    asset!("theme.js"),
    asset!("thread.css"),
    asset!("threads.js"),
    asset!("time.js"),
    asset!("timeline.js"),
    asset!("welcome.js"),
    asset!("words.js"),
];

/// `GET /`
pub(crate) async fn index() -> Response {
    (
        [
            (CONTENT_TYPE, HTML),
            (CONTENT_SECURITY_POLICY, ONLY_FROM_HERE),
        ],
        INDEX,
    )
        .into_response()
}

/// `GET /assets/NAME`
pub(crate) async fn asset(Path(wanted): Path<String>) -> Response {
    let Some((name, content)) = ASSETS.iter().find(|(name, _)| *name == wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
    let no_sniffing = HeaderName::from_static("x-content-type-options");
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_SECURITY_POLICY, ONLY_FROM_HERE),
        (no_sniffing, "nosniff"),
    ];
    (headers, *content).into_response()
}

/// `GET /attachments/CHANNEL/ID/NAME`
pub(crate) async fn attachment(
    State(hub): State<Arc<Hub>>,
    Path((_, id, _)): Path<(String, Snowflake, String)>,
) -> Response {
    let Some(file) = hub.change(|world| world.attachments.get(id).cloned()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let no_sniffing = HeaderName::from_static("x-content-type-options");
    let headers = [
        (CONTENT_TYPE, file.content_type),
        (CONTENT_SECURITY_POLICY, LOOK_ONLY.to_owned()),
        (no_sniffing, "nosniff".to_owned()),
    ];
    (headers, file.bytes).into_response()
}
