//! What makes a subscription: its identity, what it covers, and what can be wrong with it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::plan::identity;
use crate::calendar::find_zone;
use crate::config::{Lead, Snowflake, SubscriptionSpec};
use crate::document::nearest;
use crate::knowledge::{Knowledge, Summit};
use crate::store::{Origin, Recipient, Subscription, SubscriptionState};

impl Subscription {
    /// A subscription of the settings. Its id is the same for the same channel and summits, so that other leads or roles
    /// make no other subscription. What was due before `created_at` is not planned.
    pub fn from_settings(spec: SubscriptionSpec, created_at: Timestamp) -> Self {
        let channel = spec.channel.0.to_string();
        let summits: BTreeSet<&str> = spec.summits.iter().map(String::as_str).collect();
        let parts: Vec<&str> = ["settings", &channel].into_iter().chain(summits).collect();
        Self::new(identity(&parts), spec, Origin::Settings, created_at)
    }

    /// A subscription that a user makes by a command in a server.
    pub(super) fn from_command(
        guild_id: u64,
        user_id: u64,
        spec: SubscriptionSpec,
        now: Timestamp,
    ) -> Self {
        let moment = now.as_nanosecond().to_string();
        let parts = [
            "command",
            &guild_id.to_string(),
            &user_id.to_string(),
            &moment,
        ];
        Self {
            guild_id: Some(guild_id),
            created_by: Some(user_id),
            ..Self::new(identity(&parts), spec, Origin::Command, now)
        }
    }

    /// The reminder of a person: the same for the same summit, so that two presses at once make one.
    pub(super) fn of_person(
        recipient: Recipient,
        summit_id: &str,
        before: Vec<Lead>,
        now: Timestamp,
    ) -> Self {
        let user = recipient.user_id.to_string();
        let id = identity(&["person", &user, summit_id]);
        let spec = SubscriptionSpec {
            summits: vec![summit_id.to_owned()],
            before,
            // There is no channel; it is posted where `destination` says.
            ..SubscriptionSpec::for_channel(Snowflake(recipient.user_id))
        };
        Self {
            recipient: Some(recipient),
            created_by: Some(recipient.user_id),
            ..Self::new(id, spec, Origin::Command, now)
        }
    }

    fn new(id: String, spec: SubscriptionSpec, origin: Origin, created_at: Timestamp) -> Self {
        Self {
            id,
            spec,
            origin,
            state: SubscriptionState::Active,
            reason: None,
            detail: None,
            recipient: None,
            guild_id: None,
            created_by: None,
            created_at,
            changed_at: created_at,
            paused_by: None,
            removed_by: None,
        }
    }

    /// Whether it names the summit, its organization or series, or all.
    pub fn covers(&self, summit: &Summit) -> bool {
        covers(&self.spec.summits, summit)
    }

    /// The zone by which the channel reads its clock; UTC if it names none.
    pub fn zone(&self) -> TimeZone {
        let zone = self.spec.time_zone.as_deref().and_then(find_zone);
        zone.unwrap_or(TimeZone::UTC)
    }
}

/// Whether one of these names is that of the summit, of its organization or series, or `all`.
pub(super) fn covers(names: &[String], summit: &Summit) -> bool {
    let group = summit.group();
    names
        .iter()
        .any(|name| name == "all" || *name == summit.id || *name == group)
}

/// What is wrong with a subscription that the settings alone cannot tell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongSubscription {
    /// A name that is none of the calendar's.
    #[error(
        "the subscription of channel {channel} names `{name}`, which is no organization, series or summit{}; \
         `attache summits --json` lists them as `id`, `organization` and `series`",
        did_you_mean(nearest.as_deref())
    )]
    UnknownSummit {
        /// The channel that subscribes.
        channel: u64,
        /// The name.
        name: String,
        /// The name there is that is spelt most like it. None if none is near.
        nearest: Option<String>,
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

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
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
        wrong.extend(unknown.map(|name| WrongSubscription::UnknownSummit {
            channel,
            name: name.clone(),
            nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
        }));
        let id = Subscription::from_settings(subscription.clone(), Timestamp::UNIX_EPOCH).id;
        if !seen.insert(id) {
            let summits = subscription.summits.join(", ");
            wrong.push(WrongSubscription::Twice { channel, summits });
        }
    }
    wrong
}
