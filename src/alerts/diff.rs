use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use super::plan::{begins, identity, plan};
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::store::{Alert, AlertKind, AlertReason, AlertSpec, AlertState, Subscription};

/// What must be written so that the outbox says what the calendar says.
#[derive(Debug, Default, PartialEq)]
pub struct Changes {
    /// To be planned; planning one twice is harmless.
    pub add: Vec<AlertSpec>,
    /// To be withdrawn, by reason.
    pub withdraw: BTreeMap<AlertReason, Vec<String>>,
}

/// Compares the calendar with what the outbox has of these subscribers, `known`: unsent alerts follow a summit that
/// moved, and every channel that counts on the old date is told the new one. What was due since `from` is made up for.
pub fn changes(
    knowledge: &Knowledge,
    subscriptions: &[Subscription],
    day_starts_at: ClockTime,
    known: &[Alert],
    from: Timestamp,
    now: Timestamp,
) -> Changes {
    let mut changes = Changes {
        add: plan(knowledge, subscriptions, day_starts_at, from),
        ..Changes::default()
    };
    let wanted: HashSet<&str> = changes.add.iter().map(|one| one.id.as_str()).collect();
    let by_id: HashMap<&str, &Subscription> = subscriptions
        .iter()
        .map(|one| (one.id.as_str(), one))
        .collect();
    let mut withdraw: BTreeMap<AlertReason, Vec<String>> = BTreeMap::new();
    let mut words: HashMap<(&str, Option<&str>), Words<'_>> = HashMap::new();
    for alert in known {
        let spec = &alert.spec;
        let subscription = by_id.get(spec.subscription_id.as_str()).copied();
        if matches!(spec.kind, AlertKind::Lead { .. } | AlertKind::Digest { .. })
            && is_unsent(alert)
            && !wanted.contains(spec.id.as_str())
        {
            let wrong = what_is_wrong(knowledge, subscription, day_starts_at, alert);
            // What is due and still right is owed, though no longer planned.
            let reason =
                wrong.or_else(|| (spec.due_at > now).then_some(AlertReason::SubscriptionChanged));
            if let Some(reason) = reason {
                withdraw.entry(reason).or_default().push(spec.id.clone());
            }
        }
        if matches!(spec.kind, AlertKind::Lead { .. }) || spec.kind.is_date_change() {
            let words = words
                .entry((&spec.subscription_id, spec.summit_id.as_deref()))
                .or_default();
            words.hear(alert);
        }
    }
    for ((subscription, summit), words) in words {
        let Some(subscription) = by_id.get(subscription) else {
            continue;
        };
        let Some(base) = words.base(known) else {
            continue;
        };
        let summit = summit
            .and_then(|summit| knowledge.summit(summit))
            .filter(|summit| subscription.covers(summit));
        let news = summit
            .filter(|_| base.spec.begins_at.is_none_or(|begins_at| begins_at > now))
            .and_then(|summit| notice(summit, day_starts_at, &base.spec, now));
        if let Some(pending) = words.pending
            && news.as_ref().is_none_or(|news| news.id != pending.spec.id)
        {
            withdraw
                .entry(AlertReason::DateChangedAgain)
                .or_default()
                .push(pending.spec.id.clone());
        }
        let is_new = |news: &AlertSpec| {
            words
                .pending
                .is_none_or(|pending| pending.spec.id != news.id)
        };
        changes.add.extend(news.filter(is_new));
    }
    changes.withdraw = withdraw;
    changes
}

/// What a channel was told of a summit's date.
#[derive(Default)]
struct Words<'a> {
    /// The last that was posted, or is being posted.
    said: Option<&'a Alert>,
    /// An alert that counts on a date without having told it.
    counted_on: Option<&'a Alert>,
    /// A change not yet told.
    pending: Option<&'a Alert>,
}

impl<'a> Words<'a> {
    fn hear(&mut self, alert: &'a Alert) {
        let is_change = alert.spec.kind.is_date_change();
        match alert.state {
            AlertState::Planned if is_change && alert.attempts == 0 => self.pending = Some(alert),
            AlertState::Planned if alert.attempts == 0 => self.counted_on = Some(alert),
            AlertState::Planned | AlertState::Posted => {
                let at = |alert: &Alert| alert.ended_at.or(alert.last_attempt_at);
                if self.said.is_none_or(|said| at(said) <= at(alert)) {
                    self.said = Some(alert);
                }
            }
            AlertState::Missed | AlertState::Failed | AlertState::Withdrawn => {}
        }
    }

    /// By what a change is measured: what the pending one was measured by, else what was said, else what is counted on.
    fn base(&self, known: &'a [Alert]) -> Option<&'a Alert> {
        let parent = self.pending.and_then(|pending| pending.spec.kind.follows());
        let parent = parent.and_then(|id| known.iter().find(|alert| alert.spec.id == id));
        parent.or(self.said).or(self.counted_on)
    }
}

fn is_unsent(alert: &Alert) -> bool {
    alert.state == AlertState::Planned && alert.attempts == 0
}

/// Why an alert is wrong by the calendar; `None` if it says what the calendar says.
fn what_is_wrong(
    knowledge: &Knowledge,
    subscription: Option<&Subscription>,
    day_starts_at: ClockTime,
    alert: &Alert,
) -> Option<AlertReason> {
    // A digest is about no summit.
    let id = alert.spec.summit_id.as_deref()?;
    let Some(summit) = knowledge.summit(id) else {
        return Some(AlertReason::NotInCalendar);
    };
    let start = begins(summit, day_starts_at).map(|begins| begins.timestamp());
    match summit.status {
        SummitStatus::Cancelled => Some(AlertReason::SummitCancelled),
        _ if subscription.is_some_and(|one| !one.covers(summit)) => {
            Some(AlertReason::NotSubscribed)
        }
        SummitStatus::Held => Some(AlertReason::SummitHeld),
        _ if start != alert.spec.begins_at => Some(AlertReason::DateChanged),
        _ => None,
    }
}

/// A notice of a summit that moved or is cancelled, since the channel was given the dates of `base`.
fn notice(
    summit: &Summit,
    day_starts_at: ClockTime,
    base: &AlertSpec,
    now: Timestamp,
) -> Option<AlertSpec> {
    let is_cancelled = summit.status == SummitStatus::Cancelled;
    let was_cancelled = matches!(base.kind, AlertKind::Cancelled { .. });
    let start = begins(summit, day_starts_at).map(|begins| begins.timestamp());
    let dates = summit.dates().map(|dates| dates.to_string());
    let begins_at = match start {
        _ if is_cancelled && was_cancelled => return None,
        _ if is_cancelled => base.begins_at,
        _ if summit.status == SummitStatus::Held => return None,
        Some(start) if start > now && (Some(start) != base.begins_at || was_cancelled) => {
            Some(start)
        }
        // No day is known any more; nothing is counted down to it.
        None if base.dates != dates => None,
        _ => return None,
    };
    let (corrects, from) = (base.id.clone(), base.dates.clone());
    let kind = if is_cancelled {
        AlertKind::Cancelled { corrects, from }
    } else {
        AlertKind::Moved { corrects, from }
    };
    let second = begins_at.unwrap_or(Timestamp::MAX).as_second().to_string();
    let given = dates.as_deref().unwrap_or_default();
    Some(AlertSpec {
        id: identity(&[&base.id, kind.as_ref(), &second, given]),
        kind,
        due_at: now,
        begins_at,
        dates,
        ..base.clone()
    })
}
