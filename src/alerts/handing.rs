use jiff::{SignedDuration, Timestamp};

use super::WatchFloor;
use super::notice::told_length;
use super::plan::identity;
use crate::reply::{Reply, Taken as TakenBy};
use crate::store::{Alert, Kind, NewAlert, StoreError, Taken};

/// How far a press on *Snooze* puts an alert off.
const SNOOZE: SignedDuration = SignedDuration::from_hours(1);

/// What came of a press on an alert.
#[derive(Debug, Clone, PartialEq)]
pub enum Handed {
    /// It is theirs; the message says so from now on.
    Taken(Box<Reply>),
    /// Nothing came of it, and why.
    Declined(String),
}

/// From hand to hand.
impl WatchFloor {
    /// Notes that `user` looks after an alert. An escalation is acknowledged together with what it calls for.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn acknowledge(&self, id: &str, user: u64) -> Result<Handed, StoreError> {
        self.open().await?;
        let now = self.now();
        let group = self.store.message_of(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        if let (Kind::Escalation, Some(parent)) = (first.new.kind, &first.new.parent) {
            self.store.take(parent, user, now, &[]).await?;
        }
        let taken = self.store.take(id, user, now, &[]).await?;
        self.handed(&group, taken, user, "Acknowledged", now).await
    }

    /// Puts one alert off by an hour, for `user`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snooze(&self, id: &str, user: u64) -> Result<Handed, StoreError> {
        self.open().await?;
        let now = self.now();
        let group = self.store.message_of(id).await?;
        let Some(first) = group.first() else {
            return Ok(unknown());
        };
        let due_at = now.saturating_add(SNOOZE).unwrap_or(now);
        let Some(ahead) = group.iter().find(|alert| alert.new.begins_at > due_at) else {
            let left = first.new.begins_at.duration_since(now);
            return Ok(Handed::Declined(if left.is_positive() {
                format!(
                    "The summit begins in {}, too soon to be told again in an hour. Press Acknowledge instead.",
                    told_length(left)
                )
            } else {
                "The summit has begun, so there is nothing to put off. Press Acknowledge instead."
                    .to_owned()
            }));
        };
        let again = NewAlert {
            id: identity(&[&first.new.id, Kind::Snoozed.word()]),
            kind: Kind::Snoozed,
            parent: Some(first.new.id.clone()),
            due_at,
            ..ahead.new.clone()
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
        Ok(alert.map(|alert| alert.new.summit))
    }

    async fn handed(
        &self,
        group: &[Alert],
        taken: Taken,
        by: u64,
        how: &str,
        at: Timestamp,
    ) -> Result<Handed, StoreError> {
        let (by, at, how) = match taken {
            Taken::Now => (by, at, how),
            // The message may not show it, if the press before this one crossed it.
            Taken::Before { by, at } => (by, at, "Already taken"),
            Taken::Unknown => return Ok(unknown()),
        };
        let Some(subscriber) = self.subscriber(&group[0].new.subscription).await? else {
            return Ok(unknown());
        };
        let how = how.to_owned();
        let knowledge = self.library.current();
        let reply = self
            .scene(&knowledge, &subscriber)
            .taken(group, TakenBy { how, by, at });
        Ok(Handed::Taken(Box::new(reply)))
    }
}

fn unknown() -> Handed {
    Handed::Declined(
        "This alert is not in the records of this bot any more; nobody is noted for it.".to_owned(),
    )
}
