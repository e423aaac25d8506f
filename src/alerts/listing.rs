//! How `/alerts list`, `test` and `history` show a subscription and what became of its alerts.

use jiff::Timestamp;

use super::Post;
use super::render::words::{cause_words, kind_words, subscription_reason_words};
use crate::document::Precision;
use crate::knowledge::{Knowledge, Summit, SummitStatus};
use crate::reply::{Citation, Entry, Mentioned, Page, Reply};
use crate::store::{
    Alert, AlertKind, AlertState, Attempt, FORGOTTEN_USER, Subscription, SubscriptionState,
};

/// How many of an alert's attempts are listed: the last ones say what is wrong.
const MAX_ATTEMPTS: usize = 3;

impl Subscription {
    /// In one line: what is wanted, where, and how it stands.
    pub fn entry(&self, knowledge: &Knowledge, next: Option<Timestamp>) -> Entry {
        let spec = &self.spec;
        let before: Vec<String> = spec.before.iter().map(ToString::to_string).collect();
        let mut parts = vec![format!(
            "{}: {} before",
            names(self, knowledge),
            before.join(", ")
        )];
        parts.extend(spec.time_zone.as_ref().map(|zone| format!("zone {zone}")));
        let within = spec.acknowledge_within;
        parts.extend(within.map(|within| format!("acknowledge within {within}")));
        parts.extend(spec.quiet_hours.map(|quiet| format!("quiet {quiet}")));
        let digest = spec.weekly_digest;
        parts.extend(digest.map(|digest| format!("digest on {digest}")));
        let reason = self.reason;
        let reason =
            reason.and_then(|reason| subscription_reason_words(reason, self.detail.as_deref()));
        let standing = match (self.state, next) {
            (SubscriptionState::Active, Some(next)) => {
                let next = next.to_zoned_datetime(self.zone());
                format!("Next alert on {}", next.strftime("%-d %b %Y %H:%M %Q"))
            }
            (SubscriptionState::Active, None) => self.why_nothing_is_planned(knowledge),
            (SubscriptionState::Paused, _) => match reason {
                Some(reason) => format!("Paused: {reason}; /alerts resume continues"),
                None => "Paused; /alerts resume continues".to_owned(),
            },
            (SubscriptionState::Removed, _) => "Removed".to_owned(),
        };
        let text = format!("{}. {standing}", parts.join("; "));
        let mut entry = Entry::remark(text)
            .labelled(self.short_id())
            .mentioning("in", Mentioned::Channel(spec.channel.0));
        if let Some(role) = spec.mention_role {
            entry = entry.mentioning("mentions", Mentioned::Role(role.0));
        }
        if let Some(role) = spec.escalate_to_role {
            entry = entry.mentioning("then", Mentioned::Role(role.0));
        }
        if let Some(by) = self.paused_by.filter(|by| *by != FORGOTTEN_USER) {
            entry = entry.mentioning("paused by", Mentioned::User(by));
        }
        entry
    }

    /// Why an active subscription has no alert ahead, as far as the calendar says.
    fn why_nothing_is_planned(&self, knowledge: &Knowledge) -> String {
        let covered = knowledge.summits().filter(|summit| self.covers(summit));
        let mut inexact = covered.filter(|summit| {
            let is_off = matches!(summit.status, SummitStatus::Cancelled | SummitStatus::Held);
            let start = summit.start;
            let is_inexact = start.is_none_or(|start| start.precision() < Precision::Day);
            !is_off && is_inexact
        });
        inexact.next().map_or_else(
            || "No alert left: no summit is ahead".to_owned(),
            |summit| format!("No alert yet: {} has no exact date", summit.title()),
        )
    }

    /// What autocomplete offers for it.
    pub fn choice(&self, knowledge: &Knowledge) -> String {
        format!("{} · {}", self.short_id(), names(self, knowledge))
    }

    /// A message by which a channel is tried out. It mentions nobody.
    pub fn trial(&self, knowledge: &Knowledge, now: Timestamp, by: u64) -> Post {
        let mut note = Entry::remark("This is a test; no summit is due.")
            .mentioning("asked for by", Mentioned::User(by));
        if let Some(role) = self.spec.mention_role {
            note = note.mentioning("an alert would mention", Mentioned::Role(role.0));
        }
        let page = Page {
            title: format!("Test of alerts: {}", names(self, knowledge)),
            sections: vec![crate::reply::Section::running(vec![note])],
            footer: format!("Subscription {}", self.short_id()),
            ..Page::default()
        };
        Post {
            delivery: format!("test-{:x}", now.as_millisecond()),
            headline: "Test of alerts".to_owned(),
            mention_role: None,
            in_reply_to: None,
            reply: Reply::of(page),
        }
    }
}

/// What became of an alert: its last attempts, and who acknowledged it.
pub fn fate(alert: &Alert, attempts: &[Attempt], guild: u64, knowledge: &Knowledge) -> Entry {
    let about = alert.spec.summit_id.as_deref().map(|id| {
        let summit = knowledge.summit(id);
        summit.map_or_else(|| id.to_owned(), Summit::title)
    });
    let kind = match &alert.spec.kind {
        AlertKind::Lead { before } => format!("{before} before"),
        kind => kind_words(kind).to_owned(),
    };
    let what = about.map_or(kind.clone(), |about| format!("{about}, {kind}"));
    let mut text = match (alert.state, alert.ended_at) {
        (AlertState::Posted, Some(at)) => format!("{what}: posted {}", seconds(at)),
        (state, _) => {
            let reason = alert.cause.as_ref().map(cause_words);
            let reason = reason.as_deref().unwrap_or("not yet tried");
            format!("{what}: {} ({reason})", state.as_ref())
        }
    };
    if attempts.len() > 1 {
        let last = attempts.iter().rev().take(MAX_ATTEMPTS).rev();
        let last: Vec<String> = last
            .map(|one| {
                let outcome = one.cause.as_ref().map(cause_words);
                let outcome = outcome.as_deref().unwrap_or("posted");
                format!("{} {outcome}", seconds(one.at))
            })
            .collect();
        text = format!(
            "{text}; {} attempts, at last {}",
            attempts.len(),
            last.join(", ")
        );
    }
    let mut entry = Entry::remark(text).labelled(format!("Due {}", utc(alert.spec.due_at)));
    if let Some(by) = alert.acknowledged_by.filter(|by| *by != FORGOTTEN_USER) {
        entry = entry.mentioning("taken by", Mentioned::User(by));
    }
    entry.sources.extend(link(guild, alert));
    entry
}

/// Where the message of an alert is; `None` before it is posted, and for direct messages, which are nobody else's.
pub(super) fn link(guild: u64, alert: &Alert) -> Option<Citation> {
    let (channel, message) = alert.spec.destination.channel_id().zip(alert.message_id)?;
    Some(Citation {
        id: String::new(),
        publisher: "message".to_owned(),
        url: Some(format!(
            "https://discord.com/channels/{guild}/{channel}/{message}"
        )),
    })
}

fn names(subscription: &Subscription, knowledge: &Knowledge) -> String {
    let name = |id: &String| {
        if id == "all" {
            return "all summits".to_owned();
        }
        if let Some(summit) = knowledge.summit(id) {
            return summit.title();
        }
        let of_group = knowledge.summits().find(|summit| summit.group() == *id);
        of_group.map_or_else(|| id.clone(), |summit| summit.series.clone())
    };
    let names: Vec<String> = subscription.spec.summits.iter().map(name).collect();
    names.join(", ")
}

pub(super) fn utc(at: Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M UTC").to_string()
}

fn seconds(at: Timestamp) -> String {
    at.strftime("%H:%M:%S UTC").to_string()
}
