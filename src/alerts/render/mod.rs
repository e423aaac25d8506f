//! What an alert says: from alerts of the outbox to a message as plain data.
//!
//! [`single`] renders one alert about a summit, [`batch`] several that go out together, [`digest`] the week ahead,
//! [`failure_notice`] the message to whoever answers for a subscription; [`buttons`], [`parts`] and [`words`] serve all.

mod batch;
mod buttons;
mod digest;
mod failure_notice;
mod parts;
mod single;
pub(super) mod words;

use jiff::Timestamp;

use self::parts::dates;
use super::Post;
use super::presence::{Downtime, LATE};
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{AlertAction, CustomId, Reply, Taken};
use crate::store::{Alert, AlertKind, Subscription};

/// Renders the messages of one subscription, by the knowledge and the clock of the moment.
pub(super) struct NoticeRenderer<'r> {
    pub(super) knowledge: &'r Knowledge,
    pub(super) subscription: &'r Subscription,
    pub(super) day_starts_at: ClockTime,
    pub(super) now: Timestamp,
    /// The last downtime, if it ended lately.
    pub(super) downtime: Option<Downtime>,
}

impl NoticeRenderer<'_> {
    /// The message for alerts that go out together; its id is the first's.
    pub(super) fn post(&self, alerts: &[Alert]) -> Post {
        let first = &alerts[0];
        let (headline, page) = match (alerts, &first.spec.kind) {
            ([_], AlertKind::Digest { .. }) => self.digest(),
            (
                [_],
                AlertKind::OwnerNotice {
                    channel_id, cause, ..
                },
            ) => failure_notice::page(*channel_id, cause),
            ([alert], _) => self.single(alert),
            (several, _) => self.batch(several),
        };
        Post {
            delivery: first.spec.id.clone(),
            headline,
            mention_role: self.role(first),
            in_reply_to: None,
            reply: Reply::of(page).with_row(buttons::buttons(first)),
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
            let how = "Acknowledged".to_owned();
            reply = self.acknowledged(alerts, Taken { how, by, at });
        }
        let about_it = |one: &&Alert| one.spec.summit_id == change.spec.summit_id;
        let old = alerts.iter().find(about_it).map_or("", dates);
        let is_cancelled = matches!(change.spec.kind, AlertKind::Cancelled { .. });
        let new_date = if is_cancelled {
            "Cancelled".to_owned()
        } else {
            format!("New date: {}", dates(change))
        };
        let old = match old {
            "" => String::new(),
            old => format!(" (was {old})"),
        };
        // Of several summits in one message, it says which.
        let name = match alerts.len() {
            1 => String::new(),
            _ => format!("{}: ", self.name(change)),
        };
        reply.page.warning = Some(format!("{name}{new_date}{old}"));
        reply
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

    fn is_late(&self, alert: &Alert) -> bool {
        self.now.duration_since(alert.spec.due_at) > LATE
    }

    fn footer(&self, alert: &Alert) -> String {
        let lead = match &alert.spec.kind {
            AlertKind::Lead { before } => format!(" · {before} before"),
            _ => String::new(),
        };
        format!("Due {}{lead}", self.local(alert.spec.due_at))
    }

    /// By the channel's own clock: "24 Nov 2026, 03:10 CET".
    fn local(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.subscription.zone())
            .strftime("%-d %b %Y, %H:%M %Z")
            .to_string()
    }

    /// From when to when, by the channel's own clock, the day only where it is another: "23 Nov 2026, 03:10–09:40 CET".
    fn local_span(&self, Downtime { from, to }: Downtime) -> String {
        let (from, to) = (
            from.to_zoned_datetime(self.subscription.zone()),
            to.to_zoned_datetime(self.subscription.zone()),
        );
        let start = from.strftime("%-d %b %Y, %H:%M");
        if from.date() == to.date() {
            format!("{start}–{}", to.strftime("%H:%M %Z"))
        } else {
            format!("{start} – {}", to.strftime("%-d %b %Y, %H:%M %Z"))
        }
    }
}
