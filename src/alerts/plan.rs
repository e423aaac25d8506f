use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Subscriber;
use super::quiet_hours::end_of_quiet;
use crate::calendar::before;
use crate::config::{ClockTime, Lead};
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::store::{AlertKind, AlertSpec};

/// How far a digest looks ahead.
pub(super) const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An alert that is to be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The same whoever plans it: made of the subscription, the summit, its start, and how long before.
    /// 24 hex digits, which fit Discord's `nonce`.
    pub id: String,
    /// What it is about: a summit, or the week ahead.
    pub kind: AlertKind,
    /// The subscription's id.
    pub subscription: String,
    /// The summit's id; empty for a digest.
    pub summit: String,
    /// The id of the channel that is told.
    pub channel: u64,
    /// How long before the summit, as it was asked for; for a digest, when in the week.
    pub before: String,
    /// The instant that was asked for.
    pub asked_at: Timestamp,
    /// When it is posted: the same, or the end of the quiet hours it falls into.
    pub due_at: Timestamp,
    /// When the summit begins; for a digest, when its week ends.
    pub begins_at: Timestamp,
    /// The summit's dates.
    pub dates: String,
}

impl Planned {
    /// As the outbox takes it.
    pub fn into_new(self) -> AlertSpec {
        AlertSpec {
            id: self.id,
            kind: self.kind,
            parent: None,
            subscription: self.subscription,
            summit: self.summit,
            channel: self.channel,
            recipient: None,
            due_at: self.due_at,
            begins_at: self.begins_at,
            lead: self.before,
            told: self.dates,
        }
    }
}

/// Every alert due at `from` or later, and not before its subscription was made, in the order of their posting: a
/// function of these alone. Of the weekly digests, which have no end, the next.
///
/// A summit known to the month has none, nor one that has taken place or is cancelled.
pub fn plan(
    knowledge: &Knowledge,
    subscribers: &[Subscriber],
    day_starts_at: ClockTime,
    from: Timestamp,
) -> Vec<Planned> {
    let ahead: Vec<(&Summit, jiff::ZonedDateTime)> = knowledge
        .summits()
        .filter_map(|summit| Some((summit, begins(summit, day_starts_at)?)))
        .filter(|(_, begins)| begins.timestamp() >= from)
        .collect();
    let mut planned = Vec::new();
    for subscriber in subscribers {
        let wanted = ahead.iter().filter(|(summit, _)| subscriber.wants(summit));
        let of_summits = wanted.flat_map(|(summit, begins)| {
            let of = |lead: &Lead| alert(subscriber, summit, begins, *lead);
            subscriber.wants.before.iter().filter_map(of)
        });
        let from = subscriber.since.map_or(from, |since| since.max(from));
        planned.extend(of_summits.filter(|alert| alert.due_at >= from));
        planned.extend(digest(subscriber, from));
    }
    planned.sort_by(|one, other| (one.due_at, &one.id).cmp(&(other.due_at, &other.id)));
    // A lead written twice, as `1d` and `1d`, is one alert.
    planned.dedup_by(|one, other| one.id == other.id);
    planned
}

/// When a summit begins, if it can be counted down and is still to be.
pub(super) fn begins(summit: &Summit, day_starts_at: ClockTime) -> Option<jiff::ZonedDateTime> {
    let is_off = matches!(summit.status, SummitStatus::Cancelled | SummitStatus::Held);
    summit.dates().filter(|_| !is_off)?.begins(day_starts_at.0)
}

fn alert(
    subscriber: &Subscriber,
    summit: &Summit,
    begins: &jiff::ZonedDateTime,
    lead: Lead,
) -> Option<Planned> {
    let asked_at = before(begins, lead.0).ok()?.timestamp();
    let begins_at = begins.timestamp();
    let held = subscriber.wants.quiet_hours.map_or(asked_at, |quiet| {
        end_of_quiet(asked_at, quiet, &subscriber.zone())
    });
    // What the quiet would make too late is worth being woken for.
    let due_at = if held < begins_at { held } else { asked_at };
    let before = lead.to_string();
    let start = begins_at.as_second().to_string();
    Some(Planned {
        id: identity(&[&subscriber.id, &summit.id, &start, &before]),
        kind: AlertKind::Summit,
        subscription: subscriber.id.clone(),
        summit: summit.id.clone(),
        channel: subscriber.wants.channel.0,
        before,
        asked_at,
        due_at,
        begins_at,
        dates: summit
            .dates()
            .map_or_else(String::new, |dates| dates.to_string()),
    })
}

/// The next digest after `from`, by the subscriber's clock.
fn digest(subscriber: &Subscriber, from: Timestamp) -> Option<Planned> {
    let weekly = subscriber.wants.weekly_digest?;
    let local = from.to_zoned_datetime(subscriber.zone());
    let due_on = |day: Date| {
        let due = day
            .to_datetime(weekly.time)
            .to_zoned_datetime(subscriber.zone());
        due.ok().map(|due| due.timestamp())
    };
    let days = (0..=7).map(|days| local.date().saturating_add(days.days()));
    let due_at = days
        .filter(|day| day.weekday() == weekly.day)
        .filter_map(due_on)
        .find(|due| *due >= from)?;
    let start = due_at.as_second().to_string();
    Some(Planned {
        id: identity(&[&subscriber.id, "digest", &start]),
        kind: AlertKind::Digest,
        subscription: subscriber.id.clone(),
        summit: String::new(),
        channel: subscriber.wants.channel.0,
        before: weekly.to_string(),
        asked_at: due_at,
        due_at,
        begins_at: due_at.saturating_add(WEEK).unwrap_or(due_at),
        dates: String::new(),
    })
}

/// 24 hex digits that stand for `parts`, in this order.
pub(super) fn identity(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length keeps `ab, c` and `a, bc` apart.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(12)
        .fold(String::new(), |id, byte| id + &format!("{byte:02x}"))
}
