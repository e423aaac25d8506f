//! The message to whoever answers for a subscription whose alerts cannot be posted.

use super::parts::headed;
use super::words::cause_words;
use crate::reply::{Page, Tone};
use crate::store::Cause;

/// The headline and the page of the notice: which channel, why, and what to do.
pub(super) fn page(channel_id: u64, cause: &Cause) -> (String, Page) {
    let page = Page {
        tone: Tone::Opposed,
        lead: cause_words(cause),
        footer: "/alerts test says what is missing, /alerts resume starts them again.".to_owned(),
        ..Page::default()
    };
    headed(format!("Alerts for channel {channel_id} are paused"), page)
}
