use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{AlertService, Subscriber, check};
use crate::config::{SubscriptionSpec, WrongWish};
use crate::store::{Alert, AlertState, Attempt, Origin, StoreError, Subscribed, SubscriptionState};

/// The most subscriptions that one guild may have.
const MOST: usize = 100;
/// Ids that people type are this long, as long as no two begin alike.
const SHORT: usize = 6;

/// How the reason begins for which somebody's own pause is kept; their id follows.
pub(super) const PAUSED_BY: &str = "paused by user ";

/// Why a subscription is not written.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// A sentence for whoever asked.
    #[error("{0}")]
    Wrong(String),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A subscription, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// What people call it by.
    pub short: String,
    /// What is wanted.
    pub subscriber: Subscriber,
    /// How it stands.
    pub stored: Subscribed,
}

/// What `/alerts` does.
impl AlertService {
    /// Writes a new subscription of a guild.
    ///
    /// # Errors
    /// It is wrong, and nothing is stored; or the database does not answer.
    pub async fn subscribe(
        &self,
        guild: u64,
        by: u64,
        wants: SubscriptionSpec,
    ) -> Result<Listed, SubscribeError> {
        let now = self.now();
        self.validate(&wants)?;
        let others = self.listed(guild).await?;
        if others.len() >= MOST {
            return Err(SubscribeError::Wrong(format!(
                "This server has {MOST} subscriptions, which is the most. Remove one first."
            )));
        }
        refuse_twin(&wants, &others)?;
        let subscriber = Subscriber::of_command(guild, by, wants, now);
        let stored = subscriber.to_stored(Origin::Command, now);
        self.store.put_subscription(&stored).await?;
        self.follow(&subscriber, now).await?;
        Ok(Listed {
            short: short(&subscriber.id).to_owned(),
            subscriber,
            stored,
        })
    }

    /// Writes a subscription anew.
    ///
    /// # Errors
    /// It is wrong, and nothing is changed; or the database does not answer.
    pub async fn change(
        &self,
        listed: &Listed,
        wants: SubscriptionSpec,
    ) -> Result<Listed, SubscribeError> {
        if listed.stored.origin == Origin::Settings {
            return Err(of_settings(listed));
        }
        self.validate(&wants)?;
        let guild = listed.stored.guild.unwrap_or_default();
        let mut others = self.listed(guild).await?;
        others.retain(|other| other.stored.id != listed.stored.id);
        refuse_twin(&wants, &others)?;
        let now = self.now();
        let subscriber = Subscriber {
            wants,
            ..listed.subscriber.clone()
        };
        let stored = Subscribed {
            standing: listed.stored.standing,
            reason: listed.stored.reason.clone(),
            ..subscriber.to_stored(Origin::Command, now)
        };
        self.store.put_subscription(&stored).await?;
        if stored.standing == SubscriptionState::Active {
            self.follow(&subscriber, now).await?;
        }
        Ok(Listed {
            subscriber,
            stored,
            ..listed.clone()
        })
    }

    /// Removes a subscription; its history stays.
    ///
    /// # Errors
    /// It is of the settings; or the database does not answer.
    pub async fn unsubscribe(&self, listed: &Listed, by: u64) -> Result<(), SubscribeError> {
        if listed.stored.origin == Origin::Settings {
            return Err(of_settings(listed));
        }
        let reason = format!("removed by user {by}");
        Ok(self
            .remove_subscription(&listed.stored.id, &reason, self.now())
            .await?)
    }

    /// Pauses a subscription. Returns whether it was not paused before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn pause(&self, listed: &Listed, by: u64) -> Result<bool, StoreError> {
        let reason = format!("{PAUSED_BY}{by}");
        let id = &listed.stored.id;
        self.store
            .set_standing(id, SubscriptionState::Paused, Some(&reason), self.now())
            .await
    }

    /// Resumes a subscription. What was due meanwhile is not made up for. Returns whether it was paused.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn resume(&self, listed: &Listed) -> Result<bool, StoreError> {
        if listed.stored.standing != SubscriptionState::Paused {
            return Ok(false);
        }
        self.resume_unchecked(&listed.stored.id, self.now()).await?;
        Ok(true)
    }

    pub(super) async fn resume_unchecked(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let reason = "the subscription was paused";
        self.store
            .end_all_of(id, now, AlertState::Missed, now, reason)
            .await?;
        self.store
            .set_standing(id, SubscriptionState::Active, None, now)
            .await?;
        if let Some(subscriber) = self.subscriber(id).await? {
            self.follow(&subscriber, now).await?;
        }
        Ok(())
    }

    /// A guild's subscriptions, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn listed(&self, guild: u64) -> Result<Vec<Listed>, StoreError> {
        self.open().await?;
        let stored = self.store.subscriptions_of(guild).await?;
        let listed = stored.into_iter().filter_map(|stored| {
            Some(Listed {
                short: short(&stored.id).to_owned(),
                subscriber: super::service::read(&stored)?,
                stored,
            })
        });
        Ok(listed.collect())
    }

    /// The last alerts of a subscription, newest first, each with its attempts.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn history(
        &self,
        listed: &Listed,
        limit: u32,
    ) -> Result<Vec<(Alert, Vec<Attempt>)>, StoreError> {
        let mut history = Vec::new();
        for alert in self.store.history(&listed.stored.id, limit).await? {
            let batch_id = alert.batch_id.as_deref().unwrap_or(&alert.spec.id);
            let attempts = self.store.attempts(batch_id).await?;
            history.push((alert, attempts));
        }
        Ok(history)
    }

    /// How many alerts a subscription will bring, and when the next is due.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ahead(&self, listed: &Listed) -> Result<(usize, Option<Timestamp>), StoreError> {
        let id = &listed.stored.id;
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
    async fn follow(&self, subscriber: &Subscriber, now: Timestamp) -> Result<(), StoreError> {
        let knowledge = self.library.current();
        let one = std::slice::from_ref(subscriber);
        self.compare_some(&knowledge, one, now, now).await?;
        self.wake.notify_one();
        Ok(())
    }

    fn validate(&self, wants: &SubscriptionSpec) -> Result<(), SubscribeError> {
        let wrong = |sentence: String| Err(SubscribeError::Wrong(sentence));
        match wants.check() {
            Ok(()) => {}
            Err(WrongWish::NoZone { zone, nearest }) => {
                let hint = nearest.map_or_else(
                    || "Write an IANA name, such as `Europe/Brussels`.".to_owned(),
                    |near| format!("Did you mean `{near}`?"),
                );
                return wrong(format!("There is no time zone `{zone}`. {hint}"));
            }
            Err(WrongWish::EscalatesAtOnce) => {
                let sentence = "A role to escalate to is called when nobody acknowledges in time. \
                     Say how long that is with acknowledge_within, such as `30m`.";
                return wrong(sentence.to_owned());
            }
        }
        if wants.summits.is_empty() {
            return wrong("Name at least one summit, or `all`.".to_owned());
        }
        if wants.before.is_empty() && wants.weekly_digest.is_none() {
            return wrong("Name at least one time before the summit, such as `7d`.".to_owned());
        }
        if wants.before.len() > 10 {
            let given = wants.before.len();
            return wrong(format!(
                "{given} times before a summit are too many; ten are the most."
            ));
        }
        let knowledge = self.library.current();
        match check(std::slice::from_ref(wants), &knowledge).first() {
            Some(error) => wrong(error.to_string()),
            None => Ok(()),
        }
    }
}

/// A channel is told once of the same summits.
fn refuse_twin(wants: &SubscriptionSpec, others: &[Listed]) -> Result<(), SubscribeError> {
    let set = |of: &SubscriptionSpec| of.summits.iter().cloned().collect::<BTreeSet<String>>();
    let names = set(wants);
    let is_twin = |other: &SubscriptionSpec| other.channel == wants.channel && set(other) == names;
    match others.iter().find(|other| is_twin(&other.subscriber.wants)) {
        Some(twin) => Err(SubscribeError::Wrong(format!(
            "That channel already has a subscription to the same, {}. Change it with /alerts edit.",
            twin.short
        ))),
        None => Ok(()),
    }
}

fn of_settings(listed: &Listed) -> SubscribeError {
    SubscribeError::Wrong(format!(
        "SubscriptionSpec {} is written in the settings of the bot; whoever runs it can change it there. \
         /alerts pause works here.",
        listed.short
    ))
}

fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}
