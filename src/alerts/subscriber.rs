use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::plan::identity;
use crate::calendar::find_zone;
use crate::config::Subscription;
use crate::document::nearest;
use crate::knowledge::{Knowledge, Summit};

/// A subscription with an identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscriber {
    /// The same for the same channel and summits, so that other leads or roles make no other subscription.
    pub id: String,
    /// What is wanted.
    pub wants: Subscription,
}

impl Subscriber {
    /// A subscription from the settings.
    pub fn of_settings(wants: &Subscription) -> Self {
        let channel = wants.channel.0.to_string();
        let summits: BTreeSet<&str> = wants.summits.iter().map(String::as_str).collect();
        let parts: Vec<&str> = ["settings", &channel].into_iter().chain(summits).collect();
        Self {
            id: identity(&parts),
            wants: wants.clone(),
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
pub fn check(subscriptions: &[Subscription], knowledge: &Knowledge) -> Vec<WrongSubscription> {
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
