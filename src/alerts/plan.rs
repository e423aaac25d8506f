use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Subscriber;
use super::quiet::end_of_quiet;
use crate::calendar::before;
use crate::config::{ClockTime, Lead};
use crate::knowledge::{Knowledge, Summit, SummitStatus};

/// An alert that is to be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The same whoever plans it: made of the subscription, the summit, its start, and how long before.
    /// 24 hex digits, which fit Discord's `nonce`.
    pub id: String,
    /// The subscription's id.
    pub subscription: String,
    /// The summit's id.
    pub summit: String,
    /// The id of the channel that is told.
    pub channel: u64,
    /// How long before the summit, as it was asked for.
    pub before: String,
    /// The instant that was asked for.
    pub asked_at: Timestamp,
    /// When it is posted: the same, or the end of the quiet hours it falls into.
    pub due_at: Timestamp,
    /// When the summit begins.
    pub begins_at: Timestamp,
}

/// Every alert due at `from` or later, in the order of their posting: a function of these alone.
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
        for (summit, begins) in ahead.iter().filter(|(summit, _)| subscriber.wants(summit)) {
            let of = |lead: &Lead| alert(subscriber, summit, begins, *lead);
            planned.extend(subscriber.wants.before.iter().filter_map(of));
        }
    }
    planned.retain(|alert| alert.due_at >= from);
    planned.sort_by(|one, other| (one.due_at, &one.id).cmp(&(other.due_at, &other.id)));
    // A lead written twice, as `1d` and `1d`, is one alert.
    planned.dedup_by(|one, other| one.id == other.id);
    planned
}

fn begins(summit: &Summit, day_starts_at: ClockTime) -> Option<jiff::ZonedDateTime> {
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
        subscription: subscriber.id.clone(),
        summit: summit.id.clone(),
        channel: subscriber.wants.channel.0,
        before,
        asked_at,
        due_at,
        begins_at,
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
