//! The lines of a handover: each message, summit and change in one.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::report::Report;
use crate::alerts::escalation::mentioned;
use crate::alerts::listing::link;
use crate::alerts::plan::begins;
use crate::alerts::render::stored_dates::localized;
use crate::alerts::render::words::{before_words, cause_words, kind_words, length};
use crate::knowledge::Summit;
use crate::reply::{Entry, Mentioned, Occasion};
use crate::store::{Alert, AlertKind, AlertState, Destination, FORGOTTEN_USER};
use crate::text::{dates, text};

/// How many summits of one message are named.
const MAX_NAMED: usize = 3;

impl Report<'_> {
    /// Since when it is open, what it is about, and who is called next or was.
    pub(super) fn open_line(&self, alerts: &[&Alert]) -> Entry {
        let (locale, first) = (self.locale, alerts[0]);
        let mut what = self.what(alerts);
        let has_begun = |one: &&Alert| one.spec.begins_at <= Some(self.span.until);
        if alerts.iter().all(has_begun) {
            what = text!(locale, "alerts-handover-begun", what = what);
        }
        let mut entry = self.placed(at(posted_at(first), what), first);
        let escalation = self.escalation_of(first);
        let called = escalation.and_then(|call| self.called_by(call));
        if let Some((escalation, called)) = escalation.zip(called) {
            let (how, when) = match escalation.state {
                AlertState::Posted => (
                    text!(locale, "alerts-mention-escalated-to"),
                    posted_at(escalation),
                ),
                _ => (text!(locale, "alerts-mention-then"), escalation.spec.due_at),
            };
            entry = entry
                .mentioning(how, called)
                .mentioning("", Mentioned::Relative(when));
        }
        self.linked(entry, first)
    }

    /// When it was due, what it is about, and why it was not posted.
    pub(super) fn failed_line(&self, alerts: &[&Alert]) -> Entry {
        let (locale, first) = (self.locale, alerts[0]);
        let what = self.what(alerts);
        let reason = first.cause.as_ref().map(|one| cause_words(one, locale));
        let what = match reason {
            Some(reason) => text!(
                locale,
                "alerts-handover-reason",
                what = what,
                reason = reason
            ),
            None => what,
        };
        self.placed(at(first.spec.due_at, what), first)
    }

    /// What was taken, how fast, and by whom.
    pub(super) fn taken_line(&self, alerts: &[&Alert]) -> Entry {
        let (locale, first) = (self.locale, alerts[0]);
        let what = self.what(alerts);
        let taken_at = first.acknowledged_at.unwrap_or(self.span.until);
        let length = length(taken_at.duration_since(posted_at(first)), locale);
        let what = if self.is_snoozed(first) {
            text!(
                locale,
                "alerts-handover-snoozed",
                what = what,
                length = length
            )
        } else {
            text!(
                locale,
                "alerts-handover-taken",
                what = what,
                length = length
            )
        };
        let mut entry = Entry::remark(what);
        if let Some(by) = first.acknowledged_by.filter(|by| *by != FORGOTTEN_USER) {
            entry = entry.mentioning(text!(locale, "alerts-mention-by"), Mentioned::User(by));
        }
        self.linked(entry, first)
    }

    /// When it is due, and what it is about.
    pub(super) fn due_line(&self, alerts: &[&Alert]) -> Entry {
        let first = alerts[0];
        let mut entry = at(first.spec.due_at, self.what(alerts));
        if let Some(called) = self.called_by(first) {
            let to = text!(self.locale, "alerts-mention-to");
            entry = entry.mentioning(to, called);
        }
        self.placed(entry, first)
    }

    /// Whom a call calls; `None` if it is none, or if that is whoever is on duty then.
    fn called_by(&self, call: &Alert) -> Option<Mentioned> {
        let AlertKind::Escalation { step, .. } = call.spec.kind else {
            return None;
        };
        let chain = self.subscription(call)?.spec.escalation_chain();
        mentioned(chain.target(step)?)
    }

    /// When it was announced or will be, and the old date and the new one.
    pub(super) fn change_line(&self, alerts: &[&Alert]) -> Entry {
        let first = alerts[0];
        let entry = at(posted_at(first), self.what(alerts));
        self.linked(self.placed(entry, first), first)
    }

    /// When a summit that is under way began, and a line about it; `None` if it is not under way.
    pub(super) fn under_way_line(&self, summit: &Summit) -> Option<(Timestamp, Entry)> {
        let (now, dates) = (self.span.until, summit.dates()?);
        let begins = begins(summit, self.day_starts_at)?;
        let ends = dates.ends();
        let is_over = match &ends {
            Some(ends) => ends.timestamp() <= now,
            // It lasts as long as its last day does at the venue.
            None => now.to_zoned_datetime(begins.time_zone().clone()).date() > dates.last_day(),
        };
        if begins.timestamp() > now || is_over {
            return None;
        }
        let range = dates::range(&dates, self.locale);
        let text = match summit.place() {
            Some(place) => text!(
                self.locale,
                "alerts-handover-summit",
                summit = place,
                what = range
            ),
            None => range,
        };
        let mut entry = Entry::remark(text).labelled(summit.title());
        if let Some(ends) = ends {
            let until = text!(self.locale, "alerts-mention-ends");
            entry = entry.mentioning(until, Mentioned::Relative(ends.timestamp()));
        }
        Some((begins.timestamp(), entry))
    }

    /// What a message is about: up to three of its alerts, and how many more there are.
    fn what(&self, alerts: &[&Alert]) -> String {
        let locale = self.locale;
        let named = alerts.iter().take(MAX_NAMED).map(|one| self.about(one));
        let named = named
            .reduce(|first, then| text!(locale, "alerts-list-and", first = first, then = then));
        let named = named.unwrap_or_default();
        match alerts.len().saturating_sub(MAX_NAMED) {
            0 => named,
            more => text!(
                locale,
                "alerts-handover-several",
                what = named,
                count = more
            ),
        }
    }

    /// What an alert is about.
    fn about(&self, alert: &Alert) -> String {
        let locale = self.locale;
        let id = alert.spec.summit_id.as_deref().unwrap_or_default();
        let summit = self.knowledge.summit(id).map(Summit::title);
        let summit = summit.or_else(|| alert.spec.title.clone());
        let summit = summit.unwrap_or_else(|| id.to_owned());
        let with = |summit: String, what: String| {
            text!(
                locale,
                "alerts-handover-summit",
                summit = summit,
                what = what
            )
        };
        match &alert.spec.kind {
            AlertKind::Lead { before } => with(summit, before_words(*before, locale)),
            kind @ (AlertKind::Snooze { .. } | AlertKind::Escalation { .. }) => {
                with(summit, kind_words(kind, locale))
            }
            AlertKind::Removed { .. } => {
                text!(locale, "alerts-handover-removed", summit = summit)
            }
            kind @ AlertKind::Moved { is_back: true, .. } => with(summit, kind_words(kind, locale)),
            AlertKind::Moved { from, .. } if *from == alert.spec.dates => {
                with(summit, text!(locale, "alerts-handover-changed"))
            }
            AlertKind::Moved { from, .. } => {
                let from = localized(from.as_deref().unwrap_or_default(), locale);
                let to = localized(alert.spec.dates.as_deref().unwrap_or_default(), locale);
                text!(
                    locale,
                    "alerts-handover-moved",
                    summit = summit,
                    from = from,
                    to = to
                )
            }
            AlertKind::Cancelled { .. } => {
                text!(locale, "alerts-handover-cancelled", summit = summit)
            }
            AlertKind::Digest { .. } => text!(locale, "alerts-handover-digest"),
            AlertKind::Handover => text!(locale, "alerts-handover-title"),
            AlertKind::OwnerNotice { .. } => text!(locale, "alerts-handover-notice"),
        }
    }

    /// The same line with where its message is or will be.
    fn placed(&self, entry: Entry, alert: &Alert) -> Entry {
        let locale = self.locale;
        match alert.spec.destination {
            Destination::User(user) => {
                let to = text!(locale, "alerts-mention-to");
                entry.mentioning(to, Mentioned::User(user))
            }
            Destination::Channel(channel) => {
                let place = text!(locale, "alerts-mention-in");
                entry.mentioning(place, Mentioned::Channel(channel))
            }
        }
    }

    /// The same line with a link to its message.
    fn linked(&self, mut entry: Entry, alert: &Alert) -> Entry {
        entry.sources.extend(link(self.guild, alert, self.locale));
        entry
    }
}

fn at(at: Timestamp, what: String) -> Entry {
    Entry {
        occasion: Some(Occasion {
            at: at.to_zoned_datetime(TimeZone::UTC),
            has_hour: true,
        }),
        ..Entry::remark(what)
    }
}

/// When its message was posted; when it is due if it is not.
fn posted_at(alert: &Alert) -> Timestamp {
    let posted = alert.last_attempt_at.filter(|_| alert.message_id.is_some());
    posted.unwrap_or(alert.spec.due_at)
}
