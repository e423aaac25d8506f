//! What the store's rows stand for: alerts and subscriptions, how they stand, and why. The tables are in `migrations/`.

use jiff::Timestamp;

use super::cause::Cause;
use super::recipient::Recipient;
use crate::config::{Lead, SubscriptionSpec};
use crate::knowledge::SummitStatus;

/// The user id kept in place of somebody's who had theirs deleted.
pub const FORGOTTEN_USER: u64 = 0;

/// What an alert is about.
#[derive(Debug, Clone, PartialEq, Eq, strum::AsRefStr, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum AlertKind {
    /// A summit comes nearer.
    Lead {
        /// How long before the summit, as the subscription asks for it.
        before: Lead,
    },
    /// A summit has other dates, another place or another status than the channel counts on; the new ones are the spec's.
    Moved {
        /// The id of the alert that gave, or would have given, the old dates.
        corrects: String,
        /// The dates the channel counts on; `None` if it counts on none.
        from: Option<String>,
        /// What else the channel knows of it; `None` if that is not on record.
        was: Option<SummitFacts>,
        /// Whether it was announced that the calendar no longer has it. Then it may be as it was.
        is_back: bool,
    },
    /// A summit whose dates the channel counts on will not take place.
    Cancelled {
        /// The id of the alert that gave, or would have given, the dates.
        corrects: String,
        /// The dates the channel counts on; `None` if it counts on none.
        from: Option<String>,
    },
    /// A summit whose dates the channel counts on is no longer in the calendar.
    Removed {
        /// The id of the alert that gave, or would have given, the dates.
        corrects: String,
        /// The dates the channel counts on; `None` if it counts on none.
        from: Option<String>,
    },
    /// Nobody acknowledged an alert in time.
    Escalation {
        /// The id of that alert, which all steps of its chain share.
        of: String,
        /// Which step of the chain it is, counted from 0.
        step: u32,
    },
    /// An alert that somebody put off comes again.
    Snooze {
        /// The id of that alert.
        of: String,
    },
    /// The summits of the week ahead.
    Digest {
        /// The end of that week; the digest is posted at its beginning.
        week_ends_at: Timestamp,
    },
    /// What the next shift has to know.
    Handover,
    /// For whoever answers for the subscription: one of its alerts could not be posted.
    OwnerNotice {
        /// The id of that alert.
        of: String,
        /// The channel in which it could not be posted.
        channel_id: u64,
        /// Why not.
        cause: Cause,
    },
}

impl AlertKind {
    /// The id of the alert that this one follows; `None` for what the calendar alone asks for.
    pub fn follows(&self) -> Option<&str> {
        match self {
            Self::Moved { corrects: id, .. }
            | Self::Cancelled { corrects: id, .. }
            | Self::Removed { corrects: id, .. }
            | Self::Escalation { of: id, .. }
            | Self::Snooze { of: id }
            | Self::OwnerNotice { of: id, .. } => Some(id),
            Self::Lead { .. } | Self::Digest { .. } | Self::Handover => None,
        }
    }

    /// Whether it says that a summit comes nearer: for the first time, or again after somebody put it off.
    pub fn is_reminder(&self) -> bool {
        matches!(self, Self::Lead { .. } | Self::Snooze { .. })
    }

    /// Whether it is right only as long as the summit begins when it was planned for.
    pub fn counts_down(&self) -> bool {
        self.is_reminder() || matches!(self, Self::Escalation { .. })
    }

    /// The word for it in the database and in texts.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Moved { is_back: true, .. } => "back",
            kind => kind.into(),
        }
    }

    /// Whether it says that what was given of a summit no longer holds.
    pub fn is_change(&self) -> bool {
        matches!(self, Self::Moved { .. }) || self.is_off()
    }

    /// Whether it says that a summit will not take place, as far as the calendar knows.
    pub fn is_off(&self) -> bool {
        matches!(self, Self::Cancelled { .. } | Self::Removed { .. })
    }
}

/// Where an alert is posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Destination {
    /// The channel of this id.
    Channel(u64),
    /// The direct messages with the user of this id.
    User(u64),
}

impl Destination {
    /// The channel's id; `None` for direct messages.
    pub fn channel_id(self) -> Option<u64> {
        match self {
            Self::Channel(id) => Some(id),
            Self::User(_) => None,
        }
    }
}

/// An alert as it is planned: what it says, for whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertSpec {
    /// 24 hex digits, the same whoever plans it and however often; the nonce of its message, and part of its buttons.
    pub id: String,
    /// What it is about.
    pub kind: AlertKind,
    /// The subscription that asks for it.
    pub subscription_id: String,
    /// The summit it is about; `None` for a digest and a handover, and for what follows one.
    pub summit_id: Option<String>,
    /// Where it is posted.
    pub destination: Destination,
    /// When it is posted.
    pub due_at: Timestamp,
    /// When the summit begins; `None` for a digest, a handover, and a summit that lost its day.
    pub begins_at: Option<Timestamp>,
    /// The summit's dates as the message gives them, such as "14–15 December 2026"; `None` if there are none to give.
    pub dates: Option<String>,
    /// The summit's title; `None` if it is about none, and for an alert of a version that did not keep it.
    pub title: Option<String>,
    /// What else the message says of the summit; `None` as the title is.
    pub facts: Option<SummitFacts>,
}

impl AlertSpec {
    /// Whether it says the same of its summit as `other`: when it begins, its dates and its facts.
    pub(crate) fn says_the_same_as(&self, other: &Self) -> bool {
        (self.begins_at, &self.dates, &self.facts) == (other.begins_at, &other.dates, &other.facts)
    }
}

/// What readers count on beside when a summit begins. A change of it is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummitFacts {
    /// Its end as its file has it, such as `2026-12-15`; `None` if it names none.
    pub ends: Option<String>,
    /// Its place, such as "Miami, United States"; `None` if none is known.
    pub place: Option<String>,
    /// How certain it is.
    pub status: SummitStatus,
}

/// How an alert stands.
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
pub enum AlertState {
    /// Not yet posted.
    Planned,
    /// Posted; its message is known.
    Posted,
    /// Its subscription was paused when it was due.
    Missed,
    /// Discord would not have it, or not in time.
    Failed,
    /// No longer wanted.
    Withdrawn,
}

/// An alert as the outbox has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What was planned.
    pub spec: AlertSpec,
    /// How it stands.
    pub state: AlertState,
    /// Why it is not posted, or not yet; of one that is posted, what is wrong with its message. `None` before the first attempt,
    /// and if nothing is wrong.
    pub cause: Option<Cause>,
    /// The id of the first of those that go out as one message, which may be its own; `None` before the first attempt.
    pub batch_id: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether an attempt may have reached Discord without our knowing.
    pub in_doubt: bool,
    /// When it may be tried next.
    pub next_attempt_at: Timestamp,
    /// When it was tried first.
    pub first_attempt_at: Option<Timestamp>,
    /// When it was tried last.
    pub last_attempt_at: Option<Timestamp>,
    /// Its message, once it is posted.
    pub message_id: Option<u64>,
    /// When it was posted, or given up.
    pub ended_at: Option<Timestamp>,
    /// Who acknowledged it; [`FORGOTTEN_USER`] if they had their data deleted since.
    pub acknowledged_by: Option<u64>,
    /// When they did.
    pub acknowledged_at: Option<Timestamp>,
}

/// An attempt to post, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When it ended.
    pub at: Timestamp,
    /// Why nothing was posted; `None` if it was.
    pub cause: Option<Cause>,
}

/// Where a subscription was written.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    /// In the settings.
    Settings,
    /// By a command.
    Command,
}

/// How a subscription stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum SubscriptionState {
    /// Its alerts are posted.
    Active,
    /// They are not, until somebody resumes it.
    Paused,
    /// It is kept for its history only.
    Removed,
}

/// Why a subscription is paused or removed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum SubscriptionReason {
    /// Somebody did it by a command: `paused_by` or `removed_by`.
    ByUser,
    /// Paused: the bot was removed from the server. It is resumed when the bot comes back.
    BotRemoved,
    /// Paused: the channel is gone or closed to the bot.
    ChannelUnavailable,
    /// Removed: it is no longer in the settings.
    NoLongerInSettings,
}

/// Who wants to be alerted of which summits, and how that stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    /// 24 hex digits; of a subscription of the settings the same as long as its channel and summits are.
    pub id: String,
    /// What is wanted.
    pub spec: SubscriptionSpec,
    /// Where it was written.
    pub origin: Origin,
    /// How it stands.
    pub state: SubscriptionState,
    /// Why it is paused or removed; `None` while it is active.
    pub reason: Option<SubscriptionReason>,
    /// Discord's own words for why; `None` if it has nothing to do with it.
    pub detail: Option<String>,
    /// Who gets its alerts as direct messages, in place of a channel; `None` for a subscription of a channel.
    pub recipient: Option<Recipient>,
    /// The server of its channel; `None` until a channel of the settings was seen, and for a person.
    pub guild_id: Option<u64>,
    /// Who made it; `None` for one of the settings, and if they had their data deleted.
    pub created_by: Option<u64>,
    /// When it was made; what was due before is not posted late.
    pub created_at: Timestamp,
    /// When it was last changed, paused, resumed or removed.
    pub changed_at: Timestamp,
    /// Who paused it, while it is paused by a user; [`FORGOTTEN_USER`] if they had their data deleted since.
    pub paused_by: Option<u64>,
    /// Who removed it, if a user did; [`FORGOTTEN_USER`] if they had their data deleted since.
    pub removed_by: Option<u64>,
}

impl Subscription {
    /// Where its alerts are posted.
    pub fn destination(&self) -> Destination {
        match self.recipient {
            Some(recipient) => Destination::User(recipient.user_id),
            None => Destination::Channel(self.spec.channel.0),
        }
    }

    /// What people call it by: the beginning of its id, as long as no two of a server begin alike.
    pub fn short_id(&self) -> &str {
        /// Long enough to tell the hundred subscriptions apart that a server may have.
        const SHORT: usize = 6;
        self.id.get(..SHORT).unwrap_or(&self.id)
    }
}
