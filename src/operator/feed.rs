//! The calendar as it was last written, and which version a caller has already.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::{IF_MODIFIED_SINCE, IF_NONE_MATCH};
use hyper::body::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822;

use crate::calendar::to_ics;
use crate::fingerprint::fingerprint;
use crate::knowledge::Knowledge;

/// How much of the hash is in the tag, in bytes: with 16, two calendars with one tag are not to be expected.
const TAG_BYTES: usize = 16;

/// Keeps the calendar that was last written, so that asking costs next to nothing.
#[derive(Default)]
pub(super) struct Feed(Mutex<Option<FeedVersion>>);

/// The calendar of one state of the knowledge.
#[derive(Clone)]
pub(super) struct FeedVersion {
    knowledge: Arc<Knowledge>,
    pub ics: Bytes,
    /// Its entity tag, in quotes.
    pub tag: String,
    /// Since when it reads as it does, as far as this process knows.
    since: Timestamp,
}

impl Feed {
    /// The calendar of `knowledge`, written anew if the last one was of another.
    pub(super) fn version(&self, knowledge: Arc<Knowledge>, now: Timestamp) -> FeedVersion {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(version) = &*last
            && Arc::ptr_eq(&version.knowledge, &knowledge)
        {
            return version.clone();
        }
        let ics = to_ics(knowledge.events());
        let tag = tag(&ics);
        // A reload that left the summits alone does not change the calendar.
        let since = last
            .as_ref()
            .filter(|version| version.tag == tag)
            .map_or(now, |version| version.since);
        let version = FeedVersion {
            knowledge,
            ics: ics.into(),
            tag,
            since,
        };
        *last = Some(version.clone());
        version
    }
}

impl FeedVersion {
    /// `Last-Modified`. <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7>
    pub(super) fn last_modified(&self) -> String {
        let printed = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&self.since);
        printed.unwrap_or_default()
    }

    /// Whether the caller has it already. The tag goes before the date: RFC 9110, section 13.2.2.
    pub(super) fn is_known(&self, asked: &HeaderMap) -> bool {
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
    format!("\"{}\"", fingerprint(ics.as_bytes(), TAG_BYTES))
}
