//! Which summit a call or a snooze is about. One that follows a message about several summits goes on with another of them when
//! its own moves, is called off or begins.

use jiff::Timestamp;

use super::plan::begins;
use crate::config::ClockTime;
use crate::knowledge::Knowledge;
use crate::store::{Alert, AlertKind, AlertSpec, Store, StoreError};

/// Whether the summit of an alert still begins when the alert says. A summit that cannot be read does: nobody has said that it
/// moved.
pub(super) fn begins_as_planned(
    knowledge: &Knowledge,
    day_starts_at: ClockTime,
    spec: &AlertSpec,
) -> bool {
    let Some(id) = spec.summit_id.as_deref() else {
        return false;
    };
    if knowledge.cannot_read_summit(id) {
        return true;
    }
    let begins = knowledge
        .summit(id)
        .and_then(|summit| begins(summit, day_starts_at));
    begins.is_some_and(|begins| Some(begins.timestamp()) == spec.begins_at)
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
        spec.begins_at > Some(now) && begins_as_planned(knowledge, day_starts_at, spec)
    })
}
