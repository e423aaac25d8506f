//! One alert about one summit: a lead, a snoozed one, an escalation, a change, a cancellation.
//!
//! Its first line is read on a locked phone, the rest in three seconds: when, where, what to watch, who has to act by when.
//! What the channel was alerted to before is not said again.

use super::NoticeRenderer;
use super::parts::{has_hour, headed, tone, when, zone_of};
use super::words::{ahead, sentences};
use crate::alerts::escalation::{call_after_move, named, next_call};
use crate::knowledge::Summit;
use crate::pages::{capitalized, first_sentence, running, wording};
use crate::reply::{Entry, MomentStyle, Page, Section, inline, shorten};
use crate::store::{Alert, AlertKind};
use crate::text::dates::TimeUnit;
use crate::text::{dates, text};

/// How many characters of what to watch are shown; *Details* has all of it.
const MAX_TO_WATCH: usize = 200;

impl NoticeRenderer<'_> {
    /// The headline and the page of an alert about a summit.
    pub(super) fn single(&self, alert: &Alert) -> (String, Page) {
        let (locale, name) = (self.locale, self.name(alert));
        let page = Page {
            tone: tone(alert, self.now),
            lead: self.lead(alert),
            warning: self.warnings([self.unread(alert), self.lateness(alert)]),
            sections: vec![Section::running(
                self.calls(alert)
                    .into_iter()
                    .chain(self.facts(alert))
                    .collect(),
            )],
            footer: self.status(alert),
            ..Page::default()
        };
        let short = self.short_name(alert);
        match &alert.spec.kind {
            AlertKind::Escalation { .. } => {
                let title = text!(locale, "alerts-not-acknowledged-title", summit = name);
                let headline = self.headline(alert);
                let headline = text!(locale, "alerts-not-acknowledged-title", summit = headline);
                (headline, Page { title, ..page })
            }
            AlertKind::Moved { is_back: true, .. } => {
                let title = text!(locale, "alerts-is-back-title", summit = name);
                let headline = self.with_dates(alert, &short);
                let headline = text!(locale, "alerts-is-back-title", summit = headline);
                (headline, Page { title, ..page })
            }
            AlertKind::Moved { from, .. } if *from == alert.spec.dates => {
                let title = text!(locale, "alerts-changed-title", summit = name);
                let headline = text!(locale, "alerts-changed-title", summit = short);
                (headline, Page { title, ..page })
            }
            AlertKind::Moved { .. } => {
                let title = text!(locale, "alerts-moved-title", summit = name);
                let headline = self.with_dates(alert, &short);
                let headline = text!(locale, "alerts-moved-title", summit = headline);
                (headline, Page { title, ..page })
            }
            AlertKind::Cancelled { .. } => {
                let title = text!(locale, "alerts-cancelled-title", summit = name);
                let headline = text!(locale, "alerts-cancelled-title", summit = short);
                (headline, Page { title, ..page })
            }
            AlertKind::Removed { .. } => {
                headed(text!(locale, "alerts-removed-title", summit = name), page)
            }
            _ => (
                self.headline(alert),
                Page {
                    title: name,
                    ..page
                },
            ),
        }
    }

    /// "G20 Miami – tomorrow"
    fn headline(&self, alert: &Alert) -> String {
        text!(
            self.locale,
            "alerts-headline",
            summit = self.short_name(alert),
            countdown = self.countdown(alert)
        )
    }

    /// "G20 Miami – 16 December 2026"
    fn with_dates(&self, alert: &Alert, short: &str) -> String {
        let locale = self.locale;
        let dates = match alert.spec.dates {
            Some(_) => self.dates(alert),
            None => text!(locale, "alerts-moved-unknown"),
        };
        text!(locale, "alerts-headline", summit = short, countdown = dates)
    }

    /// The sentence below the title; empty where the title says it all.
    fn lead(&self, alert: &Alert) -> String {
        let locale = self.locale;
        match &alert.spec.kind {
            AlertKind::Escalation { step, .. } => self.take_over(*step),
            AlertKind::Snooze { .. } => match self.earlier.snoozed_by {
                Some(user) => {
                    let user = inline::user(user);
                    text!(locale, "alerts-back-from", user = user)
                }
                None => text!(locale, "alerts-back"),
            },
            AlertKind::Moved { from, was, .. } => {
                self.changes(alert, from.as_deref(), was.as_ref())
            }
            AlertKind::Cancelled { from: None, .. } => text!(locale, "alerts-no-more"),
            AlertKind::Removed { from: None, .. } => text!(locale, "alerts-removed-advice"),
            AlertKind::Cancelled {
                from: Some(from), ..
            } => {
                let dates = self.localized(from);
                text!(locale, "alerts-was-planned", dates = dates)
            }
            AlertKind::Removed {
                from: Some(from), ..
            } => {
                let dates = self.localized(from);
                text!(locale, "alerts-removed-was-planned", dates = dates)
            }
            _ => String::new(),
        }
    }

    /// When, where, what to watch, and by when somebody has to acknowledge it.
    fn facts(&self, alert: &Alert) -> Vec<Entry> {
        if alert.spec.kind.is_off() {
            return Vec::new();
        }
        let is_known = self.earlier.has_facts && alert.spec.kind.counts_down();
        let facts = [
            self.when(alert),
            self.place(alert).filter(|_| !is_known),
            self.to_watch(alert).filter(|_| !is_known),
            self.acknowledge_by(alert),
        ];
        facts.into_iter().flatten().collect()
    }

    fn when(&self, alert: &Alert) -> Option<Entry> {
        let dates = self.dates(alert);
        let when = match self.summit(alert).zip(alert.spec.begins_at) {
            Some((summit, begins_at)) => when(summit, begins_at, &dates, self.locale),
            None => dates,
        };
        let label = text!(self.locale, "alerts-when");
        (!when.is_empty()).then(|| Entry::remark(when).labelled(label))
    }

    fn place(&self, alert: &Alert) -> Option<Entry> {
        let kept = alert.spec.facts.as_ref();
        let place = match self.summit(alert) {
            Some(summit) => summit.place(),
            None => kept.and_then(|facts| facts.place.clone()),
        };
        let label = text!(self.locale, "alerts-where");
        Some(Entry::remark(place?).labelled(label))
    }

    /// The first sentence of what the summit's file says.
    fn to_watch(&self, alert: &Alert) -> Option<Entry> {
        let summit = self.summit(alert)?;
        if !alert.spec.kind.counts_down() {
            return None;
        }
        let text = running(&summit.text);
        let sentence = shorten(first_sentence(&text), MAX_TO_WATCH);
        let label = text!(self.locale, "alerts-to-watch");
        Some(Entry::remark(sentence).labelled(label))
    }

    /// "Acknowledge by in 30 minutes, then @backup", unless nobody is asked to.
    fn acknowledge_by(&self, alert: &Alert) -> Option<Entry> {
        // The copy of a follower has no buttons, and its text stands by itself.
        let stands_for_alert = self.earlier.is_last_call;
        let is_asked = alert.spec.kind.is_reminder() || stands_for_alert;
        if !is_asked || self.subscription.spec.publish {
            return None;
        }
        let (locale, posted_at) = (self.locale, self.posted_at(alert));
        let by = |at| inline::moment(at, MomentStyle::Relative);
        let one = std::slice::from_ref(alert);
        let call = if stands_for_alert {
            call_after_move(one, posted_at, self.subscription)
        } else {
            next_call(one, posted_at, self.subscription)
        };
        if let Some(call) = call {
            let (by, then) = (by(call.due_at), named(call.target, locale));
            let asked = text!(locale, "alerts-acknowledge-by-then", by = by, then = then);
            return Some(Entry::remark(asked));
        }
        let within = self.subscription.spec.acknowledge_within?;
        let at = posted_at.saturating_add(within.length()).ok()?;
        let asked = text!(locale, "alerts-acknowledge-by", by = by(at));
        Some(Entry::remark(asked))
    }

    /// "Confirmed, as of 19 Feb 2026"
    fn status(&self, alert: &Alert) -> String {
        let Some(summit) = self.summit(alert) else {
            return String::new();
        };
        text!(
            self.locale,
            "alerts-status-as-of",
            status = capitalized(&wording::status(summit.status, self.locale)),
            date = dates::short(summit.as_of, self.locale)
        )
    }

    /// "in 7 days"; of a summit whose hour nobody knows by days alone: "tomorrow".
    fn countdown(&self, alert: &Alert) -> String {
        let locale = self.locale;
        let Some(begins_at) = alert.spec.begins_at.filter(|at| *at > self.now) else {
            return text!(locale, "alerts-has-begun");
        };
        let summit = self.summit(alert).filter(|summit| !has_hour(summit));
        match summit.and_then(|summit| self.days_until(summit)) {
            Some(0) => text!(locale, "alerts-today-hour-unknown"),
            Some(1) => text!(locale, "alerts-tomorrow"),
            Some(days) => dates::ahead(days, TimeUnit::Day, locale),
            None => ahead(begins_at.duration_since(self.now), locale),
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
                let span = Self::span(downtime);
                text!(locale, "alerts-offline", span = span)
            });
            let posted_at = self.posted_at(alert);
            let has_begun = alert.spec.begins_at.is_some_and(|at| at <= posted_at);
            let has_begun = has_begun.then(|| text!(locale, "alerts-summit-begun"));
            let at = inline::moment(due_at, MomentStyle::Short);
            let late = text!(locale, "alerts-late", at = at);
            sentences(
                [Some(late), offline, has_begun].into_iter().flatten(),
                locale,
            )
        })
    }
}
