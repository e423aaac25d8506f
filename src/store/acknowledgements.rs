//! Who looks after an alert: the first who presses *Acknowledge* or *Snooze*.

use jiff::Timestamp;

use super::alert_rows::{ALERT, alerts, call_off_escalation, insert};
use super::connections::Session;
use super::sql::{bits, millis};
use super::{Alert, AlertSpec, Store, StoreError};

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
    /// Notes that a user looks after the alert whose message `batch_id` leads, and all that have been called for it. They may
    /// have been posted without our knowing yet. What is still planned of its escalation is withdrawn; `follow` is planned if
    /// it was this press that acknowledged it.
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
            take_calls(&mut transaction, batch_id, user_id, now).await?;
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

    /// The steps of an alert's escalation that have a message, in their order.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn calls_for(&self, alert_id: &str) -> Result<Vec<Alert>, StoreError> {
        let statement = format!(
            "SELECT {ALERT} FROM alert WHERE follows = $1 AND kind = 'escalation' AND message_id IS NOT NULL \
             ORDER BY ended_at, id"
        );
        let query = sqlx::query(&statement).bind(alert_id);
        alerts(&query.fetch_all(self.pool().await?).await?)
    }
}

/// Notes the same of every step of the escalation of `alert_id` that may have been posted.
async fn take_calls(
    connection: &mut Session,
    alert_id: &str,
    user_id: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    let statement = "UPDATE alert SET acknowledged_by = $1, acknowledged_at = $2 \
         WHERE follows = $3 AND kind = 'escalation' \
         AND (state = 'posted' OR (state = 'planned' AND attempts > 0)) AND acknowledged_by IS NULL";
    sqlx::query(statement)
        .bind(bits(user_id))
        .bind(millis(now))
        .bind(alert_id)
        .execute(connection)
        .await?;
    Ok(())
}
