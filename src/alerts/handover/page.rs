//! A handover as a page: its parts within Discord's limits, what it covers, who signed it, and the line for a locked phone.

use super::report::{Part, Report};
use super::span::Span;
use crate::alerts::listing::joint;
use crate::reply::{Entry, Mentioned, Page, Section, Taken, Tone, entries_markdown, fit_and_count};
use crate::store::FORGOTTEN_USER;
use crate::text::{Locale, text};

/// How many characters of an embed one part may take, of the 1,024 of a field.
const PART: usize = 1_000;
/// How many characters all parts together may take, of the 6,000 of an embed: the rest is for the title, the headings, what it
/// covers and who signed it.
const PARTS: usize = 5_200;

impl Report<'_> {
    /// The page, and the headline of a message with it.
    pub(super) fn page(&self) -> (String, Page) {
        let (locale, parts) = (self.locale, self.parts());
        let headline = headline(&parts, locale);
        let has = |part: Part| parts.iter().any(|(one, _)| *one == part);
        let lead = if self.subscriptions.is_empty() {
            text!(locale, "alerts-handover-no-subscriptions")
        } else if parts.is_empty() {
            text!(locale, "alerts-handover-all-clear")
        } else {
            String::new()
        };
        let tone = if has(Part::Open) || has(Part::Failed) {
            Tone::Opposed
        } else {
            Tone::Aligned
        };
        let signed = self.span.signed;
        let covers = Section::running(vec![covers(&self.span, locale)]);
        let parts = fitted(parts, locale);
        let sections = parts.into_iter().map(|(part, entries)| Section {
            heading: Some(part.heading(signed.is_some(), locale)),
            entries,
            is_inline: false,
        });
        let page = Page {
            locale,
            title: text!(locale, "alerts-handover-title"),
            tone,
            taken: signed.map(|signed| Taken {
                how: text!(locale, "alerts-handover-taken-over"),
                by: signed.signed_by,
                at: signed.signed_at,
                after: String::new(),
            }),
            lead,
            sections: std::iter::once(covers).chain(sections).collect(),
            ..Page::default()
        };
        (headline, page)
    }
}

/// From when to when; of one that is not yet signed, since when.
fn covers(span: &Span, locale: Locale) -> Entry {
    if let Some(signed) = span.signed {
        let from = text!(locale, "alerts-mention-from");
        let to = text!(locale, "alerts-mention-to-moment");
        return Entry::remark("")
            .mentioning(from, Mentioned::Moment(signed.covers_from))
            .mentioning(to, Mentioned::Moment(signed.signed_at));
    }
    let Some(last) = span.last else {
        return Entry::remark(text!(locale, "alerts-handover-first"));
    };
    let since = if last.signed_at == span.from {
        text!(locale, "alerts-handover-since")
    } else {
        text!(locale, "alerts-handover-since-a-week")
    };
    let entry = Entry::remark(since).mentioning("", Mentioned::Moment(last.signed_at));
    match last.signed_by {
        FORGOTTEN_USER => entry,
        by => entry.mentioning(text!(locale, "alerts-mention-by"), Mentioned::User(by)),
    }
}

/// How much there is to do: "Handover: 2 open, 1 not posted, 3 due in 24 h".
fn headline(parts: &[(Part, Vec<Entry>)], locale: Locale) -> String {
    let count = |part: Part| {
        let entries = parts.iter().find(|(one, _)| *one == part);
        entries.map_or(0, |(_, entries)| entries.len())
    };
    let open = match count(Part::Open) {
        0 => text!(locale, "alerts-handover-nothing-open"),
        open => text!(locale, "alerts-handover-open-count", count = open),
    };
    let failed = Some(count(Part::Failed)).filter(|failed| *failed > 0);
    let failed = failed.map(|count| text!(locale, "alerts-handover-failed-count", count = count));
    let due = Some(count(Part::Due)).filter(|due| *due > 0);
    let due = due.map(|count| text!(locale, "alerts-handover-due-count", count = count));
    let all: Vec<String> = [Some(open), failed, due].into_iter().flatten().collect();
    let what = all.join(joint(locale));
    text!(locale, "alerts-handover-headline", what = what)
}

/// The parts in their order, each with as much as there is room for: short ones have all of theirs, long ones share what is
/// left, and say how many lines are left out.
fn fitted(parts: Vec<(Part, Vec<Entry>)>, locale: Locale) -> Vec<(Part, Vec<Entry>)> {
    let lengths = parts.iter().map(|(_, entries)| {
        // With the blank line after the last, as `fit_and_count` counts.
        entries_markdown(entries).chars().count() + 2
    });
    let mut by_length: Vec<(usize, usize)> = lengths.enumerate().collect();
    by_length.sort_by_key(|(_, length)| *length);
    let mut parts = parts;
    let mut left = PARTS;
    for (shorter, (at, length)) in by_length.iter().enumerate() {
        let share = (left / (parts.len() - shorter)).min(PART);
        if *length > share {
            let entries = std::mem::take(&mut parts[*at].1);
            parts[*at].1 = fit_and_count(entries, share, locale);
        }
        left = left.saturating_sub(share.min(*length));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(parts: &[(Part, Vec<Entry>)]) -> Vec<usize> {
        let lengths = parts.iter().map(|(_, entries)| entries_markdown(entries));
        lengths.map(|text| text.chars().count()).collect()
    }

    #[test]
    fn short_parts_are_whole_and_long_ones_share_the_rest_and_count_what_they_leave_out() {
        let long = || vec![Entry::remark("x".repeat(98)); 50];
        let short = || vec![Entry::remark("y")];
        let parts = vec![
            (Part::Open, long()),
            (Part::Failed, short()),
            (Part::Taken, long()),
            (Part::UnderWay, long()),
            (Part::Due, long()),
            (Part::Moved, long()),
            (Part::Facts, long()),
            (Part::Paused, long()),
        ];
        let fitted = fitted(parts, Locale::English);
        assert_eq!(fitted[1].1, short());
        let lengths = markdown(&fitted);
        assert!(lengths.iter().sum::<usize>() <= PARTS, "{lengths:?}");
        for (part, entries) in fitted.iter().filter(|(part, _)| *part != Part::Failed) {
            let last = &entries.last().unwrap().text;
            let shown = entries.len() - 1;
            assert_eq!(*last, format!("… and {} more", 50 - shown), "{part:?}");
        }
    }
}
