//! The words for reasons, kinds, lengths and counts: one function for each.

use jiff::SignedDuration;

use crate::store::{AlertKind, AlertReason, Cause, SubscriptionReason};

/// Why an alert is not posted, or not yet, with Discord's own words where it had any.
pub(in crate::alerts) fn cause_words(cause: &Cause) -> String {
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
pub(in crate::alerts) fn subscription_reason_words(
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
pub(in crate::alerts) fn kind_words(kind: &AlertKind) -> &'static str {
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

/// "7 days", "2 hours", "30 minutes", "50 seconds": the largest unit that fits one and a half times.
pub(in crate::alerts) fn length(length: SignedDuration) -> String {
    let seconds = length.as_secs();
    match seconds {
        s if s >= 36 * 3_600 => counted(rounded(s, 86_400), "day"),
        s if s >= 90 * 60 => counted(rounded(s, 3_600), "hour"),
        s if s >= 90 => counted(rounded(s, 60), "minute"),
        s => counted(usize::try_from(s).unwrap_or(0), "second"),
    }
}

fn rounded(seconds: i64, unit: i64) -> usize {
    usize::try_from((seconds + unit / 2) / unit).unwrap_or(0)
}

/// "1 summit", "2 summits".
pub(in crate::alerts) fn counted(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}
