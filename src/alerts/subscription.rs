use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::plan::identity;
use crate::calendar::find_zone;
use crate::config::SubscriptionSpec;
use crate::document::nearest;
use crate::knowledge::{Knowledge, Summit};
use crate::store::{Origin, Subscribed, SubscriptionState};

/// A subscription with an identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscriber {
    /// The same for the same channel and summits, so that other leads or roles make no other subscription.
    pub id: String,
    /// What is wanted.
    pub wants: SubscriptionSpec,
    /// When it was made, once it is stored; what was due before is not made up for.
    pub since: Option<Timestamp>,
    /// The guild of its channel, once known.
    pub guild: Option<u64>,
    /// Who made it.
    pub owner: Option<u64>,
}

impl Subscriber {
    /// A subscription from the settings.
    pub fn of_settings(wants: &SubscriptionSpec) -> Self {
        let channel = wants.channel.0.to_string();
        let summits: BTreeSet<&str> = wants.summits.iter().map(String::as_str).collect();
        let parts: Vec<&str> = ["settings", &channel].into_iter().chain(summits).collect();
        Self {
            id: identity(&parts),
            wants: wants.clone(),
            since: None,
            guild: None,
            owner: None,
        }
    }

    /// A subscription made by a command.
    pub(super) fn of_command(guild: u64, by: u64, wants: SubscriptionSpec, now: Timestamp) -> Self {
        let moment = now.as_nanosecond().to_string();
        let parts = ["command", &guild.to_string(), &by.to_string(), &moment];
        Self {
            id: identity(&parts),
            wants,
            since: Some(now),
            guild: Some(guild),
            owner: Some(by),
        }
    }

    /// A subscription from the store.
    ///
    /// # Errors
    /// It was written by a version that knows more.
    pub fn of_stored(stored: &Subscribed) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id: stored.id.clone(),
            wants: serde_json::from_str(&stored.settings)?,
            since: Some(stored.created_at),
            guild: stored.guild,
            owner: stored.created_by,
        })
    }

    /// What is wanted, as the store keeps it.
    pub(super) fn settings(&self) -> String {
        serde_json::to_string(&self.wants).unwrap_or_default()
    }

    pub(super) fn to_stored(&self, origin: Origin, now: Timestamp) -> Subscribed {
        Subscribed {
            id: self.id.clone(),
            origin,
            guild: self.guild,
            channel: self.wants.channel.0,
            settings: self.settings(),
            standing: SubscriptionState::Active,
            reason: None,
            created_by: self.owner,
            created_at: self.since.unwrap_or(now),
            changed_at: now,
        }
    }

    /// Whether it names the summit, its organization or series, or all.
    pub fn wants(&self, summit: &Summit) -> bool {
        let group = summit.group();
        let names = &self.wants.summits;
        names
            .iter()
            .any(|name| name == "all" || *name == summit.id || *name == group)
    }

    /// The zone by which the channel reads its clock.
    pub fn zone(&self) -> TimeZone {
        let zone = self.wants.time_zone.as_deref().and_then(find_zone);
        zone.unwrap_or(TimeZone::UTC)
    }
}

/// What is wrong with a subscription that the settings alone cannot tell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongSubscription {
    /// A name that is none of the calendar's.
    #[error(
        "the subscription of channel {channel} names `{name}`, which is no organization, series or summit{hint}; \
         `attache summits --json` lists them as `id`, `organization` and `series`"
    )]
    UnknownSummit {
        /// The channel that subscribes.
        channel: u64,
        /// The name.
        name: String,
        /// The nearest name there is, as half a sentence.
        hint: String,
    },
    /// The same channel and summits twice.
    #[error(
        "channel {channel} subscribes to {summits} twice; put all of `before` into one of the two"
    )]
    Twice {
        /// The channel that subscribes.
        channel: u64,
        /// To what.
        summits: String,
    },
}

/// Everything wrong with the subscriptions of the settings, given the calendar.
pub fn check(subscriptions: &[SubscriptionSpec], knowledge: &Knowledge) -> Vec<WrongSubscription> {
    let known: BTreeSet<String> = knowledge
        .summits()
        .flat_map(|summit| [summit.id.clone(), summit.group()])
        .chain(["all".to_owned()])
        .collect();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for subscription in subscriptions {
        let channel = subscription.channel.0;
        let unknown = subscription
            .summits
            .iter()
            .filter(|name| !known.contains(*name));
        wrong.extend(unknown.map(|name| {
            WrongSubscription::UnknownSummit {
                channel,
                name: name.clone(),
                hint: nearest(name, known.iter().map(String::as_str))
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?")),
            }
        }));
        if !seen.insert(Subscriber::of_settings(subscription).id) {
            let summits = subscription.summits.join(", ");
            wrong.push(WrongSubscription::Twice { channel, summits });
        }
    }
    wrong
}
