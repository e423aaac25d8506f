//! Why a subscription that somebody asks for is not written, as facts and as a sentence for them.

use crate::config::SubscriptionError;
use crate::store::StoreError;
use crate::text::{Locale, text};

/// Why a subscription is not written.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// Whoever asked has to ask for something else.
    #[error("a subscription was refused: {0:?}")]
    Refused(SubscriptionRefusal),
    /// The database cannot be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What whoever asked can do otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubscriptionRefusal {
    /// What it asks for is wrong by itself.
    Spec(SubscriptionError),
    /// It names no summit.
    NoSummit,
    /// It names a summit that is none of the calendar's.
    UnknownSummit {
        /// The name.
        name: String,
        /// The name there is that is spelt most like it. None if none is near.
        nearest: Option<String>,
    },
    /// It calls whoever is on duty, and the server has no rota.
    NoRota,
    /// It has neither a lead nor a digest nor a handover.
    NoLead,
    /// It has more than ten leads.
    TooManyLeads {
        /// How many.
        given: usize,
    },
    /// The server has as many subscriptions as it may have.
    TooMany {
        /// How many that is.
        most: usize,
    },
    /// The channel already has a subscription to the same summits.
    Twin {
        /// That one's short id.
        id: String,
    },
    /// It is in the settings, where only the operator can change it.
    OfSettings {
        /// Its short id.
        id: String,
    },
}

impl SubscriptionRefusal {
    /// What is wrong and what to do, for whoever asked.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Spec(error) => error.text(locale),
            Self::NoSummit => text!(locale, "alerts-refused-no-summit"),
            Self::UnknownSummit {
                name,
                nearest: None,
            } => text!(locale, "alerts-refused-unknown-summit", name = name),
            Self::UnknownSummit {
                name,
                nearest: Some(nearest),
            } => text!(
                locale,
                "alerts-refused-unknown-summit-near",
                name = name,
                nearest = nearest
            ),
            Self::NoRota => text!(locale, "alerts-refused-no-rota"),
            Self::NoLead => text!(locale, "alerts-refused-no-lead"),
            Self::TooManyLeads { given } => {
                text!(locale, "alerts-refused-too-many-leads", given = *given)
            }
            Self::TooMany { most } => text!(locale, "alerts-refused-too-many", most = *most),
            Self::Twin { id } => text!(locale, "alerts-refused-twin", id = id),
            Self::OfSettings { id } => text!(locale, "alerts-refused-of-settings", id = id),
        }
    }
}

impl From<SubscriptionRefusal> for SubscribeError {
    fn from(refusal: SubscriptionRefusal) -> Self {
        Self::Refused(refusal)
    }
}
