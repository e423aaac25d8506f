//! What `/alerts` does: subscribe, change, remove, pause, resume, list.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::fate::AlertHistory;
use super::nothing_planned::Ahead;
use super::subscription_refusal::{SubscribeError, SubscriptionRefusal};
use super::{AlertService, WrongSubscription, check};
use crate::config::SubscriptionSpec;
use crate::store::{
    Alert, AlertReason, AlertState, Origin, StoreError, Subscription, SubscriptionReason,
    SubscriptionState,
};

/// The most subscriptions that one server may have: nobody overlooks more, and a typing error in a script floods nobody.
const MAX_SUBSCRIPTIONS: usize = 100;
/// The most leads of one subscription, as in the settings.
pub(super) const MAX_LEADS: usize = 10;

impl AlertService {
    /// Writes a new subscription of a guild.
    ///
    /// # Errors
    /// It is wrong, and nothing is stored; or the database cannot be reached.
    pub async fn subscribe(
        &self,
        guild: u64,
        by: u64,
        spec: SubscriptionSpec,
    ) -> Result<Subscription, SubscribeError> {
        let now = self.now();
        self.validate(&spec, guild)?;
        let others = self.subscriptions(guild).await?;
        if others.len() >= MAX_SUBSCRIPTIONS {
            let most = MAX_SUBSCRIPTIONS;
            return Err(SubscriptionRefusal::TooMany { most }.into());
        }
        refuse_twin(&spec, &others)?;
        let subscription = Subscription::from_command(guild, by, spec, now);
        self.store.put_subscription(&subscription).await?;
        self.follow(&subscription, now).await?;
        Ok(subscription)
    }

    /// Changes a subscription.
    ///
    /// # Errors
    /// It is wrong, and nothing is changed; or the database cannot be reached.
    pub async fn change(
        &self,
        subscription: &Subscription,
        spec: SubscriptionSpec,
    ) -> Result<Subscription, SubscribeError> {
        if subscription.origin == Origin::Settings {
            return Err(of_settings(subscription));
        }
        let guild = subscription.guild_id.unwrap_or_default();
        self.validate(&without_old_deadline(&spec, &subscription.spec), guild)?;
        let mut others = self.subscriptions(guild).await?;
        others.retain(|other| other.id != subscription.id);
        refuse_twin(&spec, &others)?;
        let now = self.now();
        let changed = Subscription {
            spec,
            changed_at: now,
            ..subscription.clone()
        };
        self.store.put_subscription(&changed).await?;
        if changed.state == SubscriptionState::Active {
            self.follow(&changed, now).await?;
        }
        Ok(changed)
    }

    /// Removes a subscription; its history stays.
    ///
    /// # Errors
    /// It is of the settings; or the database cannot be reached.
    pub async fn unsubscribe(
        &self,
        subscription: &Subscription,
        by: u64,
    ) -> Result<(), SubscribeError> {
        if subscription.origin == Origin::Settings {
            return Err(of_settings(subscription));
        }
        let reason = SubscriptionReason::ByUser;
        Ok(self
            .reconciler
            .remove_subscription(&subscription.id, reason, Some(by), self.now())
            .await?)
    }

    /// Pauses a subscription. Returns whether it was not paused before.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn pause(&self, subscription: &Subscription, by: u64) -> Result<bool, StoreError> {
        let reason = SubscriptionReason::ByUser;
        self.store
            .pause_subscription(&subscription.id, reason, Some(by), self.now())
            .await
    }

    /// Resumes a subscription. What was due meanwhile is not posted late. Returns whether it was paused.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn resume(&self, subscription: &Subscription) -> Result<bool, StoreError> {
        if subscription.state != SubscriptionState::Paused {
            return Ok(false);
        }
        self.resume_unchecked(&subscription.id, self.now()).await?;
        Ok(true)
    }

    pub(super) async fn resume_unchecked(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let cause = AlertReason::SubscriptionPaused.into();
        self.store
            .finish_all_of(id, now, AlertState::Missed, &cause, now)
            .await?;
        self.store.resume_subscription(id, now).await?;
        if let Some(subscription) = self.subscription(id).await? {
            self.follow(&subscription, now).await?;
        }
        Ok(())
    }

    /// A guild's subscriptions, oldest first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn subscriptions(&self, guild: u64) -> Result<Vec<Subscription>, StoreError> {
        self.reconciler.ready().await?;
        self.store.subscriptions_of_guild(guild).await
    }

    /// The last alerts of a subscription, newest first, each with what is on record of it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn history(
        &self,
        subscription: &Subscription,
        limit: u32,
    ) -> Result<Vec<AlertHistory>, StoreError> {
        let mut history = Vec::new();
        for alert in self.store.history(&subscription.id, limit).await? {
            let batch_id = alert.batch_id.as_deref().unwrap_or(&alert.spec.id);
            let attempts = self.store.attempts(batch_id).await?;
            let snoozed_until = match alert.acknowledged_by {
                Some(_) => self.store.snoozed_until(batch_id).await?,
                None => None,
            };
            history.push(AlertHistory {
                alert,
                attempts,
                snoozed_until,
            });
        }
        Ok(history)
    }

    /// How many alerts a subscription will bring, and when the next is due, or why there is none.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn ahead(&self, subscription: &Subscription) -> Result<(usize, Ahead), StoreError> {
        let (id, now) = (&subscription.id, self.now());
        let open = self.store.open_alerts(id, id, now).await?;
        let planned: Vec<&Alert> = open
            .iter()
            .filter(|alert| alert.state == AlertState::Planned)
            .collect();
        let next = planned.iter().map(|alert| alert.spec.due_at).min();
        let (knowledge, day_starts_at) = (self.library.current(), self.settings.day_starts_at);
        let ahead = subscription.ahead(next, &knowledge, day_starts_at, now);
        Ok((planned.len(), ahead))
    }

    /// A guild's subscriptions, oldest first, each with what is ahead of it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn listed(&self, guild: u64) -> Result<Vec<(Subscription, Ahead)>, StoreError> {
        let subscriptions = self.subscriptions(guild).await?;
        let next = self.store.next_due_of_guild(guild).await?;
        let (knowledge, now) = (self.library.current(), self.now());
        let listed = subscriptions.into_iter().map(|one| {
            let next = next.get(&one.id).copied();
            let ahead = one.ahead(next, &knowledge, self.settings.day_starts_at, now);
            (one, ahead)
        });
        Ok(listed.collect())
    }

    /// Plans what a subscription wants from now on.
    pub(super) async fn follow(
        &self,
        subscription: &Subscription,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let knowledge = self.library.current();
        let one = std::slice::from_ref(subscription);
        self.reconciler.compare(&knowledge, one, now, now).await?;
        self.wake.notify_one();
        Ok(())
    }

    fn validate(&self, spec: &SubscriptionSpec, guild: u64) -> Result<(), SubscriptionRefusal> {
        spec.check().map_err(SubscriptionRefusal::Spec)?;
        if spec.summits.is_empty() {
            return Err(SubscriptionRefusal::NoSummit);
        }
        if spec.escalation_chain().calls_on_duty() && self.rota(Some(guild)).is_none() {
            return Err(SubscriptionRefusal::NoRota);
        }
        let asks_for_more = spec.weekly_digest.is_some() || !spec.handover.is_empty();
        if spec.before.is_empty() && !asks_for_more {
            return Err(SubscriptionRefusal::NoLead);
        }
        if spec.before.len() > MAX_LEADS {
            let given = spec.before.len();
            return Err(SubscriptionRefusal::TooManyLeads { given });
        }
        let knowledge = self.library.current();
        let wrong = check(std::slice::from_ref(spec), &knowledge);
        match wrong.into_iter().next() {
            Some(WrongSubscription::UnknownSummit { name, nearest, .. }) => {
                Err(SubscriptionRefusal::UnknownSummit { name, nearest })
            }
            // One alone is not there twice.
            Some(WrongSubscription::Twice { .. }) | None => Ok(()),
        }
    }
}

/// What is to be checked of a changed subscription: a deadline without anybody to call, which earlier versions took, is no
/// reason to refuse a change of something else.
fn without_old_deadline(spec: &SubscriptionSpec, old: &SubscriptionSpec) -> SubscriptionSpec {
    let calls = |of: &SubscriptionSpec| (of.acknowledge_within, of.escalate_to_role);
    let is_old = calls(spec) == calls(old) && spec.escalate_to_role.is_none();
    SubscriptionSpec {
        acknowledge_within: spec.acknowledge_within.filter(|_| !is_old),
        ..spec.clone()
    }
}

/// A channel subscribes to the same summits once.
fn refuse_twin(
    spec: &SubscriptionSpec,
    others: &[Subscription],
) -> Result<(), SubscriptionRefusal> {
    let set = |of: &SubscriptionSpec| of.summits.iter().cloned().collect::<BTreeSet<String>>();
    let names = set(spec);
    let is_twin = |other: &SubscriptionSpec| other.channel == spec.channel && set(other) == names;
    match others.iter().find(|other| is_twin(&other.spec)) {
        Some(twin) => Err(SubscriptionRefusal::Twin {
            id: twin.short_id().to_owned(),
        }),
        None => Ok(()),
    }
}

fn of_settings(subscription: &Subscription) -> SubscribeError {
    let id = subscription.short_id().to_owned();
    SubscriptionRefusal::OfSettings { id }.into()
}
