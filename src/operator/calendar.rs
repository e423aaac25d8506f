//! `/summits.ics`: every summit known to the day, for calendars that subscribe. The same as `attache export ics`.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use sha2::{Digest as _, Sha256};

use super::Desk;
use crate::calendar::to_ics;
use crate::knowledge::Knowledge;

/// Calendars ask a few times a day at most; an edit is with those who ask anew within five minutes.
const CACHE: &str = "public, max-age=300";

/// The calendar as it was last written, so that asking costs next to nothing.
#[derive(Default)]
pub(super) struct Feed(Mutex<Option<Edition>>);

#[derive(Clone)]
struct Edition {
    knowledge: Arc<Knowledge>,
    ics: Bytes,
    tag: String,
    /// Since when it reads as it does, as far as this process knows.
    since: Timestamp,
}

/// `GET /summits.ics`
pub(super) async fn summits(State(desk): State<Arc<Desk>>, asked: HeaderMap) -> Response {
    let knowledge = desk.observed.library.current();
    let edition = desk.feed.edition(knowledge, desk.observed.clock.now());
    let headers = [
        (ETAG, edition.tag.clone()),
        (LAST_MODIFIED, http_date(edition.since)),
        (CACHE_CONTROL, CACHE.to_owned()),
    ];
    if edition.is_known(&asked) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let content: [(HeaderName, &str); 3] = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "inline; filename=\"summits.ics\""),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, content, edition.ics).into_response()
}

impl Feed {
    fn edition(&self, knowledge: Arc<Knowledge>, now: Timestamp) -> Edition {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(edition) = &*held
            && Arc::ptr_eq(&edition.knowledge, &knowledge)
        {
            return edition.clone();
        }
        let ics = to_ics(knowledge.events());
        let tag = tag(&ics);
        // A reload that left the summits alone is no change of theirs.
        let since = held
            .as_ref()
            .filter(|edition| edition.tag == tag)
            .map_or(now, |edition| edition.since);
        let edition = Edition {
            knowledge,
            ics: ics.into(),
            tag,
            since,
        };
        *held = Some(edition.clone());
        edition
    }
}

impl Edition {
    /// Whether whoever asks has it already. The tag goes before the date: RFC 9110, section 13.2.2.
    fn is_known(&self, asked: &HeaderMap) -> bool {
        if asked.contains_key(IF_NONE_MATCH) {
            let tags = asked.get_all(IF_NONE_MATCH).iter();
            return tags
                .filter_map(|tags| tags.to_str().ok())
                .flat_map(|tags| tags.split(','))
                .map(|tag| tag.trim().trim_start_matches("W/"))
                .any(|tag| tag == "*" || tag == self.tag);
        }
        let since = asked
            .get(IF_MODIFIED_SINCE)
            .and_then(|since| since.to_str().ok())
            .and_then(|since| rfc2822::DateTimeParser::new().parse_timestamp(since).ok());
        since.is_some_and(|since| self.since.as_second() <= since.as_second())
    }
}

fn tag(ics: &str) -> String {
    let mut tag = String::from("\"");
    for byte in &Sha256::digest(ics)[..16] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7>
fn http_date(at: Timestamp) -> String {
    let printed = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at);
    printed.unwrap_or_default()
}
