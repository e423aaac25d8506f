use jiff::{SignedDuration, Timestamp};

use super::AlertService;
use super::notice::told_length;
use super::plan::identity;
use crate::reply::{Reply, Taken as TakenBy};
use crate::store::{Acknowledgement, Alert, AlertKind, AlertSpec, StoreError};

/// How far a press on *Snooze* puts an alert off.
const SNOOZE: SignedDuration = SignedDuration::from_hours(1);

/// What came of a press on an alert.
#[derive(Debug, Clone, PartialEq)]
pub enum AckOutcome {
    /// It is theirs; the message says so from now on.
    Taken(Box<Reply>),
    /// Nothing came of it, and why.
    Declined(String),
}

/// From hand to hand.
impl AlertService {
    /// Notes that `user` looks after an alert. An escalation is acknowledged together with what it calls for.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn acknowledge(&self, id: &str, user: u64) -> Result<AckOutcome, StoreError> {
        self.open().await?;
        let now = self.now();
        let group = self.store.batch(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        if let AlertKind::Escalation { of } = &first.spec.kind {
            self.store.acknowledge(of, user, now, &[]).await?;
        }
        let taken = self.store.acknowledge(id, user, now, &[]).await?;
        self.handed(&group, taken, user, "Acknowledged", now).await
    }

    /// Puts one alert off by an hour, for `user`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snooze(&self, id: &str, user: u64) -> Result<AckOutcome, StoreError> {
        self.open().await?;
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
                    "The summit begins in {}, too soon to be told again in an hour. Press Acknowledge instead.",
                    told_length(left)
                )
            } else {
                "The summit has begun, so there is nothing to put off. Press Acknowledge instead."
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
        self.handed(&group, taken, user, "Snoozed for an hour", now)
            .await
    }

    /// The summit that an alert is about; `None` if it is about none, or not on record.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn summit_of(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.open().await?;
        let alert = self.store.alert(id).await?;
        Ok(alert.and_then(|alert| alert.spec.summit_id))
    }

    async fn handed(
        &self,
        group: &[Alert],
        taken: Acknowledgement,
        by: u64,
        how: &str,
        at: Timestamp,
    ) -> Result<AckOutcome, StoreError> {
        let (by, at, how) = match taken {
            Acknowledgement::Recorded => (by, at, how),
            // The message may not show it, if the press before this one crossed it.
            Acknowledgement::Before { user_id, at } => (user_id, at, "Already taken"),
            Acknowledgement::Unknown => return Ok(unknown()),
        };
        let Some(subscription) = self.subscription(&group[0].spec.subscription_id).await? else {
            return Ok(unknown());
        };
        let how = how.to_owned();
        let knowledge = self.library.current();
        let reply = self
            .scene(&knowledge, &subscription)
            .taken(group, TakenBy { how, by, at });
        Ok(AckOutcome::Taken(Box::new(reply)))
    }
}

fn unknown() -> AckOutcome {
    AckOutcome::Declined(
        "This alert is not in the records of this bot any more; nobody is noted for it.".to_owned(),
    )
}
