//! What the program does wrong and the simulation lets pass, so that it finds other errors behind it. Each says what would be
//! right; whoever mends the program takes the allowance away.

use attache::store::{Alert, AlertKind, AlertReason};
use jiff::{SignedDuration, Timestamp};

use super::calendar::SUMMITS;
use super::editions::{Edition, Entry, REMOVAL_GRACE, runs};
use super::year::Trouble;

/// Delivery puts down to the date whatever has lost it. Right: that the summit is called off, or gone, as planning says.
pub(crate) fn has_lost_its_date(row: &Alert, said: &[&Entry]) -> bool {
    said.iter().any(|one| !one.is_on() && !one.has_date_of(row))
}

/// Word of a change that can come no more, as a beginning has passed, is withdrawn as if the summit had changed again. Right: it
/// was not posted in time.
pub(crate) fn comes_too_late(row: &Alert, rows: &[Alert], ended_at: Timestamp) -> bool {
    let has_passed = |row: &Alert| row.spec.begins_at.is_some_and(|begins| begins <= ended_at);
    let corrected = row.spec.kind.follows();
    let corrected = corrected.and_then(|id| rows.iter().find(|one| one.spec.id == id));
    row.spec.kind.is_change() && (has_passed(row) || corrected.is_some_and(has_passed))
}

/// Once the beginning has passed that readers were told last, an earlier word of a later beginning is taken for the last: that it
/// is off is told again. Right: nothing is.
pub(crate) fn is_of_an_older_word(row: &Alert, posted_at: Timestamp, last: Option<&Alert>) -> bool {
    let begins_at = last.and_then(|last| last.spec.begins_at);
    row.spec.kind.is_off() && begins_at.is_some_and(|begins| begins <= posted_at)
}

/// An alert waits for another that is due at the same instant, if the summit of that one is gone for a moment. Right: it is
/// posted by itself. Returns until when.
pub(crate) fn waits_for_another(editions: &[Edition], due_at: Timestamp) -> Option<Timestamp> {
    let is_waited_for = |summit| {
        let mut runs = runs(editions, summit).into_iter();
        runs.any(|run| {
            let since = due_at.duration_since(run.from);
            !run.entry.is_there && !since.is_negative() && since <= REMOVAL_GRACE
        })
    };
    let at_last = due_at + REMOVAL_GRACE + SignedDuration::from_secs(12);
    (0..SUMMITS).any(is_waited_for).then_some(at_last)
}

/// A process that dies after alerts were withdrawn, and before word of the change is planned, leaves nothing that says who waited
/// for them. Right: both or neither.
pub(crate) fn is_lost_in_a_crash(was_told: bool, count: usize, trouble: Trouble) -> bool {
    trouble.crashes && !was_told && count == 0
}

/// Alerts that were to go out as one message are given up together once the first of their summits has begun. Right: the others
/// are tried until theirs do.
pub(crate) fn is_given_up_with(row: &Alert, rows: &[Alert], ended_at: Timestamp) -> bool {
    let is_too_late = |one: &Alert| {
        one.batch_id.is_some()
            && one.batch_id == row.batch_id
            && one.spec.begins_at.is_some_and(|begins| begins <= ended_at)
    };
    matches!(row.spec.kind, AlertKind::Lead { .. }) && rows.iter().any(is_too_late)
}

/// The same, of one that does not lead its message.
pub(crate) fn is_of_a_batch_given_up(row: &Alert) -> bool {
    let reason = row.cause.as_ref().map(|cause| cause.reason);
    let leads = row.batch_id.as_ref() == Some(&row.spec.id);
    reason == Some(AlertReason::NotPostedInTime) && !leads
}
