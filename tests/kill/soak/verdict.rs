//! Holds what a soak left in the outbox and in the channels against what the files said, and when.

use std::collections::{HashMap, HashSet};

use attache::store::{Alert, AlertKind, AlertReason, AlertSpec, AlertState, Subscription};
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids;
use serde_json::{Value, json};

use super::agenda::Edition;
use super::kind::Kind;
use crate::oracle::{Metrics, batch_id, judge};

/// By when every process has read a file, whatever goes wrong meanwhile.
const NOTICED: SignedDuration = SignedDuration::from_secs(30);
/// How far moments may differ that two processes write down.
const SKEW: SignedDuration = SignedDuration::from_secs(1);
/// For how long an alert is tried after its first attempt, at the least.
const TRIED: SignedDuration = SignedDuration::from_secs(60);
/// For how long an escalation is.
const ESCALATION_TRIED: SignedDuration = SignedDuration::from_hours(1);
/// Of so many that were promised, one may come too late.
const ONE_TOO_LATE_IN: usize = 50;

/// A fault that happened, from when to when.
pub(crate) struct Happened {
    pub(crate) kind: Kind,
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
}

/// What is held against each other.
pub(crate) struct Case<'c> {
    pub(crate) editions: &'c [Edition],
    pub(crate) subscriptions: &'c [Subscription],
    pub(crate) faults: &'c [Happened],
    pub(crate) rows: &'c [Alert],
}

impl Case<'_> {
    /// Nothing lost, nothing doubled, each reason on record true, each change told. The figures, and all that is not so.
    pub(crate) fn judge(&self, messages: &[Value]) -> Result<(Metrics, Vec<String>), String> {
        let alerts = of_alerts(messages)?;
        let promised: Vec<AlertSpec> = self.promised().cloned().collect();
        let metrics = judge(&promised, self.rows, &alerts)?;
        let mut wrong = Vec::new();
        for row in self.rows {
            wrong.extend(self.was_asked_for(row).err());
            let held = if row.state == AlertState::Posted {
                self.held_when_posted(row)
            } else {
                self.is_true(row)
            };
            wrong.extend(held.err());
        }
        wrong.extend(self.calls_follow().err());
        self.changes_are_told(&mut wrong);
        let too_late: &str = AlertReason::NotPostedInTime.as_ref();
        let too_late = metrics.ended.get(too_late).copied().unwrap_or_default();
        if too_late > 1 + promised.len() / ONE_TOO_LATE_IN {
            wrong.push(format!("{too_late} alerts came to nothing, too late"));
        }
        Ok((metrics, wrong))
    }

    /// What must be in the outbox: the files said so for long enough before it was due.
    fn promised(&self) -> impl Iterator<Item = &AlertSpec> {
        let lasted = self.editions.iter().filter(|edition| {
            let until = edition.until.unwrap_or(Timestamp::MAX);
            until.duration_since(edition.from) > NOTICED
        });
        lasted.flat_map(|edition| {
            let alerts = edition.alerts.iter();
            alerts.filter(|alert| alert.due_at > edition.from + NOTICED)
        })
    }

    fn editions_of(&self, row: &Alert) -> impl Iterator<Item = &Edition> {
        let summit = row.spec.summit_id.clone();
        let all = self.editions.iter();
        all.filter(move |one| Some(&one.summit) == summit.as_ref())
    }

    /// What the files said when they gave the date of this row.
    fn edition(&self, row: &Alert) -> Option<&Edition> {
        let is_off = matches!(row.spec.kind, AlertKind::Cancelled { .. });
        self.editions_of(row).find(|one| {
            if is_off {
                one.begins.is_none()
            } else {
                one.begins == row.spec.begins_at
            }
        })
    }

    fn was_asked_for(&self, row: &Alert) -> Result<(), String> {
        let is_asked_for = match row.spec.kind {
            AlertKind::Lead { .. } => self.edition(row).is_some_and(|edition| {
                let mut alerts = edition.alerts.iter();
                alerts.any(|alert| alert.id == row.spec.id)
            }),
            AlertKind::Moved { .. } | AlertKind::Cancelled { .. } => {
                self.edition(row).is_some() && self.editions_of(row).count() > 1
            }
            AlertKind::Escalation { .. } => self.edition(row).is_some(),
            // The file is back before anybody hears that a summit is gone.
            AlertKind::Removed { .. } => row.state != AlertState::Posted,
            _ => false,
        };
        is_asked_for
            .then_some(())
            .ok_or_else(|| format!("nobody asked for it: {row:#?}"))
    }

    /// A message says what the files did when it was posted, or a moment before.
    fn held_when_posted(&self, row: &Alert) -> Result<(), String> {
        let until = self.edition(row).and_then(|edition| edition.until);
        let tried_at = row.last_attempt_at.unwrap_or(row.spec.due_at);
        if until.is_some_and(|until| tried_at > until + NOTICED) {
            return Err(format!(
                "posted when the files said something else: {row:#?}"
            ));
        }
        Ok(())
    }

    /// Why a row has no message.
    fn is_true(&self, row: &Alert) -> Result<(), String> {
        let ended_at = row.ended_at.unwrap_or(Timestamp::MIN);
        let edition = self.edition(row);
        let was_changed = edition
            .and_then(|edition| edition.until)
            .is_some_and(|until| until <= ended_at + SKEW);
        let is_change = row.spec.kind.is_change();
        let reason = row.cause.as_ref().map(|cause| cause.reason);
        let is_true = match reason {
            Some(AlertReason::DateChanged) => !is_change && was_changed,
            Some(AlertReason::SummitCancelled) => {
                let mut editions = self.editions_of(row);
                let is_off = |one: &Edition| one.begins.is_none() && one.from <= ended_at + SKEW;
                !is_change && editions.any(is_off)
            }
            Some(AlertReason::DateChangedAgain) => {
                is_change
                    && (was_changed
                        || matches!(row.spec.kind, AlertKind::Removed { .. })
                        || self.is_told_otherwise(row))
            }
            Some(AlertReason::NotPostedInTime) => self.was_too_late(row, ended_at),
            _ => false,
        };
        is_true.then_some(()).ok_or_else(|| {
            let said = edition.map(|one| (one.begins, one.from, one.until));
            format!("this is not why: {row:#?}\nThe files said {said:?}")
        })
    }

    /// Whether the same is told as a change of something else.
    fn is_told_otherwise(&self, row: &Alert) -> bool {
        self.rows.iter().any(|other| {
            other.state == AlertState::Posted
                && other.spec.kind.is_change()
                && other.spec.subscription_id == row.spec.subscription_id
                && other.spec.summit_id == row.spec.summit_id
                && other.spec.begins_at == row.spec.begins_at
        })
    }

    /// Whether its time was over, and something had held it up.
    fn was_too_late(&self, row: &Alert, ended_at: Timestamp) -> bool {
        let due_at = row.spec.due_at;
        let begun = row.spec.begins_at.is_none_or(|begins| begins <= ended_at);
        let first = row.first_attempt_at.unwrap_or(due_at);
        let is_over = match row.spec.kind {
            AlertKind::Lead { .. } => begun && row.attempts > 0 && first + TRIED <= ended_at + SKEW,
            AlertKind::Escalation { .. } => begun && due_at + ESCALATION_TRIED <= ended_at + SKEW,
            // What it changes has begun; it may have waited for that long by itself.
            _ => {
                let mut editions = self.editions_of(row);
                return editions.any(|one| one.begins.is_some_and(|begins| begins <= ended_at));
            }
        };
        let held_up = self.faults.iter().any(|fault| {
            let after = SignedDuration::try_from(fault.kind.ready_within()).unwrap();
            fault.kind.may_hold_up() && fault.from <= ended_at && fault.to + after >= due_at
        });
        is_over && held_up
    }

    /// Where nobody acknowledges, the next call follows each alert whose summit is still ahead.
    fn calls_follow(&self) -> Result<(), String> {
        let calling: HashSet<&str> = self
            .subscriptions
            .iter()
            .filter(|one| one.spec.acknowledge_within.is_some())
            .map(|one| one.id.as_str())
            .collect();
        let called: HashSet<&str> = self
            .rows
            .iter()
            .filter(|row| matches!(row.spec.kind, AlertKind::Escalation { .. }))
            .filter_map(|row| row.spec.kind.follows())
            .collect();
        let leads = self.rows.iter().filter(|row| {
            let is_first = row.batch_id.as_ref() == Some(&row.spec.id);
            let is_lead = matches!(row.spec.kind, AlertKind::Lead { .. });
            let ended_at = row.ended_at.unwrap_or(Timestamp::MAX);
            row.state == AlertState::Posted
                && is_first
                && is_lead
                && row.spec.begins_at > Some(ended_at + SKEW)
                && calling.contains(row.spec.subscription_id.as_str())
        });
        for row in leads {
            if !called.contains(row.spec.id.as_str()) {
                return Err(format!("nobody was called after {row:#?}"));
            }
        }
        Ok(())
    }

    /// Whoever counted on a date hears once what the files say at the end.
    fn changes_are_told(&self, wrong: &mut Vec<String>) {
        let mut by_summit: HashMap<&str, Vec<&Edition>> = HashMap::new();
        for edition in self.editions {
            by_summit.entry(&edition.summit).or_default().push(edition);
        }
        for editions in by_summit.values() {
            let [earlier @ .., last] = &editions[..] else {
                continue;
            };
            let Some(before) = earlier.last() else {
                continue;
            };
            let was_ahead = before.begins > Some(last.from + NOTICED);
            let lasted = earlier
                .iter()
                .filter(|one| one.until > Some(one.from + NOTICED));
            let mut counting: Vec<&str> = lasted
                .flat_map(|one| &one.alerts)
                .map(|alert| alert.subscription_id.as_str())
                .collect();
            counting.sort_unstable();
            counting.dedup();
            for subscription in counting.into_iter().filter(|_| was_ahead) {
                wrong.extend(self.is_told(subscription, last).err());
            }
        }
    }

    fn is_told(&self, subscription: &str, last: &Edition) -> Result<(), String> {
        let of_summit = self.rows.iter().filter(|row| {
            row.spec.subscription_id == subscription
                && row.spec.summit_id.as_ref() == Some(&last.summit)
        });
        let words: Vec<&Alert> = of_summit.filter(|row| row.spec.kind.is_change()).collect();
        let is_this = |row: &&&Alert| match last.begins {
            Some(_) => {
                matches!(row.spec.kind, AlertKind::Moved { .. })
                    && row.spec.begins_at == last.begins
            }
            None => matches!(row.spec.kind, AlertKind::Cancelled { .. }),
        };
        let these: Vec<&&Alert> = words.iter().filter(is_this).collect();
        let posted = these.iter().filter(|row| row.state == AlertState::Posted);
        let count = posted.count();
        let came_too_late = these.iter().any(|row| {
            let reason = row.cause.as_ref().map(|cause| cause.reason);
            reason == Some(AlertReason::NotPostedInTime)
        });
        if count == 1 || (count == 0 && came_too_late) {
            return Ok(());
        }
        Err(format!(
            "told {count} times that {} begins {:?}, since {}: {words:#?}",
            last.summit, last.begins, last.from
        ))
    }
}

/// The messages with alerts. All others are people's, and the bot's answers to them.
fn of_alerts(messages: &[Value]) -> Result<Vec<Value>, String> {
    let mut alerts = Vec::new();
    for message in messages {
        if batch_id(&message["components"]).is_some() {
            alerts.push(message.clone());
        } else if message["author"]["id"] == json!(ids::BOT)
            && message["message_reference"].is_null()
        {
            return Err(format!("a message without an alert: {message:#}"));
        }
    }
    Ok(alerts)
}
