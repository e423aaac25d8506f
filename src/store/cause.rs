//! Why an alert is not posted, or not yet.

/// Why an alert is not posted, or not yet.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::EnumString,
    strum::AsRefStr,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum AlertReason {
    /// Withdrawn: somebody acknowledged the alert before it would have been escalated.
    AcknowledgedInTime,
    /// Withdrawn: it was to call whoever is on duty, and nobody was.
    NobodyOnDuty,
    /// Withdrawn: the summit begins at another time than it was planned for.
    DateChanged,
    /// Withdrawn: the summit moved again before its last move was announced.
    DateChangedAgain,
    /// Withdrawn: the summit will not take place.
    SummitCancelled,
    /// Withdrawn: the summit has taken place.
    SummitHeld,
    /// Withdrawn: the calendar no longer has the summit.
    NotInCalendar,
    /// Withdrawn: the subscription no longer names the summit.
    NotSubscribed,
    /// Withdrawn: the subscription asks for other times.
    SubscriptionChanged,
    /// Withdrawn: somebody removed the subscription.
    SubscriptionRemoved,
    /// Withdrawn: the subscription is no longer in the settings.
    NoLongerInSettings,
    /// Withdrawn: whoever was to get it had their data deleted.
    RecipientForgotten,
    /// Withdrawn: the next handover was due before this one could be posted.
    LaterHandover,
    /// Missed: the subscription was paused when it was due.
    SubscriptionPaused,
    /// Failed: every attempt failed until it was too late. The detail is of the last.
    NotPostedInTime,
    /// Failed: an attempt may have been posted, and the channel's history, which would show it, cannot be read.
    MayBePosted,
    /// Failed: this program broke off each time; the log says where.
    Defect,
    /// Failed: Discord will not have this message.
    RejectedByDiscord,
    /// Failed, or to be tried again during an outage: the channel is gone or closed to the bot.
    ChannelUnavailable,
    /// To be tried again: Discord refused it for a reason that says nothing about the channel.
    RefusedForNow,
    /// To be tried again: the bot is timed out on the server.
    TimedOut,
    /// Withdrawn: an attempt had posted it, and somebody deleted the message before that was on record.
    DeletedSince,
    /// Posted, in a thread in which its role has members who were not reached.
    RoleMissedInThread,
    /// To be tried again: nobody knows whether it was posted.
    Ambiguous,
    /// To be tried again: Discord asks to wait.
    RateLimited,
}

/// Why something was not posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The reason as this program tells reasons apart.
    pub reason: AlertReason,
    /// Discord's own words, or those of the connection to it; `None` if neither has to do with it.
    pub detail: Option<String>,
}

impl From<AlertReason> for Cause {
    fn from(reason: AlertReason) -> Self {
        Self {
            reason,
            detail: None,
        }
    }
}
