use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

use super::acknowledgements::call_off;
use super::row::{ALERT, alert, bits, millis};
use super::subscriptions::stand;
use super::{Alert, AlertSpec, AlertState, Store, StoreError, SubscriptionState};

/// How many rows one statement writes.
pub(super) const CHUNK: usize = 100;
/// Longer than any lease, and more than the clocks of two machines differ.
const MOST_AHEAD: SignedDuration = SignedDuration::from_secs(60);

/// The way of an alert: planned, claimed, begun, and posted or ended.
impl Store {
    /// Plans alerts. One that is planned already follows a new due time; one that was withdrawn is wanted again; one
    /// that was tried stays as it is.
    ///
    /// # Errors
    /// The database does not answer; nothing is planned then.
    pub async fn plan(&self, alerts: &[AlertSpec]) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for chunk in alerts.chunks(CHUNK) {
            insert(&mut transaction, chunk).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Withdraws what has not been tried yet.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn withdraw(
        &self,
        ids: &[String],
        reason: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for chunk in ids.chunks(CHUNK) {
            let placeholders = placeholders(3, chunk.len());
            let text = format!(
                "UPDATE alert SET state = 'withdrawn', reason = $1, ended_at = $2 \
                 WHERE state = 'planned' AND attempts = 0 AND id IN ({placeholders})"
            );
            let query = sqlx::query(&text).bind(reason).bind(millis(now));
            let query = chunk.iter().fold(query, sqlx::query::Query::bind);
            query.execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Lends up to `channels` channels' worth of what is due to `worker`, until `now + lease`. All that a channel is due
    /// comes together, so that it can be told in one message.
    ///
    /// A lease or a last try that lies further ahead than clocks differ came from a clock that has been set back since;
    /// it holds nobody up.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn claim(
        &self,
        worker: &str,
        now: Timestamp,
        lease: SignedDuration,
        channels: u32,
    ) -> Result<Vec<Alert>, StoreError> {
        const FREE: &str = "state = 'planned' AND (next_try_at <= $2 OR last_try_at > $5) \
             AND (batch_id IS NULL OR batch_id = id) \
             AND (lease_owner IS NULL OR lease_until <= $2 OR lease_until > $5) \
             AND (kind = 'owner' OR subscription IN (SELECT id FROM subscription WHERE state = 'active'))";
        let skip = if self.is_shared {
            "FOR UPDATE SKIP LOCKED"
        } else {
            ""
        };
        let text = format!(
            "UPDATE alert SET lease_owner = $1, lease_until = $3 WHERE id IN (SELECT id FROM alert WHERE {FREE} AND channel IN \
             (SELECT channel FROM alert WHERE {FREE} GROUP BY channel ORDER BY MIN(next_try_at), channel LIMIT $4) {skip}) \
             RETURNING {ALERT}"
        );
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let rows = sqlx::query(&text)
            .bind(worker)
            .bind(millis(now))
            .bind(millis(until))
            .bind(i64::from(channels))
            .bind(millis(
                now.saturating_add(MOST_AHEAD).unwrap_or(Timestamp::MAX),
            ))
            .fetch_all(&self.pool)
            .await?;
        let mut claimed = rows.iter().map(alert).collect::<Result<Vec<_>, _>>()?;
        claimed.sort_by(|one, other| {
            (one.spec.due_at, &one.spec.id).cmp(&(other.spec.due_at, &other.spec.id))
        });
        Ok(claimed)
    }

    /// Writes down that these are about to be posted as one message, led by the first. Nothing may be posted before this
    /// is true. Returns false if another worker has taken them over, or somebody withdrew one.
    ///
    /// # Errors
    /// The database does not answer.
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
        let text = format!(
            "UPDATE alert SET batch_id = $1, attempts = attempts + 1, in_doubt = 1, \
             first_try_at = COALESCE(first_try_at, $2), last_try_at = $2, lease_owner = $3, lease_until = $4 \
             WHERE state = 'planned' AND (batch_id = $1 OR (batch_id IS NULL AND lease_owner = $3)) AND id IN ({}) \
             AND EXISTS (SELECT 1 FROM alert AS first WHERE first.id = $1 AND first.lease_owner = $3)",
            placeholders(5, ids.len())
        );
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let mut transaction = self.pool.begin().await?;
        let query = sqlx::query(&text)
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

    /// Records the message of all that `batch_id` leads, and plans what follows from it, both or neither. True whoever
    /// records it, so nobody's lease is asked for.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn posted(
        &self,
        batch_id: &str,
        message: u64,
        now: Timestamp,
        follow: &[AlertSpec],
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let text = "UPDATE alert SET state = 'posted', reason = NULL, message = $1, ended_at = $2, in_doubt = 0, \
             lease_owner = NULL WHERE batch_id = $3 AND state = 'planned'";
        let done = sqlx::query(text)
            .bind(bits(message))
            .bind(millis(now))
            .bind(batch_id)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 {
            attempted(&mut transaction, batch_id, now, "posted").await?;
            insert(&mut transaction, follow).await?;
            // Somebody may have been quicker than the record.
            call_off(&mut transaction, batch_id, now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Gives back what was claimed, to be claimed again at `until`. No try is counted.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn defer(
        &self,
        ids: &[&str],
        worker: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let text = format!(
            "UPDATE alert SET next_try_at = $1, lease_owner = NULL WHERE lease_owner = $2 AND state = 'planned' AND id IN ({})",
            placeholders(3, ids.len())
        );
        let query = sqlx::query(&text).bind(millis(until)).bind(worker);
        let query = ids.iter().fold(query, |query, id| query.bind(*id));
        query.execute(&self.pool).await?;
        Ok(())
    }

    /// Records a try that failed, to be tried again at `until`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn try_again(
        &self,
        batch_id: &str,
        now: Timestamp,
        until: Timestamp,
        in_doubt: bool,
        reason: &str,
    ) -> Result<(), StoreError> {
        let text = "UPDATE alert SET next_try_at = $1, in_doubt = $2, reason = $3, lease_owner = NULL \
             WHERE batch_id = $4 AND state = 'planned'";
        let mut transaction = self.pool.begin().await?;
        sqlx::query(text)
            .bind(millis(until))
            .bind(i64::from(in_doubt))
            .bind(reason)
            .bind(batch_id)
            .execute(&mut *transaction)
            .await?;
        attempted(&mut transaction, batch_id, now, reason).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends what a subscription still has planned, as far as it is due before `due_before`.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_all_of(
        &self,
        subscription: &str,
        due_before: Timestamp,
        state: AlertState,
        now: Timestamp,
        reason: &str,
    ) -> Result<(), StoreError> {
        let text = "UPDATE alert SET state = $1, reason = $2, ended_at = $3, in_doubt = 0, lease_owner = NULL \
             WHERE subscription = $4 AND state = 'planned' AND due_at < $5 AND kind <> 'owner'";
        sqlx::query(text)
            .bind(state.word())
            .bind(reason)
            .bind(millis(now))
            .bind(subscription)
            .bind(millis(due_before))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Ends this alert, and all that it leads, without a message; and plans what follows from that.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end(
        &self,
        batch_id: &str,
        state: AlertState,
        now: Timestamp,
        reason: &str,
        follow: &[AlertSpec],
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        end(&mut transaction, batch_id, state, now, reason, follow).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends an alert, and all that it leads, as failed; and pauses the subscription, whose channel is closed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_and_pause(
        &self,
        batch_id: &str,
        subscription: &str,
        now: Timestamp,
        reason: &str,
        follow: &[AlertSpec],
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        end(
            &mut transaction,
            batch_id,
            AlertState::Failed,
            now,
            reason,
            follow,
        )
        .await?;
        stand(
            &mut transaction,
            subscription,
            SubscriptionState::Paused,
            Some(reason),
            now,
        )
        .await?;
        Ok(transaction.commit().await?)
    }
}

pub(super) async fn insert(
    connection: &mut AnyConnection,
    alerts: &[AlertSpec],
) -> Result<(), StoreError> {
    const FIELDS: usize = 11;
    if alerts.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (0..alerts.len())
        .map(|row| {
            let first = row * FIELDS;
            let due = first + 8;
            format!(
                "({}, 'planned', 0, 0, ${due})",
                placeholders(first + 1, FIELDS)
            )
        })
        .collect();
    let text = format!(
        "INSERT INTO alert (id, kind, parent, subscription, summit, channel, recipient, due_at, begins_at, lead, told, \
         state, attempts, in_doubt, next_try_at) VALUES {} ON CONFLICT (id) DO UPDATE SET state = 'planned', reason = NULL, \
         ended_at = NULL, channel = excluded.channel, due_at = excluded.due_at, next_try_at = excluded.next_try_at, \
         told = excluded.told WHERE alert.attempts = 0 AND (alert.state = 'withdrawn' OR (alert.state = 'planned' AND \
         (alert.due_at <> excluded.due_at OR alert.told <> excluded.told)))",
        rows.join(", ")
    );
    let query = alerts.iter().fold(sqlx::query(&text), bind);
    query.execute(connection).await?;
    Ok(())
}

fn bind<'q>(
    query: Query<'q, Any, AnyArguments<'q>>,
    one: &'q AlertSpec,
) -> Query<'q, Any, AnyArguments<'q>> {
    query
        .bind(&one.id)
        .bind(one.kind.word())
        .bind(&one.parent)
        .bind(&one.subscription)
        .bind(&one.summit)
        .bind(bits(one.channel))
        .bind(one.recipient.map(bits))
        .bind(millis(one.due_at))
        .bind(millis(one.begins_at))
        .bind(&one.lead)
        .bind(&one.told)
}

async fn end(
    connection: &mut AnyConnection,
    batch_id: &str,
    state: AlertState,
    now: Timestamp,
    reason: &str,
    follow: &[AlertSpec],
) -> Result<(), StoreError> {
    let text = "UPDATE alert SET state = $1, reason = $2, ended_at = $3, in_doubt = 0, lease_owner = NULL \
         WHERE (batch_id = $4 OR id = $4) AND state = 'planned'";
    let done = sqlx::query(text)
        .bind(state.word())
        .bind(reason)
        .bind(millis(now))
        .bind(batch_id)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() > 0 {
        attempted(connection, batch_id, now, reason).await?;
        insert(connection, follow).await?;
    }
    Ok(())
}

async fn attempted(
    connection: &mut AnyConnection,
    alert: &str,
    at: Timestamp,
    outcome: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO attempt (alert, at, outcome) VALUES ($1, $2, $3)")
        .bind(alert)
        .bind(millis(at))
        .bind(outcome)
        .execute(connection)
        .await?;
    Ok(())
}

/// `$3, $4, $5`
pub(super) fn placeholders(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|at| format!("${at}")).collect();
    places.join(", ")
}
