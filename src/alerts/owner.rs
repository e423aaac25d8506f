use jiff::Timestamp;

use super::Subscriber;
use super::plan::identity;
use crate::config::AlertsConfig;
use crate::store::{Alert, Kind, NewAlert};

/// Word of an alert that could not be posted: to the fallback channel, else to whoever made the subscription. None if
/// there is neither, or if it is this word itself that could not be posted.
pub(super) fn trouble(
    alert: &Alert,
    subscriber: &Subscriber,
    settings: &AlertsConfig,
    reason: &str,
    now: Timestamp,
) -> Option<NewAlert> {
    let new = &alert.new;
    let fallback = settings
        .fallback_channel
        .filter(|fallback| fallback.0 != new.channel);
    let (channel, recipient) = match (fallback, subscriber.owner) {
        (Some(channel), _) => (channel.0, None),
        // Direct messages to one user wait for one another.
        (None, Some(owner)) => (owner, Some(owner)),
        (None, None) => return None,
    };
    (new.kind != Kind::Owner).then(|| NewAlert {
        id: identity(&[&new.id, Kind::Owner.word()]),
        kind: Kind::Owner,
        parent: Some(new.id.clone()),
        channel,
        recipient,
        due_at: now,
        lead: new.channel.to_string(),
        told: reason.to_owned(),
        ..new.clone()
    })
}
