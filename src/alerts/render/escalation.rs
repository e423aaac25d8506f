//! What a call says beyond the alert it is about: which step it is, who was called before, who is next and when, or that
//! nobody is.

use jiff::tz::TimeZone;

use super::NoticeRenderer;
use super::words::length;
use crate::alerts::Notified;
use crate::alerts::escalation::{mentioned, next_call};
use crate::config::{EscalationChain, EscalationTarget};
use crate::reply::{Entry, Mentioned, Occasion};
use crate::store::{Alert, AlertKind};
use crate::text::text;

impl NoticeRenderer<'_> {
    /// Whom a step of the escalation calls; nobody if the subscription has no such step any more.
    pub(super) fn called_at(&self, step: u32) -> Vec<Notified> {
        let target = self.subscription.spec.escalation_chain().target(step);
        let notified = target.map(|target| match target {
            EscalationTarget::Role(role) => Notified::Role(role.0),
            EscalationTarget::User(user) => Notified::User(user.0),
        });
        notified.into_iter().collect()
    }

    /// What a call asks for.
    pub(super) fn take_over(&self, step: u32) -> String {
        let locale = self.locale;
        let chain = self.subscription.spec.escalation_chain();
        let step = usize::try_from(step).ok();
        match step.and_then(|step| chain.steps.get(step)) {
            Some(step) => {
                let length = length(step.after.length(), locale);
                text!(locale, "alerts-take-over-within", length = length)
            }
            None => text!(locale, "alerts-take-over"),
        }
    }

    /// Where in the chain a call stands; nothing of any other alert. What would come next is left out once somebody
    /// acknowledged.
    pub(super) fn calls(&self, alert: &Alert) -> Vec<Entry> {
        let AlertKind::Escalation { step, .. } = alert.spec.kind else {
            return Vec::new();
        };
        let chain = self.subscription.spec.escalation_chain();
        let position = (chain.calls() > 1).then(|| self.position(&chain, step));
        let next = (alert.acknowledged_at.is_none()).then(|| self.next(&chain, alert));
        position.into_iter().chain(next).collect()
    }

    /// "Call 2 of 3 · called before: @backup"
    fn position(&self, chain: &EscalationChain, step: u32) -> Entry {
        let locale = self.locale;
        let label = if let Some((number, count)) = chain.repeat_number(step) {
            text!(locale, "alerts-call-repeat", number = number, count = count)
        } else {
            let (number, count) = (step + 1, chain.steps.len());
            text!(locale, "alerts-call-number", number = number, count = count)
        };
        let mut before: Vec<Mentioned> = Vec::new();
        for target in (0..step).filter_map(|step| chain.target(step)) {
            let target = mentioned(target);
            if !before.contains(&target) {
                before.push(target);
            }
        }
        let mut entry = Entry::default().labelled(label);
        for (at, target) in before.into_iter().enumerate() {
            // Said once; names follow it.
            let how = (at == 0).then(|| text!(locale, "alerts-called-before"));
            entry = entry.mentioning(how.unwrap_or_default(), target);
        }
        entry
    }

    /// "Next · in 20 minutes · @duty", or that this is the last call.
    fn next(&self, chain: &EscalationChain, alert: &Alert) -> Entry {
        let locale = self.locale;
        let (alerts, posted_at) = (std::slice::from_ref(alert), self.posted_at(alert));
        let Some(call) = next_call(alerts, posted_at, self.subscription) else {
            return Entry::remark(text!(locale, "alerts-call-last"));
        };
        let again = chain.repeat_number(call.step).map(|(number, count)| {
            let left = count + 1 - number;
            text!(locale, "alerts-call-again", count = left)
        });
        let entry = Entry {
            occasion: Some(Occasion {
                at: call.due_at.to_zoned_datetime(TimeZone::UTC),
                has_hour: true,
            }),
            ..Entry::remark(again.unwrap_or_default())
        };
        let next = text!(locale, "alerts-call-next");
        entry.labelled(next).mentioning("", mentioned(call.target))
    }
}
