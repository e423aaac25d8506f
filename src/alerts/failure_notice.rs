//! Whoever answers for a subscription is notified when one of its alerts could not be posted.

use jiff::Timestamp;

use super::plan::identity;
use crate::config::AlertsConfig;
use crate::store::{Alert, AlertKind, AlertSpec, Cause, Destination, Subscription};

/// A notice of an alert that could not be posted: to the fallback channel, else to whoever made the subscription. `None`
/// if there is neither, or if it is such a notice itself that could not be posted.
pub(super) fn failure_notice(
    alert: &Alert,
    subscription: &Subscription,
    settings: &AlertsConfig,
    cause: &Cause,
    now: Timestamp,
) -> Option<AlertSpec> {
    let spec = &alert.spec;
    let channel_id = spec.destination.channel_id()?;
    let fallback = settings
        .fallback_channel
        .filter(|fallback| fallback.0 != channel_id)
        .map(|fallback| Destination::Channel(fallback.0));
    let destination = fallback.or(subscription.created_by.map(Destination::User))?;
    let is_notice = matches!(spec.kind, AlertKind::OwnerNotice { .. });
    (!is_notice).then(|| AlertSpec {
        // The word is that of the versions before, so that a notice planned by one of them is not planned again.
        id: identity(&[&spec.id, "owner"]),
        kind: AlertKind::OwnerNotice {
            of: spec.id.clone(),
            channel_id,
            cause: cause.clone(),
        },
        destination,
        due_at: now,
        dates: None,
        title: None,
        facts: None,
        ..spec.clone()
    })
}
