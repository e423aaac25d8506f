//! One alert about one summit: a lead, a snoozed one, an escalation, another date, a cancellation.

use super::NoticeRenderer;
use super::parts::{dates, headed, tone, when};
use super::words::length;
use crate::reply::{Entry, Page, Section};
use crate::store::{Alert, AlertKind};

impl NoticeRenderer<'_> {
    /// The headline and the page of an alert about a summit.
    pub(super) fn single(&self, alert: &Alert) -> (String, Page) {
        let name = self.name(alert);
        let page = Page {
            tone: tone(&alert.spec.kind),
            lead: self.lead(alert),
            warning: self.lateness(alert),
            sections: vec![Section::running(self.facts(alert))],
            footer: self.footer(alert),
            ..Page::default()
        };
        match alert.spec.kind {
            AlertKind::Escalation { .. } => headed(format!("Not acknowledged: {name}"), page),
            AlertKind::Moved { .. } => headed(format!("Moved: {name}"), page),
            AlertKind::Cancelled { .. } => headed(format!("Cancelled: {name}"), page),
            _ => {
                let headline = format!("{}: {name}", self.countdown(alert));
                let page = Page {
                    title: name,
                    ..page
                };
                (headline, page)
            }
        }
    }

    /// The sentence below the title; empty where the title says it all.
    fn lead(&self, alert: &Alert) -> String {
        let or_unknown = |from: &Option<String>| from.clone().unwrap_or_default();
        match &alert.spec.kind {
            AlertKind::Escalation { .. } => {
                let within = self.subscription.spec.acknowledge_within;
                let within = within.map_or_else(String::new, |lead| {
                    format!(" within {}", length(lead.length()))
                });
                format!("Nobody acknowledged the alert above{within}. Please take it over.")
            }
            AlertKind::Moved { from, .. } => {
                format!("New date: {} (was {})", dates(alert), or_unknown(from))
            }
            AlertKind::Cancelled { from, .. } => {
                format!(
                    "It was planned for {}. No more alerts follow.",
                    or_unknown(from)
                )
            }
            _ => String::new(),
        }
    }

    /// When, where, how certain, and what to watch.
    fn facts(&self, alert: &Alert) -> Vec<Entry> {
        let Some(summit) = self.summit(alert) else {
            return Vec::new();
        };
        let is_off = matches!(alert.spec.kind, AlertKind::Cancelled { .. });
        let begins_at = alert.spec.begins_at.filter(|_| !is_off);
        let when = begins_at.map(|begins_at| when(summit, alert, begins_at).labelled("When"));
        let place = summit.place();
        let place = place.map(|place| Entry::remark(place).labelled("Where"));
        let status = format!("{}, as of {}", summit.status, summit.as_of);
        let mut facts: Vec<Entry> = when.into_iter().chain(place).collect();
        facts.push(Entry::remark(status).labelled("Status"));
        if alert.spec.kind.counts_down() {
            let text: Vec<&str> = summit.text.split_whitespace().collect();
            facts.push(Entry::remark(text.join(" ")).labelled("To watch"));
        }
        facts
    }

    fn countdown(&self, alert: &Alert) -> String {
        let ahead = alert.spec.begins_at.filter(|at| *at > self.now);
        ahead.map_or_else(
            || "Has begun".to_owned(),
            |begins_at| format!("In {}", length(begins_at.duration_since(self.now))),
        )
    }

    fn lateness(&self, alert: &Alert) -> Option<String> {
        self.is_late(alert).then(|| {
            let due_at = alert.spec.due_at;
            let missed_by = |one: &super::Downtime| one.from <= due_at && due_at <= one.to;
            let offline = self.downtime.filter(missed_by);
            let offline = offline.map_or_else(String::new, |downtime| {
                format!(" Offline {}.", self.local_span(downtime))
            });
            let has_begun = alert.spec.begins_at.is_some_and(|at| at <= self.now);
            let has_begun = if has_begun {
                " The summit has begun."
            } else {
                ""
            };
            format!(
                "Late: this was due {}.{offline}{has_begun}",
                self.local(due_at)
            )
        })
    }
}
