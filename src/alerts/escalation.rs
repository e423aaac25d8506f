//! Which call follows an alert or another call, and when: a function of the chain, the message before it and the quiet hours
//! alone. Planning goes by it, and so does what messages say about it.

use jiff::Timestamp;

use super::presence::LATE;
use super::quiet_hours::held_back_for_all;
use crate::config::EscalationTarget;
use crate::reply::{Mentioned, inline};
use crate::store::{Alert, AlertKind, Subscription};

/// A call that is made unless somebody acknowledges before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NextCall {
    /// Which step of the chain it is, counted from 0.
    pub(super) step: u32,
    /// Who is called.
    pub(super) target: EscalationTarget,
    /// When.
    pub(super) due_at: Timestamp,
}

/// The call that follows the message of `alerts`, which went out, or goes out, at `posted_at`; `None` if nobody is called
/// after it.
///
/// The time to acknowledge runs from the alert. Between two calls there is always the time that the chain puts there, however
/// late the first of them was posted, so that those called have it. Only the first call is made after the summit has begun.
pub(super) fn next_call(
    alerts: &[Alert],
    posted_at: Timestamp,
    subscription: &Subscription,
) -> Option<NextCall> {
    let first = alerts.first()?;
    let (step, from) = match &first.spec.kind {
        AlertKind::Lead { .. } | AlertKind::Snooze { .. } => (0, posted_at),
        AlertKind::Escalation { step, .. } => {
            let due_at = first.spec.due_at;
            let is_late = posted_at.duration_since(due_at) > LATE;
            (step + 1, if is_late { posted_at } else { due_at })
        }
        _ => return None,
    };
    let chain = subscription.spec.escalation_chain();
    let target = chain.target(step)?;
    let due_at = from.saturating_add(chain.wait_before(step)?).ok()?;
    let due_at = if chain.in_quiet_hours {
        due_at
    } else {
        held_back_for_all(due_at, alerts, posted_at, subscription)
    };
    let soonest = if step == 0 { posted_at } else { due_at };
    let mut begins = alerts.iter().filter_map(|alert| alert.spec.begins_at);
    begins
        .any(|begins_at| begins_at > soonest)
        .then_some(NextCall {
            step,
            target,
            due_at,
        })
}

/// Whoever is called, as a page names them.
pub(super) fn mentioned(target: EscalationTarget) -> Mentioned {
    match target {
        EscalationTarget::Role(role) => Mentioned::Role(role.0),
        EscalationTarget::User(user) => Mentioned::User(user.0),
    }
}

/// The same inside a sentence.
pub(super) fn named(target: EscalationTarget) -> String {
    match target {
        EscalationTarget::Role(role) => inline::role(role.0),
        EscalationTarget::User(user) => inline::user(user.0),
    }
}

/// The id of the alert that an escalation goes back to; the alert's own if it is none.
pub(super) fn origin(alert: &Alert) -> &str {
    match &alert.spec.kind {
        AlertKind::Escalation { of, .. } => of,
        _ => &alert.spec.id,
    }
}
