//! What a channel knows of a summit's dates, by the alerts that are on record.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::store::{Alert, AlertKind, AlertSpec, AlertState};

/// The last that a channel was given of a summit's dates among `known`, all that is known of one subscription: what was posted, or
/// is being posted.
pub(super) fn last_given<'k>(known: &'k [Alert], summit_id: Option<&str>) -> Option<&'k Alert> {
    let of_summit = histories(known).into_iter();
    let mut of_summit = of_summit.filter(|((_, summit), _)| *summit == summit_id);
    of_summit.next().and_then(|(_, history)| history.given)
}

/// What a channel knows of a summit's dates.
#[derive(Default)]
pub(super) struct DateHistory<'a> {
    /// The last alert with dates in it that was posted, or is being posted.
    given: Option<&'a Alert>,
    /// An unsent alert that counts on its dates.
    counted_on: Option<&'a Alert>,
    /// Notices of other dates, not yet posted: one, unless several processes planned at the same moment.
    pub(super) pending: Vec<&'a Alert>,
}

/// By subscription and summit.
pub(super) fn histories(known: &[Alert]) -> HashMap<(&str, Option<&str>), DateHistory<'_>> {
    let mut histories: HashMap<_, DateHistory<'_>> = HashMap::new();
    for alert in known {
        let spec = &alert.spec;
        if matches!(spec.kind, AlertKind::Lead { .. }) || spec.kind.is_change() {
            let key = (spec.subscription_id.as_str(), spec.summit_id.as_deref());
            histories.entry(key).or_default().note(alert);
        }
    }
    histories
}

impl<'a> DateHistory<'a> {
    fn note(&mut self, alert: &'a Alert) {
        let is_change = alert.spec.kind.is_change();
        match alert.state {
            AlertState::Planned if is_change && alert.attempts == 0 => self.pending.push(alert),
            AlertState::Planned if alert.attempts == 0 => self.counted_on = Some(alert),
            AlertState::Planned | AlertState::Posted => {
                // Of two at the same instant, the change came after what it changes.
                let order = |alert: &Alert| {
                    let at = alert.ended_at.or(alert.last_attempt_at);
                    (at, alert.spec.kind.is_change())
                };
                if self.given.is_none_or(|given| order(given) <= order(alert)) {
                    self.given = Some(alert);
                }
            }
            AlertState::Missed | AlertState::Failed | AlertState::Withdrawn => {}
        }
    }

    /// The alert by whose dates a change is measured: the one that the pending notice corrects, else the one that gave
    /// dates, else the one that counts on them. One whose summit has begun by its dates gives way to what counts on later ones.
    pub(super) fn base(&self, known: &'a [Alert], now: Timestamp) -> Option<&'a Alert> {
        let corrected = self
            .pending
            .iter()
            .filter_map(|one| corrected(one, known))
            // Word of a change that was withdrawn has reached nobody; a withdrawn alert may still be counted on.
            .filter(|one| one.state != AlertState::Withdrawn || !one.spec.kind.is_change())
            // The same, whoever compares.
            .min_by_key(|one| (one.message_id.is_none(), one.spec.due_at, &one.spec.id));
        let given = corrected.or(self.given);
        let counted_on = self.counted_on.filter(|one| !has_begun(&one.spec, now));
        given
            .filter(|given| counted_on.is_none() || !has_begun(&given.spec, now))
            .or(counted_on)
            .or(self.counted_on)
    }
}

/// The alert among `known` that word of a change corrects.
pub(super) fn corrected<'a>(change: &Alert, known: &'a [Alert]) -> Option<&'a Alert> {
    let id = change.spec.kind.follows()?;
    known.iter().find(|one| one.spec.id == id)
}

/// Whether a summit has begun, by what an alert says of it.
pub(super) fn has_begun(spec: &AlertSpec, now: Timestamp) -> bool {
    spec.begins_at.is_some_and(|begins_at| begins_at <= now)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::testing::{NOON, lead, summit_begins_at};

    /// Word that the summit moved, which the channel was given an hour ago.
    fn moved(begins_at: Timestamp) -> Alert {
        let an_hour_ago = NOON.saturating_sub(SignedDuration::from_hours(1)).ok();
        let kind = AlertKind::Moved {
            corrects: "x".to_owned(),
            from: None,
            was: None,
            is_back: false,
        };
        Alert {
            spec: AlertSpec {
                kind,
                begins_at: Some(begins_at),
                ..lead("moved").spec
            },
            state: AlertState::Posted,
            attempts: 1,
            ended_at: an_hour_ago,
            ..lead("moved")
        }
    }

    fn base_id(known: &[Alert]) -> Option<&str> {
        let histories = histories(known);
        let base = histories.values().next()?.base(known, NOON)?;
        Some(&base.spec.id)
    }

    /// The clock jumped past the date that was given last, while word of a later one was held back.
    #[test]
    fn a_date_that_has_begun_gives_way_to_the_later_one_that_is_counted_on() {
        let soon = summit_begins_at();
        assert_eq!(base_id(&[moved(soon), lead("lead")]), Some("moved"));
        assert_eq!(base_id(&[moved(NOON), lead("lead")]), Some("lead"));
        assert_eq!(base_id(&[moved(NOON)]), Some("moved"));
    }

    #[test]
    fn word_that_corrects_a_date_that_has_begun_is_held_against_the_later_one_too() {
        let pending = Alert {
            spec: AlertSpec {
                kind: AlertKind::Moved {
                    corrects: "moved".to_owned(),
                    from: None,
                    was: None,
                    is_back: false,
                },
                ..lead("pending").spec
            },
            ..lead("pending")
        };
        let known = [moved(NOON), pending, lead("lead")];
        assert_eq!(base_id(&known), Some("lead"));
        let known = [moved(summit_begins_at()), known[1].clone(), lead("lead")];
        assert_eq!(base_id(&known), Some("moved"));
    }
}
