//! What must be written so that the outbox says what the calendar says: a function of both and a moment alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use super::date_history::{corrected, has_begun, histories};
use super::plan::{begins, facts_of, handovers, identity, later, plan};
use super::quiet_hours::held_back;
use super::subject::what_changed;
use crate::config::ClockTime;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::store::{Alert, AlertKind, AlertReason, AlertSpec, AlertState, Subscription};

/// How long a summit has to be gone from the calendar before that is announced: a file that is renamed, or saved in two steps, is
/// back sooner.
pub(super) const REMOVAL_GRACE: SignedDuration = SignedDuration::from_mins(5);

/// For how long after word of a change the next of that summit waits: somebody who saves a file again and again calls nobody as
/// often. What begins sooner than as long after that waits for nothing.
pub(super) const CHANGE_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// What differs between the outbox and the calendar.
#[derive(Debug, Default, PartialEq)]
pub struct OutboxDiff {
    /// To be planned; planning one twice is harmless.
    pub add: Vec<AlertSpec>,
    /// The ids of those to be withdrawn, by reason.
    pub withdraw: BTreeMap<AlertReason, Vec<String>>,
}

/// Compares the calendar with `known`, what the outbox has of these subscriptions: unsent alerts follow a summit that
/// moved, and every channel that counts on the old date is owed a notice of the new one. What was due since `from` is
/// planned too.
pub fn diff(
    knowledge: &Knowledge,
    subscriptions: &[Subscription],
    day_starts_at: ClockTime,
    known: &[Alert],
    from: Timestamp,
    now: Timestamp,
) -> OutboxDiff {
    let calendar = Calendar {
        knowledge,
        by_id: subscriptions
            .iter()
            .map(|one| (one.id.as_str(), one))
            .collect(),
        day_starts_at,
        now,
    };
    let mut diff = OutboxDiff {
        add: planned(knowledge, subscriptions, day_starts_at, from, now),
        ..OutboxDiff::default()
    };
    let wanted: HashSet<&str> = diff.add.iter().map(|one| one.id.as_str()).collect();
    for alert in known {
        if let Some(reason) = calendar.to_withdraw(alert, &wanted) {
            let ids = diff.withdraw.entry(reason).or_default();
            ids.push(alert.spec.id.clone());
        }
    }
    for ((subscription_id, summit_id), history) in histories(known) {
        if calendar.cannot_read(summit_id) {
            continue;
        }
        let Some(base) = history.base(known, now) else {
            // Of what it changes nothing is known any more: it has begun.
            for pending in &history.pending {
                let too_late = diff.withdraw.entry(AlertReason::NotPostedInTime);
                too_late.or_default().push(pending.spec.id.clone());
            }
            continue;
        };
        let mut owed = calendar.owed_notice(subscription_id, summit_id, base);
        // Two processes that compared at the same moment may each have planned one.
        for pending in &history.pending {
            if owed.as_ref().is_some_and(|owed| owed.id == pending.spec.id) {
                // It is planned already.
                owed = None;
                continue;
            }
            let reason = calendar.why_no_more(&pending.spec, corrected(pending, known));
            let outdated = diff.withdraw.entry(reason);
            outdated.or_default().push(pending.spec.id.clone());
        }
        diff.add.extend(owed);
    }
    diff
}

/// What is planned from `from` on; with the handovers of the last day and the next, if somebody was away since `from`: as they
/// are planned for two days only, these may have ended.
fn planned(
    knowledge: &Knowledge,
    subscriptions: &[Subscription],
    day_starts_at: ClockTime,
    from: Timestamp,
    now: Timestamp,
) -> Vec<AlertSpec> {
    let mut planned = plan(knowledge, subscriptions, day_starts_at, from);
    if from < now {
        let day = SignedDuration::from_hours(24);
        let yesterday = now.saturating_sub(day).unwrap_or(now).max(from);
        let recent = subscriptions
            .iter()
            .flat_map(|one| handovers(one, yesterday));
        let ids: HashSet<String> = planned.iter().map(|one| one.id.clone()).collect();
        planned.extend(recent.filter(|one| !ids.contains(&one.id)));
    }
    planned
}

/// What the outbox is held against.
struct Calendar<'c> {
    knowledge: &'c Knowledge,
    by_id: HashMap<&'c str, &'c Subscription>,
    day_starts_at: ClockTime,
    now: Timestamp,
}

impl Calendar<'_> {
    /// Why an unsent alert that nobody plans any more is withdrawn; `None` if it stays.
    fn to_withdraw(&self, alert: &Alert, wanted: &HashSet<&str>) -> Option<AlertReason> {
        let spec = &alert.spec;
        let is_unsent = alert.state == AlertState::Planned && alert.attempts == 0;
        if !is_unsent || wanted.contains(spec.id.as_str()) {
            return None;
        }
        match spec.kind {
            AlertKind::Lead { .. } | AlertKind::Digest { .. } | AlertKind::Handover => {}
            // They follow a posted alert; only what became of the summit calls them off.
            AlertKind::Escalation { .. } | AlertKind::Snooze { .. } => {
                // Nobody would plan them anew if the summit were back in the calendar a moment later.
                let is_kept = |reason: &AlertReason| {
                    let kept = [AlertReason::NotSubscribed, AlertReason::NotInCalendar];
                    kept.contains(reason) || self.cannot_read(spec.summit_id.as_deref())
                };
                return self.what_is_wrong(spec).filter(|reason| !is_kept(reason));
            }
            _ => return None,
        }
        // What cannot be read is not gone: the alert is posted by what is kept of it, unless it is asked for no more.
        if self.cannot_read(spec.summit_id.as_deref()) {
            let subscription = self.by_id.get(spec.subscription_id.as_str());
            let is_asked_for = subscription.is_some_and(|one| match spec.kind {
                AlertKind::Lead { before } => one.spec.before.contains(&before),
                _ => true,
            });
            return (!is_asked_for).then_some(AlertReason::SubscriptionChanged);
        }
        // It may be back before the alert is too late, which is found out when it is due.
        let wrong = self.what_is_wrong(spec);
        if wrong == Some(AlertReason::NotInCalendar)
            && spec.due_at <= later(self.now, REMOVAL_GRACE)
        {
            return None;
        }
        // What is due and still right is owed, though no longer planned.
        wrong.or_else(|| (spec.due_at > self.now).then_some(AlertReason::SubscriptionChanged))
    }

    /// Whether a summit may be in a file that cannot be read.
    fn cannot_read(&self, summit_id: Option<&str>) -> bool {
        summit_id.is_some_and(|id| self.knowledge.cannot_read_summit(id))
    }

    /// Why an alert is wrong by the calendar; `None` if it says what the calendar says.
    fn what_is_wrong(&self, spec: &AlertSpec) -> Option<AlertReason> {
        // A digest and a handover are about no summit.
        let id = spec.summit_id.as_deref()?;
        let changed = what_changed(self.knowledge, self.day_starts_at, spec);
        if matches!(
            changed,
            Some(AlertReason::NotInCalendar | AlertReason::SummitCancelled)
        ) {
            return changed;
        }
        let subscription = self.by_id.get(spec.subscription_id.as_str());
        let is_covered = |summit| subscription.is_none_or(|one| one.covers(summit));
        if self.knowledge.summit(id).is_some_and(is_covered) {
            changed
        } else {
            Some(AlertReason::NotSubscribed)
        }
    }

    /// Why word of a change is not posted any more: what it changes or says has begun meanwhile, else it changed again. Of what
    /// has begun nothing may be known any more.
    fn why_no_more(&self, pending: &AlertSpec, changes: Option<&Alert>) -> AlertReason {
        let is_too_late = changes.is_none_or(|one| has_begun(&one.spec, self.now));
        if is_too_late || has_begun(pending, self.now) {
            AlertReason::NotPostedInTime
        } else {
            AlertReason::DateChangedAgain
        }
    }

    /// The notice that a channel is owed which counts on what `base` says; `None` if that still holds.
    fn owed_notice(
        &self,
        subscription_id: &str,
        summit_id: Option<&str>,
        base: &Alert,
    ) -> Option<AlertSpec> {
        let subscription = self.by_id.get(subscription_id)?;
        // A new date for what has begun helps nobody.
        if has_begun(&base.spec, self.now) {
            return None;
        }
        match self.knowledge.summit(summit_id?) {
            Some(summit) if subscription.covers(summit) => self.notice(subscription, summit, base),
            Some(_) => None,
            None => self.removal(subscription, &base.spec),
        }
    }

    /// A notice of a summit that moved, changed or is cancelled, since a channel was given the facts of `base`.
    fn notice(
        &self,
        subscription: &Subscription,
        summit: &Summit,
        base: &Alert,
    ) -> Option<AlertSpec> {
        let has_other_facts = has_other_facts(summit, base);
        let told_at = base.last_attempt_at.or(base.ended_at);
        let base = &base.spec;
        let is_cancelled = summit.status == SummitStatus::Cancelled;
        let was_cancelled = matches!(base.kind, AlertKind::Cancelled { .. });
        let dates = summit.dates().map(|dates| dates.to_string());
        let starts_at = self.begins_at(summit);
        let is_same_start = starts_at == base.begins_at && !base.kind.is_off();
        let begins_at = match starts_at {
            _ if is_cancelled && was_cancelled => return None,
            _ if is_cancelled => base.begins_at,
            _ if summit.status == SummitStatus::Held => return None,
            Some(start) if start > self.now && (!is_same_start || has_other_facts) => Some(start),
            // No day is known any more; nothing is counted down to it.
            None if base.dates != dates || has_other_facts => None,
            _ => return None,
        };
        let (corrects, from) = (base.id.clone(), base.dates.clone());
        let kind = if is_cancelled {
            AlertKind::Cancelled { corrects, from }
        } else {
            AlertKind::Moved {
                corrects,
                from,
                was: base.facts.clone(),
                is_back: matches!(base.kind, AlertKind::Removed { .. }),
            }
        };
        let facts = facts_of(summit);
        // Readers count on the old date.
        let soonest = begins_at.into_iter().chain(base.begins_at).min();
        let told_at = told_at.filter(|_| base.kind.is_change());
        let second = begins_at.unwrap_or(Timestamp::MAX).as_second().to_string();
        let given = dates.as_deref().unwrap_or_default();
        let mut parts = vec![&*base.id, kind.as_ref(), &second, given];
        // What the beginning and the dates do not tell apart. An alert of an earlier version knows no more than those.
        if base.facts.is_some() && !is_cancelled {
            let status: &str = facts.status.into();
            let [ends, place] = [&facts.ends, &facts.place].map(|fact| fact.as_deref());
            parts.extend([ends.unwrap_or_default(), place.unwrap_or_default(), status]);
        }
        Some(AlertSpec {
            id: identity(&parts),
            kind,
            due_at: held_back(self.after_pause(told_at, soonest), soonest, subscription),
            begins_at,
            dates,
            title: Some(summit.title()),
            facts: Some(facts),
            ..base.clone()
        })
    }

    /// When word of a change may come, if the last came at `told_at`: now, or once [`CHANGE_PAUSE`] is over.
    fn after_pause(&self, told_at: Option<Timestamp>, soonest: Option<Timestamp>) -> Timestamp {
        // A clock that was set back delays nothing.
        let told_at = told_at.filter(|at| *at <= self.now);
        let until = told_at.map_or(self.now, |at| later(at, CHANGE_PAUSE).max(self.now));
        let is_in_time = soonest.is_none_or(|soonest| later(until, CHANGE_PAUSE) <= soonest);
        if is_in_time { until } else { self.now }
    }

    /// Whether a subscription asks for a summit that is gone: by its id, as all, or by a group, which nobody can tell any more.
    fn may_cover(&self, subscription: &Subscription, gone: &AlertSpec) -> bool {
        let mut names = subscription.spec.summits.iter();
        names.any(|name| {
            Some(name) == gone.summit_id.as_ref() || self.knowledge.summit(name).is_none()
        })
    }

    /// A notice of a summit that the calendar no longer has, since a channel was given the dates of `base`.
    fn removal(&self, subscription: &Subscription, base: &AlertSpec) -> Option<AlertSpec> {
        // An alert of an earlier version may be of a summit that was gone before.
        if base.kind.is_off() || base.facts.is_none() || !self.may_cover(subscription, base) {
            return None;
        }
        let kind = AlertKind::Removed {
            corrects: base.id.clone(),
            from: base.dates.clone(),
        };
        let due_at = later(self.now, REMOVAL_GRACE);
        Some(AlertSpec {
            id: identity(&[&base.id, kind.as_ref()]),
            kind,
            due_at: held_back(due_at, base.begins_at, subscription),
            ..base.clone()
        })
    }

    fn begins_at(&self, summit: &Summit) -> Option<Timestamp> {
        begins(summit, self.day_starts_at).map(|begins| begins.timestamp())
    }
}

/// Whether a channel that was given the facts of `base` was given others than the summit has. An alert that is not posted yet
/// has given nothing: it follows the calendar.
fn has_other_facts(summit: &Summit, base: &Alert) -> bool {
    let given = base.spec.facts.as_ref().filter(|_| base.attempts > 0);
    given.is_some_and(|given| *given != facts_of(summit))
}
