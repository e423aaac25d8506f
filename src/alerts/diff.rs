use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use super::plan::{begins, identity, plan};
use super::{Planned, Subscriber};
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::store::{Alert, AlertKind, AlertSpec, AlertState};

/// What must be written so that the outbox says what the calendar says.
#[derive(Debug, Default, PartialEq)]
pub struct Changes {
    /// To be planned; planning one twice is harmless.
    pub add: Vec<AlertSpec>,
    /// To be withdrawn, by reason.
    pub withdraw: BTreeMap<&'static str, Vec<String>>,
}

/// Compares the calendar with what the outbox has of these subscribers, `known`: unsent alerts follow a summit that
/// moved, and every channel that counts on the old date is told the new one. What was due since `from` is made up for.
pub fn changes(
    knowledge: &Knowledge,
    subscribers: &[Subscriber],
    day_starts_at: ClockTime,
    known: &[Alert],
    from: Timestamp,
    now: Timestamp,
) -> Changes {
    let planned = plan(knowledge, subscribers, day_starts_at, from);
    let mut changes = Changes {
        add: planned.into_iter().map(Planned::into_new).collect(),
        ..Changes::default()
    };
    let wanted: HashSet<&str> = changes.add.iter().map(|one| one.id.as_str()).collect();
    let by_id: HashMap<&str, &Subscriber> = subscribers
        .iter()
        .map(|one| (one.id.as_str(), one))
        .collect();
    let mut withdraw: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let mut words: HashMap<(&str, &str), Words<'_>> = HashMap::new();
    for alert in known {
        let new = &alert.spec;
        let subscriber = by_id.get(new.subscription.as_str()).copied();
        if matches!(new.kind, AlertKind::Summit | AlertKind::Digest)
            && is_unsent(alert)
            && !wanted.contains(new.id.as_str())
        {
            let reason = why_not(knowledge, subscriber, day_starts_at, alert);
            // What is due and still right is owed, not planned.
            if reason != STILL_RIGHT || new.due_at > now {
                withdraw.entry(reason).or_default().push(new.id.clone());
            }
        }
        if matches!(
            new.kind,
            AlertKind::Summit | AlertKind::Moved | AlertKind::Cancelled
        ) {
            let words = words.entry((&new.subscription, &new.summit)).or_default();
            words.hear(alert);
        }
    }
    for ((subscriber, summit), words) in words {
        let Some(subscriber) = by_id.get(subscriber) else {
            continue;
        };
        let Some(base) = words.base(known) else {
            continue;
        };
        let summit = knowledge
            .summit(summit)
            .filter(|summit| subscriber.wants(summit));
        let news = summit
            .filter(|_| base.spec.begins_at > now)
            .and_then(|summit| notice(summit, day_starts_at, &base.spec, now));
        if let Some(pending) = words.pending
            && news.as_ref().is_none_or(|news| news.id != pending.spec.id)
        {
            withdraw
                .entry("the date has changed again")
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

const STILL_RIGHT: &str = "the subscription has changed";

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
        let is_change = alert.spec.kind != AlertKind::Summit;
        match alert.state {
            AlertState::Planned if is_change && alert.attempts == 0 => self.pending = Some(alert),
            AlertState::Planned if alert.attempts == 0 => self.counted_on = Some(alert),
            AlertState::Planned | AlertState::Posted => {
                let at = |alert: &Alert| alert.ended_at.or(alert.last_try_at);
                if self.said.is_none_or(|said| at(said) <= at(alert)) {
                    self.said = Some(alert);
                }
            }
            AlertState::Missed | AlertState::Failed | AlertState::Withdrawn => {}
        }
    }

    /// By what a change is measured: what the pending one was measured by, else what was said, else what is counted on.
    fn base(&self, known: &'a [Alert]) -> Option<&'a Alert> {
        let parent = self
            .pending
            .and_then(|pending| pending.spec.parent.as_deref());
        let parent = parent.and_then(|id| known.iter().find(|alert| alert.spec.id == id));
        parent.or(self.said).or(self.counted_on)
    }
}

fn is_unsent(alert: &Alert) -> bool {
    alert.state == AlertState::Planned && alert.attempts == 0
}

fn why_not(
    knowledge: &Knowledge,
    subscriber: Option<&Subscriber>,
    day_starts_at: ClockTime,
    alert: &Alert,
) -> &'static str {
    if alert.spec.kind == AlertKind::Digest {
        return STILL_RIGHT;
    }
    let Some(summit) = knowledge.summit(&alert.spec.summit) else {
        return "the summit is no longer in the calendar";
    };
    let start = begins(summit, day_starts_at).map(|begins| begins.timestamp());
    match summit.status {
        SummitStatus::Cancelled => "the summit is cancelled",
        _ if subscriber.is_some_and(|one| !one.wants(summit)) => {
            "the summit is no longer subscribed to"
        }
        SummitStatus::Held => "the summit has taken place",
        _ if start != Some(alert.spec.begins_at) => "the summit's date has changed",
        _ => STILL_RIGHT,
    }
}

/// Word of a summit that moved or is cancelled, since the channel was told `base`.
fn notice(
    summit: &Summit,
    day_starts_at: ClockTime,
    base: &AlertSpec,
    now: Timestamp,
) -> Option<AlertSpec> {
    let is_cancelled = summit.status == SummitStatus::Cancelled;
    let was_cancelled = base.kind == AlertKind::Cancelled;
    let start = begins(summit, day_starts_at).map(|begins| begins.timestamp());
    let told = summit
        .dates()
        .map_or_else(String::new, |dates| dates.to_string());
    let (kind, begins_at) = match start {
        _ if is_cancelled && was_cancelled => return None,
        _ if is_cancelled => (AlertKind::Cancelled, base.begins_at),
        _ if summit.status == SummitStatus::Held => return None,
        Some(start) if start > now && (start != base.begins_at || was_cancelled) => {
            (AlertKind::Moved, start)
        }
        // No day is known any more; nothing is counted down to it.
        None if base.told != told => (AlertKind::Moved, Timestamp::MAX),
        _ => return None,
    };
    Some(AlertSpec {
        id: identity(&[
            &base.id,
            kind.word(),
            &begins_at.as_second().to_string(),
            &told,
        ]),
        kind,
        parent: Some(base.id.clone()),
        due_at: now,
        begins_at,
        lead: base.told.clone(),
        told,
        ..base.clone()
    })
}
