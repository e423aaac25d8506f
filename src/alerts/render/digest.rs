//! The week ahead, once a week for whoever asked for it.

use jiff::Timestamp;

use super::NoticeRenderer;
use super::parts::{MAX_LIST, occasion};
use crate::alerts::plan::{WEEK, begins};
use crate::knowledge::Summit;
use crate::reply::{Entry, Page, Section, fit};
use crate::text::{dates, text};

impl NoticeRenderer<'_> {
    /// The headline and the page of the digest.
    pub(super) fn digest(&self) -> (String, Page) {
        let locale = self.locale;
        let covered = self.knowledge.summits();
        let covered = covered.filter(|summit| self.subscription.covers(summit));
        let mut ahead: Vec<(Timestamp, Entry)> = covered
            .filter_map(|summit| self.this_week(summit))
            .collect();
        ahead.sort_by_key(|(at, _)| *at);
        let headline = text!(locale, "alerts-digest-headline", count = ahead.len());
        let lead = if ahead.is_empty() {
            text!(locale, "alerts-digest-empty")
        } else {
            String::new()
        };
        let entries = ahead.into_iter().map(|(_, entry)| entry).collect();
        let page = Page {
            title: text!(locale, "alerts-digest-title"),
            lead,
            warning: self
                .knowledge
                .lacks_summits()
                .then(|| text!(locale, "alerts-calendar-incomplete")),
            sections: vec![Section::running(fit(entries, MAX_LIST))],
            ..Page::default()
        };
        (headline, page)
    }

    /// When a summit begins, if that is within seven days.
    fn this_week(&self, summit: &Summit) -> Option<(Timestamp, Entry)> {
        let until = self.now.saturating_add(WEEK).unwrap_or(self.now);
        let begins = begins(summit, self.day_starts_at)?;
        let at = begins.timestamp();
        let dates = dates::range(&summit.dates()?, self.locale);
        (at >= self.now && at < until)
            .then(|| (at, occasion(summit, begins, dates).labelled(summit.title())))
    }
}
