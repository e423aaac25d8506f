//! Posted alerts that are to be published to the followers of their announcement channel: once each, for a day at most.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row as _;

use super::sql::{id, millis, optional_at};
use super::{Store, StoreError};

/// A message that is to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The first alert of the message.
    pub alert_id: String,
    /// The announcement channel.
    pub channel_id: u64,
    /// The message there.
    pub message_id: u64,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

impl Store {
    /// Wants the message of this alert published once it is on record, until `give_up_at`. Asked for twice, it is wanted
    /// once.
    ///
    /// # Errors
    /// The database cannot be reached; it is not wanted then.
    pub async fn want_publication(
        &self,
        alert_id: &str,
        now: Timestamp,
        give_up_at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO publication (alert_id, is_done, attempts, next_attempt_at, give_up_at) \
             VALUES ($1, 0, 0, $2, $3) ON CONFLICT (alert_id) DO NOTHING";
        sqlx::query(statement)
            .bind(alert_id)
            .bind(millis(now))
            .bind(millis(give_up_at))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Takes up to `count` messages that are to be published now, and counts an attempt of each: none is taken again before
    /// `now + lease`. What nobody could publish in time is forgotten.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn claim_publications(
        &self,
        now: Timestamp,
        lease: SignedDuration,
        count: u32,
    ) -> Result<Vec<Publication>, StoreError> {
        let mut transaction = self.begin_transaction().await?;
        sqlx::query("DELETE FROM publication WHERE give_up_at <= $1")
            .bind(millis(now))
            .execute(&mut *transaction)
            .await?;
        // PostgreSQL may serve several processes at once; SQLite has one writer.
        let skip = if self.is_shared {
            "FOR UPDATE OF publication SKIP LOCKED"
        } else {
            ""
        };
        let statement = format!(
            "SELECT publication.alert_id, publication.attempts, alert.channel_id, alert.message_id FROM publication \
             JOIN alert ON alert.id = publication.alert_id WHERE publication.is_done = 0 \
             AND publication.next_attempt_at <= $1 AND alert.state = 'posted' AND alert.message_id IS NOT NULL \
             AND alert.channel_id IS NOT NULL ORDER BY publication.next_attempt_at, publication.alert_id LIMIT $2 {skip}"
        );
        let rows = sqlx::query(&statement)
            .bind(millis(now))
            .bind(i64::from(count))
            .fetch_all(&mut *transaction)
            .await?;
        let mut claimed = Vec::new();
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        for row in rows {
            let alert_id: String = row.try_get("alert_id")?;
            let statement = "UPDATE publication SET attempts = attempts + 1, next_attempt_at = $1 WHERE alert_id = $2";
            sqlx::query(statement)
                .bind(millis(until))
                .bind(&alert_id)
                .execute(&mut *transaction)
                .await?;
            let attempts: i64 = row.try_get("attempts")?;
            claimed.push(Publication {
                alert_id,
                channel_id: id(&row, "channel_id")?,
                message_id: id(&row, "message_id")?,
                attempts: attempts + 1,
            });
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Has a message published later, after an attempt that came to nothing.
    ///
    /// # Errors
    /// The database cannot be reached; it is tried again when its lease ends.
    pub async fn defer_publication(
        &self,
        alert_id: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE publication SET next_attempt_at = $1 WHERE alert_id = $2")
            .bind(millis(until))
            .bind(alert_id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Records that a message is published, or that it never will be: it is not tried again.
    ///
    /// # Errors
    /// The database cannot be reached; it is tried again when its lease ends, which does no harm.
    pub async fn finish_publication(&self, alert_id: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE publication SET is_done = 1 WHERE alert_id = $1")
            .bind(alert_id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// When there is a message to publish next; `None` if there is none.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn next_publication(&self) -> Result<Option<Timestamp>, StoreError> {
        let statement = "SELECT MIN(publication.next_attempt_at) AS due FROM publication \
             JOIN alert ON alert.id = publication.alert_id WHERE publication.is_done = 0 AND alert.state = 'posted'";
        let row = sqlx::query(statement).fetch_one(self.pool().await?).await?;
        optional_at(&row, "due")
    }
}
