//! A page as a Discord embed: its description, and all of it within the limit.

use super::limits::{MAX_EMBED_TOTAL, fit};
use super::markdown::{self, escape};
use super::page::Page;
use crate::text::text;

/// Room kept free on every page for how the question was understood, in characters: a typed name of 60 and a title of
/// 60, each of which escaping can double.
const MAX_ASSUMED: usize = 320;

/// The description of an embed: everything of a page that stands above its titled sections.
pub fn description(page: &Page) -> String {
    let mut parts = Vec::new();
    if let Some(assumed) = &page.assumed {
        parts.push(format!("*{}*", escape(assumed)));
    }
    if let Some(taken) = &page.taken {
        let (how, by, at) = (escape(&taken.how), taken.by, taken.at.as_second());
        // Whoever had their data deleted is nobody in particular.
        let by = if by == 0 {
            text!(page.locale, "reply-somebody")
        } else {
            format!("<@{by}>")
        };
        let by = text!(page.locale, "reply-by", how = format!("**{how}**"), by = by);
        let mut line = format!("✅ {by} · <t:{at}:f>");
        if !taken.after.is_empty() {
            line = format!("{line} · {}", escape(&taken.after));
        }
        parts.push(line);
    }
    if let Some(warning) = &page.warning {
        parts.push(format!("⚠️ **{}**", escape(warning)));
    }
    if !page.lead.is_empty() {
        parts.push(escape(&page.lead));
    }
    for section in page
        .sections
        .iter()
        .filter(|section| section.heading.is_none())
    {
        parts.push(markdown::entries(&section.entries));
    }
    parts.join("\n\n")
}

/// Shortens what stands under the headings of `page`, the longest first, until all of it fits into an embed.
pub fn fit_page(page: &mut Page) {
    let count = |text: &str| text.chars().count();
    let (titled, fixed): (Vec<_>, usize) = {
        let headings = page
            .sections
            .iter()
            .filter_map(|section| section.heading.as_deref());
        let headings: usize = headings.map(|heading| count(&escape(heading))).sum();
        let others = count(&escape(&page.title)) + count(&description(page)) + count(&page.footer);
        (
            page.sections
                .iter_mut()
                .filter(|section| section.heading.is_some())
                .collect(),
            headings + others,
        )
    };
    let mut titled: Vec<_> = titled
        .into_iter()
        .map(|section| (count(&markdown::entries(&section.entries)), section))
        .collect();
    titled.sort_by_key(|(length, _)| *length);
    let mut left = (MAX_EMBED_TOTAL - MAX_ASSUMED).saturating_sub(fixed);
    let mut remaining = titled.len();
    for (length, section) in titled {
        let share = left / remaining;
        if length > share {
            section.entries = fit(std::mem::take(&mut section.entries), share);
        }
        left = left.saturating_sub(length.min(share));
        remaining -= 1;
    }
}
