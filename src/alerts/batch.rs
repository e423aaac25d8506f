use std::collections::BTreeMap;

use jiff::Timestamp;

use super::notice::LATE;
use crate::config::Snowflake;
use crate::store::{Alert, AlertKind, Subscription};

/// Who is called, which one message can do for one set of roles only.
type Called = (Option<Snowflake>, Option<Snowflake>);

/// What of a channel belongs into one message: all that is late, or due at the same instant, and calls the same roles.
/// What was begun before stays as it is, for its message may be there already.
pub(super) fn grouped(
    alerts: Vec<Alert>,
    subscriptions: &BTreeMap<String, Option<Subscription>>,
    now: Timestamp,
) -> Vec<Vec<Alert>> {
    let called = |alert: &Alert| -> Option<Called> {
        let spec = &subscriptions
            .get(&alert.spec.subscription_id)?
            .as_ref()?
            .spec;
        Some((spec.mention_role, spec.escalate_to_role))
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
            let calls_the_same = called(first).is_some() && called(first) == called(&alert);
            is_free(first) && is_free(&alert) && is_together && calls_the_same
        };
        match groups.iter_mut().find(|group| joins(group)) {
            Some(group) => group.push(alert),
            None => groups.push(vec![alert]),
        }
    }
    groups
}
