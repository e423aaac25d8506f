//! Words that several pages share.

use crate::knowledge::Hotspot;
use crate::reply::Entry;

/// The verdict on a hotspot in words; "unclear" where there is none.
pub(crate) fn stance_word(hotspot: &Hotspot) -> String {
    hotspot.alignment().map_or_else(
        || "unclear".to_owned(),
        |verdict| verdict.stance.to_string(),
    )
}

/// Text of a TOML file as running text: its line breaks are the editor's, not the reader's.
pub(crate) fn running(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `entries`, or `remark` where there are none.
pub(super) fn or_remark(entries: Vec<Entry>, remark: &str) -> Vec<Entry> {
    if entries.is_empty() {
        vec![Entry::remark(remark)]
    } else {
        entries
    }
}
