//! `[alerts]`: the subscriptions that live in the settings. Those made by `/alerts add` ask for the same things.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::duty::{self, DutyRota};
use super::escalation::{
    EscalationChain, EscalationStep, EscalationTarget, MAX_STEPS, SHORTEST_REPEAT,
};
use super::rules::Violation;
use super::snowflake::Snowflake;
use super::subscription_error::SubscriptionError;
use super::time_types::{ClockTime, Lead, QuietHours, WeeklyTime};
use crate::calendar::{DAY_STARTS_AT, check_zone, find_zone};

/// Alerts of summits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AlertsConfig {
    /// When a summit known to the day begins, by the venue's clock.
    #[schemars(with = "ClockTime")]
    pub day_starts_at: ClockTime,
    /// The id of the channel that is notified when an alert fails or a subscription is paused; else whoever made the
    /// subscription gets a direct message.
    pub fallback_channel: Option<Snowflake>,
    /// The id of the role that may use `/alerts`; who may manage the server always may.
    pub manager_role: Option<Snowflake>,
    /// Who is on duty when, on which server.
    pub duty: Vec<DutyRota>,
    /// Which channels get which alerts.
    pub subscription: Vec<SubscriptionSpec>,
}

impl Default for AlertsConfig {
    fn default() -> Self {
        Self {
            day_starts_at: ClockTime(DAY_STARTS_AT),
            fallback_channel: None,
            manager_role: None,
            duty: Vec::new(),
            subscription: Vec::new(),
        }
    }
}

/// Which channel is alerted of which summits, and how long before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionSpec {
    /// The id of the channel that gets the alerts.
    pub channel: Snowflake,
    /// Organizations or series, single summits, or `all`.
    #[schemars(length(min = 1, max = 25))]
    pub summits: Vec<String>,
    /// How long before each begins.
    #[schemars(length(min = 1, max = 10))]
    pub before: Vec<Lead>,
    /// The id of the role that each alert mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention_role: Option<Snowflake>,
    /// The IANA zone by which the channel reads its clock and keeps its quiet hours, named by a place; UTC if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How long there is to press *Acknowledge*, after which `escalate_to_role` is mentioned, which it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledge_within: Option<Lead>,
    /// The id of the backup role that the escalation mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_to_role: Option<Snowflake>,
    /// Who is called if nobody acknowledges, one after the other; in place of `acknowledge_within` and `escalate_to_role`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 10))]
    pub escalation: Vec<EscalationStep>,
    /// How long after the last call it is made again, and so on, until somebody acknowledges or the summit begins; at most
    /// ten times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_escalation: Option<Lead>,
    /// Whether somebody is called in quiet hours too; else these hold back calls as they do alerts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub escalate_in_quiet_hours: bool,
    /// When alerts are held back, unless the summit would be missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// When the week's summits are posted: a day of the week and a time, such as `monday 08:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_digest: Option<WeeklyTime>,
    /// When a shift ends and the next begins, by the channel's clock: the handover is posted then, at up to six times a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 6))]
    pub handover: Vec<ClockTime>,
    /// Whether what is posted is also published to the followers of the channel, which is an announcement channel then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub publish: bool,
}

/// The most handovers a day: shifts of four hours, as at sea.
const MAX_HANDOVERS: usize = 6;

/// The zone that somebody typed for a subscription on the day of `on`.
///
/// # Errors
/// It is none of IANA's, or names no place.
pub fn typed_zone(given: &str, on: Timestamp) -> Result<String, SubscriptionError> {
    let given = given.trim();
    check_zone(given, Some(on)).map_err(|error| SubscriptionError::of_zone(given, error))?;
    Ok(given.to_owned())
}

impl SubscriptionSpec {
    /// A subscription of `channel` that asks for nothing yet.
    pub fn for_channel(channel: Snowflake) -> Self {
        Self {
            channel,
            summits: Vec::new(),
            before: Vec::new(),
            mention_role: None,
            time_zone: None,
            acknowledge_within: None,
            escalate_to_role: None,
            escalation: Vec::new(),
            repeat_escalation: None,
            escalate_in_quiet_hours: false,
            quiet_hours: None,
            weekly_digest: None,
            handover: Vec::new(),
            publish: false,
        }
    }

    /// Checks the rules that its types cannot express.
    ///
    /// # Errors
    /// `time_zone` is unknown, the escalation makes no sense, or there are too many handovers; the first of them.
    pub fn check(&self) -> Result<(), SubscriptionError> {
        // What older versions took, such as `EST`, goes on working; `zone_warning` names it.
        if let Some(zone) = &self.time_zone
            && find_zone(zone).is_none()
        {
            check_zone(zone, None).map_err(|error| SubscriptionError::of_zone(zone, error))?;
        }
        if self.handover.len() > MAX_HANDOVERS {
            let given = self.handover.len();
            return Err(SubscriptionError::TooManyHandovers { given });
        }
        self.check_escalation()
    }

    fn check_escalation(&self) -> Result<(), SubscriptionError> {
        match (self.acknowledge_within, self.escalate_to_role) {
            (None, None) => {}
            _ if !self.escalation.is_empty() => return Err(SubscriptionError::EscalationTwice),
            (None, Some(_)) => return Err(SubscriptionError::EscalationWithoutDeadline),
            (Some(_), None) => return Err(SubscriptionError::DeadlineWithoutEscalation),
            (Some(_), Some(_)) => {}
        }
        let given = self.escalation.len();
        if given > MAX_STEPS {
            return Err(SubscriptionError::TooManySteps { given });
        }
        let mut pairs = self.escalation.iter().zip(self.escalation.iter().skip(1));
        let wrong = pairs.find(|(one, next)| one.after.length() >= next.after.length());
        if let Some((_, step)) = wrong {
            return Err(SubscriptionError::EscalationOrder { after: step.after });
        }
        match self.repeat_escalation {
            Some(_) if self.escalation_chain().steps.is_empty() => {
                Err(SubscriptionError::RepeatWithoutEscalation)
            }
            Some(given) if given.length() < SHORTEST_REPEAT => {
                Err(SubscriptionError::RepeatTooOften { given })
            }
            _ => Ok(()),
        }
    }

    /// Whom an alert calls that nobody acknowledges, in whichever of the two ways it is written.
    pub fn escalation_chain(&self) -> EscalationChain {
        let short = self.acknowledge_within.zip(self.escalate_to_role);
        let short = short.map(|(after, role)| EscalationStep {
            after,
            target: EscalationTarget::Role(role),
        });
        EscalationChain {
            steps: if self.escalation.is_empty() {
                short.into_iter().collect()
            } else {
                self.escalation.clone()
            },
            repeat_every: self.repeat_escalation,
            in_quiet_hours: self.escalate_in_quiet_hours,
        }
    }

    /// What two alerts of a channel have to have in common to be posted as one message: whom it calls, at once and later, and
    /// whether followers get it.
    pub fn audience(&self) -> (Option<Snowflake>, EscalationChain, bool) {
        (self.mention_role, self.escalation_chain(), self.publish)
    }

    /// Whether somebody is to press *Acknowledge*: something happens if nobody does, or somebody wanted to know.
    pub fn asks_to_acknowledge(&self) -> bool {
        self.acknowledge_within.is_some() || !self.escalation.is_empty()
    }

    /// What is doubtful about its zone, though it works: IANA has `EST` as a name too, with clocks that never change. None
    /// if nothing is.
    pub fn zone_warning(&self) -> Option<String> {
        let zone = self.time_zone.as_deref()?;
        let error = SubscriptionError::of_zone(zone, check_zone(zone, None).err()?);
        let (channel, hint) = (self.channel.0, error.hint().unwrap_or_default());
        Some(format!(
            "{error}, in the subscription of channel {channel}; {hint}"
        ))
    }
}

impl AlertsConfig {
    pub(super) fn violations(&self) -> Vec<Violation> {
        let violation = |(at, subscription): (usize, &SubscriptionSpec)| {
            let error = subscription.check().err()?;
            let path = [
                "alerts".into(),
                "subscription".into(),
                at.into(),
                error.key().into(),
            ];
            Some(Violation::new(&path, error.to_string()).with_hint(error.hint()))
        };
        let subscriptions = self.subscription.iter().enumerate();
        let mut violations: Vec<Violation> = subscriptions.filter_map(violation).collect();
        violations.extend(self.without_rota());
        violations.extend(duty::violations(&self.duty));
        violations
    }

    /// Subscriptions that call whoever is on duty, where nobody ever is.
    fn without_rota(&self) -> Vec<Violation> {
        let subscriptions = self.subscription.iter().enumerate();
        let calling = subscriptions.filter(|(_, one)| one.escalation_chain().calls_on_duty());
        let calling = calling.filter(|_| self.duty.is_empty());
        let violation = |(at, _): (usize, &SubscriptionSpec)| {
            let path = [
                "alerts".into(),
                "subscription".into(),
                at.into(),
                "escalation".into(),
            ];
            let message = "`duty = true` needs a rota: add `[[alerts.duty]]`";
            Violation::new(&path, message)
        };
        calling.map(violation).collect()
    }

    /// When nobody is on duty though there is a rota, which may be meant.
    pub(super) fn notes(&self) -> Vec<Violation> {
        let rotas = self.duty.iter().enumerate();
        let gaps = rotas.filter_map(|(at, rota)| {
            let gaps = rota.gaps().join(", ");
            let path = ["alerts".into(), "duty".into(), at.into(), "shift".into()];
            let then = match rota.role {
                Some(_) => "the role of the rota is called then",
                None => "nobody is called then, and the next step at once; a `role` would be",
            };
            let message = format!("nobody is on duty from {gaps}; {then}");
            (!gaps.is_empty()).then(|| Violation::new(&path, message))
        });
        gaps.collect()
    }
}
