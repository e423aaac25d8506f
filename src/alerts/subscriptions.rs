//! What `/alerts` does: subscribe, change, remove, pause, resume, list.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{AlertService, check};
use crate::config::{SubscriptionError, SubscriptionSpec};
use crate::store::{
    Alert, AlertReason, AlertState, Attempt, Origin, StoreError, Subscription, SubscriptionReason,
    SubscriptionState,
};

/// The most subscriptions that one server may have: a page of `/alerts list` shows them, and a typing error in a script
/// floods nobody.
const MAX_SUBSCRIPTIONS: usize = 100;

/// Why a subscription is not written.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// A sentence for whoever asked.
    #[error("{0}")]
    Wrong(String),
    /// The database cannot be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
}

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
        self.validate(&spec)?;
        let others = self.subscriptions(guild).await?;
        if others.len() >= MAX_SUBSCRIPTIONS {
            return Err(SubscribeError::Wrong(format!(
                "This server has {MAX_SUBSCRIPTIONS} subscriptions, the most there can be. Remove one first."
            )));
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
        self.validate(&spec)?;
        let guild = subscription.guild_id.unwrap_or_default();
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

    /// The last alerts of a subscription, newest first, each with its attempts.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn history(
        &self,
        subscription: &Subscription,
        limit: u32,
    ) -> Result<Vec<(Alert, Vec<Attempt>)>, StoreError> {
        let mut history = Vec::new();
        for alert in self.store.history(&subscription.id, limit).await? {
            let batch_id = alert.batch_id.as_deref().unwrap_or(&alert.spec.id);
            let attempts = self.store.attempts(batch_id).await?;
            history.push((alert, attempts));
        }
        Ok(history)
    }

    /// How many alerts a subscription will bring, and when the next is due.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn ahead(
        &self,
        subscription: &Subscription,
    ) -> Result<(usize, Option<Timestamp>), StoreError> {
        let id = &subscription.id;
        let open = self.store.open_alerts(id, id, self.now()).await?;
        let planned: Vec<&Alert> = open
            .iter()
            .filter(|alert| alert.state == AlertState::Planned)
            .collect();
        Ok((
            planned.len(),
            planned.iter().map(|alert| alert.spec.due_at).min(),
        ))
    }

    /// Plans what a subscription wants from now on.
    async fn follow(&self, subscription: &Subscription, now: Timestamp) -> Result<(), StoreError> {
        let knowledge = self.library.current();
        let one = std::slice::from_ref(subscription);
        self.reconciler.compare(&knowledge, one, now, now).await?;
        self.wake.notify_one();
        Ok(())
    }

    fn validate(&self, spec: &SubscriptionSpec) -> Result<(), SubscribeError> {
        let wrong = |sentence: String| Err(SubscribeError::Wrong(sentence));
        match spec.check() {
            Ok(()) => {}
            Err(SubscriptionError::UnknownZone { zone, nearest }) => {
                let hint = nearest.map_or_else(
                    || "Write an IANA name, such as `Europe/Brussels`.".to_owned(),
                    |near| format!("Did you mean `{near}`?"),
                );
                return wrong(format!("There is no time zone `{zone}`. {hint}"));
            }
            Err(SubscriptionError::EscalationWithoutDeadline) => {
                let sentence = "A role to escalate to needs a deadline: set acknowledge_within, such as `30m`.";
                return wrong(sentence.to_owned());
            }
        }
        if spec.summits.is_empty() {
            return wrong("Name at least one summit, or `all`.".to_owned());
        }
        if spec.before.is_empty() && spec.weekly_digest.is_none() {
            return wrong("Name at least one time before the summit, such as `7d`.".to_owned());
        }
        if spec.before.len() > 10 {
            let given = spec.before.len();
            return wrong(format!(
                "At most ten times before a summit; you gave {given}."
            ));
        }
        let knowledge = self.library.current();
        match check(std::slice::from_ref(spec), &knowledge).first() {
            Some(error) => wrong(error.to_string()),
            None => Ok(()),
        }
    }
}

/// A channel subscribes to the same summits once.
fn refuse_twin(spec: &SubscriptionSpec, others: &[Subscription]) -> Result<(), SubscribeError> {
    let set = |of: &SubscriptionSpec| of.summits.iter().cloned().collect::<BTreeSet<String>>();
    let names = set(spec);
    let is_twin = |other: &SubscriptionSpec| other.channel == spec.channel && set(other) == names;
    match others.iter().find(|other| is_twin(&other.spec)) {
        Some(twin) => Err(SubscribeError::Wrong(format!(
            "That channel already has a subscription to the same, {}. Change it with /alerts edit.",
            twin.short_id()
        ))),
        None => Ok(()),
    }
}

fn of_settings(subscription: &Subscription) -> SubscribeError {
    SubscribeError::Wrong(format!(
        "Subscription {} is in the bot's settings; whoever runs the bot can change it there. /alerts pause works here.",
        subscription.short_id()
    ))
}
