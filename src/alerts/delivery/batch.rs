//! Which alerts of a channel go out as one message.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::alerts::presence::LATE;
use crate::store::{Alert, AlertKind, Subscription};

/// Alerts that go out as one message, the first of which gives it its id; and what is known of where it goes.
#[derive(Debug, Clone)]
pub(super) struct Batch {
    /// At least one.
    pub(super) alerts: Vec<Alert>,
    /// The subscription of the first.
    pub(super) subscription: Arc<Subscription>,
    /// Whose claim they are under.
    pub(super) lease_owner: Arc<str>,
    /// Where the message goes; `None` until the channel of a direct message is opened.
    pub(super) channel_id: Option<u64>,
    /// Whether a message that gave another date could not be marked.
    pub(super) has_unmarked: bool,
    /// Whether its message did not reach all of the role that it mentions.
    pub(super) has_missed_roles: bool,
}

impl Batch {
    pub(super) fn first(&self) -> &Alert {
        &self.alerts[0]
    }

    /// The id by which its message is found again.
    pub(super) fn id(&self) -> &str {
        &self.first().spec.id
    }

    pub(super) fn ids(&self) -> Vec<&str> {
        ids(&self.alerts)
    }
}

/// The subscriptions of some alerts by id; `None` for one that this version cannot read.
pub(super) type Subscriptions = BTreeMap<String, Option<Arc<Subscription>>>;

/// What of a channel belongs into one message: all leads that are late, or due at the same instant, and are
/// for the same people. What was begun before stays as it is, for its message may be there already.
pub(super) fn grouped(
    alerts: Vec<Alert>,
    subscriptions: &Subscriptions,
    now: Timestamp,
) -> Vec<Vec<Alert>> {
    let audience = |alert: &Alert| {
        let subscription = subscriptions.get(&alert.spec.subscription_id)?.as_ref()?;
        Some(subscription.spec.audience())
    };
    let is_late = |alert: &Alert| now.duration_since(alert.spec.due_at) > LATE;
    let is_free = |alert: &Alert| {
        matches!(alert.spec.kind, AlertKind::Lead { .. }) && alert.batch_id.is_none()
    };
    let mut groups: Vec<Vec<Alert>> = Vec::new();
    for alert in alerts {
        let joins = |group: &Vec<Alert>| {
            let first = &group[0];
            let is_together =
                first.spec.due_at == alert.spec.due_at || (is_late(first) && is_late(&alert));
            let is_for_the_same =
                || audience(first).is_some() && audience(first) == audience(&alert);
            is_free(first) && is_free(&alert) && is_together && is_for_the_same()
        };
        match groups.iter_mut().find(|group| joins(group)) {
            Some(group) => group.push(alert),
            None => groups.push(vec![alert]),
        }
    }
    groups
}

/// The ids of several alerts, as the store takes them.
pub(super) fn ids(alerts: &[Alert]) -> Vec<&str> {
    alerts.iter().map(|alert| alert.spec.id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::testing::{NOON, lead, subscription};
    use crate::config::{Snowflake, SubscriptionSpec};

    fn sizes(alerts: Vec<Alert>, now: Timestamp) -> Vec<usize> {
        let with = |id: &str, change: fn(&mut SubscriptionSpec)| {
            let mut one = subscription();
            one.id = id.to_owned();
            change(&mut one.spec);
            one
        };
        let others = [
            with("other", |spec| spec.mention_role = Some(Snowflake(99))),
            with("published", |spec| spec.publish = true),
        ];
        let known = others.into_iter().chain([subscription()]);
        let known = known.map(|one| (one.id.clone(), Some(Arc::new(one))));
        let groups = grouped(alerts, &known.collect(), now);
        groups.iter().map(Vec::len).collect()
    }

    #[test]
    fn what_is_due_at_the_same_instant_goes_out_together() {
        assert_eq!(sizes(vec![lead("a"), lead("b")], NOON), [2]);
        let mut after = lead("b");
        after.spec.due_at = later(NOON, SignedDuration::from_secs(1));
        assert_eq!(sizes(vec![lead("a"), after], NOON), [1, 1]);
    }

    #[test]
    fn what_is_late_goes_out_together_whenever_it_was_due() {
        let mut after = lead("b");
        after.spec.due_at = later(NOON, SignedDuration::from_secs(1));
        let now = later(NOON, SignedDuration::from_mins(10));
        assert_eq!(sizes(vec![lead("a"), after], now), [2]);
    }

    #[test]
    fn one_message_never_mentions_two_roles_nor_is_published_for_one_half() {
        for other in ["other", "published"] {
            let mut theirs = lead("b");
            theirs.spec.subscription_id = other.to_owned();
            assert_eq!(sizes(vec![lead("a"), theirs], NOON), [1, 1], "{other}");
        }
    }

    #[test]
    fn what_was_begun_before_takes_nobody_along() {
        let mut begun = lead("a");
        begun.batch_id = Some("a".to_owned());
        assert_eq!(sizes(vec![begun, lead("b")], NOON), [1, 1]);
    }
}
