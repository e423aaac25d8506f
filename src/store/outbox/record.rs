//! What came of an attempt, and what follows from it.

use jiff::Timestamp;

use crate::store::alert_rows::{finish, insert_following, record_attempt};
use crate::store::sql::{bits, millis, text};
use crate::store::subscription_rows::pause;
use crate::store::{
    AlertReason, AlertSpec, AlertState, Cause, Store, StoreError, SubscriptionReason,
};

impl Store {
    /// Records the message of all that `batch_id` leads, and plans what follows from it, both or neither. It is true
    /// whoever records it, so nobody's lease is asked for.
    ///
    /// # Errors
    /// The database cannot be reached, or `follow` names a subscription that does not exist; nothing is recorded then.
    pub async fn record_posted(
        &self,
        batch_id: &str,
        message_id: u64,
        now: Timestamp,
        follow: &[AlertSpec],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        // Two may find the same message; the second changes nothing, and nothing follows twice.
        let statement = "UPDATE alert SET state = 'posted', reason = NULL, detail = NULL, message_id = $1, ended_at = $2, \
             in_doubt = 0, lease_owner = NULL WHERE batch_id = $3 AND state = 'planned'";
        let done = sqlx::query(statement)
            .bind(bits(message_id))
            .bind(millis(now))
            .bind(batch_id)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 {
            record_attempt(&mut transaction, batch_id, now, None).await?;
            insert_following(&mut transaction, follow, now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Notes that the message of all that `batch_id` leads did not reach all of the role that it mentions.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn note_missed_roles(&self, batch_id: &str) -> Result<(), StoreError> {
        let statement = "UPDATE alert SET reason = $1 WHERE batch_id = $2 AND state = 'posted'";
        sqlx::query(statement)
            .bind(text(AlertReason::RoleMissedInThread))
            .bind(batch_id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Records an attempt that failed, to be tried again at `until`. `in_doubt`: whether it may have been posted all the
    /// same.
    ///
    /// # Errors
    /// The database cannot be reached; the alert stays in doubt then, and is tried again when its lease ends.
    pub async fn record_failed(
        &self,
        batch_id: &str,
        now: Timestamp,
        until: Timestamp,
        in_doubt: bool,
        cause: &Cause,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE alert SET next_attempt_at = $1, in_doubt = $2, reason = $3, detail = $4, lease_owner = NULL \
             WHERE batch_id = $5 AND state = 'planned'";
        let mut transaction = self.begin_transaction().await?;
        sqlx::query(statement)
            .bind(millis(until))
            .bind(i64::from(in_doubt))
            .bind(text(cause.reason))
            .bind(cause.detail.as_deref())
            .bind(batch_id)
            .execute(&mut *transaction)
            .await?;
        record_attempt(&mut transaction, batch_id, now, Some(cause)).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends this alert, and all that go out with it, without a message; and plans what follows from that.
    ///
    /// # Errors
    /// The database cannot be reached, or `follow` names a subscription that does not exist; nothing is ended then.
    pub async fn finish(
        &self,
        batch_id: &str,
        state: AlertState,
        cause: &Cause,
        now: Timestamp,
        follow: &[AlertSpec],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        finish(&mut transaction, batch_id, state, cause, now, follow).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends an alert, and all that go out with it, as failed; and pauses the subscription, whose channel is closed.
    ///
    /// # Errors
    /// The database cannot be reached, or `follow` names a subscription that does not exist; nothing is changed then.
    pub async fn finish_and_pause(
        &self,
        batch_id: &str,
        subscription_id: &str,
        cause: &Cause,
        now: Timestamp,
        follow: &[AlertSpec],
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        finish(
            &mut transaction,
            batch_id,
            AlertState::Failed,
            cause,
            now,
            follow,
        )
        .await?;
        let reason = SubscriptionReason::ChannelUnavailable;
        let detail = cause.detail.as_deref();
        pause(&mut transaction, subscription_id, reason, detail, None, now).await?;
        Ok(transaction.commit().await?)
    }
}
