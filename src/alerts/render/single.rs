//! One alert about one summit: a lead, a snoozed one, an escalation, another date, a cancellation.

use super::NoticeRenderer;
use super::parts::{has_hour, headed, tone, when, zone_of};
use super::words::{ahead, capitalized, length, sentences};
use crate::knowledge::Summit;
use crate::pages::wording;
use crate::reply::{Entry, Page, Section};
use crate::store::{Alert, AlertKind};
use crate::text::dates::TimeUnit;
use crate::text::{dates, text};

impl NoticeRenderer<'_> {
    /// The headline and the page of an alert about a summit.
    pub(super) fn single(&self, alert: &Alert) -> (String, Page) {
        let (locale, name) = (self.locale, self.name(alert));
        let page = Page {
            tone: tone(&alert.spec.kind),
            lead: self.lead(alert),
            warning: self.warnings([self.unread(alert), self.lateness(alert)]),
            sections: vec![Section::running(self.facts(alert))],
            footer: self.footer(alert),
            ..Page::default()
        };
        match alert.spec.kind {
            AlertKind::Escalation { .. } => {
                let title = text!(locale, "alerts-not-acknowledged-title", summit = name);
                headed(title, page)
            }
            AlertKind::Moved { .. } => {
                headed(text!(locale, "alerts-moved-title", summit = name), page)
            }
            AlertKind::Cancelled { .. } => {
                headed(text!(locale, "alerts-cancelled-title", summit = name), page)
            }
            _ => {
                let countdown = self.countdown(alert);
                let headline = text!(
                    locale,
                    "alerts-headline",
                    countdown = countdown,
                    summit = &name
                );
                let page = Page {
                    title: name,
                    ..page
                };
                (headline, page)
            }
        }
    }

    /// The sentence below the title; empty where the title says it all.
    fn lead(&self, alert: &Alert) -> String {
        let locale = self.locale;
        match &alert.spec.kind {
            AlertKind::Escalation { .. } => match self.subscription.spec.acknowledge_within {
                Some(within) => {
                    let length = length(within.length(), locale);
                    text!(locale, "alerts-take-over-within", length = length)
                }
                None => text!(locale, "alerts-take-over"),
            },
            AlertKind::Moved { from, .. } => self.new_date(alert, from.as_deref()),
            AlertKind::Cancelled { from: None, .. } => text!(locale, "alerts-no-more"),
            AlertKind::Cancelled {
                from: Some(from), ..
            } => {
                let dates = self.localized(from);
                text!(locale, "alerts-was-planned", dates = dates)
            }
            _ => String::new(),
        }
    }

    /// When, where, how certain, and what to watch.
    fn facts(&self, alert: &Alert) -> Vec<Entry> {
        let locale = self.locale;
        let Some(summit) = self.summit(alert) else {
            let dates = Some(self.dates(alert)).filter(|dates| !dates.is_empty());
            let when =
                dates.map(|dates| Entry::remark(dates).labelled(text!(locale, "alerts-when")));
            return when.into_iter().collect();
        };
        let is_off = matches!(alert.spec.kind, AlertKind::Cancelled { .. });
        let begins_at = alert.spec.begins_at.filter(|_| !is_off);
        let when = begins_at.map(|begins_at| when(summit, begins_at, self.dates(alert)));
        let when = when.map(|when| when.labelled(text!(locale, "alerts-when")));
        let place = summit.place().map(Entry::remark);
        let place = place.map(|place| place.labelled(text!(locale, "alerts-where")));
        let status = text!(
            locale,
            "alerts-status-as-of",
            status = wording::status(summit.status, locale),
            date = dates::short(summit.as_of, locale)
        );
        let mut facts: Vec<Entry> = when.into_iter().chain(place).collect();
        facts.push(Entry::remark(status).labelled(text!(locale, "alerts-status")));
        if alert.spec.kind.counts_down() {
            let words: Vec<&str> = summit.text.split_whitespace().collect();
            let to_watch = Entry::remark(words.join(" "));
            facts.push(to_watch.labelled(text!(locale, "alerts-to-watch")));
        }
        facts
    }

    /// "In 7 days"; of a summit whose hour nobody knows by days alone: "Tomorrow".
    fn countdown(&self, alert: &Alert) -> String {
        let locale = self.locale;
        let Some(begins_at) = alert.spec.begins_at.filter(|at| *at > self.now) else {
            return text!(locale, "alerts-has-begun");
        };
        let summit = self.summit(alert).filter(|summit| !has_hour(summit));
        match summit.and_then(|summit| self.days_until(summit)) {
            Some(0) => text!(locale, "alerts-today-hour-unknown"),
            Some(1) => text!(locale, "alerts-tomorrow"),
            Some(days) => capitalized(&dates::ahead(days, TimeUnit::Day, locale)),
            None => capitalized(&ahead(begins_at.duration_since(self.now), locale)),
        }
    }

    /// How many midnights at the venue lie before the day on which a summit begins.
    fn days_until(&self, summit: &Summit) -> Option<i64> {
        let first = summit.start?.first_day();
        let today = self.now.to_zoned_datetime(zone_of(summit)).date();
        let days = today.until(first).ok()?.get_days();
        u32::try_from(days).ok().map(i64::from)
    }

    /// That the alert is posted by what is kept of it, as its summit cannot be read.
    pub(super) fn unread(&self, alert: &Alert) -> Option<String> {
        let id = alert.spec.summit_id.as_deref();
        let is_unread = id.is_some_and(|id| self.knowledge.cannot_read_summit(id));
        is_unread.then(|| text!(self.locale, "alerts-calendar-unreadable"))
    }

    /// What readers have to know before the rest.
    pub(super) fn warnings(&self, warnings: [Option<String>; 2]) -> Option<String> {
        let warnings: Vec<String> = warnings.into_iter().flatten().collect();
        (!warnings.is_empty()).then(|| sentences(warnings, self.locale))
    }

    fn lateness(&self, alert: &Alert) -> Option<String> {
        let (locale, due_at) = (self.locale, alert.spec.due_at);
        self.is_late(alert).then(|| {
            let missed_by = |one: &super::Downtime| one.from <= due_at && due_at <= one.to;
            let offline = self.downtime.filter(missed_by).map(|downtime| {
                let span = self.local_span(downtime);
                text!(locale, "alerts-offline", span = span)
            });
            let posted_at = self.posted_at(alert);
            let has_begun = alert.spec.begins_at.is_some_and(|at| at <= posted_at);
            let has_begun = has_begun.then(|| text!(locale, "alerts-summit-begun"));
            let late = text!(locale, "alerts-late", at = self.local(due_at));
            sentences(
                [Some(late), offline, has_begun].into_iter().flatten(),
                locale,
            )
        })
    }
}
