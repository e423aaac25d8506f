//! How `/alerts list`, `test` and `history` show a subscription and what became of its alerts.

use jiff::Timestamp;

use super::Post;
use super::escalation::mentioned;
use super::render::words::{
    cause_words, day_in, kind_words, lead_words, state_words, subscription_reason_words, utc,
};
use crate::config::{ClockTime, EscalationTarget, WeeklyTime};
use crate::document::Precision;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::reply::{Citation, Entry, Mentioned, Page, Reply, Section};
use crate::store::{Alert, AlertState, Attempt, FORGOTTEN_USER, Subscription, SubscriptionState};
use crate::text::{Locale, text};

/// How many of an alert's attempts are listed: the last ones say what is wrong.
const MAX_ATTEMPTS: usize = 3;

impl Subscription {
    /// In one line: what is wanted, where, and how it stands.
    pub fn entry(&self, knowledge: &Knowledge, next: Option<Timestamp>, locale: Locale) -> Entry {
        let line = text!(
            locale,
            "alerts-list-line",
            wanted = self.wanted(knowledge, locale),
            standing = self.standing(knowledge, next, locale)
        );
        let spec = &self.spec;
        let place = text!(locale, "alerts-mention-in");
        let mut entry = Entry::remark(line)
            .labelled(self.short_id())
            .mentioning(place, Mentioned::Channel(spec.channel.0));
        if let Some(role) = spec.mention_role {
            let mentions = text!(locale, "alerts-mention-role");
            entry = entry.mentioning(mentions, Mentioned::Role(role.0));
        }
        for (then, called) in self.calls(locale) {
            entry = entry.mentioning(then, called);
        }
        if let Some(by) = self.paused_by.filter(|by| *by != FORGOTTEN_USER) {
            let paused_by = text!(locale, "alerts-mention-paused-by");
            entry = entry.mentioning(paused_by, Mentioned::User(by));
        }
        entry
    }

    /// Who is called if nobody acknowledges, each with when.
    fn calls(&self, locale: Locale) -> Vec<(String, Mentioned)> {
        let chain = self.spec.escalation_chain();
        // How long the one step waits is said beside.
        let is_alone = chain.steps.len() == 1;
        let calls = chain.steps.iter().filter_map(|step| {
            let then = if is_alone {
                text!(locale, "alerts-mention-then")
            } else {
                let after = lead_words(step.after, locale);
                text!(locale, "alerts-mention-after", after = after)
            };
            Some((then, mentioned(step.target)?))
        });
        calls.collect()
    }

    /// Which summits, how long before, and whatever else the subscription asks for.
    fn wanted(&self, knowledge: &Knowledge, locale: Locale) -> String {
        let spec = &self.spec;
        let leads: Vec<String> = spec
            .before
            .iter()
            .map(|lead| lead_words(*lead, locale))
            .collect();
        let summits = text!(
            locale,
            "alerts-list-before",
            summits = names(self, knowledge, locale),
            leads = leads.join(joint(locale))
        );
        let zone = spec.time_zone.as_ref();
        let zone = zone.map(|zone| text!(locale, "alerts-list-zone", zone = zone));
        let chain = spec.escalation_chain();
        let within = match chain.steps.as_slice() {
            [step] => Some(step.after),
            _ => spec.acknowledge_within,
        };
        let within = within.map(|within| {
            let within = lead_words(within, locale);
            text!(locale, "alerts-list-acknowledge", within = within)
        });
        let mut on_duty = chain.steps.iter();
        let on_duty = on_duty.find(|step| step.target == EscalationTarget::OnDuty);
        let on_duty = on_duty.map(|step| {
            let after = lead_words(step.after, locale);
            text!(locale, "alerts-list-on-duty", after = after)
        });
        let again = chain.repeat_every.map(|every| {
            let every = lead_words(every, locale);
            text!(locale, "alerts-list-call-again", every = every)
        });
        let is_loud = chain.in_quiet_hours && spec.quiet_hours.is_some();
        let loud = is_loud.then(|| text!(locale, "alerts-list-calls-in-quiet"));
        let quiet = spec.quiet_hours.map(|quiet| quiet.to_string());
        let quiet = quiet.map(|hours| text!(locale, "alerts-list-quiet", hours = hours));
        let digest = spec.weekly_digest.map(|at| digest_words(at, locale));
        let more = [zone, within, on_duty, again, quiet, loud, digest]
            .into_iter()
            .flatten();
        more.fold(summits, |first, then| {
            text!(locale, "alerts-list-and", first = first, then = then)
        })
    }

    /// When the next alert is due, or why there is none.
    fn standing(&self, knowledge: &Knowledge, next: Option<Timestamp>, locale: Locale) -> String {
        let reason = self
            .reason
            .and_then(|reason| subscription_reason_words(reason, self.detail.as_deref(), locale));
        match (self.state, next, reason) {
            (SubscriptionState::Active, Some(next), _) => {
                let zone = self.zone();
                let day = day_in(next, &zone, locale);
                let time = next.to_zoned_datetime(zone).strftime("%H:%M %Q");
                let time = time.to_string();
                let at = text!(locale, "alerts-list-moment", day = day, time = time);
                text!(locale, "alerts-list-next", at = at)
            }
            (SubscriptionState::Active, None, _) => self.why_nothing_is_planned(knowledge, locale),
            (SubscriptionState::Paused, _, Some(reason)) => {
                text!(locale, "alerts-list-paused-because", reason = reason)
            }
            (SubscriptionState::Paused, _, None) => text!(locale, "alerts-list-paused"),
            (SubscriptionState::Removed, _, _) => text!(locale, "alerts-list-removed"),
        }
    }

    /// Why an active subscription has no alert ahead, as far as the calendar says.
    fn why_nothing_is_planned(&self, knowledge: &Knowledge, locale: Locale) -> String {
        let covered = knowledge.summits().filter(|summit| self.covers(summit));
        let mut inexact = covered.filter(|summit| {
            let is_off = matches!(summit.status, SummitStatus::Cancelled | SummitStatus::Held);
            let start = summit.start;
            let is_inexact = start.is_none_or(|start| start.precision() < Precision::Day);
            !is_off && is_inexact
        });
        inexact.next().map_or_else(
            || text!(locale, "alerts-list-none-left"),
            |summit| text!(locale, "alerts-list-none-yet", summit = summit.title()),
        )
    }

    /// What autocomplete offers for it.
    pub fn choice(&self, knowledge: &Knowledge, locale: Locale) -> String {
        format!("{} · {}", self.short_id(), names(self, knowledge, locale))
    }

    /// A message by which a channel is tried out. It mentions nobody.
    pub fn trial(&self, knowledge: &Knowledge, now: Timestamp, by: u64, locale: Locale) -> Post {
        let asked_by = text!(locale, "alerts-mention-asked-by");
        let mut note =
            Entry::remark(text!(locale, "alerts-trial")).mentioning(asked_by, Mentioned::User(by));
        if let Some(role) = self.spec.mention_role {
            let would = text!(locale, "alerts-mention-would");
            note = note.mentioning(would, Mentioned::Role(role.0));
        }
        let summits = names(self, knowledge, locale);
        let page = Page {
            locale,
            title: text!(locale, "alerts-trial-title", summits = summits),
            sections: vec![Section::running(vec![note])],
            footer: text!(locale, "alerts-trial-subscription", id = self.short_id()),
            ..Page::default()
        };
        Post {
            delivery: format!("test-{:x}", now.as_millisecond()),
            headline: text!(locale, "alerts-trial-headline"),
            notified: Vec::new(),
            in_reply_to: None,
            reply: Reply::of(page),
        }
    }
}

/// What became of an alert: its last attempts, and who acknowledged it.
pub fn fate(
    alert: &Alert,
    attempts: &[Attempt],
    guild: u64,
    knowledge: &Knowledge,
    locale: Locale,
) -> Entry {
    let what = what(alert, knowledge, locale);
    let mut fate = match (alert.state, alert.ended_at) {
        (AlertState::Posted, Some(at)) => {
            let posted = text!(locale, "alerts-fate-posted", what = what, at = seconds(at));
            match &alert.cause {
                Some(cause) => text!(
                    locale,
                    "alerts-fate-posted-but",
                    fate = posted,
                    reason = cause_words(cause, locale)
                ),
                None => posted,
            }
        }
        (state, _) => {
            let reason = alert.cause.as_ref().map_or_else(
                || text!(locale, "alerts-fate-not-tried"),
                |cause| cause_words(cause, locale),
            );
            text!(
                locale,
                "alerts-fate-ended",
                what = what,
                state = state_words(state, locale),
                reason = reason
            )
        }
    };
    if attempts.len() > 1 {
        fate = text!(
            locale,
            "alerts-fate-attempts",
            fate = fate,
            count = attempts.len(),
            last = last_of(attempts, locale)
        );
    }
    let due = utc(alert.spec.due_at, locale);
    let mut entry = Entry::remark(fate).labelled(text!(locale, "alerts-fate-due", at = due));
    if let Some(by) = alert.acknowledged_by.filter(|by| *by != FORGOTTEN_USER) {
        let taken_by = text!(locale, "alerts-mention-taken-by");
        entry = entry.mentioning(taken_by, Mentioned::User(by));
    }
    entry.sources.extend(link(guild, alert, locale));
    entry
}

/// "G20 leaders' summit (Miami, 2026), 7d before"
fn what(alert: &Alert, knowledge: &Knowledge, locale: Locale) -> String {
    let kind = kind_words(&alert.spec.kind, locale);
    let Some(id) = alert.spec.summit_id.as_deref() else {
        return kind;
    };
    let summit = knowledge.summit(id);
    let summit = summit.map_or_else(|| id.to_owned(), Summit::title);
    text!(locale, "alerts-fate-summit", summit = summit, kind = kind)
}

/// The last attempts, oldest first: "14:00:05 UTC Discord answered 502, 14:00:12 UTC posted".
fn last_of(attempts: &[Attempt], locale: Locale) -> String {
    let last = attempts.iter().rev().take(MAX_ATTEMPTS).rev();
    let last = last.map(|one| {
        let outcome = one.cause.as_ref().map_or_else(
            || state_words(AlertState::Posted, locale),
            |cause| cause_words(cause, locale),
        );
        text!(
            locale,
            "alerts-fate-attempt",
            at = seconds(one.at),
            outcome = outcome
        )
    });
    let last: Vec<String> = last.collect();
    last.join(joint(locale))
}

/// Where the message of an alert is; `None` before it is posted, and for direct messages, which are nobody else's.
pub(super) fn link(guild: u64, alert: &Alert, locale: Locale) -> Option<Citation> {
    let (channel, message) = alert.spec.destination.channel_id().zip(alert.message_id)?;
    Some(Citation {
        id: String::new(),
        publisher: text!(locale, "alerts-message-link"),
        url: Some(format!(
            "https://discord.com/channels/{guild}/{channel}/{message}"
        )),
    })
}

fn names(subscription: &Subscription, knowledge: &Knowledge, locale: Locale) -> String {
    let name = |id: &String| {
        if id == "all" {
            return text!(locale, "alerts-list-all-summits");
        }
        if let Some(summit) = knowledge.summit(id) {
            return summit.title();
        }
        let of_group = knowledge.summits().find(|summit| summit.group() == *id);
        of_group.map_or_else(|| id.clone(), |summit| summit.series.clone())
    };
    let names: Vec<String> = subscription.spec.summits.iter().map(name).collect();
    names.join(joint(locale))
}

/// "digest on monday 08:00"
fn digest_words(at: WeeklyTime, locale: Locale) -> String {
    let time = ClockTime(at.time).to_string();
    text!(
        locale,
        "alerts-list-digest",
        day = at.day_name(),
        time = time
    )
}

/// What stands between the parts of a list.
fn joint(locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => "、",
        Locale::English | Locale::French | Locale::Russian => ", ",
    }
}

fn seconds(at: Timestamp) -> String {
    at.strftime("%H:%M:%S UTC").to_string()
}
