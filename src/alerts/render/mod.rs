//! What an alert says: from alerts of the outbox to a message as plain data.
//!
//! [`single`] renders one alert about a summit, [`batch`] several that go out together, [`digest`] the week ahead,
//! [`failure_notice`] the message to whoever answers for a subscription; [`buttons`], [`parts`], [`stored_dates`] and [`words`]
//! serve all. What a server gets is in the language that it fixed, else in English.

mod batch;
mod buttons;
mod digest;
mod failure_notice;
mod parts;
mod single;
pub(super) mod stored_dates;
pub(super) mod words;

use jiff::Timestamp;

use self::words::{before_words, day_in};
use super::Post;
use super::presence::{Downtime, LATE};
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{AlertAction, CustomId, Reply, Taken};
use crate::store::{Alert, AlertKind, Subscription};
use crate::text::{Locale, text};

/// Renders the messages of one subscription, by the knowledge and the clock of the moment.
pub(super) struct NoticeRenderer<'r> {
    pub(super) knowledge: &'r Knowledge,
    pub(super) subscription: &'r Subscription,
    pub(super) day_starts_at: ClockTime,
    pub(super) now: Timestamp,
    /// The last downtime, if it ended lately.
    pub(super) downtime: Option<Downtime>,
    /// The language that the server fixed, else English.
    pub(super) locale: Locale,
}

impl NoticeRenderer<'_> {
    /// The message for alerts that go out together; its id is the first's.
    pub(super) fn post(&self, alerts: &[Alert]) -> Post {
        let first = &alerts[0];
        let (headline, mut page) = match (alerts, &first.spec.kind) {
            ([_], AlertKind::Digest { .. }) => self.digest(),
            (
                [_],
                AlertKind::OwnerNotice {
                    channel_id, cause, ..
                },
            ) => failure_notice::page(*channel_id, cause, self.locale),
            ([alert], _) => self.single(alert),
            (several, _) => self.batch(several),
        };
        page.locale = self.locale;
        Post {
            delivery: first.spec.id.clone(),
            headline,
            mention_role: self.role(first),
            in_reply_to: None,
            reply: Reply::of(page).with_row(buttons::buttons(first, self.locale)),
        }
    }

    /// The same message once somebody looks after the alert.
    pub(super) fn acknowledged(&self, alerts: &[Alert], taken: Taken) -> Reply {
        let mut reply = self.post(alerts).reply;
        reply.page.taken = Some(taken);
        for button in reply.buttons.iter_mut().flatten() {
            let is_details = matches!(
                button.press,
                CustomId::Alert {
                    act: AlertAction::Details,
                    ..
                }
            );
            *button = button.clone().off_unless(is_details);
        }
        reply
    }

    /// A message already posted whose date no longer holds since `change`.
    pub(super) fn superseded(&self, alerts: &[Alert], change: &Alert) -> Reply {
        let mut reply = self.post(alerts).reply;
        if let Some((by, at)) = alerts[0].acknowledged_by.zip(alerts[0].acknowledged_at) {
            let how = text!(self.locale, "alerts-acknowledged");
            reply = self.acknowledged(alerts, Taken { how, by, at });
        }
        let about_it = |one: &&Alert| one.spec.summit_id == change.spec.summit_id;
        let old = alerts.iter().find(about_it);
        let old = old.and_then(|alert| alert.spec.dates.as_deref());
        let is_cancelled = matches!(change.spec.kind, AlertKind::Cancelled { .. });
        let what = match old.map(|old| self.localized(old)) {
            Some(old) if is_cancelled => text!(self.locale, "alerts-cancelled-was", old = old),
            None if is_cancelled => text!(self.locale, "alerts-cancelled"),
            _ => self.new_date(change, old),
        };
        // Of several summits in one message, it says which.
        reply.page.warning = Some(if alerts.len() == 1 {
            what
        } else {
            let summit = self.name(change);
            text!(
                self.locale,
                "alerts-of-summit",
                summit = summit,
                what = what
            )
        });
        reply
    }

    /// "New date: 16 December 2026 (was 14 December 2026)"; `old` as an alert keeps it.
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

    /// The summit's dates as the alert gives them; empty if there are none.
    fn dates(&self, alert: &Alert) -> String {
        self.localized(alert.spec.dates.as_deref().unwrap_or_default())
    }

    /// Dates as an alert keeps them, in the language of the reader.
    fn localized(&self, stored: &str) -> String {
        stored_dates::localized(stored, self.locale).into_owned()
    }

    /// The one role that the message mentions, if any.
    fn role(&self, alert: &Alert) -> Option<u64> {
        let spec = &self.subscription.spec;
        let role = match alert.spec.kind {
            AlertKind::Escalation { .. } => spec.escalate_to_role,
            AlertKind::Lead { .. } | AlertKind::Snooze { .. } => spec.mention_role,
            AlertKind::Moved { .. }
            | AlertKind::Cancelled { .. }
            | AlertKind::Digest { .. }
            | AlertKind::OwnerNotice { .. } => None,
        };
        role.map(|role| role.0)
    }

    /// The summit's title; its id if the calendar no longer has it.
    fn name(&self, alert: &Alert) -> String {
        let id = alert.spec.summit_id.clone().unwrap_or_default();
        self.summit(alert).map_or(id, Summit::title)
    }

    fn summit(&self, alert: &Alert) -> Option<&Summit> {
        self.knowledge.summit(alert.spec.summit_id.as_deref()?)
    }

    /// Whether it was posted late, or is. A message that is written anew, as when somebody acknowledges it, is judged by when
    /// it was posted.
    fn is_late(&self, alert: &Alert) -> bool {
        self.posted_at(alert).duration_since(alert.spec.due_at) > LATE
    }

    /// When its message was posted; now if it is not.
    fn posted_at(&self, alert: &Alert) -> Timestamp {
        let posted = alert.last_attempt_at.filter(|_| alert.message_id.is_some());
        posted.unwrap_or(self.now)
    }

    fn footer(&self, alert: &Alert) -> String {
        let (locale, at) = (self.locale, self.local(alert.spec.due_at));
        match &alert.spec.kind {
            AlertKind::Lead { before } => {
                let before = before_words(*before, locale);
                text!(locale, "alerts-due-before", at = at, before = before)
            }
            _ => text!(locale, "alerts-due", at = at),
        }
    }

    /// By the channel's own clock: "24 Nov 2026, 03:10 CET".
    pub(super) fn local(&self, at: Timestamp) -> String {
        self.moment(at, "%H:%M %Z")
    }

    /// The day and, in this format, the time of a moment by the channel's own clock.
    fn moment(&self, at: Timestamp, time: &str) -> String {
        let zone = self.subscription.zone();
        let day = day_in(at, &zone, self.locale);
        let time = at.to_zoned_datetime(zone).strftime(time).to_string();
        text!(self.locale, "alerts-moment", day = day, time = time)
    }

    /// From when to when, by the channel's own clock, the day only where it is another: "23 Nov 2026, 03:10–09:40 CET".
    fn local_span(&self, Downtime { from, to }: Downtime) -> String {
        let start = self.moment(from, "%H:%M");
        let zone = self.subscription.zone();
        let end = to.to_zoned_datetime(zone.clone());
        if from.to_zoned_datetime(zone).date() == end.date() {
            let end = end.strftime("%H:%M %Z").to_string();
            text!(self.locale, "alerts-span-of-day", from = start, to = end)
        } else {
            let end = self.local(to);
            text!(self.locale, "alerts-span", from = start, to = end)
        }
    }
}
