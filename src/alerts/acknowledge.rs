use jiff::{SignedDuration, Timestamp};

use super::AlertService;
use super::notice::told_length;
use super::plan::identity;
use crate::reply::{Reply, Taken as TakenBy};
use crate::store::{Alert, AlertKind, AlertSpec, StoreError, Taken};

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
        let group = self.store.message_of(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        if let (AlertKind::Escalation, Some(parent)) = (first.spec.kind, &first.spec.parent) {
            self.store.take(parent, user, now, &[]).await?;
        }
        let taken = self.store.take(id, user, now, &[]).await?;
        self.handed(&group, taken, user, "Acknowledged", now).await
    }

    /// Puts one alert off by an hour, for `user`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snooze(&self, id: &str, user: u64) -> Result<AckOutcome, StoreError> {
        self.open().await?;
        let now = self.now();
        let group = self.store.message_of(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        let due_at = now.saturating_add(SNOOZE).unwrap_or(now);
        let Some(ahead) = group.iter().find(|alert| alert.spec.begins_at > due_at) else {
            let left = first.spec.begins_at.duration_since(now);
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
            id: identity(&[&first.spec.id, AlertKind::Snoozed.word()]),
            kind: AlertKind::Snoozed,
            parent: Some(first.spec.id.clone()),
            due_at,
            ..ahead.spec.clone()
        };
        let taken = self.store.take(id, user, now, &[again]).await?;
        self.wake.notify_one();
        self.handed(&group, taken, user, "Snoozed for an hour", now)
            .await
    }

    /// The summit that an alert is about; empty if it is about none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn summit_of(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.open().await?;
        let alert = self.store.alert(id).await?;
        Ok(alert.map(|alert| alert.spec.summit))
    }

    async fn handed(
        &self,
        group: &[Alert],
        taken: Taken,
        by: u64,
        how: &str,
        at: Timestamp,
    ) -> Result<AckOutcome, StoreError> {
        let (by, at, how) = match taken {
            Taken::Now => (by, at, how),
            // The message may not show it, if the press before this one crossed it.
            Taken::Before { by, at } => (by, at, "Already taken"),
            Taken::Unknown => return Ok(unknown()),
        };
        let Some(subscriber) = self.subscriber(&group[0].spec.subscription).await? else {
            return Ok(unknown());
        };
        let how = how.to_owned();
        let knowledge = self.library.current();
        let reply = self
            .scene(&knowledge, &subscriber)
            .taken(group, TakenBy { how, by, at });
        Ok(AckOutcome::Taken(Box::new(reply)))
    }
}

fn unknown() -> AckOutcome {
    AckOutcome::Declined(
        "This alert is not in the records of this bot any more; nobody is noted for it.".to_owned(),
    )
}
