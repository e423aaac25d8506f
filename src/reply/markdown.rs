//! Plain texts and statements as Discord's Markdown, with nothing in them that Discord would act on.

use std::fmt::Write as _;

use super::entry::{Citation, Entry, Mention, Mentioned, Occasion, SourcesShown};
use super::inline;
use crate::document::PartialDate;
use crate::text::{Locale, dates, text};

/// Most sources on the line below several statements; the tab *Sources* has all of them.
const MAX_BELOW: usize = 4;

/// Statements, one below the other, and a line with the sources of those that do not show their own.
pub fn entries(entries: &[Entry]) -> String {
    let mut lines: Vec<String> = entries.iter().map(entry).collect();
    lines.extend(sources_below(entries));
    lines.join("\n\n")
}

/// "Sources: TASS, AP and 2 more", in the order of the statements.
fn sources_below(entries: &[Entry]) -> Option<String> {
    let below = entries
        .iter()
        .filter(|entry| entry.sources_shown == SourcesShown::Below);
    let locale = below.clone().next()?.locale;
    // Each statement's first source comes before any second one, so that every statement has one on the line.
    let most = below.clone().map(|entry| entry.sources.len()).max()?;
    let mut sources: Vec<&Citation> = Vec::new();
    for nth in 0..most {
        for source in below.clone().filter_map(|entry| entry.sources.get(nth)) {
            if sources
                .iter()
                .all(|known| known.url != source.url || known.publisher != source.publisher)
            {
                sources.push(source);
            }
        }
    }
    let shown = sources.iter().take(MAX_BELOW).map(|one| citation(one));
    let shown: Vec<String> = shown.collect();
    let line = counted(&shown, sources.len() - shown.len(), locale);
    (!sources.is_empty()).then(|| text!(locale, "reply-sources", sources = line))
}

/// "TASS, AP and 2 more"
fn counted(shown: &[String], more: usize, locale: Locale) -> String {
    let sources = shown.join(", ");
    if more == 0 {
        return sources;
    }
    text!(
        locale,
        "reply-more-sources",
        sources = sources,
        count = more
    )
}

/// **14 Oct 2025** · **China** · The statement. (TASS, AP)
pub fn entry(entry: &Entry) -> String {
    let mut line = String::new();
    if let Some(label) = &entry.label {
        // A text that begins on a line of its own is a list under its label.
        let then = if entry.text.starts_with('\n') {
            ""
        } else {
            " · "
        };
        let _ = write!(line, "**{}**{then}", escape(label));
    }
    if let Some(date) = entry.date {
        let date = shown_date(date, entry.approximate, entry.locale);
        let _ = write!(line, "**{date}** · ");
    }
    if let Some(occasion) = &entry.occasion {
        let _ = write!(line, "{} · ", timestamp(occasion));
    }
    line.push_str(&escape(&entry.text));
    for mention in &entry.mentions {
        if mention.goes_on {
            line.push(' ');
        } else if !line.is_empty() && !line.ends_with(" · ") {
            line.push_str(" · ");
        }
        line.push_str(&mention_markdown(mention));
    }
    if entry.unconfirmed {
        let _ = write!(line, " **{}**", text!(entry.locale, "reply-unconfirmed"));
    }
    let (shown, more) = entry.shown_sources();
    if !shown.is_empty() {
        let shown: Vec<String> = shown.iter().map(citation).collect();
        let _ = write!(line, " ({})", counted(&shown, more, entry.locale));
    }
    if entry.text.is_empty() && entry.mentions.is_empty() && entry.sources.is_empty() {
        line.truncate(line.trim_end_matches(" · ").len());
    }
    line
}

/// "11 Feb 2026", or "about 11 Feb 2026" where the sources leave the date open.
fn shown_date(date: PartialDate, is_approximate: bool, locale: Locale) -> String {
    let date = dates::short(date, locale);
    if is_approximate {
        text!(locale, "reply-about", date = date)
    } else {
        date
    }
}

/// Discord shows it in the reader's own zone and language.
/// <https://discord.com/developers/docs/reference#message-formatting-timestamp-styles>
fn timestamp(occasion: &Occasion) -> String {
    let seconds = occasion.at.timestamp().as_second();
    let style = if occasion.has_hour { 'f' } else { 'D' };
    format!("<t:{seconds}:{style}> (<t:{seconds}:R>)")
}

/// Discord shows the name that it has now, and a moment in the reader's own zone.
/// <https://discord.com/developers/docs/reference#message-formatting>
fn mention_markdown(mention: &Mention) -> String {
    let what = match mention.what {
        Mentioned::Channel(id) => format!("<#{id}>"),
        Mentioned::User(id) => format!("<@{id}>"),
        Mentioned::Role(id) => format!("<@&{id}>"),
        Mentioned::Moment(at) => format!("<t:{}:f>", at.as_second()),
        Mentioned::Second(at) => format!("<t:{}:S>", at.as_second()),
        Mentioned::Relative(at) => format!("<t:{}:R>", at.as_second()),
    };
    if mention.how.is_empty() {
        return what;
    }
    format!("{} {what}", escape(&mention.how))
}

fn citation(citation: &Citation) -> String {
    let publisher = escape(&citation.publisher);
    match &citation.url {
        // The loader lets no bracket or space into an address.
        Some(url) => format!("[{publisher}]({url})"),
        None => publisher,
    }
}

/// `text` as it stands: no formatting, no link, no mention but the marks of [`inline`](super::inline).
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut at_line_start = true;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' => escaped.extend(['\\', c]),
            inline::BEGIN => match inline::read(rest.as_str()) {
                Some((mark, after)) => {
                    escaped.push_str(mark.as_deref().unwrap_or_default());
                    rest = after.chars();
                }
                None => break,
            },
            '>' | '#' | '-' | '+' if at_line_start => escaped.extend(['\\', c]),
            // An address in running text would turn into a link, and an @ into a mention.
            '@' => escaped.push_str("@\u{200b}"),
            '/' if escaped.ends_with(':') => escaped.push_str("\u{200b}/"),
            _ => escaped.push(c),
        }
        at_line_start = c == '\n' || (at_line_start && c == ' ');
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_in_a_text_acts() {
        for (given, shown) in [
            ("@everyone", "@\u{200b}everyone"),
            ("<@123> <t:1:R>", "\\<@\u{200b}123> \\<t:1:R>"),
            ("[a](https://b)", "\\[a\\](https:\u{200b}//b)"),
            ("**x** __y__", "\\*\\*x\\*\\* \\_\\_y\\_\\_"),
            ("# no heading", "\\# no heading"),
            ("北极 – ok", "北极 – ok"),
        ] {
            assert_eq!(escape(given), shown);
        }
    }
}
