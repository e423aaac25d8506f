//! What a call says beyond the alert it is about: which step it is, who was called before, who is next and when, or that
//! nobody is.

use jiff::tz::TimeZone;

use super::NoticeRenderer;
use super::words::length;
use crate::alerts::Notified;
use crate::alerts::escalation::{mentioned, next_call};
use crate::config::{EscalationChain, EscalationTarget};
use crate::reply::{Entry, Occasion};
use crate::store::{Alert, AlertKind};
use crate::text::text;

impl NoticeRenderer<'_> {
    /// Whom a step of the escalation calls; nobody if the subscription has no such step any more, or if that depends on who
    /// is on duty when it is posted.
    pub(super) fn called_at(&self, step: u32) -> Vec<Notified> {
        let target = self.subscription.spec.escalation_chain().target(step);
        match target {
            Some(EscalationTarget::Role(role)) => vec![Notified::Role(role.0)],
            Some(EscalationTarget::User(user)) => vec![Notified::User(user.0)],
            Some(EscalationTarget::OnDuty) | None => Vec::new(),
        }
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
        let mut before: Vec<EscalationTarget> = Vec::new();
        let earlier = self.calls_made.iter().filter(|made| **made < step);
        for target in earlier.filter_map(|made| chain.target(*made)) {
            if !before.contains(&target) {
                before.push(target);
            }
        }
        let mut entry = Entry::default().labelled(label);
        if before.is_empty() {
            return entry;
        }
        // Said once; names follow it.
        let mut how = text!(locale, "alerts-called-before");
        if before.contains(&EscalationTarget::OnDuty) {
            let on_duty = text!(locale, "alerts-was-on-duty");
            entry.text = format!("{how} {on_duty}");
            how = String::new();
        }
        for target in before.into_iter().filter_map(mentioned) {
            entry = entry.mentioning(std::mem::take(&mut how), target);
        }
        entry
    }

    /// "Next · in 20 minutes · @duty", or that this is the last call.
    fn next(&self, chain: &EscalationChain, alert: &Alert) -> Entry {
        let locale = self.locale;
        // As it is planned: it goes on as long as one of the summits is ahead.
        let about = [std::slice::from_ref(alert), &self.called_for].concat();
        let Some(call) = next_call(&about, self.posted_at(alert), self.subscription) else {
            return Entry::remark(text!(locale, "alerts-call-last"));
        };
        let on_duty = (call.target == EscalationTarget::OnDuty)
            .then(|| text!(locale, "alerts-whoever-is-on-duty"));
        let again = chain.repeat_number(call.step).map(|(number, count)| {
            let left = count + 1 - number;
            text!(locale, "alerts-call-again", count = left)
        });
        let words: Vec<String> = [on_duty, again].into_iter().flatten().collect();
        let entry = Entry {
            occasion: Some(Occasion {
                at: call.due_at.to_zoned_datetime(TimeZone::UTC),
                has_hour: true,
            }),
            ..Entry::remark(words.join(" · "))
        };
        let entry = entry.labelled(text!(locale, "alerts-call-next"));
        match mentioned(call.target) {
            Some(called) => entry.mentioning("", called),
            None => entry,
        }
    }
}
