//! What people read of reasons: one function for each enum of them.

use crate::store::{AlertKind, AlertReason, Cause, SubscriptionReason};

/// Why an alert is not posted, or not yet, with Discord's own words where it had any.
pub(super) fn cause_words(cause: &Cause) -> String {
    let words = reason_words(cause.reason);
    match (cause.reason, &cause.detail) {
        (_, None) => words.to_owned(),
        (AlertReason::NotPostedInTime, Some(detail)) => {
            format!("{words}; the last attempt: {detail}")
        }
        // Discord says what it asks for better than we could.
        (_, Some(detail)) => detail.clone(),
    }
}

fn reason_words(reason: AlertReason) -> &'static str {
    match reason {
        AlertReason::AcknowledgedInTime => "acknowledged in time",
        AlertReason::DateChanged => "the summit's date has changed",
        AlertReason::DateChangedAgain => "the date has changed again",
        AlertReason::SummitCancelled => "the summit is cancelled",
        AlertReason::SummitHeld => "the summit has taken place",
        AlertReason::NotInCalendar => "the summit is no longer in the calendar",
        AlertReason::NotSubscribed => "the summit is no longer subscribed to",
        AlertReason::SubscriptionChanged => "the subscription has changed",
        AlertReason::SubscriptionRemoved => "the subscription was removed",
        AlertReason::NoLongerInSettings => "the subscription is no longer in the settings",
        AlertReason::RecipientForgotten => "the recipient had their data deleted",
        AlertReason::SubscriptionPaused => "the subscription was paused",
        AlertReason::NotPostedInTime => "not posted in time",
        AlertReason::RejectedByDiscord => "Discord rejected the message",
        AlertReason::ChannelUnavailable => "the channel is gone or closed to the bot",
        AlertReason::Ambiguous => "Discord did not say whether it was posted",
        AlertReason::RateLimited => "Discord asks to wait",
    }
}

/// Why a subscription is paused or removed, unless a user did it, who is named elsewhere.
pub(super) fn subscription_reason_words(
    reason: SubscriptionReason,
    detail: Option<&str>,
) -> Option<&str> {
    match reason {
        SubscriptionReason::ByUser => None,
        SubscriptionReason::BotRemoved => Some("the bot was removed from the server"),
        SubscriptionReason::ChannelUnavailable => {
            Some(detail.unwrap_or("the channel is gone or closed to the bot"))
        }
        SubscriptionReason::NoLongerInSettings => Some("no longer in the settings"),
    }
}

/// What kind of alert it is, in a list.
pub(super) fn kind_words(kind: &AlertKind) -> &'static str {
    match kind {
        AlertKind::Lead { .. } => "lead",
        AlertKind::Moved { .. } => "moved",
        AlertKind::Cancelled { .. } => "cancelled",
        AlertKind::Escalation { .. } => "escalation",
        AlertKind::Snooze { .. } => "snoozed",
        AlertKind::Digest { .. } => "digest",
        AlertKind::OwnerNotice { .. } => "owner",
    }
}
