use jiff::Timestamp;
use sqlx::AnyConnection;

use super::outbox::insert;
use super::row::{bits, millis};
use super::{AlertSpec, Store, StoreError};

/// What came of a press on *Acknowledge* or *Snooze*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// This press took it.
    Now,
    /// Somebody did before.
    Before {
        /// Who.
        by: u64,
        /// When.
        at: Timestamp,
    },
    /// There is no such alert, or it was never sent.
    Unknown,
}

/// From hand to hand.
impl Store {
    /// Notes that `user` looks after the message that `batch_id` leads, which may have been sent without our knowing yet.
    /// Whoever would be called in their place is not any more; `follow` is planned if this press took it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take(
        &self,
        batch_id: &str,
        user: u64,
        now: Timestamp,
        follow: &[AlertSpec],
    ) -> Result<Taken, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let text = "UPDATE alert SET acknowledged_by = $1, acknowledged_at = $2 \
             WHERE batch_id = $3 AND (state = 'posted' OR (state = 'planned' AND attempts > 0)) AND acknowledged_by IS NULL";
        let done = sqlx::query(text)
            .bind(bits(user))
            .bind(millis(now))
            .bind(batch_id)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 {
            call_off(&mut transaction, batch_id, now).await?;
            insert(&mut transaction, follow).await?;
            transaction.commit().await?;
            return Ok(Taken::Now);
        }
        transaction.rollback().await?;
        let known = self.alert(batch_id).await?;
        Ok(known
            .and_then(|alert| {
                let (by, at) = alert.acknowledged_by.zip(alert.acknowledged_at)?;
                Some(Taken::Before { by, at })
            })
            .unwrap_or(Taken::Unknown))
    }
}

/// Calls nobody in the place of whoever looks after the message that `batch_id` leads.
pub(super) async fn call_off(
    connection: &mut AnyConnection,
    batch_id: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let text = "UPDATE alert SET state = 'withdrawn', reason = 'acknowledged in time', ended_at = $1 \
         WHERE parent = $2 AND kind = 'escalation' AND state = 'planned' AND attempts = 0 \
         AND EXISTS (SELECT 1 FROM alert AS called WHERE called.id = $2 AND called.acknowledged_by IS NOT NULL)";
    sqlx::query(text)
        .bind(millis(now))
        .bind(batch_id)
        .execute(connection)
        .await?;
    Ok(())
}
