//! Who wants to be alerted of what.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::sql::{ROWS_PER_STATEMENT, bits, millis, placeholders, text};
use super::subscription_rows::{SUBSCRIPTION, pause, put, readable};
use super::{Store, StoreError, Subscription, SubscriptionReason};

/// Some of many subscriptions, by id.
#[derive(Debug, Clone, PartialEq)]
pub struct SubscriptionPage {
    /// Those that this version can read.
    pub subscriptions: Vec<Subscription>,
    /// The id after which the next page begins; `None` if there is nothing more to read.
    pub last_id: Option<String>,
}

impl Store {
    /// Writes a subscription, or what is wanted of a known one: see [`Store::put_subscriptions`].
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn put_subscription(&self, one: &Subscription) -> Result<(), StoreError> {
        self.put_subscriptions(std::slice::from_ref(one)).await
    }

    /// Writes several, all or none; of those with one id, the last. Of one that is known, only what is wanted changes: who made it and when stays, and so
    /// does a pause; one of the settings or of a person that was removed is active again.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is written then.
    pub async fn put_subscriptions(&self, several: &[Subscription]) -> Result<(), StoreError> {
        let by_id: BTreeMap<&str, &Subscription> =
            several.iter().map(|one| (one.id.as_str(), one)).collect();
        let several: Vec<&Subscription> = by_id.into_values().collect();
        let mut transaction = self.begin_transaction().await?;
        for some in several.chunks(ROWS_PER_STATEMENT) {
            put(&mut transaction, some).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The subscription of this id; `None` also if this version cannot read it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn subscription(&self, id: &str) -> Result<Option<Subscription>, StoreError> {
        let statement = format!("SELECT {SUBSCRIPTION} FROM subscription WHERE id = $1");
        let rows = sqlx::query(&statement)
            .bind(id)
            .fetch_all(self.pool().await?)
            .await?;
        Ok(readable(&rows)?.pop())
    }

    /// Every subscription that this version can read, by id; also the paused and the removed.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>, StoreError> {
        let statement = format!("SELECT {SUBSCRIPTION} FROM subscription ORDER BY id");
        readable(
            &sqlx::query(&statement)
                .fetch_all(self.pool().await?)
                .await?,
        )
    }

    /// The next `limit` active subscriptions after the id `after`, by id: a page at a time, as there may be thousands.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn active_subscriptions_after(
        &self,
        after: &str,
        limit: u32,
    ) -> Result<SubscriptionPage, StoreError> {
        let statement = format!(
            "SELECT {SUBSCRIPTION} FROM subscription WHERE id > $1 AND state = 'active' ORDER BY id LIMIT $2"
        );
        let query = sqlx::query(&statement).bind(after).bind(i64::from(limit));
        let rows = query.fetch_all(self.pool().await?).await?;
        page(&rows)
    }

    /// The next `limit` subscriptions after the id `after` that are paused for this reason, by id.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn subscriptions_paused_after(
        &self,
        reason: SubscriptionReason,
        after: &str,
        limit: u32,
    ) -> Result<SubscriptionPage, StoreError> {
        let statement = format!(
            "SELECT {SUBSCRIPTION} FROM subscription WHERE id > $1 AND state = 'paused' AND reason = $2 AND recipient_id IS NULL \
             ORDER BY id LIMIT $3"
        );
        let query = sqlx::query(&statement).bind(after).bind(text(reason));
        let query = query.bind(i64::from(limit));
        let rows = query.fetch_all(self.pool().await?).await?;
        page(&rows)
    }

    /// Those of the settings, by id; also the paused and the removed.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn settings_subscriptions(&self) -> Result<Vec<Subscription>, StoreError> {
        let statement = format!(
            "SELECT {SUBSCRIPTION} FROM subscription WHERE origin = 'settings' ORDER BY id"
        );
        readable(
            &sqlx::query(&statement)
                .fetch_all(self.pool().await?)
                .await?,
        )
    }

    /// Those of a server that are not removed, oldest first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn subscriptions_of_guild(
        &self,
        guild_id: u64,
    ) -> Result<Vec<Subscription>, StoreError> {
        let statement = format!(
            "SELECT {SUBSCRIPTION} FROM subscription WHERE guild_id = $1 AND state <> 'removed' ORDER BY created_at, id"
        );
        let query = sqlx::query(&statement).bind(bits(guild_id));
        readable(&query.fetch_all(self.pool().await?).await?)
    }

    /// Pauses a subscription that is active, and of a person all that are; `paused_by` is the user who asked for it, if one
    /// did. Returns whether one was active.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn pause_subscription(
        &self,
        id: &str,
        reason: SubscriptionReason,
        paused_by: Option<u64>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut connection = self.pool().await?.acquire().await?;
        pause(&mut connection, id, reason, None, paused_by, now).await
    }

    /// Resumes a subscription that is paused. Returns whether it was.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn resume_subscription(&self, id: &str, now: Timestamp) -> Result<bool, StoreError> {
        let statement = "UPDATE subscription SET state = 'active', reason = NULL, detail = NULL, paused_by = NULL, \
             changed_at = $1 WHERE id = $2 AND state = 'paused'";
        let done = sqlx::query(statement)
            .bind(millis(now))
            .bind(id)
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Removes a subscription; the row stays, for the history of its alerts. `removed_by` is the user who asked for it,
    /// if one did. Returns whether it was not removed before.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn remove_subscription(
        &self,
        id: &str,
        reason: SubscriptionReason,
        removed_by: Option<u64>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = "UPDATE subscription SET state = 'removed', reason = $1, detail = NULL, paused_by = NULL, \
             removed_by = $2, changed_at = $3 WHERE id = $4 AND state <> 'removed'";
        let done = sqlx::query(statement)
            .bind(text(reason))
            .bind(removed_by.map(bits))
            .bind(millis(now))
            .bind(id)
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes which server these channels are of, in every subscription that does not know: those of the settings name a
    /// channel only.
    ///
    /// # Errors
    /// The database cannot be reached; the channels not noted yet are noted when the server is seen again.
    pub async fn set_guild(&self, guild_id: u64, channel_ids: &[u64]) -> Result<(), StoreError> {
        for chunk in channel_ids.chunks(ROWS_PER_STATEMENT) {
            let statement = format!(
                "UPDATE subscription SET guild_id = $1 WHERE guild_id IS NULL AND recipient_id IS NULL \
                 AND channel_id IN ({})",
                placeholders(2, chunk.len())
            );
            let query = sqlx::query(&statement).bind(bits(guild_id));
            let query = chunk.iter().fold(query, |query, id| query.bind(bits(*id)));
            query.execute(self.pool().await?).await?;
        }
        Ok(())
    }
}

/// A page of these rows, which are sorted by id. One that cannot be read is passed over.
fn page(rows: &[AnyRow]) -> Result<SubscriptionPage, StoreError> {
    Ok(SubscriptionPage {
        subscriptions: readable(rows)?,
        last_id: rows.last().map(|row| row.try_get("id")).transpose()?,
    })
}
