//! Which summit a call or a snooze is about. One that follows a message about several summits goes on with another of them when
//! its own moves, is called off or begins.

use jiff::Timestamp;

use super::plan::{begins, facts_of};
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, SummitStatus};
use crate::store::{Alert, AlertKind, AlertReason, AlertSpec, Store, StoreError};

/// Why the calendar no longer says what an alert says of when its summit begins; `None` if it does, and of what is about no
/// summit.
pub(super) fn what_changed(
    knowledge: &Knowledge,
    day_starts_at: ClockTime,
    spec: &AlertSpec,
) -> Option<AlertReason> {
    let id = spec.summit_id.as_deref()?;
    let Some(summit) = knowledge.summit(id) else {
        return Some(AlertReason::NotInCalendar);
    };
    match summit.status {
        SummitStatus::Cancelled => return Some(AlertReason::SummitCancelled),
        SummitStatus::Held => return Some(AlertReason::SummitHeld),
        _ => {}
    }
    let begins_at = begins(summit, day_starts_at).map(|begins| begins.timestamp());
    (begins_at != spec.begins_at).then_some(AlertReason::DateChanged)
}

/// The same of what counts down, but nothing of a summit that cannot be read: nobody has said that it moved.
pub(super) fn what_is_wrong(
    knowledge: &Knowledge,
    day_starts_at: ClockTime,
    spec: &AlertSpec,
) -> Option<AlertReason> {
    let id = spec.summit_id.as_deref();
    let is_unread = id.is_some_and(|id| knowledge.cannot_read_summit(id));
    if is_unread || !spec.kind.counts_down() {
        return None;
    }
    what_changed(knowledge, day_starts_at, spec)
}

/// Whether word of a change does not say any more what the calendar says; never of a summit that cannot be read.
pub(super) fn is_outdated(
    knowledge: &Knowledge,
    day_starts_at: ClockTime,
    change: &AlertSpec,
) -> bool {
    let id = change.summit_id.as_deref();
    let Some(id) = id.filter(|id| !knowledge.cannot_read_summit(id)) else {
        return false;
    };
    let summit = knowledge.summit(id);
    match change.kind {
        AlertKind::Moved { .. } => summit.is_none_or(|summit| {
            let is_on = !matches!(summit.status, SummitStatus::Cancelled | SummitStatus::Held);
            let begins_at = begins(summit, day_starts_at).map(|begins| begins.timestamp());
            let facts = change.facts.as_ref();
            let is_same = begins_at == change.begins_at
                && facts.is_none_or(|facts| *facts == facts_of(summit));
            !is_on || !is_same
        }),
        AlertKind::Cancelled { .. } => {
            summit.is_none_or(|summit| summit.status != SummitStatus::Cancelled)
        }
        AlertKind::Removed { .. } => summit.is_some(),
        _ => false,
    }
}

/// The alerts that were posted together in the message which a call or a snooze goes back to, the first first; none for any
/// other alert, or if nothing is known of it any more.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn message_behind(
    store: &Store,
    spec: &AlertSpec,
) -> Result<Vec<Alert>, StoreError> {
    let mut kind = spec.kind.clone();
    let mut message = Vec::new();
    // Each was planned after what it follows, so this ends.
    while let AlertKind::Escalation { of, .. } | AlertKind::Snooze { of } = &kind {
        message = store.batch(of).await?;
        let Some(first) = message.first() else {
            break;
        };
        kind = first.spec.kind.clone();
    }
    Ok(message)
}

/// The first summit of a message that is still to begin as the message says, if there is one.
pub(super) fn still_ahead<'m>(
    message: &'m [Alert],
    knowledge: &Knowledge,
    day_starts_at: ClockTime,
    now: Timestamp,
) -> Option<&'m AlertSpec> {
    let mut specs = message.iter().map(|alert| &alert.spec);
    specs.find(|spec| {
        spec.begins_at > Some(now) && what_is_wrong(knowledge, day_starts_at, spec).is_none()
    })
}
