//! What stands on a handover: which alerts and summits belong to which part of it, in the order in which a shift needs them.
//! How each is worded is in `lines`.

use std::collections::{HashMap, HashSet};

use super::facts;
use super::span::Span;
use crate::alerts::plan::begins;
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::reply::Entry;
use crate::store::{Alert, AlertKind, AlertState, Subscription, SubscriptionState};
use crate::text::{Locale, text};

/// All that a handover is made of.
pub(super) struct Report<'r> {
    /// The server.
    pub(super) guild: u64,
    pub(super) span: Span,
    pub(super) subscriptions: &'r [Subscription],
    /// The server's alerts, those due first first.
    pub(super) alerts: &'r [Alert],
    /// The ids of the statements that are new since the span began.
    pub(super) new_facts: &'r HashSet<String>,
    pub(super) knowledge: &'r Knowledge,
    pub(super) day_starts_at: ClockTime,
    pub(super) locale: Locale,
}

/// A part of the page, from what has to be done to what is good to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Posted, and nobody took it.
    Open,
    /// Not posted, and not to be.
    Failed,
    /// Acknowledged or snoozed.
    Taken,
    /// Summits that have begun and not ended.
    UnderWay,
    /// To be posted.
    Due,
    /// Other dates, and summits that do not take place.
    Moved,
    /// New in the knowledge.
    Facts,
    /// Subscriptions of which nothing is posted.
    Paused,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Open,
        Self::Failed,
        Self::Taken,
        Self::UnderWay,
        Self::Due,
        Self::Moved,
        Self::Facts,
        Self::Paused,
    ];

    pub(super) fn heading(self, is_signed: bool, locale: Locale) -> String {
        match self {
            Self::Open if is_signed => text!(locale, "alerts-handover-open-signed-heading"),
            Self::Open => text!(locale, "alerts-handover-open-heading"),
            Self::Failed => text!(locale, "alerts-handover-failed-heading"),
            Self::Taken => text!(locale, "alerts-handover-taken-heading"),
            Self::UnderWay => text!(locale, "alerts-handover-under-way-heading"),
            Self::Due => text!(locale, "alerts-handover-due-heading"),
            Self::Moved => text!(locale, "alerts-handover-moved-heading"),
            Self::Facts => text!(locale, "alerts-handover-facts-heading"),
            Self::Paused => text!(locale, "alerts-handover-paused-heading"),
        }
    }
}

impl Report<'_> {
    /// The parts that there is something in, a line a message.
    pub(super) fn parts(&self) -> Vec<(Part, Vec<Entry>)> {
        let all = Part::ALL.into_iter().map(|part| (part, self.part(part)));
        all.filter(|(_, entries)| !entries.is_empty()).collect()
    }

    fn part(&self, part: Part) -> Vec<Entry> {
        let each = |belongs: &dyn Fn(&Alert) -> bool, line: fn(&Self, &[&Alert]) -> Entry| {
            let messages = self.messages(belongs).into_iter();
            messages.map(|alerts| line(self, &alerts)).collect()
        };
        match part {
            Part::Open => each(&|one| self.is_open(one), Self::open_line),
            Part::Failed => each(&|one| self.is_failed(one), Self::failed_line),
            Part::Taken => each(&|one| self.is_taken(one), Self::taken_line),
            Part::UnderWay => self.under_way(),
            Part::Due => each(&|one| self.is_due(one), Self::due_line),
            Part::Moved => each(&|one| self.is_change(one), Self::change_line),
            Part::Facts => facts::with_ids(self.knowledge, self.new_facts, self.locale),
            Part::Paused => self.paused(),
        }
    }

    /// What belongs, by the message that it was posted in or will be; its first alert first.
    fn messages(&self, belongs: &dyn Fn(&Alert) -> bool) -> Vec<Vec<&Alert>> {
        let mut messages: Vec<Vec<&Alert>> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for alert in self.alerts.iter().filter(|alert| belongs(alert)) {
            let place = *places.entry(self.message_of(alert)).or_insert_with(|| {
                messages.push(Vec::new());
                messages.len() - 1
            });
            messages[place].push(alert);
        }
        for alerts in &mut messages {
            alerts.sort_by_key(|one| one.batch_id.as_deref() != Some(&one.spec.id));
        }
        messages
    }

    /// The same for all that were posted as one message, or will be: leads of a channel that are due at the same instant and
    /// mention the same roles.
    fn message_of(&self, alert: &Alert) -> String {
        if let Some(batch_id) = &alert.batch_id {
            return batch_id.clone();
        }
        let spec = &alert.spec;
        let subscription = self.subscription(alert);
        match (&spec.kind, subscription) {
            (AlertKind::Lead { .. }, Some(subscription)) => format!(
                "{:?} {} {:?}",
                spec.destination,
                spec.due_at,
                subscription.spec.audience()
            ),
            _ => spec.id.clone(),
        }
    }

    /// Whether somebody is still to take it: also once its summit has begun, until that was handed over.
    fn is_open(&self, alert: &Alert) -> bool {
        let is_asked = self
            .subscription(alert)
            .is_some_and(|one| one.spec.asks_to_acknowledge());
        alert.state == AlertState::Posted
            && self.wants_acknowledgement(alert)
            && alert.acknowledged_at.is_none()
            && alert.spec.begins_at > Some(self.span.handed_over_until())
            && is_asked
            && self.still_holds(alert)
    }

    /// A lead, a snoozed one, and word of a date so near that it stands for both.
    fn wants_acknowledgement(&self, alert: &Alert) -> bool {
        alert.spec.kind.is_reminder() || self.stands_for_lead(alert)
    }

    /// Whether a summit moved so near that no lead of the subscription counts down to it.
    fn stands_for_lead(&self, alert: &Alert) -> bool {
        let (AlertKind::Moved { .. }, Some(begins_at)) = (&alert.spec.kind, alert.spec.begins_at)
        else {
            return false;
        };
        let posted_at = alert.last_attempt_at.unwrap_or(alert.spec.due_at);
        let left = begins_at.duration_since(posted_at);
        let leads = self.subscription(alert).map(|one| &one.spec.before);
        let is_ahead = leads.is_some_and(|leads| leads.iter().any(|lead| lead.length() < left));
        let counts_down = |one: &Alert| {
            let is_lead = matches!(one.spec.kind, AlertKind::Lead { .. });
            let is_earlier_word = matches!(one.spec.kind, AlertKind::Moved { .. })
                && one.last_attempt_at < alert.last_attempt_at;
            (is_lead || is_earlier_word)
                && one.state == AlertState::Posted
                && one.spec.subscription_id == alert.spec.subscription_id
                && one.spec.summit_id == alert.spec.summit_id
                && one.spec.begins_at == Some(begins_at)
        };
        !is_ahead && !self.alerts.iter().any(counts_down)
    }

    fn is_failed(&self, alert: &Alert) -> bool {
        matches!(alert.state, AlertState::Failed | AlertState::Missed)
            && alert.ended_at.is_some_and(|at| at >= self.span.from)
    }

    /// An escalation is taken together with what it calls for.
    fn is_taken(&self, alert: &Alert) -> bool {
        !matches!(alert.spec.kind, AlertKind::Escalation { .. })
            && alert.acknowledged_at.is_some_and(|at| at >= self.span.from)
    }

    /// The escalation of an open alert stands in that one's line; that there will be another handover is no news.
    fn is_due(&self, alert: &Alert) -> bool {
        let is_said = match &alert.spec.kind {
            AlertKind::Handover => true,
            AlertKind::Escalation { of, .. } => {
                let mut of = self.alerts.iter().filter(|one| first_of(one) == of);
                of.any(|one| self.is_open(one))
            }
            _ => alert.spec.kind.is_change(),
        };
        let is_active = self
            .subscription(alert)
            .is_some_and(|one| one.state == SubscriptionState::Active);
        alert.state == AlertState::Planned
            && alert.spec.due_at <= self.span.ahead()
            && is_active
            && !is_said
            && (!alert.spec.kind.counts_down() || self.still_holds(alert))
    }

    fn is_change(&self, alert: &Alert) -> bool {
        let is_new = match alert.state {
            AlertState::Planned => true,
            AlertState::Posted => alert.ended_at.is_some_and(|at| at >= self.span.from),
            // That it could not be posted stands elsewhere; what is withdrawn was replaced.
            AlertState::Failed | AlertState::Missed | AlertState::Withdrawn => false,
        };
        alert.spec.kind.is_change() && is_new
    }

    /// Whether the summit still begins, or began, when the alert says. What cannot be read has not changed.
    fn still_holds(&self, alert: &Alert) -> bool {
        let Some(id) = alert.spec.summit_id.as_deref() else {
            return true;
        };
        let Some(summit) = self.knowledge.summit(id) else {
            return self.knowledge.cannot_read_summit(id);
        };
        match summit.status {
            SummitStatus::Cancelled => false,
            SummitStatus::Held => true,
            _ => {
                let begins = begins(summit, self.day_starts_at);
                begins.map(|begins| begins.timestamp()) == alert.spec.begins_at
            }
        }
    }

    /// The call that follows an alert: the one that is planned, else the last that was posted.
    pub(super) fn escalation_of(&self, alert: &Alert) -> Option<&Alert> {
        let is_there = |one: &&Alert| matches!(one.state, AlertState::Planned | AlertState::Posted);
        let follows = |one: &&Alert| matches!(&one.spec.kind, AlertKind::Escalation { of, .. } if of == first_of(alert));
        let calls = self.alerts.iter().filter(is_there).filter(follows);
        calls.max_by_key(|call| (call.state == AlertState::Planned, call.spec.due_at))
    }

    /// Whether an alert was taken by putting it off.
    pub(super) fn is_snoozed(&self, alert: &Alert) -> bool {
        let follows = |one: &Alert| matches!(&one.spec.kind, AlertKind::Snooze { of } if of == first_of(alert));
        self.alerts.iter().any(follows)
    }

    /// Summits of the server's subscriptions that have begun and not ended, those that began first first.
    fn under_way(&self) -> Vec<Entry> {
        let active = |one: &&Subscription| one.state == SubscriptionState::Active;
        let is_followed = |summit: &Summit| {
            let mut active = self.subscriptions.iter().filter(active);
            active.any(|one| one.covers(summit))
        };
        let summits = self.knowledge.summits().filter(|one| is_followed(one));
        let mut under_way: Vec<_> = summits.filter_map(|one| self.under_way_line(one)).collect();
        under_way.sort_by_key(|(begun_at, _)| *begun_at);
        under_way.into_iter().map(|(_, entry)| entry).collect()
    }

    fn paused(&self) -> Vec<Entry> {
        let paused = self.subscriptions.iter();
        let paused = paused.filter(|one| one.state == SubscriptionState::Paused);
        paused
            .map(|one| one.entry(self.knowledge, None, self.locale))
            .collect()
    }

    pub(super) fn subscription(&self, alert: &Alert) -> Option<&Subscription> {
        let id = &alert.spec.subscription_id;
        self.subscriptions.iter().find(|one| one.id == *id)
    }
}

/// The id of the first alert of its message, by which what follows the message knows it.
fn first_of(alert: &Alert) -> &str {
    alert.batch_id.as_deref().unwrap_or(&alert.spec.id)
}
