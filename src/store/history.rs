use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::row::{ALERT, alert, attempt, bits, millis};
use super::{Alert, Attempt, Store, StoreError};

/// What was, and what is to come.
impl Store {
    /// The alert of this id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn alert(&self, id: &str) -> Result<Option<Alert>, StoreError> {
        let text = format!("SELECT {ALERT} FROM alert WHERE id = $1");
        let row = sqlx::query(&text)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(alert).transpose()
    }

    /// All that went out as one message, led by this one; the batch_id first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn message_of(&self, batch_id: &str) -> Result<Vec<Alert>, StoreError> {
        let text = format!("SELECT {ALERT} FROM alert WHERE batch_id = $1 ORDER BY due_at, id");
        let rows = sqlx::query(&text)
            .bind(batch_id)
            .fetch_all(&self.pool)
            .await?;
        let mut led = read(&rows)?;
        led.sort_by_key(|one| one.spec.id != batch_id);
        Ok(led)
    }

    /// What can still change of the subscriptions from `first` to `last`: what is planned, and what was told of summits
    /// that begin after `since`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn open_alerts(
        &self,
        first: &str,
        last: &str,
        since: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let text = format!(
            "SELECT {ALERT} FROM alert WHERE subscription >= $1 AND subscription <= $2 \
             AND (state = 'planned' OR begins_at > $3) ORDER BY subscription, due_at, id"
        );
        let query = sqlx::query(&text)
            .bind(first)
            .bind(last)
            .bind(millis(since));
        read(&query.fetch_all(&self.pool).await?)
    }

    /// A guild's alerts that were due or ended since `from`, or are due by `until`; oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn alerts_of_guild(
        &self,
        guild: u64,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Alert>, StoreError> {
        let text = format!(
            "SELECT {ALERT} FROM alert WHERE subscription IN (SELECT id FROM subscription WHERE guild = $1) \
             AND ((due_at >= $2 AND due_at <= $3) OR ended_at >= $2) ORDER BY due_at, id"
        );
        let query = sqlx::query(&text)
            .bind(bits(guild))
            .bind(millis(from))
            .bind(millis(until));
        read(&query.fetch_all(&self.pool).await?)
    }

    /// The last `limit` alerts of a subscription that were tried or ended, newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn history(&self, subscription: &str, limit: u32) -> Result<Vec<Alert>, StoreError> {
        let text = format!(
            "SELECT {ALERT} FROM alert WHERE subscription = $1 AND (attempts > 0 OR state IN ('posted', 'missed', 'failed')) \
             ORDER BY COALESCE(ended_at, last_try_at) DESC, id LIMIT $2"
        );
        let query = sqlx::query(&text).bind(subscription).bind(i64::from(limit));
        read(&query.fetch_all(&self.pool).await?)
    }

    /// Each try of an alert, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn attempts(&self, id: &str) -> Result<Vec<Attempt>, StoreError> {
        let text = "SELECT at, outcome FROM attempt WHERE alert = $1 ORDER BY at";
        let rows = sqlx::query(text).bind(id).fetch_all(&self.pool).await?;
        rows.iter().map(attempt).collect()
    }

    /// When there is something to do again: the soonest that is planned, or the end of its lease.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let text = "SELECT MIN(CASE WHEN lease_owner IS NOT NULL AND lease_until > next_try_at THEN lease_until ELSE next_try_at END) \
             AS due FROM alert WHERE state = 'planned' AND (batch_id IS NULL OR batch_id = id) \
             AND (kind = 'owner' OR subscription IN (SELECT id FROM subscription WHERE state = 'active'))";
        let row = sqlx::query(text).fetch_one(&self.pool).await?;
        let due = row.try_get::<Option<i64>, _>("due")?;
        Ok(due.and_then(|due| Timestamp::from_millisecond(due).ok()))
    }

    /// How many alerts stand in each state: `(state, count)`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn counts(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let text = "SELECT state, COUNT(*) AS count FROM alert GROUP BY state ORDER BY state";
        let rows = sqlx::query(text).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("state")?, row.try_get("count")?)))
            .collect()
    }
}

fn read(rows: &[AnyRow]) -> Result<Vec<Alert>, StoreError> {
    rows.iter().map(alert).collect()
}
