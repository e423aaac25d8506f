use jiff::Timestamp;
use sqlx::AnyConnection;

use super::outbox::insert;
use super::row::{bits, millis};
use super::{NewAlert, Store, StoreError};

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
    /// Notes that `user` looks after the message that `leader` leads, which may have been sent without our knowing yet.
    /// Whoever would be called in their place is not any more; `follow` is planned if this press took it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take(
        &self,
        leader: &str,
        user: u64,
        now: Timestamp,
        follow: &[NewAlert],
    ) -> Result<Taken, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let text = "UPDATE alert SET taken_by = $1, taken_at = $2 \
             WHERE leader = $3 AND (state = 'posted' OR (state = 'planned' AND tries > 0)) AND taken_by IS NULL";
        let done = sqlx::query(text)
            .bind(bits(user))
            .bind(millis(now))
            .bind(leader)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 {
            call_off(&mut transaction, leader, now).await?;
            insert(&mut transaction, follow).await?;
            transaction.commit().await?;
            return Ok(Taken::Now);
        }
        transaction.rollback().await?;
        let known = self.alert(leader).await?;
        Ok(known
            .and_then(|alert| {
                let (by, at) = alert.taken_by.zip(alert.taken_at)?;
                Some(Taken::Before { by, at })
            })
            .unwrap_or(Taken::Unknown))
    }
}

/// Calls nobody in the place of whoever looks after the message that `leader` leads.
pub(super) async fn call_off(
    connection: &mut AnyConnection,
    leader: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let text = "UPDATE alert SET state = 'withdrawn', reason = 'acknowledged in time', ended_at = $1 \
         WHERE parent = $2 AND kind = 'escalation' AND state = 'planned' AND tries = 0 \
         AND EXISTS (SELECT 1 FROM alert AS called WHERE called.id = $2 AND called.taken_by IS NOT NULL)";
    sqlx::query(text)
        .bind(millis(now))
        .bind(leader)
        .execute(connection)
        .await?;
    Ok(())
}
