//! What can be wrong with a subscription by itself: for the settings in English, for whoever types a command in their language.

use super::escalation::MAX_STEPS;
use super::time_types::Lead;
use crate::calendar::ZoneError;
use crate::text::{Locale, text};

/// What is wrong with a subscription by itself, wherever it was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubscriptionError {
    /// `time_zone` is not an IANA zone.
    #[error("there is no time zone `{zone}`")]
    UnknownZone {
        /// What was given.
        zone: String,
        /// The zone that is spelt most like it. None if none is near.
        nearest: Option<String>,
    },
    /// `time_zone` is an abbreviation or an offset, which several places share.
    #[error("`{zone}` is no place, and only a place says when its clocks change")]
    NotAPlace {
        /// What was given.
        zone: String,
        /// IANA names of places that keep that time.
        places: Vec<String>,
    },
    /// There is a role to escalate to and no time to acknowledge in, so it would never be mentioned.
    #[error("`escalate_to_role` needs `acknowledge_within`, such as `30m`")]
    EscalationWithoutDeadline,
    /// There is a time to acknowledge in and nobody to call after it, so nothing would come of it.
    #[error(
        "`acknowledge_within` needs somebody to call: `escalate_to_role`, or `escalation` in place of both"
    )]
    DeadlineWithoutEscalation,
    /// The escalation is written in both ways.
    #[error(
        "`escalation` stands in place of `acknowledge_within` and `escalate_to_role`; write one or the other"
    )]
    EscalationTwice,
    /// A step comes no later than the one before it.
    #[error("each step of `escalation` comes later than the one before; `{after}` does not")]
    EscalationOrder {
        /// That step's time.
        after: Lead,
    },
    /// There are more steps than an escalation may have.
    #[error("`escalation` has at most {MAX_STEPS} steps, not {given}")]
    TooManySteps {
        /// How many.
        given: usize,
    },
    /// Nobody is called whose call could be repeated.
    #[error("`repeat_escalation` needs an escalation to repeat")]
    RepeatWithoutEscalation,
    /// Calls would follow each other too fast.
    #[error("`repeat_escalation` is at least `1m`, not `{given}`")]
    RepeatTooOften {
        /// What was given.
        given: Lead,
    },
    /// There are more handovers than shifts in a day.
    #[error("`handover` has {given} times; give at most six a day, such as `08:00` and `20:00`")]
    TooManyHandovers {
        /// How many times were given.
        given: usize,
    },
}

impl SubscriptionError {
    /// The key whose value is wrong.
    pub fn key(&self) -> &'static str {
        match self {
            Self::UnknownZone { .. } | Self::NotAPlace { .. } => "time_zone",
            Self::EscalationWithoutDeadline => "escalate_to_role",
            Self::DeadlineWithoutEscalation => "acknowledge_within",
            Self::EscalationTwice | Self::EscalationOrder { .. } | Self::TooManySteps { .. } => {
                "escalation"
            }
            Self::RepeatWithoutEscalation | Self::RepeatTooOften { .. } => "repeat_escalation",
            Self::TooManyHandovers { .. } => "handover",
        }
    }

    /// The same as a sentence for whoever typed it into a command.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::UnknownZone {
                zone,
                nearest: None,
            } => text!(locale, "config-unknown-zone", zone = zone),
            Self::UnknownZone {
                zone,
                nearest: Some(nearest),
            } => text!(
                locale,
                "config-unknown-zone-near",
                zone = zone,
                nearest = nearest
            ),
            Self::NotAPlace { zone, places } => text!(
                locale,
                "config-zone-not-a-place",
                zone = zone,
                places = places.join(", ")
            ),
            Self::EscalationWithoutDeadline => {
                text!(locale, "config-escalation-without-deadline")
            }
            Self::DeadlineWithoutEscalation => {
                text!(locale, "config-deadline-without-escalation")
            }
            Self::EscalationTwice => text!(locale, "config-escalation-twice"),
            Self::EscalationOrder { after } => {
                let after = after.to_string();
                text!(locale, "config-escalation-order", after = after)
            }
            Self::TooManySteps { given } => text!(
                locale,
                "config-escalation-too-long",
                given = *given,
                most = MAX_STEPS
            ),
            Self::RepeatWithoutEscalation => text!(locale, "config-repeat-without-escalation"),
            Self::RepeatTooOften { given } => {
                let given = given.to_string();
                text!(locale, "config-repeat-too-often", given = given)
            }
            Self::TooManyHandovers { given } => {
                text!(locale, "config-too-many-handovers", given = *given)
            }
        }
    }

    /// What to write instead. None if the sentence says it.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownZone { nearest, .. } => nearest
                .as_ref()
                .map(|nearest| format!("did you mean `{nearest}`?")),
            Self::NotAPlace { places, .. } => {
                Some(format!("write a place, such as `{}`", places.join("`, `")))
            }
            _ => None,
        }
    }

    /// Why `zone` cannot be taken as a subscription's.
    pub(super) fn of_zone(zone: &str, error: ZoneError) -> Self {
        let zone = zone.to_owned();
        match error {
            ZoneError::Unknown { nearest } => Self::UnknownZone { zone, nearest },
            ZoneError::NotAPlace { places } => Self::NotAPlace { zone, places },
        }
    }
}
