//! *Acknowledge* and *Snooze*: who looks after an alert, from the button to the message that says so.

use jiff::{SignedDuration, Timestamp};

use super::AlertService;
use super::plan::identity;
use super::render::words::length;
use crate::reply::{Reply, Taken};
use crate::store::{Acknowledgement, Alert, AlertKind, AlertSpec, StoreError};

/// For how long *Snooze* puts an alert off, as its label says.
const SNOOZE: SignedDuration = SignedDuration::from_hours(1);

/// What came of a press on *Acknowledge* or *Snooze*.
#[derive(Debug, Clone, PartialEq)]
pub enum AckOutcome {
    /// Somebody looks after it: whoever pressed, or whoever was quicker. The message says so from now on.
    Taken(Box<Reply>),
    /// Nothing came of it; the sentence says why.
    Declined(String),
}

impl AlertService {
    /// Notes that `user` looks after an alert. An escalation is acknowledged together with what it calls for.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn acknowledge(&self, id: &str, user: u64) -> Result<AckOutcome, StoreError> {
        self.reconciler.ready().await?;
        let now = self.now();
        let group = self.store.batch(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        if let AlertKind::Escalation { of } = &first.spec.kind {
            self.store.acknowledge(of, user, now, &[]).await?;
        }
        let taken = self.store.acknowledge(id, user, now, &[]).await?;
        self.outcome(&group, taken, user, "Acknowledged", now).await
    }

    /// Puts one alert off by an hour, for `user`.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn snooze(&self, id: &str, user: u64) -> Result<AckOutcome, StoreError> {
        self.reconciler.ready().await?;
        let now = self.now();
        let group = self.store.batch(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        let due_at = now.saturating_add(SNOOZE).unwrap_or(now);
        let Some(ahead) = group
            .iter()
            .find(|alert| alert.spec.begins_at > Some(due_at))
        else {
            let begins_at = first.spec.begins_at.unwrap_or(now);
            let left = begins_at.duration_since(now);
            return Ok(AckOutcome::Declined(if left.is_positive() {
                format!(
                    "The summit begins in {}, too soon to snooze for an hour. Press Acknowledge instead.",
                    length(left)
                )
            } else {
                "The summit has begun; there is nothing to snooze. Press Acknowledge instead."
                    .to_owned()
            }));
        };
        let again = AlertSpec {
            // The word is that of the versions before, so that what one of them planned is not planned again.
            id: identity(&[&first.spec.id, "snoozed"]),
            kind: AlertKind::Snooze {
                of: first.spec.id.clone(),
            },
            due_at,
            ..ahead.spec.clone()
        };
        let taken = self.store.acknowledge(id, user, now, &[again]).await?;
        self.wake.notify_one();
        self.outcome(&group, taken, user, "Snoozed for an hour", now)
            .await
    }

    /// The summit that an alert is about; `None` if it is about none, or not on record.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn summit_of(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.reconciler.ready().await?;
        let alert = self.store.alert(id).await?;
        Ok(alert.and_then(|alert| alert.spec.summit_id))
    }

    async fn outcome(
        &self,
        group: &[Alert],
        taken: Acknowledgement,
        by: u64,
        how: &str,
        at: Timestamp,
    ) -> Result<AckOutcome, StoreError> {
        let (by, at, how) = match taken {
            Acknowledgement::Recorded => (by, at, how),
            // The message may not show it yet, if two people pressed at the same moment.
            Acknowledgement::Before { user_id, at } => (user_id, at, "Already taken"),
            Acknowledgement::Unknown => return Ok(unknown()),
        };
        let Some(subscription) = self.subscription(&group[0].spec.subscription_id).await? else {
            return Ok(unknown());
        };
        let how = how.to_owned();
        let knowledge = self.library.current();
        let reply = self
            .renderer(&knowledge, &subscription)
            .acknowledged(group, Taken { how, by, at });
        Ok(AckOutcome::Taken(Box::new(reply)))
    }
}

fn unknown() -> AckOutcome {
    AckOutcome::Declined(
        "This alert is no longer on record, so nobody was noted for it.".to_owned(),
    )
}
