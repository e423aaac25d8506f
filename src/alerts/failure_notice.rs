use jiff::Timestamp;

use super::Subscriber;
use super::plan::identity;
use crate::config::AlertsConfig;
use crate::store::{Alert, AlertKind, AlertSpec};

/// Word of an alert that could not be posted: to the fallback channel, else to whoever made the subscription. None if
/// there is neither, or if it is this word itself that could not be posted.
pub(super) fn trouble(
    alert: &Alert,
    subscriber: &Subscriber,
    settings: &AlertsConfig,
    reason: &str,
    now: Timestamp,
) -> Option<AlertSpec> {
    let spec = &alert.spec;
    let fallback = settings
        .fallback_channel
        .filter(|fallback| fallback.0 != spec.channel);
    let (channel, recipient) = match (fallback, subscriber.owner) {
        (Some(channel), _) => (channel.0, None),
        // Direct messages to one user wait for one another.
        (None, Some(owner)) => (owner, Some(owner)),
        (None, None) => return None,
    };
    (spec.kind != AlertKind::Owner).then(|| AlertSpec {
        id: identity(&[&spec.id, AlertKind::Owner.word()]),
        kind: AlertKind::Owner,
        parent: Some(spec.id.clone()),
        channel,
        recipient,
        due_at: now,
        lead: spec.channel.to_string(),
        told: reason.to_owned(),
        ..spec.clone()
    })
}
