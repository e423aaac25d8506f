//! What is due is lent to a worker for a while, and begun before it is posted.
//!
//! A lease keeps two workers from posting the same alert at the same time. It does not keep an alert from being posted
//! twice after a crash: that is what [`Store::begin`] is for, which writes down that a post may happen.

use jiff::{SignedDuration, Timestamp};

use sqlx::Row as _;

use crate::store::alert_rows::{ALERT, IS_NOT_PAUSED, readable};
use crate::store::sql::{millis, optional_at, placeholders};
use crate::store::{Alert, Store, StoreError};

/// Longer than any lease, and more than the clocks of two machines differ: a lease that ends later, or an attempt made
/// later, is of a clock that has been set back since.
const MAX_CLOCK_SKEW: SignedDuration = SignedDuration::from_secs(60);

/// How long what this version cannot read is left alone; a later one may know how.
const UNREADABLE_FOR: SignedDuration = SignedDuration::from_hours(1);

impl Store {
    /// Lends up to `channels` channels' worth of what is due to `worker`, until `now + lease`. All that a channel is due
    /// comes together, so that one message can hold it.
    ///
    /// A lease or an attempt that lies further ahead than clocks differ is of a clock that has been set back since; it
    /// holds nobody up.
    ///
    /// # Errors
    /// The database cannot be reached. An alert that this version cannot read is left out, and looked at again in an hour.
    pub async fn claim(
        &self,
        worker: &str,
        now: Timestamp,
        lease: SignedDuration,
        channels: u32,
    ) -> Result<Vec<Alert>, StoreError> {
        // Only the first of those that go out as one message is claimed; it stands for the others.
        let is_free = format!(
            "state = 'planned' AND (next_attempt_at <= $2 OR last_attempt_at > $5) \
             AND (batch_id IS NULL OR batch_id = id) \
             AND (lease_owner IS NULL OR lease_until <= $2 OR lease_until > $5) AND {IS_NOT_PAUSED}"
        );
        // The ids of channels and users are from one sequence, so that they can be compared with one another.
        let place = "COALESCE(channel_id, recipient_id)";
        // PostgreSQL may serve several processes at once; SQLite has one writer.
        let skip = if self.is_shared {
            "FOR UPDATE SKIP LOCKED"
        } else {
            ""
        };
        let statement = format!(
            "UPDATE alert SET lease_owner = $1, lease_until = $3 WHERE id IN (SELECT id FROM alert WHERE {is_free} \
             AND {place} IN (SELECT {place} FROM alert WHERE {is_free} GROUP BY {place} \
             ORDER BY MIN(next_attempt_at), {place} LIMIT $4) {skip}) RETURNING {ALERT}"
        );
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let too_far_ahead = now.saturating_add(MAX_CLOCK_SKEW).unwrap_or(Timestamp::MAX);
        let rows = sqlx::query(&statement)
            .bind(worker)
            .bind(millis(now))
            .bind(millis(until))
            .bind(i64::from(channels))
            .bind(millis(too_far_ahead))
            .fetch_all(self.pool().await?)
            .await?;
        let mut claimed = readable(&rows);
        if claimed.len() < rows.len() {
            let later = now.saturating_add(UNREADABLE_FOR).unwrap_or(Timestamp::MAX);
            let ids: Vec<String> = rows
                .iter()
                .filter_map(|row| row.try_get("id").ok())
                .collect();
            let is_read = |id: &&str| claimed.iter().any(|alert| alert.spec.id == **id);
            let unread = ids.iter().map(String::as_str).filter(|id| !is_read(id));
            let unread: Vec<&str> = unread.collect();
            self.defer(&unread, worker, later).await?;
        }
        // RETURNING promises no order.
        claimed.sort_by(|one, other| {
            (one.spec.due_at, &one.spec.id).cmp(&(other.spec.due_at, &other.spec.id))
        });
        Ok(claimed)
    }

    /// Extends the lease of all that `worker` has claimed and not given back, until `now + lease`.
    ///
    /// # Errors
    /// The database cannot be reached; the lease ends when it would have.
    pub async fn extend_lease(
        &self,
        worker: &str,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<(), StoreError> {
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        sqlx::query(
            "UPDATE alert SET lease_until = $1 WHERE lease_owner = $2 AND state = 'planned'",
        )
        .bind(millis(until))
        .bind(worker)
        .execute(self.pool().await?)
        .await?;
        Ok(())
    }

    /// When there is something to claim: the soonest that is planned, or the end of its lease. `None` if nothing is.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let statement = format!(
            "SELECT MIN(CASE WHEN lease_owner IS NOT NULL AND lease_until > next_attempt_at THEN lease_until \
             ELSE next_attempt_at END) AS due FROM alert WHERE state = 'planned' \
             AND (batch_id IS NULL OR batch_id = id) AND {IS_NOT_PAUSED}"
        );
        let row = sqlx::query(&statement)
            .fetch_one(self.pool().await?)
            .await?;
        optional_at(&row, "due")
    }

    /// Writes down that the alerts of these ids are about to be posted as one message, led by the first. Nothing may be
    /// posted before this is true. Returns false if another worker has taken them over, or somebody withdrew one.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is begun then.
    pub async fn begin(
        &self,
        ids: &[&str],
        worker: &str,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<bool, StoreError> {
        let Some(batch_id) = ids.first() else {
            return Ok(false);
        };
        // The lease of the first decides; the others of a batch begun before may never have been claimed themselves.
        let statement = format!(
            "UPDATE alert SET batch_id = $1, attempts = attempts + 1, in_doubt = 1, \
             first_attempt_at = COALESCE(first_attempt_at, $2), last_attempt_at = $2, lease_owner = $3, lease_until = $4 \
             WHERE state = 'planned' AND (batch_id = $1 OR (batch_id IS NULL AND lease_owner = $3)) AND id IN ({}) \
             AND EXISTS (SELECT 1 FROM alert AS first WHERE first.id = $1 AND first.lease_owner = $3)",
            placeholders(5, ids.len())
        );
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let mut transaction = self.begin_transaction().await?;
        let query = sqlx::query(&statement)
            .bind(*batch_id)
            .bind(millis(now))
            .bind(worker)
            .bind(millis(until));
        let query = ids.iter().fold(query, |query, id| query.bind(*id));
        let done = query.execute(&mut *transaction).await?;
        if done.rows_affected() != ids.len() as u64 {
            transaction.rollback().await?;
            return Ok(false);
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Gives back what was claimed, to be claimed again at `until`. No attempt is counted.
    ///
    /// # Errors
    /// The database cannot be reached; the lease ends by itself then.
    pub async fn defer(
        &self,
        ids: &[&str],
        worker: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        // Not what another worker has taken over since.
        let statement = format!(
            "UPDATE alert SET next_attempt_at = $1, lease_owner = NULL WHERE lease_owner = $2 AND state = 'planned' \
             AND id IN ({})",
            placeholders(3, ids.len())
        );
        let query = sqlx::query(&statement).bind(millis(until)).bind(worker);
        let query = ids.iter().fold(query, |query, id| query.bind(*id));
        query.execute(self.pool().await?).await?;
        Ok(())
    }
}
