//! `/summits.ics`: every summit known to the day, for calendars that subscribe. The same as `attache export ics`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, HeaderName, LAST_MODIFIED,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::state::OperatorState;

/// Calendars ask a few times a day at most. Five minutes spare the bot those that ask more often, and an edit still
/// arrives with the next question of all others.
const CACHE: &str = "public, max-age=300";

/// `GET /summits.ics`
pub(super) async fn summits(State(state): State<Arc<OperatorState>>, asked: HeaderMap) -> Response {
    let knowledge = state.observed.library.current();
    let version = state.feed.version(knowledge, state.observed.clock.now());
    let headers = [
        (ETAG, version.tag.clone()),
        (LAST_MODIFIED, version.last_modified()),
        (CACHE_CONTROL, CACHE.to_owned()),
    ];
    if version.is_known(&asked) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let content: [(HeaderName, &str); 3] = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "inline; filename=\"summits.ics\""),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, content, version.ics).into_response()
}
