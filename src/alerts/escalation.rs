//! Which call follows an alert or another call, and when: a function of the chain, the message before it and the quiet hours
//! alone. Planning goes by it, and so does what messages say about it.

use jiff::Timestamp;

use super::presence::LATE;
use super::quiet_hours::held_back_for_all;
use crate::config::EscalationTarget;
use crate::reply::{Mentioned, inline};
use crate::store::{Alert, AlertKind, Subscription};
use crate::text::{Locale, text};

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
    let wait = subscription.spec.escalation_chain().wait_before(step)?;
    let due_at = from.saturating_add(wait).ok()?;
    call(alerts, step, due_at, posted_at, subscription)
}

/// The first call after word of a date so near that no alert counts down to it: that message stands for the alert.
pub(super) fn call_after_move(
    alerts: &[Alert],
    posted_at: Timestamp,
    subscription: &Subscription,
) -> Option<NextCall> {
    let wait = subscription.spec.escalation_chain().wait_before(0)?;
    let due_at = posted_at.saturating_add(wait).ok()?;
    call(alerts, 0, due_at, posted_at, subscription)
}

/// The call that is made in place of one that calls nobody, as nobody is on duty `now`: the next one, at once. A repeat comes
/// when it would have come, as it would call nobody either.
pub(super) fn call_instead(
    alerts: &[Alert],
    now: Timestamp,
    subscription: &Subscription,
) -> Option<NextCall> {
    let AlertKind::Escalation { step, .. } = alerts.first()?.spec.kind else {
        return None;
    };
    let chain = subscription.spec.escalation_chain();
    match chain.repeat_number(step + 1) {
        Some(_) => next_call(alerts, now, subscription),
        None => call(alerts, step + 1, now, now, subscription),
    }
}

/// The step of this number, if it is due at `due_at` unless quiet hours hold it back; `None` if there is no such step, or it
/// would come too late for all that it is about.
fn call(
    alerts: &[Alert],
    step: u32,
    due_at: Timestamp,
    now: Timestamp,
    subscription: &Subscription,
) -> Option<NextCall> {
    let chain = subscription.spec.escalation_chain();
    let target = chain.target(step)?;
    let due_at = if chain.in_quiet_hours {
        due_at
    } else {
        held_back_for_all(due_at, alerts, now, subscription)
    };
    let soonest = if step == 0 { now } else { due_at };
    let mut begins = alerts.iter().filter_map(|alert| alert.spec.begins_at);
    begins
        .any(|begins_at| begins_at > soonest)
        .then_some(NextCall {
            step,
            target,
            due_at,
        })
}

/// Whoever is called, as a page names them; `None` for whoever is on duty, which only the moment tells.
pub(super) fn mentioned(target: EscalationTarget) -> Option<Mentioned> {
    match target {
        EscalationTarget::Role(role) => Some(Mentioned::Role(role.0)),
        EscalationTarget::User(user) => Some(Mentioned::User(user.0)),
        EscalationTarget::OnDuty => None,
    }
}

/// The same inside a sentence.
pub(super) fn named(target: EscalationTarget, locale: Locale) -> String {
    match target {
        EscalationTarget::OnDuty => text!(locale, "alerts-whoever-is-on-duty"),
        EscalationTarget::Role(role) => inline::role(role.0),
        EscalationTarget::User(user) => inline::user(user.0),
    }
}

/// Which steps these calls are.
pub(super) fn steps(calls: &[Alert]) -> Vec<u32> {
    let steps = calls.iter().filter_map(|call| match call.spec.kind {
        AlertKind::Escalation { step, .. } => Some(step),
        _ => None,
    });
    steps.collect()
}

/// The id of the alert that an escalation goes back to; the alert's own if it is none.
pub(super) fn origin(alert: &Alert) -> &str {
    match &alert.spec.kind {
        AlertKind::Escalation { of, .. } => of,
        _ => &alert.spec.id,
    }
}
