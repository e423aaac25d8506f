//! Who looks after an alert: the first who presses *Acknowledge* or *Snooze*.

use jiff::Timestamp;

use super::alert_rows::{call_off_escalation, insert};
use super::sql::{bits, millis};
use super::{AlertSpec, Store, StoreError};

/// What came of a press on *Acknowledge* or *Snooze*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledgement {
    /// This press acknowledged it.
    Recorded,
    /// Somebody did before, perhaps the same user.
    Before {
        /// Who; [`FORGOTTEN_USER`](super::FORGOTTEN_USER) if they had their data deleted since.
        user_id: u64,
        /// When.
        at: Timestamp,
    },
    /// There is no such alert, or it was never posted.
    Unknown,
}

impl Store {
    /// Notes that a user looks after the message that `batch_id` leads, which may have been posted without our knowing
    /// yet. Its escalation is withdrawn; `follow` is planned if it was this press that acknowledged it.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn acknowledge(
        &self,
        batch_id: &str,
        user_id: u64,
        now: Timestamp,
        follow: &[AlertSpec],
    ) -> Result<Acknowledgement, StoreError> {
        let mut transaction = self.begin_transaction().await?;
        // Of two presses at once the database lets one through.
        let statement = "UPDATE alert SET acknowledged_by = $1, acknowledged_at = $2 WHERE batch_id = $3 \
             AND (state = 'posted' OR (state = 'planned' AND attempts > 0)) AND acknowledged_by IS NULL";
        let done = sqlx::query(statement)
            .bind(bits(user_id))
            .bind(millis(now))
            .bind(batch_id)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 {
            call_off_escalation(&mut transaction, batch_id, now).await?;
            insert(&mut transaction, follow).await?;
            transaction.commit().await?;
            return Ok(Acknowledgement::Recorded);
        }
        transaction.rollback().await?;
        let known = self.alert(batch_id).await?;
        let before = known.and_then(|alert| {
            let (user_id, at) = alert.acknowledged_by.zip(alert.acknowledged_at)?;
            Some(Acknowledgement::Before { user_id, at })
        });
        Ok(before.unwrap_or(Acknowledgement::Unknown))
    }
}
