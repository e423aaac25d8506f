//! The message to whoever answers for a subscription whose alerts cannot be posted.

use super::parts::headed;
use super::words::cause_words;
use crate::reply::{Page, Tone};
use crate::store::Cause;
use crate::text::{Locale, text};

/// The headline and the page of the notice: which channel, why, and what to do.
pub(super) fn page(channel_id: u64, cause: &Cause, locale: Locale) -> (String, Page) {
    let page = Page {
        tone: Tone::Opposed,
        lead: cause_words(cause, locale),
        footer: text!(locale, "alerts-notice-advice"),
        ..Page::default()
    };
    let channel = channel_id.to_string();
    headed(
        text!(locale, "alerts-notice-title", channel = channel),
        page,
    )
}
