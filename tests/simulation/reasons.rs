//! Why alerts were not posted: each reason on record is held against what happened to the calendar, the rota and Discord.

use attache::store::{Alert, AlertKind, AlertReason, Destination};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::chains::ON_DUTY;
use super::discord::is_closed;
use super::editions::{Edition, Entry, at, number_of};
use super::people::is_person;
use super::year::Trouble;

/// For how long word of a change is tried.
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Every alert that ended without a message has a reason that was true when it ended.
pub(crate) fn are_true(rows: &[Alert], editions: &[Edition], trouble: Trouble, case: &str) {
    let ended = rows.iter().filter(|row| row.message_id.is_none());
    for (row, ended_at) in ended.filter_map(|row| Some((row, row.ended_at?))) {
        let said = number_of(row).map(|summit| at(editions, summit, ended_at));
        let said = said.unwrap_or_default();
        assert!(
            is_true(row, rows, ended_at, &said, trouble),
            "{case}: this is not why: {row:#?}\nThe files said {said:#?}"
        );
    }
}

fn is_true(
    row: &Alert,
    rows: &[Alert],
    ended_at: Timestamp,
    said: &[&Entry],
    trouble: Trouble,
) -> bool {
    let some = |is: fn(&Entry) -> bool| said.iter().any(|one| is(one));
    let is_of_person = matches!(row.spec.destination, Destination::User(id) if is_person(id));
    let reason = row.cause.as_ref().map(|cause| cause.reason);
    match reason.expect("a reason") {
        AlertReason::DateChanged => {
            let is_other = |one: &&Entry| one.is_on() && !one.has_date_of(row);
            said.iter().any(is_other)
        }
        AlertReason::SummitCancelled => some(Entry::is_cancelled),
        AlertReason::NotInCalendar => some(|one| !one.is_there),
        AlertReason::DateChangedAgain => {
            // The dates of what is called off may change, too.
            let is_other = |one: &&Entry| !one.is_told_by(row) || !one.has_dates_in(row);
            row.spec.kind.is_change() && (said.iter().any(is_other) || is_told_otherwise(row, rows))
        }
        AlertReason::NobodyOnDuty => {
            let is_theirs = row.spec.destination == Destination::Channel(ON_DUTY);
            let hour = ended_at.to_zoned_datetime(TimeZone::UTC).hour();
            is_theirs && !(8..20).contains(&hour)
        }
        // People ask for the same summit twice, the second time at other times. A digest is planned again if the clock is set back.
        AlertReason::SubscriptionChanged => {
            is_of_person || (trouble.clock && matches!(row.spec.kind, AlertKind::Digest { .. }))
        }
        AlertReason::NotPostedInTime if row.attempts == 0 => comes_too_late(row, rows, ended_at),
        AlertReason::NotPostedInTime => {
            (trouble.discord || trouble.crashes) && ended_at >= too_late_at(row)
        }
        AlertReason::ChannelUnavailable => is_closed(row.spec.destination),
        // Nobody acknowledges, unsubscribes or deletes anything; Discord rejects nothing; every history can be read.
        _ => false,
    }
}

/// Whether it is word of a change that can come no more, as what it says or changes has begun.
fn comes_too_late(row: &Alert, rows: &[Alert], ended_at: Timestamp) -> bool {
    let has_passed = |row: &Alert| row.spec.begins_at.is_some_and(|begins| begins <= ended_at);
    let corrected = row.spec.kind.follows();
    let corrected = corrected.and_then(|id| rows.iter().find(|one| one.spec.id == id));
    row.spec.kind.is_change() && (has_passed(row) || corrected.is_some_and(has_passed))
}

/// Whether what it would have corrected came to nothing, so that it may be as the channel knows it; or the same is told as a change
/// of something else, which another process planned at the same moment.
fn is_told_otherwise(row: &Alert, rows: &[Alert]) -> bool {
    let spec = &row.spec;
    let corrected = spec.kind.follows();
    let came_to_nothing = |one: &Alert| {
        Some(one.spec.id.as_str()) == corrected
            && one.spec.kind.is_change()
            && one.message_id.is_none()
    };
    rows.iter().any(came_to_nothing)
        || rows.iter().any(|one| {
            let other = &one.spec;
            other.kind.is_change()
                && other.id != spec.id
                && other.subscription_id == spec.subscription_id
                && other.summit_id == spec.summit_id
                && (other.begins_at, &other.facts) == (spec.begins_at, &spec.facts)
        })
}

/// Until when an alert is worth posting, at the least.
fn too_late_at(row: &Alert) -> Timestamp {
    let due_at = row.spec.due_at;
    match row.spec.kind {
        AlertKind::Lead { .. } => row.spec.begins_at.unwrap_or(due_at).max(due_at),
        AlertKind::Escalation { .. } => due_at + SignedDuration::from_hours(1),
        _ => due_at + TRIED_FOR,
    }
}
