//! What an alert says: from alerts of the outbox to a message as plain data.
//!
//! [`single`] renders one alert about a summit, [`escalation`] what a call adds to it, [`changes`] what is different since, [`batch`] several that go out together,
//! [`digest`] the week ahead, [`failure_notice`] the message to whoever answers for a subscription; [`buttons`], [`parts`],
//! [`stored_dates`] and [`words`] serve all. What a server gets is in the language that it fixed, else in English.

mod batch;
mod buttons;
mod changes;
mod digest;
mod escalation;
mod failure_notice;
mod parts;
mod single;
pub(super) mod stored_dates;
pub(super) mod words;

use jiff::Timestamp;

use super::plan::begins;
use super::presence::{Downtime, LATE};
use super::{Notified, Post};
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{MomentStyle, Page, Reply, Taken, Tone, inline};
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
    /// The steps of the escalation that called somebody, where a call is rendered.
    pub(super) calls_made: Vec<u32>,
    /// The alerts that were posted together in the message which a call goes back to.
    pub(super) called_for: Vec<Alert>,
    /// The language that the server fixed, else English.
    pub(super) locale: Locale,
    /// What the channel knows already.
    pub(super) earlier: Earlier,
}

/// What was posted before of the same summit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Earlier {
    /// Whether an alert has said where it is and what to watch.
    pub(super) has_facts: bool,
    /// Who put this alert off.
    pub(super) snoozed_by: Option<u64>,
    /// Whether this is word of a date so near that no alert counts down to it.
    pub(super) is_last_call: bool,
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
            notified: self.notified(first),
            in_reply_to: None,
            reply: Reply::of(page).with_row(self.buttons(alerts)),
        }
    }

    /// The same message once somebody looks after the alert: one line that says who.
    pub(super) fn acknowledged(&self, alerts: &[Alert], taken: Taken) -> Reply {
        let Post { mut reply, .. } = self.post(alerts);
        reply.page = Page {
            title: reply.page.title,
            tone: Tone::Aligned,
            taken: Some(taken),
            locale: self.locale,
            ..Page::default()
        };
        Self::keep_details(&mut reply);
        reply
    }

    /// A message already posted of which something no longer holds since `change`.
    pub(super) fn superseded(&self, alerts: &[Alert], change: &Alert) -> Reply {
        let about_it = |one: &Alert| one.spec.summit_id == change.spec.summit_id;
        let old = alerts
            .iter()
            .find(|one| about_it(one))
            .unwrap_or(&alerts[0]);
        let is_same_start = old.spec.begins_at == change.spec.begins_at;
        let is_word = old.spec.kind.is_change();
        let as_it_is = |one: &Alert| {
            let mut now = one.clone();
            if is_same_start && about_it(one) && !is_word {
                (now.spec.dates, now.spec.facts) =
                    (change.spec.dates.clone(), change.spec.facts.clone());
            }
            now
        };
        let now: Vec<Alert> = alerts.iter().map(as_it_is).collect();
        let Post { mut reply, .. } = self.post(&now);
        if let Some((by, at)) = alerts[0].acknowledged_by.zip(alerts[0].acknowledged_at) {
            let how = text!(self.locale, "alerts-acknowledged");
            let after = String::new();
            reply = self.acknowledged(alerts, Taken { how, by, at, after });
        }
        let what = self.what_changed(change, old);
        let is_alone = alerts.len() == 1;
        // Of several summits in one message, it says which.
        reply.page.warning = Some(if is_alone {
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
        // What still counts down, elsewhere or to other summits, can still be taken.
        if is_alone && (change.spec.kind.is_off() || !is_same_start || is_word) {
            reply.page.sections.clear();
            reply.page.is_struck = change.spec.kind.is_off();
            if is_word {
                // What it said is in the warning, as far as it matters.
                reply.page.lead.clear();
            }
            Self::keep_details(&mut reply);
        }
        reply
    }

    /// The summit's dates as the alert gives them; empty if there are none.
    fn dates(&self, alert: &Alert) -> String {
        self.localized(alert.spec.dates.as_deref().unwrap_or_default())
    }

    /// Dates as an alert keeps them, in the language of the reader.
    fn localized(&self, stored: &str) -> String {
        stored_dates::localized(stored, self.locale).into_owned()
    }

    /// Whom the message calls.
    fn notified(&self, alert: &Alert) -> Vec<Notified> {
        let spec = &self.subscription.spec;
        let role = match alert.spec.kind {
            AlertKind::Escalation { step, .. } => return self.called_at(step),
            AlertKind::Lead { .. } | AlertKind::Snooze { .. } => spec.mention_role,
            AlertKind::Moved { .. }
            | AlertKind::Cancelled { .. }
            | AlertKind::Removed { .. }
            | AlertKind::Digest { .. }
            | AlertKind::Handover
            | AlertKind::OwnerNotice { .. } => None,
        };
        let role = role.map(|role| Notified::Role(role.0));
        role.into_iter().collect()
    }

    /// The summit's title; if the calendar no longer has it, as the alert keeps it, else its id.
    fn name(&self, alert: &Alert) -> String {
        let spec = &alert.spec;
        let kept = spec.title.clone().or_else(|| spec.summit_id.clone());
        self.summit(alert)
            .map_or_else(|| kept.unwrap_or_default(), Summit::title)
    }

    /// The shortest name that tells the summit from others that are ahead: "G20 Miami".
    fn short_name(&self, alert: &Alert) -> String {
        let short = self.summit(alert).and_then(|summit| {
            let short = summit.short_title()?;
            let namesakes = self.knowledge.summits().filter(|other| {
                let has_begun = begins(other, self.day_starts_at)
                    .is_some_and(|begins| begins.timestamp() <= self.now);
                !has_begun && other.short_title().as_ref() == Some(&short)
            });
            (namesakes.count() <= 1).then_some(short)
        });
        short.unwrap_or_else(|| self.name(alert))
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

    /// From when to when, by each reader's own clock.
    fn span(Downtime { from, to }: Downtime) -> String {
        let [from, to] = [from, to].map(|at| inline::moment(at, MomentStyle::Short));
        format!("{from} – {to}")
    }
}
