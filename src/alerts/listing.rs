//! How `/alerts list` and `test` show a subscription.

use jiff::Timestamp;

use super::Post;
use super::escalation::mentioned;
use super::nothing_planned::{Ahead, NothingPlanned};
use super::render::words::{lead_words, subscription_reason_words};
use crate::config::{ClockTime, EscalationTarget, WeeklyTime};
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{Citation, Entry, Mentioned, Page, Reply, Section};
use crate::store::{Alert, FORGOTTEN_USER, Subscription, SubscriptionState};
use crate::text::{Locale, text};

impl Subscription {
    /// In one line: what is wanted, where, how it stands, and what is ahead; `None` where that was not asked, as of a
    /// paused one.
    pub fn entry(&self, knowledge: &Knowledge, ahead: Option<&Ahead>, locale: Locale) -> Entry {
        let wanted = self.wanted(knowledge, locale);
        let line = match self.standing(knowledge, ahead, locale) {
            Some(standing) => text!(
                locale,
                "alerts-list-line",
                wanted = wanted,
                standing = standing
            ),
            None => wanted,
        };
        let spec = &self.spec;
        let place = text!(locale, "alerts-mention-in");
        let mut entry = Entry::remark(line).labelled(self.short_id());
        if let (SubscriptionState::Active, Some(Ahead::Next(next))) = (self.state, ahead) {
            entry = entry
                .mentioning(text!(locale, "alerts-list-next"), Mentioned::Moment(*next))
                .mentioning("", Mentioned::Relative(*next));
        }
        entry = entry.mentioning(place, Mentioned::Channel(spec.channel.0));
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
            if chain.steps.is_empty() {
                text!(locale, "alerts-list-acknowledge-alone", within = within)
            } else {
                text!(locale, "alerts-list-acknowledge", within = within)
            }
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
        let hours: Vec<String> = spec.handover.iter().map(ToString::to_string).collect();
        let handover = (!hours.is_empty()).then(|| {
            let hours = hours.join(joint(locale));
            text!(locale, "alerts-list-handover", hours = hours)
        });
        let publish = spec.publish.then(|| text!(locale, "alerts-list-publish"));
        let more = [
            zone, within, on_duty, again, quiet, loud, digest, handover, publish,
        ];
        let more = more.into_iter().flatten();
        more.fold(summits, |first, then| {
            text!(locale, "alerts-list-and", first = first, then = then)
        })
    }

    /// Why nothing is ahead: it is paused or removed, or the calendar has nothing for it. `None` if something is.
    fn standing(
        &self,
        knowledge: &Knowledge,
        ahead: Option<&Ahead>,
        locale: Locale,
    ) -> Option<String> {
        let reason = self
            .reason
            .and_then(|reason| subscription_reason_words(reason, self.detail.as_deref(), locale));
        Some(match (self.state, reason) {
            (SubscriptionState::Active, _) => match ahead? {
                Ahead::Nothing(why) => nothing_words(why, knowledge, locale),
                Ahead::Next(_) | Ahead::Unplanned => return None,
            },
            (SubscriptionState::Paused, Some(reason)) => {
                text!(locale, "alerts-list-paused-because", reason = reason)
            }
            (SubscriptionState::Paused, None) => text!(locale, "alerts-list-paused"),
            (SubscriptionState::Removed, _) => text!(locale, "alerts-list-removed"),
        })
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

/// Why nothing is planned, as the calendar has it.
fn nothing_words(why: &NothingPlanned, knowledge: &Knowledge, locale: Locale) -> String {
    let title = |id: &String| {
        knowledge
            .summit(id)
            .map_or_else(|| id.clone(), Summit::title)
    };
    match why {
        NothingPlanned::TooLate { summit } => {
            text!(locale, "alerts-list-too-late", summit = title(summit))
        }
        NothingPlanned::NoExactDate { summit } => {
            text!(locale, "alerts-list-none-yet", summit = title(summit))
        }
        NothingPlanned::Cancelled { summit } => {
            text!(locale, "alerts-list-cancelled", summit = title(summit))
        }
        NothingPlanned::Begun { summit } => {
            text!(locale, "alerts-list-begun", summit = title(summit))
        }
        NothingPlanned::Over { summit } => {
            text!(locale, "alerts-list-over", summit = title(summit))
        }
        NothingPlanned::NoneAhead => text!(locale, "alerts-list-none-left"),
    }
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
    summit_names(&subscription.spec.summits, knowledge, locale)
}

/// What organizations, series, single summits or `all` are called.
pub(super) fn summit_names(summits: &[String], knowledge: &Knowledge, locale: Locale) -> String {
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
    let names: Vec<String> = summits.iter().map(name).collect();
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
pub(super) fn joint(locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => "、",
        Locale::English | Locale::French | Locale::Russian => ", ",
    }
}
