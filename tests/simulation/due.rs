//! Which alerts were due by what the files said, and when: reckoned from the files and the subscriptions, and not by the code
//! under test.

use std::collections::HashMap;

use attache::config::Lead;
use attache::store::{Alert, AlertKind, AlertReason, AlertState, Subscription};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::calendar::SUMMITS;
use super::discord::{Message, is_closed};
use super::editions::{Edition, Entry, runs};
use super::year::Trouble;

/// Longer than any failure here lasts: whatever may be posted for so long is posted.
const LONG: SignedDuration = SignedDuration::from_hours(24);
/// The clock is set by less.
const SET_BY: SignedDuration = SignedDuration::from_hours(12);
/// How often it is looked whether a summit is back that was gone for a moment.
const LOOKED_FOR: SignedDuration = SignedDuration::from_secs(12);

/// For how long the files said that a summit begins at one moment.
struct Era<'e> {
    entry: &'e Entry,
    from: Timestamp,
    to: Timestamp,
    /// When the files had it not, for less than the grace.
    gaps: Vec<(Timestamp, Timestamp)>,
}

/// Every alert that was due was planned, and posted at its time; if things failed, later, or it has a reason on record.
/// Returns how many were due.
pub(crate) fn were_posted(
    rows: &[Alert],
    messages: &[Message],
    subscriptions: &[Subscription],
    editions: &[Edition],
    (trouble, end): (Trouble, Timestamp),
    case: &str,
) -> usize {
    let key = |row: &'_ Alert| {
        let AlertKind::Lead { before } = row.spec.kind else {
            return None;
        };
        let spec = &row.spec;
        let id = spec.subscription_id.clone();
        Some((
            id,
            spec.summit_id.clone()?,
            before.to_string(),
            spec.begins_at?,
        ))
    };
    let rows: HashMap<_, &Alert> = rows
        .iter()
        .filter_map(|row| Some((key(row)?, row)))
        .collect();
    let margin = if trouble.clock {
        SET_BY
    } else {
        SignedDuration::ZERO
    };
    let mut count = 0;
    for summit in 0..SUMMITS {
        for era in eras(editions, summit) {
            for one in subscriptions.iter().filter(|one| covers(one, summit)) {
                for lead in &one.spec.before {
                    let due_at = due_at(one, era.entry, *lead);
                    let is_due = due_at >= era.from + margin
                        && due_at + margin < era.to.min(end)
                        && due_at > one.created_at;
                    if !is_due || is_closed(one.destination()) {
                        continue;
                    }
                    count += 1;
                    let begins = era.entry.begins();
                    let name = format!("summit-{summit}");
                    let row = rows.get(&(one.id.clone(), name, lead.to_string(), begins));
                    let Some(row) = row else {
                        panic!(
                            "{case}: never planned: {lead} before summit {summit} at {begins} for {one:#?}"
                        );
                    };
                    assert!(
                        is_kept(row, messages, (&era, due_at), trouble),
                        "{case}: due at {due_at}, as the files said from {} to {} but for {:?}: {row:#?}",
                        era.from,
                        era.to,
                        era.gaps
                    );
                }
            }
        }
    }
    count
}

/// Whether the promise was kept of an alert that was due.
fn is_kept(
    row: &Alert,
    messages: &[Message],
    (era, due_at): (&Era<'_>, Timestamp),
    trouble: Trouble,
) -> bool {
    let message = row.message_id.and_then(|id| {
        let mut delivered = messages.iter().map(|one| &one.delivered);
        delivered.find(|one| one.id == id)
    });
    if trouble.is_quiet() {
        let gap = era
            .gaps
            .iter()
            .find(|(from, to)| (*from..*to).contains(&due_at));
        let at_last = match gap {
            Some((_, back_at)) => *back_at + LOOKED_FOR,
            None => due_at + SignedDuration::from_secs(1),
        };
        return message.is_some_and(|one| (due_at..=at_last).contains(&one.at));
    }
    let has_time = due_at + LONG < era.to && due_at + LONG < era.entry.begins();
    if message.is_some() || row.state == AlertState::Posted {
        return true;
    }
    // That it is true is held elsewhere; it must not be of a time before, when the files said something else.
    let is_of_then = trouble.clock || row.ended_at.is_some_and(|at| at >= due_at);
    let reason = row.cause.as_ref().map(|cause| cause.reason);
    is_of_then && !has_time && reason != Some(AlertReason::ChannelUnavailable)
}

fn eras(editions: &[Edition], summit: usize) -> Vec<Era<'_>> {
    let mut eras: Vec<Era<'_>> = Vec::new();
    let mut gone: Option<(Timestamp, Timestamp)> = None;
    for run in runs(editions, summit) {
        if !run.is_noticed() {
            gone = Some((run.from, run.to));
            continue;
        }
        let gap = gone.take();
        let begins = run.entry.begins();
        let is_on = run.entry.is_on();
        match eras.last_mut() {
            Some(last)
                if is_on
                    && last.to == gap.map_or(run.from, |(from, _)| from)
                    && last.entry.begins() == begins =>
            {
                last.gaps.extend(gap);
                last.to = run.to;
            }
            _ if is_on => eras.push(Era {
                entry: run.entry,
                from: run.from,
                to: run.to,
                gaps: Vec::new(),
            }),
            _ => {}
        }
    }
    eras
}

/// Whether a subscription asks for a summit.
pub(crate) fn covers(subscription: &Subscription, summit: usize) -> bool {
    let names = [
        "all".to_owned(),
        format!("s{}", summit % 3),
        format!("summit-{summit}"),
    ];
    let asked = &subscription.spec.summits;
    asked.iter().any(|name| names.contains(name))
}

/// When a lead is due: so long before by the wall clock of the venue, and not in quiet hours.
pub(crate) fn due_at(subscription: &Subscription, entry: &Entry, lead: Lead) -> Timestamp {
    let begins = entry.begins();
    let zone = TimeZone::get(entry.zone).expect("a zone");
    let asked = begins.to_zoned_datetime(zone) - lead.0;
    put_off(asked.timestamp(), Some(begins), subscription)
}

/// The end of the quiet hours that a moment falls into; the moment itself if that would be too late.
pub(crate) fn put_off(
    at: Timestamp,
    begins: Option<Timestamp>,
    subscription: &Subscription,
) -> Timestamp {
    let Some(quiet) = subscription.spec.quiet_hours else {
        return at;
    };
    // All quiet hours here go over midnight, and end in an hour that no zone skips or repeats.
    assert!(quiet.from > quiet.to);
    let zone = subscription.spec.time_zone.as_deref().unwrap_or("UTC");
    let local = at.to_zoned_datetime(TimeZone::get(zone).expect("a zone"));
    let day = match local.time() {
        time if time >= quiet.from => local.date() + 1.day(),
        time if time < quiet.to => local.date(),
        _ => return at,
    };
    let end = day
        .to_datetime(quiet.to)
        .to_zoned_datetime(local.time_zone().clone());
    let end = end.expect("a moment").timestamp();
    if begins.is_none_or(|begins| end < begins) {
        end
    } else {
        at
    }
}
