//! What is different since a channel was alerted: old and new, in sentences.

use super::NoticeRenderer;
use super::words::sentences;
use crate::knowledge::SummitStatus;
use crate::pages::wording;
use crate::store::{Alert, AlertKind, SummitFacts};
use crate::text::text;

impl NoticeRenderer<'_> {
    /// What a change says of an alert that was posted before it.
    pub(super) fn what_changed(&self, change: &Alert, old: &Alert) -> String {
        let locale = self.locale;
        let old_dates = old.spec.dates.as_deref();
        let was = old_dates.map(|old| self.localized(old));
        match (&change.spec.kind, was) {
            (AlertKind::Cancelled { .. }, Some(old)) => {
                text!(locale, "alerts-cancelled-was", old = old)
            }
            (AlertKind::Cancelled { .. }, None) => text!(locale, "alerts-cancelled"),
            (AlertKind::Removed { .. }, _) => text!(locale, "alerts-removed"),
            (AlertKind::Moved { is_back: true, .. }, _) => {
                let changes = self.changes(change, old_dates, old.spec.facts.as_ref());
                sentences([text!(locale, "alerts-is-back"), changes], locale)
            }
            _ => self.changes(change, old_dates, old.spec.facts.as_ref()),
        }
    }

    /// "New date: 16 December 2026 (was 14 December 2026). New place: Doral, United States (was Miami, United States)."
    /// `dates` and `facts` are what the channel knows.
    pub(super) fn changes(
        &self,
        change: &Alert,
        dates: Option<&str>,
        facts: Option<&SummitFacts>,
    ) -> String {
        let mut changes = Vec::new();
        if change.spec.dates.as_deref() != dates {
            changes.push(self.new_date(change, dates));
        }
        if let Some((new, old)) = change.spec.facts.as_ref().zip(facts) {
            if new.place != old.place {
                changes.push(self.new_place(new, old));
            }
            if new.status != old.status {
                changes.push(self.new_status(new.status, old.status));
            }
        }
        let is_back = matches!(change.spec.kind, AlertKind::Moved { is_back: true, .. });
        if changes.is_empty() {
            changes.push(if is_back {
                text!(self.locale, "alerts-unchanged")
            } else {
                // The beginning is another, though the dates read the same: the hour or the zone.
                self.new_date(change, None)
            });
        }
        sentences(changes, self.locale)
    }

    /// "New date: 16 December 2026 (was 14 December 2026)."; `old` as an alert keeps it.
    fn new_date(&self, change: &Alert, old: Option<&str>) -> String {
        let locale = self.locale;
        let dates = match change.spec.dates {
            Some(_) => self.dates(change),
            None => text!(locale, "alerts-date-unknown"),
        };
        match old.map(|old| self.localized(old)) {
            Some(old) => text!(locale, "alerts-new-date-was", dates = dates, old = old),
            None => text!(locale, "alerts-new-date", dates = dates),
        }
    }

    fn new_place(&self, new: &SummitFacts, old: &SummitFacts) -> String {
        let locale = self.locale;
        let unknown = || text!(locale, "alerts-place-unknown");
        let [new, old] = [new, old].map(|facts| facts.place.clone().unwrap_or_else(unknown));
        text!(locale, "alerts-new-place-was", place = new, old = old)
    }

    fn new_status(&self, new: SummitStatus, old: SummitStatus) -> String {
        let [new, old] = [new, old].map(|status| wording::status(status, self.locale));
        text!(
            self.locale,
            "alerts-new-status-was",
            status = new,
            old = old
        )
    }
}
