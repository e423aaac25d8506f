//! Discord's limits, and fitting texts into them.
//!
//! Lengths are counted in characters (Unicode code points), as Discord does.
//! <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>

use super::entry::Entry;
use super::markdown::{self, escape};
use crate::text::{Locale, text};

/// Longest text of a message outside its embeds, in characters.
pub const MAX_CONTENT: usize = 2_000;
/// Longest description of an embed, in characters.
pub const MAX_DESCRIPTION: usize = 4_096;
/// Longest value of a field, in characters.
pub const MAX_FIELD_VALUE: usize = 1_024;
/// All embeds of a message together, in characters.
pub const MAX_EMBED_TOTAL: usize = 6_000;
/// Longest `custom_id`, in characters.
/// <https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id>
pub const MAX_CUSTOM_ID: usize = 100;
/// Buttons in a row. <https://discord.com/developers/docs/components/reference#action-row>
pub const MAX_BUTTONS_IN_ROW: usize = 5;
/// Longest text on a button, in characters.
/// <https://discord.com/developers/docs/components/reference#button>
pub const MAX_BUTTON_LABEL: usize = 80;

/// Room for "… and 1000 more" and the blank line before it, in characters.
const MORE: usize = 24;
/// What a phone shows on about three screens, in visible characters; longer pages are cut into several.
const PAGE_VISIBLE: usize = 1_500;
/// Most of a page of running statements with its links, in characters; leaves room in [`MAX_DESCRIPTION`] for the lead
/// and a warning.
const PAGE_RAW: usize = 3_000;

/// As many of `entries` as fit into `most` characters of Markdown. The first is shortened if it alone is too long.
pub fn fit(entries: Vec<Entry>, most: usize) -> Vec<Entry> {
    let mut left = most;
    let mut fitting = Vec::new();
    for mut entry in entries {
        let length = raw_length(&entry);
        if length + 2 <= left {
            left -= length + 2;
            fitting.push(entry);
            continue;
        }
        if fitting.is_empty() {
            squeeze(&mut entry, most);
            fitting.push(entry);
        }
        break;
    }
    fitting
}

/// As [`fit`], with a last line that says how many were left out.
pub fn fit_and_count(entries: Vec<Entry>, most: usize, locale: Locale) -> Vec<Entry> {
    let count = entries.len();
    let all: usize = entries.iter().map(|entry| raw_length(entry) + 2).sum();
    if all <= most {
        return entries;
    }
    let mut fitting = fit(entries, most.saturating_sub(MORE));
    let left_out = count - fitting.len();
    if left_out > 0 {
        fitting.push(Entry::remark(text!(locale, "reply-more", count = left_out)));
    }
    fitting
}

/// Drops sources from the end, then the last one's address if it takes up most of the room, then words, until `entry`
/// fits into `most` characters.
fn squeeze(entry: &mut Entry, most: usize) {
    while raw_length(entry) > most && entry.sources.len() > 1 {
        entry.sources.pop();
    }
    let of_text = escape(&entry.text).chars().count();
    if raw_length(entry) > most && raw_length(entry) - of_text > most / 2 {
        entry
            .sources
            .iter_mut()
            .for_each(|source| source.url = None);
    }
    while raw_length(entry) > most && !entry.text.is_empty() && entry.text != "…" {
        let length = entry.text.chars().count();
        // No character is more than two once it is escaped: to drop half of the excess never drops too much.
        let excess = (raw_length(entry) - most)
            .div_ceil(2)
            .min(length - 1)
            .max(1);
        entry.text = shorten(&entry.text, length - excess);
    }
}

/// `entries` in pages that a phone shows without much scrolling; one empty page if there are none.
pub fn paginate(entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut pages: Vec<Vec<Entry>> = vec![Vec::new()];
    let (mut visible, mut raw) = (0, 0);
    for mut entry in entries {
        squeeze(&mut entry, PAGE_RAW);
        let (more_visible, more_raw) = (entry.text.chars().count() + 40, raw_length(&entry) + 2);
        let is_full = visible + more_visible > PAGE_VISIBLE || raw + more_raw > PAGE_RAW;
        if is_full && pages.last().is_some_and(|page| !page.is_empty()) {
            pages.push(Vec::new());
            (visible, raw) = (0, 0);
        }
        visible += more_visible;
        raw += more_raw;
        pages
            .last_mut()
            .expect("there is always a page")
            .push(entry);
    }
    pages
}

fn raw_length(entry: &Entry) -> usize {
    markdown::entry(entry).chars().count()
}

/// `text` in at most `most` characters, with an ellipsis where something was left out.
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::Citation;

    #[test]
    fn a_text_at_the_limit_is_left_alone_and_one_past_it_is_shortened() {
        assert_eq!(shorten("北极圈", 3), "北极圈");
        assert_eq!(shorten("北极圈外", 3), "北极…");
    }

    #[test]
    fn a_text_that_doubles_when_escaped_keeps_what_there_is_room_for() {
        let url = format!("https://a.b/{}", "x".repeat(388));
        let source = Citation {
            id: "a".into(),
            publisher: "*".repeat(60),
            url: Some(url),
        };
        let entry = Entry {
            sources: vec![source; 5],
            ..Entry::remark("*".repeat(600))
        };
        for (most, least) in [(650, 640), (1_024, 1_014)] {
            let fitting = fit(vec![entry.clone()], most);
            let raw = markdown::entries(&fitting).chars().count();
            assert!((least..=most).contains(&raw), "{raw} of {most}");
            assert_eq!(fitting[0].sources.len(), 1, "a statement keeps a source");
        }
    }

    #[test]
    fn what_is_left_out_is_counted_and_what_fits_is_left_alone() {
        let entries = vec![Entry::remark("x".repeat(98)); 10];
        assert_eq!(
            fit_and_count(entries.clone(), 1_000, Locale::English),
            entries
        );
        let fitting = fit_and_count(entries, 999, Locale::English);
        assert_eq!(fitting.len(), 10);
        assert_eq!(fitting[9].text, "… and 1 more");
        for (locale, shown) in Locale::ALL.into_iter().zip([
            "… and 996 more",
            "… et 996 de plus",
            "… и ещё 996",
            "……另有996项",
        ]) {
            let many = fit_and_count(vec![Entry::remark("*".repeat(49)); 1_000], 500, locale);
            assert_eq!(many.last().unwrap().text, shown);
            assert!(markdown::entries(&many).chars().count() <= 500);
        }
    }

    #[test]
    fn what_fits_is_never_longer_than_allowed() {
        for length in [10, 1_022, 1_023, 1_024, 1_025, 5_000] {
            let entries = vec![Entry::remark("*".repeat(length)), Entry::remark("b")];
            let fitting = fit(entries, MAX_FIELD_VALUE);
            let raw = markdown::entries(&fitting).chars().count();
            assert!(
                !fitting.is_empty() && raw <= MAX_FIELD_VALUE,
                "{length}: {raw}"
            );
        }
    }
}
