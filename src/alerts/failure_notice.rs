//! Whoever answers for a subscription is notified when one of its alerts could not be posted.

use jiff::Timestamp;

use super::plan::identity;
use crate::config::{AlertsConfig, Snowflake};
use crate::store::{Alert, AlertKind, AlertSpec, Cause, Destination, Subscription};

/// A notice of an alert that could not be posted: to the fallback channel, else to whoever made the subscription, else to
/// `reports_to`. `None` if there is none of them, or if it is such a notice itself that could not be posted.
pub(super) fn failure_notice(
    alert: &Alert,
    subscription: &Subscription,
    settings: &AlertsConfig,
    reports_to: Option<Snowflake>,
    cause: &Cause,
    now: Timestamp,
) -> Option<AlertSpec> {
    let spec = &alert.spec;
    let channel_id = spec.destination.channel_id()?;
    let other = |channel: Option<Snowflake>| {
        let other = channel.filter(|channel| channel.0 != channel_id)?;
        Some(Destination::Channel(other.0))
    };
    let maker = subscription.created_by.map(Destination::User);
    let destination = other(settings.fallback_channel)
        .or(maker)
        .or_else(|| other(reports_to))?;
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
