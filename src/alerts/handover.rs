//! `/handover`: what the next shift has to know, on one page.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::AlertService;
use super::escalation::mentioned;
use super::listing::link;
use super::render::stored_dates::localized;
use super::render::words::{before_words, cause_words, kind_words, utc};
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{Entry, Mentioned, Occasion, Page, Reply, Section, Tone, fit_and_count};
use crate::store::{
    Alert, AlertKind, AlertState, Destination, StoreError, Subscription, SubscriptionState,
};
use crate::text::{Locale, text};

/// How long a shift is: two a day.
const SHIFT: SignedDuration = SignedDuration::from_hours(12);
/// How far back an alert may have been posted that nobody has acknowledged: the longest lead, a year.
const OPEN: SignedDuration = SignedDuration::from_hours(24 * 366);
/// How many characters of an embed one part may take: five fit into its 6,000.
const PART: usize = 1_000;

impl AlertService {
    /// What is due in the next 12 hours, what nobody has acknowledged, and what failed or moved in the last 12, on one
    /// page in the language of `locale`.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn handover(&self, guild: u64, locale: Locale) -> Result<Reply, StoreError> {
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
            locale,
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
    locale: Locale,
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
            alert.spec.kind.is_change()
                && alert.state != AlertState::Withdrawn
                && (is_late(alert.ended_at) || alert.spec.due_at >= self.from)
        };
        let due_at: fn(&Alert) -> Timestamp = |alert| alert.spec.due_at;
        let parts = [
            self.part(&due, due_at),
            self.part(&open, posted_at),
            self.part(&failed, due_at),
            self.part(&moved, posted_at),
            self.paused(),
        ];
        let is_wrong = parts[1..3].iter().any(|entries| !entries.is_empty());
        let is_empty = parts.iter().all(Vec::is_empty);
        let locale = self.locale;
        let (from, to) = (utc(self.from, locale), utc(self.to, locale));
        Reply::of(Page {
            locale,
            title: text!(locale, "alerts-handover-title"),
            tone: if is_wrong {
                Tone::Opposed
            } else {
                Tone::Aligned
            },
            lead: match (self.subscriptions.is_empty(), is_empty) {
                (true, _) => text!(locale, "alerts-handover-no-subscriptions"),
                (false, true) => text!(locale, "alerts-handover-all-clear"),
                (false, false) => String::new(),
            },
            sections: self.sections(parts),
            footer: text!(locale, "alerts-handover-span", from = from, to = to),
            ..Page::default()
        })
    }

    /// The parts that there is something in, each under its heading.
    fn sections(&self, parts: [Vec<Entry>; 5]) -> Vec<Section> {
        let locale = self.locale;
        let headings = [
            text!(locale, "alerts-handover-due-heading"),
            text!(locale, "alerts-handover-open-heading"),
            text!(locale, "alerts-handover-failed-heading"),
            text!(locale, "alerts-handover-moved-heading"),
            text!(locale, "alerts-handover-paused-heading"),
        ];
        let parts = headings.into_iter().zip(parts);
        let parts = parts.filter(|(_, entries)| !entries.is_empty());
        let sections = parts.map(|(heading, entries)| Section {
            heading: Some(heading),
            entries: fit_and_count(entries, PART, locale),
            is_inline: false,
        });
        sections.collect()
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

    /// What an alert is about.
    fn what(&self, alert: &Alert) -> String {
        let locale = self.locale;
        let id = alert.spec.summit_id.as_deref().unwrap_or_default();
        let summit = self.knowledge.summit(id).map(Summit::title);
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
            AlertKind::Removed { .. } => {
                text!(locale, "alerts-handover-removed", summit = summit)
            }
            AlertKind::Digest { .. } => text!(locale, "alerts-handover-digest"),
            AlertKind::OwnerNotice { .. } => text!(locale, "alerts-handover-notice"),
        }
    }

    fn line(&self, alert: &Alert, when: Timestamp) -> Entry {
        let (locale, what) = (self.locale, self.what(alert));
        let cause = match alert.state {
            AlertState::Failed | AlertState::Missed => alert.cause.as_ref(),
            AlertState::Planned | AlertState::Posted | AlertState::Withdrawn => None,
        };
        let text = match cause.map(|cause| cause_words(cause, locale)) {
            Some(reason) => text!(
                locale,
                "alerts-handover-reason",
                what = what,
                reason = reason
            ),
            None => what,
        };
        let mut entry = Entry {
            occasion: Some(Occasion {
                at: when.to_zoned_datetime(TimeZone::UTC),
                has_hour: true,
            }),
            ..Entry::remark(text)
        };
        if let AlertKind::Escalation { step, .. } = &alert.spec.kind {
            let chain = self
                .subscription(alert)
                .map(|one| one.spec.escalation_chain());
            let target = chain.and_then(|chain| chain.target(*step));
            if let Some(called) = target.and_then(mentioned) {
                let to = text!(locale, "alerts-mention-to");
                entry = entry.mentioning(to, called);
            }
        }
        entry = match alert.spec.destination {
            Destination::User(user) => {
                let to = text!(locale, "alerts-mention-to");
                entry.mentioning(to, Mentioned::User(user))
            }
            Destination::Channel(channel) => {
                let place = text!(locale, "alerts-mention-in");
                entry.mentioning(place, Mentioned::Channel(channel))
            }
        };
        entry.sources.extend(link(self.guild, alert, locale));
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
            .is_some_and(|one| one.spec.asks_to_acknowledge());
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
        paused
            .map(|one| one.entry(self.knowledge, None, self.locale))
            .collect()
    }
}

fn posted_at(alert: &Alert) -> Timestamp {
    alert.ended_at.unwrap_or(alert.spec.due_at)
}
