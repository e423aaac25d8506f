//! The option `escalation` of `/alerts add` and `edit`: `10m @backup, 20m @lena, 30m duty, repeat 15m, in quiet hours`. Discord
//! hands a mention on as `<@&1>` or `<@1>`. <https://discord.com/developers/docs/reference#message-formatting>

use crate::bot::error::Failure;
use crate::config::{
    EscalationStep, EscalationTarget, Lead, ParseTimeError, Snowflake, SubscriptionSpec,
};
use crate::text::{Locale, text};

const ON_DUTY: &str = "duty";
const REPEAT: &str = "repeat";
const IN_QUIET_HOURS: &str = "in quiet hours";

/// An escalation as it is typed.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Escalation {
    steps: Vec<EscalationStep>,
    repeat_every: Option<Lead>,
    in_quiet_hours: bool,
}

impl Escalation {
    /// Puts it in place of the escalation that `spec` had, however that was written.
    pub(super) fn write_into(self, spec: &mut SubscriptionSpec) {
        spec.acknowledge_within = None;
        spec.escalate_to_role = None;
        spec.escalation = self.steps;
        spec.repeat_escalation = self.repeat_every;
        spec.escalate_in_quiet_hours = self.in_quiet_hours;
    }
}

/// Reads what was typed.
///
/// # Errors
/// A piece between two commas that is none of the three things it can be, and what is wrong with it.
pub(super) fn read(given: &str, locale: Locale) -> Result<Escalation, Failure> {
    let mut escalation = Escalation::default();
    let pieces = given.split(',').map(str::trim);
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let lower = piece.to_lowercase();
        if lower == IN_QUIET_HOURS {
            escalation.in_quiet_hours = true;
        } else if let Some(every) = lower.strip_prefix(REPEAT) {
            escalation.repeat_every = Some(lead(every, locale)?);
        } else {
            escalation.steps.push(step(piece, locale)?);
        }
    }
    if escalation.steps.is_empty() {
        return Err(Failure::User(text!(locale, "bot-escalation-empty")));
    }
    Ok(escalation)
}

/// `10m <@&1>`
fn step(piece: &str, locale: Locale) -> Result<EscalationStep, Failure> {
    let (after, who) = piece.rsplit_once(' ').unwrap_or((piece, ""));
    let on_duty = who
        .eq_ignore_ascii_case(ON_DUTY)
        .then_some(EscalationTarget::OnDuty);
    let target = on_duty.or_else(|| target(who)).ok_or_else(|| {
        let piece = crate::reply::shorten(piece, 60);
        Failure::User(text!(locale, "bot-escalation-nobody", piece = piece))
    })?;
    let after = lead(after, locale)?;
    Ok(EscalationStep { after, target })
}

fn target(who: &str) -> Option<EscalationTarget> {
    let id = |digits: &str| digits.parse().ok().filter(|id| *id != 0).map(Snowflake);
    let mention = who.strip_prefix("<@")?.strip_suffix('>')?;
    match mention.strip_prefix('&') {
        Some(role) => id(role).map(EscalationTarget::Role),
        // `<@!1>` is how Discord wrote the same before 2022.
        None => id(mention.trim_start_matches('!')).map(EscalationTarget::User),
    }
}

fn lead(given: &str, locale: Locale) -> Result<Lead, Failure> {
    let read = given.trim().parse();
    read.map_err(|error: ParseTimeError| Failure::User(error.text(locale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(given: &str) -> String {
        match read(given, Locale::English) {
            Err(Failure::User(sentence)) => sentence,
            other => panic!("{given}: {other:?}"),
        }
    }

    #[test]
    fn a_chain_is_read_as_discord_hands_it_on() {
        let given = "10m <@&7>, 1h 20m <@8> , 2h <@!9>,3h Duty,repeat 15m, In quiet hours";
        let mut spec = SubscriptionSpec::for_channel(Snowflake(1));
        spec.acknowledge_within = Some("30m".parse().unwrap());
        read(given, Locale::English).unwrap().write_into(&mut spec);
        let lead = |text: &str| text.parse::<Lead>().unwrap();
        let step = |after, target| EscalationStep {
            after: lead(after),
            target,
        };
        let steps = [
            step("10m", EscalationTarget::Role(Snowflake(7))),
            step("1h 20m", EscalationTarget::User(Snowflake(8))),
            step("2h", EscalationTarget::User(Snowflake(9))),
            step("3h", EscalationTarget::OnDuty),
        ];
        assert_eq!(spec.escalation, steps);
        assert_eq!(spec.repeat_escalation, Some(lead("15m")));
        assert!(spec.escalate_in_quiet_hours && spec.acknowledge_within.is_none());
        assert_eq!(spec.check(), Ok(()));
    }

    #[test]
    fn what_is_no_chain_is_refused_with_what_is_wrong_in_it() {
        assert!(refusal("10m @backup").contains("`10m @backup` mentions nobody"));
        assert!(refusal("10m").contains("`10m` mentions nobody"));
        assert!(refusal("soon <@&7>").contains("`soon` is not a length of time"));
        assert!(refusal("10m <@&7>, repeat often").contains("`often` is not a length of time"));
        assert!(refusal("repeat 15m").contains("Name somebody to call"));
        assert!(refusal("10m <@&0>").contains("mentions nobody"));
    }
}
