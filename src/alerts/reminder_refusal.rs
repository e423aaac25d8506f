//! Why a reminder that somebody asks for is not written, as facts and as a sentence for them.

use jiff::SignedDuration;

use super::render::words::ahead;
use crate::store::StoreError;
use crate::text::{Locale, text};

/// Why a reminder is not written.
#[derive(Debug, thiserror::Error)]
pub enum RemindError {
    /// Whoever asked has to ask for something else.
    #[error("a reminder was refused: {0:?}")]
    Refused(ReminderRefusal),
    /// The database cannot be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What whoever asked can do otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReminderRefusal {
    /// The calendar has no such summit, or not any more.
    NoSuchSummit,
    /// The summit will not take place.
    Cancelled,
    /// The summit is over, or its planned date has passed.
    Over,
    /// The summit has begun.
    HasBegun,
    /// No lead is asked for.
    NoLead,
    /// More than ten leads.
    TooManyLeads {
        /// How many.
        given: usize,
    },
    /// Every lead that is asked for has passed.
    AllPassed {
        /// How long it takes until the summit begins.
        left: SignedDuration,
    },
    /// They have as many reminders as they may.
    TooMany {
        /// How many that is.
        most: usize,
    },
}

impl ReminderRefusal {
    /// What is wrong and what to do, for whoever asked.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::NoSuchSummit => text!(locale, "alerts-remind-refused-no-summit"),
            Self::Cancelled => text!(locale, "alerts-remind-refused-cancelled"),
            Self::Over => text!(locale, "alerts-remind-refused-over"),
            Self::HasBegun => text!(locale, "alerts-remind-refused-begun"),
            Self::NoLead => text!(locale, "alerts-refused-no-lead"),
            Self::TooManyLeads { given } => {
                text!(locale, "alerts-refused-too-many-leads", given = *given)
            }
            Self::AllPassed { left } => {
                let ahead = ahead(*left, locale);
                text!(locale, "alerts-remind-refused-passed", ahead = ahead)
            }
            Self::TooMany { most } => {
                text!(locale, "alerts-remind-refused-too-many", most = *most)
            }
        }
    }
}

impl From<ReminderRefusal> for RemindError {
    fn from(refusal: ReminderRefusal) -> Self {
        Self::Refused(refusal)
    }
}
