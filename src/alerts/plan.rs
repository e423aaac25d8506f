//! What a subscription asks for: a function of the calendar, the subscriptions and a moment alone.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::quiet_hours::held_back;
use crate::calendar::before;
use crate::config::{ClockTime, Lead};
use crate::document::When;
use crate::fingerprint::fingerprint_of;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::store::{AlertKind, AlertSpec, Subscription, SummitFacts};

/// How far ahead handovers are planned. The outbox is compared once a day, so that none is left out.
const HANDOVERS_AHEAD: SignedDuration = SignedDuration::from_hours(2 * 24);
/// How far a digest looks ahead.
pub(super) const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Every alert due at `from` or later, and not before its subscription was made, in the order of their posting: a
/// function of these alone. Of the weekly digests, which have no end, the next; of the handovers, those of two days.
///
/// A summit known to the month has none, nor one that has taken place or is cancelled.
pub fn plan(
    knowledge: &Knowledge,
    subscriptions: &[Subscription],
    day_starts_at: ClockTime,
    from: Timestamp,
) -> Vec<AlertSpec> {
    let ahead: Vec<(&Summit, jiff::ZonedDateTime)> = knowledge
        .summits()
        .filter_map(|summit| Some((summit, begins(summit, day_starts_at)?)))
        .filter(|(_, begins)| begins.timestamp() >= from)
        .collect();
    let mut planned = Vec::new();
    for subscription in subscriptions {
        let wanted = ahead
            .iter()
            .filter(|(summit, _)| subscription.covers(summit));
        let of_summits = wanted.flat_map(|(summit, begins)| {
            let of = |lead: &Lead| alert(subscription, summit, begins, *lead);
            subscription.spec.before.iter().filter_map(of)
        });
        let from = subscription.created_at.max(from);
        planned.extend(of_summits.filter(|alert| alert.due_at >= from));
        planned.extend(digest(subscription, from));
        planned.extend(handovers(subscription, from));
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
    subscription: &Subscription,
    summit: &Summit,
    begins: &jiff::ZonedDateTime,
    lead: Lead,
) -> Option<AlertSpec> {
    let asked_at = before(begins, lead.0).ok()?.timestamp();
    let begins_at = begins.timestamp();
    let due_at = held_back(asked_at, Some(begins_at), subscription);
    let start = begins_at.as_second().to_string();
    Some(AlertSpec {
        id: identity(&[&subscription.id, &summit.id, &start, &lead.to_string()]),
        kind: AlertKind::Lead { before: lead },
        subscription_id: subscription.id.clone(),
        summit_id: Some(summit.id.clone()),
        destination: subscription.destination(),
        due_at,
        begins_at: Some(begins_at),
        dates: summit.dates().map(|dates| dates.to_string()),
        title: Some(summit.title()),
        facts: Some(facts_of(summit)),
    })
}

/// What an alert says of a summit beside when it begins.
pub(super) fn facts_of(summit: &Summit) -> SummitFacts {
    SummitFacts {
        ends: summit.end.map(When::to_iso),
        place: summit.place(),
        status: summit.status,
    }
}

/// The instant that a planned alert was asked for, before quiet hours put it off.
pub fn asked_at(alert: &AlertSpec, knowledge: &Knowledge, day_starts_at: ClockTime) -> Timestamp {
    let AlertKind::Lead { before: lead } = &alert.kind else {
        return alert.due_at;
    };
    let summit = alert
        .summit_id
        .as_deref()
        .and_then(|id| knowledge.summit(id));
    let begins = summit.and_then(|summit| begins(summit, day_starts_at));
    let asked_at = begins.and_then(|begins| before(&begins, lead.0).ok());
    asked_at.map_or(alert.due_at, |asked_at| asked_at.timestamp())
}

/// The next digest after `from`, by the channel's clock.
fn digest(subscription: &Subscription, from: Timestamp) -> Option<AlertSpec> {
    let weekly = subscription.spec.weekly_digest?;
    let local = from.to_zoned_datetime(subscription.zone());
    let due_on = |day: Date| {
        let due = day
            .to_datetime(weekly.time)
            .to_zoned_datetime(subscription.zone());
        due.ok().map(|due| due.timestamp())
    };
    let days = (0..=7).map(|days| local.date().saturating_add(days.days()));
    let due_at = days
        .filter(|day| day.weekday() == weekly.day)
        .filter_map(due_on)
        .find(|due| *due >= from)?;
    let kind = AlertKind::Digest {
        week_ends_at: later(due_at, WEEK),
    };
    Some(of_no_summit(subscription, kind, due_at))
}

/// What a subscription asks for at a time of day, whatever the calendar says.
fn of_no_summit(subscription: &Subscription, kind: AlertKind, due_at: Timestamp) -> AlertSpec {
    let start = due_at.as_second().to_string();
    AlertSpec {
        id: identity(&[&subscription.id, kind.as_ref(), &start]),
        kind,
        subscription_id: subscription.id.clone(),
        summit_id: None,
        destination: subscription.destination(),
        due_at,
        begins_at: None,
        dates: None,
        title: None,
        facts: None,
    }
}

/// The handovers of two days that are due at `from` or later, and not before the subscription was made. Quiet hours do not
/// hold them back: somebody asked for them at that hour.
pub(super) fn handovers(
    subscription: &Subscription,
    from: Timestamp,
) -> impl Iterator<Item = AlertSpec> {
    let from = from.max(subscription.created_at);
    let until = later(from, HANDOVERS_AHEAD);
    let due = handover_times(subscription, from);
    let due = due
        .into_iter()
        .filter(move |due| (from..until).contains(due));
    due.map(|due_at| of_no_summit(subscription, AlertKind::Handover, due_at))
}

/// When the first handover after `at` is due; `None` if the subscription asks for none.
pub(super) fn next_handover(subscription: &Subscription, at: Timestamp) -> Option<Timestamp> {
    let times = handover_times(subscription, at);
    times.into_iter().find(|due| *due > at)
}

/// The moments of handovers on the day of `at` by the channel's clock and on the three days after it. One that the clock skips
/// comes as much later; of one that it shows twice, the first counts.
fn handover_times(subscription: &Subscription, at: Timestamp) -> BTreeSet<Timestamp> {
    let zone = subscription.zone();
    let today = at.to_zoned_datetime(zone.clone()).date();
    let days = (0..=3).map(|days| today.saturating_add(days.days()));
    let times = days.flat_map(|day| {
        let hours = subscription.spec.handover.iter();
        hours.map(move |hour| day.to_datetime(hour.0))
    });
    let moments = times.filter_map(|time| time.to_zoned_datetime(zone.clone()).ok());
    moments.map(|moment| moment.timestamp()).collect()
}

/// The time `by` after `at`, or `at` itself at the end of time.
pub(super) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

/// 24 hex digits that stand for `parts`, in this order: few enough for Discord's `nonce`.
pub(super) fn identity(parts: &[&str]) -> String {
    fingerprint_of(parts, 12)
}
