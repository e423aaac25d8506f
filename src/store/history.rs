//! Alerts as they are read: one, those of a message, of a subscription, or of a server.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use sqlx::Row as _;

use super::alert_rows::{ALERT, alert, alerts, attempt, readable};
use super::sql::{ROWS_PER_STATEMENT, at, bits, millis, placeholders};
use super::{Alert, AlertSpec, Attempt, Store, StoreError};

impl Store {
    /// The alert of this id, if there is one.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote the alert.
    pub async fn alert(&self, id: &str) -> Result<Option<Alert>, StoreError> {
        let statement = format!("SELECT {ALERT} FROM alert WHERE id = $1");
        let row = sqlx::query(&statement)
            .bind(id)
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(alert).transpose()
    }

    /// All that go out as one message, the one of this id first. Empty before the first attempt.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote one of the alerts.
    pub async fn batch(&self, batch_id: &str) -> Result<Vec<Alert>, StoreError> {
        let statement =
            format!("SELECT {ALERT} FROM alert WHERE batch_id = $1 ORDER BY due_at, id");
        let rows = sqlx::query(&statement)
            .bind(batch_id)
            .fetch_all(self.pool().await?)
            .await?;
        let mut batch = alerts(&rows)?;
        batch.sort_by_key(|one| one.spec.id != batch_id);
        Ok(batch)
    }

    /// What can still change of the subscriptions from the id `first` to the id `last`: what is planned, and all that
    /// speaks of summits or weeks that go on after `since`, or of summits that lost their day. A handover that was posted is
    /// no longer among them.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn open_alerts(
        &self,
        first: &str,
        last: &str,
        since: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let statement = format!(
            "SELECT {ALERT} FROM alert WHERE subscription_id >= $1 AND subscription_id <= $2 \
             AND (state = 'planned' OR (kind <> 'handover' AND COALESCE(begins_at, week_ends_at, $3 + 1) > $3)) \
             ORDER BY subscription_id, due_at, id"
        );
        let query = sqlx::query(&statement)
            .bind(first)
            .bind(last)
            .bind(millis(since));
        Ok(readable(&query.fetch_all(self.pool().await?).await?))
    }

    /// What was posted, or may have been, of these summits' dates to the subscriptions from the id `first` to the id `last`, as far
    /// as it speaks of a beginning until `now`.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn words_begun(
        &self,
        first: &str,
        last: &str,
        summits: &BTreeSet<&str>,
        now: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let summits: Vec<&str> = summits.iter().copied().collect();
        let mut found = Vec::new();
        for chunk in summits.chunks(ROWS_PER_STATEMENT) {
            let statement = format!(
                "SELECT {ALERT} FROM alert WHERE subscription_id >= $1 AND subscription_id <= $2 AND begins_at <= $3 \
                 AND kind IN ('lead', 'moved', 'back', 'cancelled', 'removed') \
                 AND (state = 'posted' OR (state = 'planned' AND attempts > 0)) AND summit_id IN ({})",
                placeholders(4, chunk.len())
            );
            let query = sqlx::query(&statement)
                .bind(first)
                .bind(last)
                .bind(millis(now));
            let query = chunk.iter().fold(query, |query, id| query.bind(*id));
            found.extend(readable(&query.fetch_all(self.pool().await?).await?));
        }
        Ok(found)
    }

    /// Whether a lead of the same subscription was posted before that counts down to the same beginning of the same summit.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn has_posted_lead(&self, spec: &AlertSpec) -> Result<bool, StoreError> {
        let statement = "SELECT 1 AS found FROM alert WHERE subscription_id = $1 AND summit_id = $2 AND begins_at = $3 \
             AND kind = 'lead' AND state = 'posted' AND id <> $4 LIMIT 1";
        let found = sqlx::query(statement)
            .bind(&spec.subscription_id)
            .bind(spec.summit_id.as_deref())
            .bind(spec.begins_at.map(millis))
            .bind(&spec.id)
            .fetch_optional(self.pool().await?)
            .await?;
        Ok(found.is_some())
    }

    /// A server's alerts that were due or ended since `from`, or are due by `until`; those due first come first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn alerts_of_guild(
        &self,
        guild_id: u64,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let statement = format!(
            "SELECT {ALERT} FROM alert WHERE subscription_id IN (SELECT id FROM subscription WHERE guild_id = $1) \
             AND ((due_at >= $2 AND due_at <= $3) OR ended_at >= $2) ORDER BY due_at, id"
        );
        let query = sqlx::query(&statement)
            .bind(bits(guild_id))
            .bind(millis(from))
            .bind(millis(until));
        Ok(readable(&query.fetch_all(self.pool().await?).await?))
    }

    /// The last `limit` alerts of a subscription that were tried or ended, newest first. What was withdrawn without an
    /// attempt is left out: nobody waited for it.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote one of the alerts.
    pub async fn history(
        &self,
        subscription_id: &str,
        limit: u32,
    ) -> Result<Vec<Alert>, StoreError> {
        let statement = format!(
            "SELECT {ALERT} FROM alert WHERE subscription_id = $1 \
             AND (attempts > 0 OR state IN ('posted', 'missed', 'failed')) \
             ORDER BY COALESCE(ended_at, last_attempt_at) DESC, id LIMIT $2"
        );
        let query = sqlx::query(&statement)
            .bind(subscription_id)
            .bind(i64::from(limit));
        Ok(readable(&query.fetch_all(self.pool().await?).await?))
    }

    /// When the next alert of each of a server's subscriptions is due, by their ids; those without one are left out.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn next_due_of_guild(
        &self,
        guild_id: u64,
    ) -> Result<HashMap<String, Timestamp>, StoreError> {
        let statement = "SELECT subscription_id, MIN(due_at) AS due_at FROM alert WHERE state = 'planned' \
             AND subscription_id IN (SELECT id FROM subscription WHERE guild_id = $1) GROUP BY subscription_id";
        let rows = sqlx::query(statement)
            .bind(bits(guild_id))
            .fetch_all(self.pool().await?)
            .await?;
        let next = rows
            .iter()
            .map(|row| Ok((row.try_get("subscription_id")?, at(row, "due_at")?)));
        next.collect()
    }

    /// Until when the message that `batch_id` leads was snoozed; `None` if it was not.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn snoozed_until(&self, batch_id: &str) -> Result<Option<Timestamp>, StoreError> {
        let statement = "SELECT due_at FROM alert WHERE follows = $1 AND kind = 'snooze'";
        let row = sqlx::query(statement)
            .bind(batch_id)
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(|row| at(row, "due_at")).transpose()
    }

    /// Each attempt to post the message that `batch_id` leads, oldest first.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote one of the attempts.
    pub async fn attempts(&self, batch_id: &str) -> Result<Vec<Attempt>, StoreError> {
        let statement = "SELECT at, reason, detail FROM attempt WHERE alert_id = $1 ORDER BY at";
        let rows = sqlx::query(statement)
            .bind(batch_id)
            .fetch_all(self.pool().await?)
            .await?;
        rows.iter().map(attempt).collect()
    }
}
