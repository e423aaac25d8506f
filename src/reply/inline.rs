//! What Discord shows inside a sentence by itself: a moment in the reader's own zone and language, a user or role by the name it
//! has now. A plain text carries it as a mark; [`escape`](super::escape) makes Discord's form of it, [`plain`] words.
//!
//! ```
//! use attache::reply::{MomentStyle, escape, inline};
//!
//! let at = "2026-12-14T14:00:00Z".parse().unwrap();
//! let text = format!("*Due* {}", inline::moment(at, MomentStyle::Relative));
//! assert_eq!(escape(&text), "\\*Due\\* <t:1797256800:R>");
//! assert_eq!(inline::plain(&text), "*Due* 14 Dec 2026 14:00 UTC");
//! ```

use std::borrow::Cow;

use jiff::Timestamp;

/// How Discord shows a moment.
/// <https://discord.com/developers/docs/reference#message-formatting-timestamp-styles>
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum MomentStyle {
    /// "16:20"
    #[strum(serialize = "t")]
    Time,
    /// "20 April 2026 16:20"
    #[strum(serialize = "f")]
    Short,
    /// "Monday, 20 April 2026 16:20"
    #[strum(serialize = "F")]
    Long,
    /// "in two hours"
    #[strum(serialize = "R")]
    Relative,
}

/// Two characters of Unicode's private use, which no text has of itself, around each mark.
pub(super) const BEGIN: char = '\u{F0000}';
const END: char = '\u{F0001}';

/// A moment.
pub fn moment(at: Timestamp, style: MomentStyle) -> String {
    format!("{BEGIN}t:{}:{style}{END}", at.as_second())
}

/// A role, which an embed names without notifying it.
pub fn role(id: u64) -> String {
    format!("{BEGIN}@&{id}{END}")
}

/// A user, whom an embed names without notifying them.
pub fn user(id: u64) -> String {
    format!("{BEGIN}@{id}{END}")
}

/// The mark at whose beginning `rest` follows, as Discord writes it, and the text after it; without a mark if it is not ours.
/// `None` if it was cut off.
pub(super) fn read(rest: &str) -> Option<(Option<String>, &str)> {
    let (mark, after) = rest.split_once(END)?;
    Some((is_mark(mark).then(|| format!("<{mark}>")), after))
}

/// Whether it is one of ours: letters, digits, and what stands between them.
fn is_mark(mark: &str) -> bool {
    let is_known = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '@' | '&' | '-');
    mark.chars().all(is_known)
}

/// The text with each mark in words, for where nothing is rendered: a terminal. A mark that was cut off is left out.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(BEGIN) {
        return text.into();
    }
    let mut split = text.split(BEGIN);
    let first = split.next().unwrap_or_default().to_owned();
    let marked = split.filter_map(|part| part.split_once(END));
    let replaced = marked.fold(first, |text, (mark, rest)| text + &words(mark) + rest);
    replaced.into()
}

/// "14 Dec 2026 14:00 UTC", or whose id it is.
fn words(mark: &str) -> String {
    let second = mark
        .strip_prefix("t:")
        .and_then(|rest| rest.split(':').next()?.parse().ok());
    match second.map(Timestamp::from_second) {
        Some(Ok(at)) => at.strftime("%-d %b %Y %H:%M UTC").to_string(),
        _ => mark.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::escape;

    #[test]
    fn a_mark_becomes_what_discord_renders_and_the_text_around_it_stays_harmless() {
        let text = format!("<@1> {} then {} *x*", user(7), role(8));
        assert_eq!(escape(&text), "\\<@\u{200b}1> <@7> then <@&8> \\*x\\*");
    }

    #[test]
    fn a_mark_that_was_cut_off_or_is_not_ours_is_left_out() {
        let cut: String = format!("by {}", user(123_456)).chars().take(6).collect();
        assert_eq!(escape(&cut), "by ");
        assert_eq!(plain(&cut), "by ");
        let foreign = format!("a{BEGIN}@everyone> **x**{END}b");
        assert_eq!(escape(&foreign), "ab");
    }
}
