use jiff::Timestamp;

use super::subscriptions::{Listed, PAUSED_BY};
use super::{Post, Subscriber};
use crate::knowledge::Knowledge;
use crate::reply::{Citation, Entry, Mentioned, Page, Reply};
use crate::store::{Alert, AlertState, Attempt, SubscriptionState};

/// How many of an alert's attempts are told.
const TRIES: usize = 3;

/// A subscription, as people are told of it.
impl Listed {
    /// In one line: what is wanted, where, and how it stands.
    pub fn entry(&self, knowledge: &Knowledge, next: Option<Timestamp>) -> Entry {
        let wants = &self.subscriber.wants;
        let before: Vec<String> = wants.before.iter().map(ToString::to_string).collect();
        let mut parts = vec![format!(
            "{}: {} before",
            names(&self.subscriber, knowledge),
            before.join(", ")
        )];
        parts.extend(wants.time_zone.as_ref().map(|zone| format!("zone {zone}")));
        let within = wants.acknowledge_within;
        parts.extend(within.map(|within| format!("acknowledge within {within}")));
        parts.extend(wants.quiet_hours.map(|quiet| format!("quiet {quiet}")));
        let digest = wants.weekly_digest;
        parts.extend(digest.map(|digest| format!("digest on {digest}")));
        let reason = self.stored.reason.as_deref().unwrap_or_default();
        let paused_by = reason
            .strip_prefix(PAUSED_BY)
            .and_then(|by| by.parse().ok());
        let standing = match (self.stored.standing, next) {
            (SubscriptionState::Active, Some(next)) => {
                let next = next.to_zoned_datetime(self.subscriber.zone());
                format!("Next alert on {}", next.strftime("%-d %b %Y %H:%M %Q"))
            }
            (SubscriptionState::Active, None) => {
                "Nothing is due until a further date is known to the day".to_owned()
            }
            (SubscriptionState::Paused, _) if paused_by.is_some() => {
                "Paused; /alerts resume goes on".to_owned()
            }
            (SubscriptionState::Paused, _) => format!("Paused: {reason}; /alerts resume goes on"),
            (SubscriptionState::Removed, _) => "Removed".to_owned(),
        };
        let text = format!("{}. {standing}", parts.join("; "));
        let mut entry = Entry::remark(text)
            .labelled(&*self.short)
            .mentioning("in", Mentioned::Channel(wants.channel.0));
        if let Some(role) = wants.mention_role {
            entry = entry.mentioning("calling", Mentioned::Role(role.0));
        }
        if let Some(role) = wants.escalate_to_role {
            entry = entry.mentioning("then", Mentioned::Role(role.0));
        }
        if let Some(by) = paused_by {
            entry = entry.mentioning("paused by", Mentioned::User(by));
        }
        entry
    }

    /// What a list offers: short enough for a choice.
    pub fn choice(&self, knowledge: &Knowledge) -> String {
        format!("{} · {}", self.short, names(&self.subscriber, knowledge))
    }

    /// A message by which a channel is tried out. It calls nobody.
    pub fn trial(&self, knowledge: &Knowledge, now: Timestamp, by: u64) -> Post {
        let mut note = Entry::remark("This is a test; no summit is due.")
            .mentioning("asked for by", Mentioned::User(by));
        if let Some(role) = self.subscriber.wants.mention_role {
            note = note.mentioning("an alert would call", Mentioned::Role(role.0));
        }
        let page = Page {
            title: format!("Test of alerts: {}", names(&self.subscriber, knowledge)),
            sections: vec![crate::reply::Section::running(vec![note])],
            footer: format!("SubscriptionSpec {}", self.short),
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

/// What became of an alert: each try, and who took it.
pub fn fate(alert: &Alert, attempts: &[Attempt], guild: u64, knowledge: &Knowledge) -> Entry {
    let summit = knowledge.summit(&alert.spec.summit);
    let about = summit.map_or_else(
        || alert.spec.summit.clone(),
        crate::knowledge::Summit::title,
    );
    let what = match alert.spec.kind.word() {
        "summit" if alert.spec.lead.is_empty() => about,
        "summit" => format!("{about}, {} before", alert.spec.lead),
        kind if about.is_empty() => kind.to_owned(),
        kind => format!("{about}, {kind}"),
    };
    let mut text = match (alert.state, alert.ended_at) {
        (AlertState::Posted, Some(at)) => format!("{what}: posted {}", seconds(at)),
        (state, _) => {
            let reason = alert.reason.as_deref().unwrap_or("not yet tried");
            format!("{what}: {} ({reason})", state.word())
        }
    };
    if attempts.len() > 1 {
        let told = attempts.iter().rev().take(TRIES).rev();
        let told: Vec<String> = told
            .map(|one| format!("{} {}", seconds(one.at), one.outcome))
            .collect();
        text = format!(
            "{text}; {} attempts, at last {}",
            attempts.len(),
            told.join(", ")
        );
    }
    let mut entry = Entry::remark(text).labelled(format!("Due {}", utc(alert.spec.due_at)));
    if let Some(by) = alert.acknowledged_by.filter(|by| *by != 0) {
        entry = entry.mentioning("taken by", Mentioned::User(by));
    }
    if let Some(message) = alert.message {
        entry.sources.push(link(guild, alert.spec.channel, message));
    }
    entry
}

/// Where a message is.
pub(super) fn link(guild: u64, channel: u64, message: u64) -> Citation {
    Citation {
        id: String::new(),
        publisher: "message".to_owned(),
        url: Some(format!(
            "https://discord.com/channels/{guild}/{channel}/{message}"
        )),
    }
}

fn names(subscriber: &Subscriber, knowledge: &Knowledge) -> String {
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
    let names: Vec<String> = subscriber.wants.summits.iter().map(name).collect();
    names.join(", ")
}

pub(super) fn utc(at: Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M UTC").to_string()
}

fn seconds(at: Timestamp) -> String {
    at.strftime("%H:%M:%S UTC").to_string()
}
