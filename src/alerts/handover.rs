//! `/handover`: what the next shift has to know, on one page.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::AlertService;
use super::listing::{link, utc};
use super::render::words::cause_words;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{Entry, Mentioned, Occasion, Page, Reply, Section, Tone, fit_and_count};
use crate::store::{
    Alert, AlertKind, AlertState, Destination, StoreError, Subscription, SubscriptionState,
};

/// How long a shift is: two a day.
const SHIFT: SignedDuration = SignedDuration::from_hours(12);
/// How far back an alert may have been posted that nobody has acknowledged: the longest lead, a year.
const OPEN: SignedDuration = SignedDuration::from_hours(24 * 366);
/// How many characters of an embed one part may take: five fit into its 6,000.
const PART: usize = 1_000;

impl AlertService {
    /// What is due in the next 12 hours, what nobody has acknowledged, and what failed or moved in the last 12, on one
    /// page.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn handover(&self, guild: u64) -> Result<Reply, StoreError> {
        let subscriptions = self.subscriptions(guild).await?;
        let now = self.now();
        let shift = |by| now.saturating_add(by).unwrap_or(now);
        let (from, to) = (shift(-SHIFT), shift(SHIFT));
        let alerts = self.store.alerts_of_guild(guild, shift(-OPEN), to).await?;
        let report = HandoverReport {
            guild,
            now,
            from,
            to,
            subscriptions: &subscriptions,
            alerts: &alerts,
            knowledge: &self.library.current(),
        };
        Ok(report.reply())
    }
}

/// What there is when the shift changes, from 12 hours before to 12 hours after.
struct HandoverReport<'r> {
    guild: u64,
    now: Timestamp,
    from: Timestamp,
    to: Timestamp,
    subscriptions: &'r [Subscription],
    alerts: &'r [Alert],
    knowledge: &'r Knowledge,
}

impl HandoverReport<'_> {
    fn reply(&self) -> Reply {
        let is_late = |at: Option<Timestamp>| at.is_some_and(|at| at >= self.from);
        let due = |alert: &Alert| {
            alert.state == AlertState::Planned
                && alert.spec.due_at <= self.to
                && self.is_active(alert)
        };
        let open = |alert: &Alert| self.is_open(alert);
        let failed = |alert: &Alert| {
            matches!(alert.state, AlertState::Failed | AlertState::Missed)
                && is_late(alert.ended_at)
        };
        let moved = |alert: &Alert| {
            alert.spec.kind.is_date_change()
                && alert.state != AlertState::Withdrawn
                && (is_late(alert.ended_at) || alert.spec.due_at >= self.from)
        };
        let parts = [
            (
                "Due in the next 12 hours",
                self.part(&due, |alert| alert.spec.due_at),
            ),
            ("Not acknowledged", self.part(&open, posted_at)),
            ("Not posted", self.part(&failed, |alert| alert.spec.due_at)),
            ("Moved or cancelled", self.part(&moved, posted_at)),
            ("Paused", self.paused()),
        ];
        let is_wrong = parts[1..3].iter().any(|(_, entries)| !entries.is_empty());
        let is_empty = parts.iter().all(|(_, entries)| entries.is_empty());
        let sections = parts
            .into_iter()
            .filter(|(_, entries)| !entries.is_empty())
            .map(|(heading, entries)| Section {
                heading: Some(heading.to_owned()),
                entries: fit_and_count(entries, PART),
                is_inline: false,
            });
        let lead = match (self.subscriptions.is_empty(), is_empty) {
            (true, _) => "This server has no subscriptions. /alerts add makes one.",
            (false, true) => "All clear: nothing due in 12 h, nothing open",
            (false, false) => "",
        };
        Reply::of(Page {
            title: "Handover".to_owned(),
            tone: if is_wrong {
                Tone::Opposed
            } else {
                Tone::Aligned
            },
            lead: lead.to_owned(),
            sections: sections.collect(),
            footer: format!("From {} to {}", utc(self.from), utc(self.to)),
            ..Page::default()
        })
    }

    fn part(&self, belongs: &dyn Fn(&Alert) -> bool, when: fn(&Alert) -> Timestamp) -> Vec<Entry> {
        let alerts = self.alerts.iter().filter(|alert| belongs(alert));
        // What goes out as one message is one line.
        let leads = alerts.filter(|alert| {
            alert
                .batch_id
                .as_deref()
                .is_none_or(|batch_id| batch_id == alert.spec.id)
        });
        leads.map(|alert| self.line(alert, when(alert))).collect()
    }

    fn line(&self, alert: &Alert, when: Timestamp) -> Entry {
        let id = alert.spec.summit_id.as_deref().unwrap_or_default();
        let summit = self.knowledge.summit(id).map(Summit::title);
        let name = summit.unwrap_or_else(|| id.to_owned());
        let text = match &alert.spec.kind {
            AlertKind::Lead { before } => format!("{name}, {before} before"),
            AlertKind::Snooze { .. } => format!("{name}, snoozed"),
            AlertKind::Escalation { .. } => format!("{name}, escalation"),
            AlertKind::Moved { from, .. } => {
                let from = from.as_deref().unwrap_or_default();
                let to = alert.spec.dates.as_deref().unwrap_or_default();
                format!("{name}: from {from} to {to}")
            }
            AlertKind::Cancelled { .. } => format!("{name}: cancelled"),
            AlertKind::Digest { .. } => "The weekly digest".to_owned(),
            AlertKind::OwnerNotice { .. } => "A notice of a subscription that fails".to_owned(),
        };
        let reason = match alert.state {
            AlertState::Failed | AlertState::Missed => alert.cause.as_ref().map(cause_words),
            AlertState::Planned | AlertState::Posted | AlertState::Withdrawn => None,
        };
        let text = reason.map_or(text.clone(), |reason| format!("{text}: {reason}"));
        let mut entry = Entry {
            occasion: Some(Occasion {
                at: when.to_zoned_datetime(TimeZone::UTC),
                has_hour: true,
            }),
            ..Entry::remark(text)
        };
        let escalates_to = self.subscription(alert);
        let escalates_to = escalates_to.and_then(|one| one.spec.escalate_to_role);
        if let (AlertKind::Escalation { .. }, Some(role)) = (&alert.spec.kind, escalates_to) {
            entry = entry.mentioning("to", Mentioned::Role(role.0));
        }
        entry = match alert.spec.destination {
            Destination::User(user) => entry.mentioning("to", Mentioned::User(user)),
            Destination::Channel(channel) => entry.mentioning("in", Mentioned::Channel(channel)),
        };
        entry.sources.extend(link(self.guild, alert));
        entry
    }

    fn is_active(&self, alert: &Alert) -> bool {
        self.subscription(alert)
            .is_some_and(|one| one.state == SubscriptionState::Active)
    }

    /// Whether somebody is still to acknowledge it.
    fn is_open(&self, alert: &Alert) -> bool {
        let is_asked = self
            .subscription(alert)
            .is_some_and(|one| one.spec.acknowledge_within.is_some());
        alert.state == AlertState::Posted
            && alert.spec.kind.is_reminder()
            && alert.acknowledged_at.is_none()
            && alert.spec.begins_at > Some(self.now)
            && is_asked
    }

    fn subscription(&self, alert: &Alert) -> Option<&Subscription> {
        let id = &alert.spec.subscription_id;
        self.subscriptions.iter().find(|one| one.id == *id)
    }

    fn paused(&self) -> Vec<Entry> {
        let paused = self.subscriptions.iter();
        let paused = paused.filter(|one| one.state == SubscriptionState::Paused);
        paused.map(|one| one.entry(self.knowledge, None)).collect()
    }
}

fn posted_at(alert: &Alert) -> Timestamp {
    alert.ended_at.unwrap_or(alert.spec.due_at)
}
