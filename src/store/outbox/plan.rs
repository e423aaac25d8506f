//! What is to be posted goes into the outbox, and out of it again if it is no longer wanted.

use jiff::Timestamp;

use crate::store::alert_rows::{bind_subject, insert};
use crate::store::sql::{ROWS_PER_STATEMENT, millis, placeholders, text};
use crate::store::{AlertReason, AlertSpec, AlertState, Cause, Store, StoreError};

impl Store {
    /// Plans alerts. One that is planned already follows new due times and dates; one that was withdrawn is wanted again;
    /// one that was tried stays as it is.
    ///
    /// # Errors
    /// The database cannot be reached, or one of the alerts names a subscription that does not exist; nothing is planned
    /// then.
    pub async fn plan(&self, alerts: &[AlertSpec]) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        for chunk in alerts.chunks(ROWS_PER_STATEMENT) {
            insert(&mut transaction, chunk).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Lets what was not tried yet speak of another summit: that of `subject`, with its dates and facts.
    ///
    /// # Errors
    /// The database cannot be reached; it speaks of the same summit as before then.
    pub async fn set_subject(&self, id: &str, subject: &AlertSpec) -> Result<(), StoreError> {
        let statement = "UPDATE alert SET summit_id = $1, begins_at = $2, dates = $3, title = $4, ends = $5, place = $6, \
             status = $7 WHERE id = $8 AND state = 'planned' AND attempts = 0";
        let query = sqlx::query(statement)
            .bind(subject.summit_id.as_deref())
            .bind(subject.begins_at.map(millis));
        let query = bind_subject(query, subject).bind(id);
        query.execute(self.pool().await?).await?;
        Ok(())
    }

    /// Withdraws the alerts of these ids, as far as they have not been tried yet.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is withdrawn then.
    pub async fn withdraw(
        &self,
        ids: &[String],
        reason: AlertReason,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        for chunk in ids.chunks(ROWS_PER_STATEMENT) {
            // The message of one that was tried may be in the channel already.
            let statement = format!(
                "UPDATE alert SET state = 'withdrawn', reason = $1, detail = NULL, ended_at = $2 \
                 WHERE state = 'planned' AND attempts = 0 AND id IN ({})",
                placeholders(3, chunk.len())
            );
            let query = sqlx::query(&statement).bind(text(reason)).bind(millis(now));
            let query = chunk.iter().fold(query, sqlx::query::Query::bind);
            query.execute(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Ends what a subscription still has planned, as far as it is due before `due_before`. Whoever answers for it is
    /// still notified of what failed.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn finish_all_of(
        &self,
        subscription_id: &str,
        due_before: Timestamp,
        state: AlertState,
        cause: &Cause,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE alert SET state = $1, reason = $2, detail = $3, ended_at = $4, in_doubt = 0, lease_owner = NULL \
             WHERE subscription_id = $5 AND state = 'planned' AND due_at < $6 AND kind <> 'owner_notice'";
        sqlx::query(statement)
            .bind(text(state))
            .bind(text(cause.reason))
            .bind(cause.detail.as_deref())
            .bind(millis(now))
            .bind(subscription_id)
            .bind(millis(due_before))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}
