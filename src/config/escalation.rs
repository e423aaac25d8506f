//! How an alert is escalated that nobody acknowledges: who is called, how long after it was posted, and how often again.

use jiff::SignedDuration;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::snowflake::Snowflake;
use super::time_types::Lead;

/// The most steps of an escalation: whoever has not answered ten calls does not answer an eleventh.
pub(super) const MAX_STEPS: usize = 10;
/// How often the last step is called again at most.
pub(super) const MAX_REPEATS: u32 = 10;
/// The shortest time between two repeats: anything less is read as one call, and costs the channel its limit.
pub(super) const SHORTEST_REPEAT: SignedDuration = SignedDuration::from_mins(1);

/// Who is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EscalationTarget {
    /// Whoever has this role.
    Role(Snowflake),
    /// This user.
    User(Snowflake),
    /// Whoever is on duty by the server's rota; if nobody is, the rota's role.
    OnDuty,
}

/// One step of an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "StepKeys", into = "StepKeys")]
#[schemars(with = "StepKeys")]
pub struct EscalationStep {
    /// How long after the alert was posted.
    pub after: Lead,
    /// Who is called then.
    pub target: EscalationTarget,
}

/// A step as it is written: `{ after = "10m", role = 123456789012345678 }`.
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "EscalationStep")]
#[serde(deny_unknown_fields)]
struct StepKeys {
    /// How long after the alert was posted.
    after: Lead,
    /// The id of the role that is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<Snowflake>,
    /// The id of the user who is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<Snowflake>,
    /// Whether whoever is on duty is called, by the rota of the server.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    duty: bool,
}

/// A step that names nobody, or more than one.
#[derive(Debug, thiserror::Error)]
#[error("each step of `escalation` names one `role`, one `user`, or has `duty = true`")]
struct NotOneTarget;

impl TryFrom<StepKeys> for EscalationStep {
    type Error = NotOneTarget;

    fn try_from(keys: StepKeys) -> Result<Self, NotOneTarget> {
        let target = match (keys.role, keys.user, keys.duty) {
            (Some(role), None, false) => EscalationTarget::Role(role),
            (None, Some(user), false) => EscalationTarget::User(user),
            (None, None, true) => EscalationTarget::OnDuty,
            _ => return Err(NotOneTarget),
        };
        Ok(Self {
            after: keys.after,
            target,
        })
    }
}

impl From<EscalationStep> for StepKeys {
    fn from(step: EscalationStep) -> Self {
        let (mut role, mut user, mut duty) = (None, None, false);
        match step.target {
            EscalationTarget::Role(id) => role = Some(id),
            EscalationTarget::User(id) => user = Some(id),
            EscalationTarget::OnDuty => duty = true,
        }
        Self {
            after: step.after,
            role,
            user,
            duty,
        }
    }
}

/// Whom an alert calls that nobody acknowledges, one after the other. Steps are counted from 0; after the last written one
/// come its repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EscalationChain {
    /// The steps as written, each later than the one before; empty if nobody is called.
    pub steps: Vec<EscalationStep>,
    /// How often the last of them is called again; `None` if it is not.
    pub repeat_every: Option<Lead>,
    /// Whether it is called in quiet hours too.
    pub in_quiet_hours: bool,
}

impl EscalationChain {
    /// How many calls there are at most, with all repeats.
    pub fn calls(&self) -> u32 {
        match self.repeat_every {
            Some(_) if !self.steps.is_empty() => self.written() + MAX_REPEATS,
            _ => self.written(),
        }
    }

    /// Which repeat of the last step this is, counted from 1, and of how many; `None` of a step that is written.
    pub fn repeat_number(&self, step: u32) -> Option<(u32, u32)> {
        let repeat = step.checked_sub(self.written())? + 1;
        Some((repeat, MAX_REPEATS))
    }

    /// Who is called at this step; `None` if there is no such step.
    pub fn target(&self, step: u32) -> Option<EscalationTarget> {
        if step >= self.calls() {
            return None;
        }
        let written = usize::try_from(step).ok();
        let at = written.and_then(|at| self.steps.get(at));
        at.or(self.steps.last()).map(|step| step.target)
    }

    /// How long after the step before this one is called, the first after the alert; `None` if there is no such step.
    pub fn wait_before(&self, step: u32) -> Option<SignedDuration> {
        if step >= self.calls() {
            return None;
        }
        let Some(this) = self.after(step) else {
            return self.repeat_every.map(Lead::length);
        };
        let before = step.checked_sub(1).and_then(|before| self.after(before));
        Some(this - before.unwrap_or_default())
    }

    /// Whether it calls whoever is on duty, at one of its steps.
    pub fn calls_on_duty(&self) -> bool {
        let mut targets = self.steps.iter().map(|step| step.target);
        targets.any(|target| target == EscalationTarget::OnDuty)
    }

    fn after(&self, step: u32) -> Option<SignedDuration> {
        let step = self.steps.get(usize::try_from(step).ok()?)?;
        Some(step.after.length())
    }

    fn written(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(repeat_every: Option<&str>) -> EscalationChain {
        let step = |after: &str, id| EscalationStep {
            after: after.parse().expect("a length of time"),
            target: EscalationTarget::Role(Snowflake(id)),
        };
        EscalationChain {
            steps: vec![step("10m", 1), step("25m", 2)],
            repeat_every: repeat_every.map(|every| every.parse().expect("a length of time")),
            in_quiet_hours: false,
        }
    }

    #[test]
    fn each_step_waits_for_the_time_since_the_one_before() {
        let minutes = |step| chain(None).wait_before(step).map(|wait| wait.as_mins());
        assert_eq!([0, 1, 2].map(minutes), [Some(10), Some(15), None]);
        assert_eq!(chain(None).target(2), None);
    }

    #[test]
    fn the_last_step_is_called_again_ten_times_and_no_more() {
        let chain = chain(Some("5m"));
        assert_eq!(chain.wait_before(2), Some(SignedDuration::from_mins(5)));
        assert_eq!(chain.target(11), chain.target(1));
        assert_eq!(chain.repeat_number(1), None);
        assert_eq!(chain.repeat_number(11), Some((10, 10)));
        assert_eq!((chain.target(12), chain.wait_before(12)), (None, None));
    }

    #[test]
    fn a_step_that_names_nobody_or_two_is_refused() {
        let read =
            |keys: &str| toml::from_str::<EscalationStep>(&format!("after = \"10m\"\n{keys}"));
        for keys in ["role = 1", "user = 1", "duty = true"] {
            let step = read(keys).unwrap();
            let written = toml::to_string(&step).unwrap();
            assert_eq!(toml::from_str::<EscalationStep>(&written).unwrap(), step);
        }
        for keys in [
            "",
            "role = 1\nuser = 2",
            "role = 1\nduty = true",
            "duty = false",
        ] {
            let error = read(keys).unwrap_err().to_string();
            assert!(error.contains("names one `role`"), "{error}");
        }
    }
}
