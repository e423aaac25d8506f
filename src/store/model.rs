use jiff::Timestamp;
use serde::Serialize;

use super::StoreError;

/// A closed set of words, as they are written in the database.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            pub(super) fn of(word: &str) -> Result<Self, StoreError> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    other => Err(StoreError::Unknown(other.to_owned())),
                }
            }
        }
    };
}

words! {
    /// What an alert is about.
    AlertKind {
        /// A summit comes nearer.
        Summit = "summit",
        /// Nobody acknowledged in time.
        Escalation = "escalation",
        /// Put off by somebody.
        Snoozed = "snoozed",
        /// A date that was told is no longer right.
        Moved = "moved",
        /// A summit whose date was told will not be.
        Cancelled = "cancelled",
        /// The week ahead.
        Digest = "digest",
        /// For whoever owns the subscription: something keeps it from working.
        Owner = "owner",
    }
}

words! {
    /// How an alert stands.
    AlertState {
        /// Not yet posted.
        Planned = "planned",
        /// Posted; its message is known.
        Posted = "posted",
        /// Its time passed before it could be posted.
        Missed = "missed",
        /// Discord would not have it.
        Failed = "failed",
        /// No longer wanted.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Where a subscription was written.
    Origin {
        /// In the settings.
        Settings = "settings",
        /// By a command.
        Command = "command",
    }
}

words! {
    /// How a subscription stands.
    SubscriptionState {
        /// Its alerts are posted.
        Active = "active",
        /// They are not, until somebody resumes it.
        Paused = "paused",
        /// It is kept for its history only.
        Removed = "removed",
    }
}

/// An alert to be planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlertSpec {
    /// The same whoever plans it.
    pub id: String,
    /// What it is about.
    pub kind: AlertKind,
    /// The alert it follows.
    pub parent: Option<String>,
    /// The subscription's id.
    pub subscription: String,
    /// The summit's id; empty for what is about none.
    pub summit: String,
    /// The channel that is told.
    pub channel: u64,
    /// The user that is told in a direct message instead.
    pub recipient: Option<u64>,
    /// When it is posted.
    pub due_at: Timestamp,
    /// When the summit begins.
    pub begins_at: Timestamp,
    /// How long before, as it was asked for; for a change, the dates told before.
    pub lead: String,
    /// The dates it tells, or the reason.
    pub told: String,
}

/// An alert as the outbox has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// What was planned.
    #[serde(flatten)]
    pub spec: AlertSpec,
    /// How it stands.
    pub state: AlertState,
    /// Why it is not posted, or not yet.
    pub reason: Option<String>,
    /// The first of those that go out as one message.
    pub batch_id: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether a try may have reached Discord without our knowing.
    pub in_doubt: bool,
    /// When it may be tried next.
    pub next_try_at: Timestamp,
    /// When it was tried first.
    pub first_try_at: Option<Timestamp>,
    /// When it was tried last.
    pub last_try_at: Option<Timestamp>,
    /// Its message.
    pub message: Option<u64>,
    /// When it was posted, or given up.
    pub ended_at: Option<Timestamp>,
    /// Who acknowledged it.
    pub acknowledged_by: Option<u64>,
    /// When.
    pub acknowledged_at: Option<Timestamp>,
}

/// A try to post, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: String,
}

/// A subscription as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribed {
    /// Its id.
    pub id: String,
    /// Where it was written.
    pub origin: Origin,
    /// The guild of its channel, once known.
    pub guild: Option<u64>,
    /// The channel that is told.
    pub channel: u64,
    /// What is wanted, as JSON.
    pub settings: String,
    /// How it stands.
    pub standing: SubscriptionState,
    /// Why it stands so.
    pub reason: Option<String>,
    /// Who made it.
    pub created_by: Option<u64>,
    /// When.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
}
