use jiff::Timestamp;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::outbox::{CHUNK, placeholders};
use super::row::{SUBSCRIBED, bits, millis, subscribed};
use super::{Store, StoreError, Subscribed, SubscriptionState};

/// Who is told of what.
impl Store {
    /// Writes a subscription, or what changed of it. When it was made, and by whom, stays.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_subscription(&self, one: &Subscribed) -> Result<(), StoreError> {
        self.put_subscriptions(std::slice::from_ref(one)).await
    }

    /// Writes several, all or none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_subscriptions(&self, several: &[Subscribed]) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for one in several {
            put(&mut transaction, one).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The subscription of this id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn subscription(&self, id: &str) -> Result<Option<Subscribed>, StoreError> {
        let text = format!("SELECT {SUBSCRIBED} FROM subscription WHERE id = $1");
        let row = sqlx::query(&text)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(subscribed).transpose()
    }

    /// Every subscription, by id; also the paused and the removed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn subscriptions(&self) -> Result<Vec<Subscribed>, StoreError> {
        let text = format!("SELECT {SUBSCRIBED} FROM subscription ORDER BY id");
        read(&sqlx::query(&text).fetch_all(&self.pool).await?)
    }

    /// The next `count` active ones after the id `after`, by id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn active_after(
        &self,
        after: &str,
        count: u32,
    ) -> Result<Vec<Subscribed>, StoreError> {
        let text = format!(
            "SELECT {SUBSCRIBED} FROM subscription WHERE id > $1 AND state = 'active' ORDER BY id LIMIT $2"
        );
        read(
            &sqlx::query(&text)
                .bind(after)
                .bind(i64::from(count))
                .fetch_all(&self.pool)
                .await?,
        )
    }

    /// Those of the settings, by id; also the paused and the removed.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn of_settings(&self) -> Result<Vec<Subscribed>, StoreError> {
        let text =
            format!("SELECT {SUBSCRIBED} FROM subscription WHERE origin = 'settings' ORDER BY id");
        read(&sqlx::query(&text).fetch_all(&self.pool).await?)
    }

    /// Those of a guild that are not removed, oldest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn subscriptions_of(&self, guild: u64) -> Result<Vec<Subscribed>, StoreError> {
        let text = format!(
            "SELECT {SUBSCRIBED} FROM subscription WHERE guild = $1 AND state <> 'removed' ORDER BY created_at, id"
        );
        read(
            &sqlx::query(&text)
                .bind(bits(guild))
                .fetch_all(&self.pool)
                .await?,
        )
    }

    /// Lets a subscription stand otherwise. Returns whether it stood otherwise before.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_standing(
        &self,
        id: &str,
        standing: SubscriptionState,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut connection = self.pool.acquire().await?;
        stand(&mut connection, id, standing, reason, now).await
    }

    /// Notes which guild these channels are of, in every subscription that does not know.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_guild(&self, guild: u64, channels: &[u64]) -> Result<(), StoreError> {
        for chunk in channels.chunks(CHUNK) {
            let text = format!(
                "UPDATE subscription SET guild = $1 WHERE guild IS NULL AND channel IN ({})",
                placeholders(2, chunk.len())
            );
            let query = sqlx::query(&text).bind(bits(guild));
            let query = chunk.iter().fold(query, |query, id| query.bind(bits(*id)));
            query.execute(&self.pool).await?;
        }
        Ok(())
    }
}

fn read(rows: &[AnyRow]) -> Result<Vec<Subscribed>, StoreError> {
    rows.iter().map(subscribed).collect()
}

async fn put(connection: &mut AnyConnection, one: &Subscribed) -> Result<(), StoreError> {
    let text = format!(
        "INSERT INTO subscription ({SUBSCRIBED}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT (id) DO UPDATE SET guild = COALESCE(excluded.guild, subscription.guild), \
             settings = excluded.settings, state = excluded.state, reason = excluded.reason, \
             changed_at = excluded.changed_at"
    );
    sqlx::query(&text)
        .bind(&one.id)
        .bind(one.origin.word())
        .bind(one.guild.map(bits))
        .bind(bits(one.channel))
        .bind(&one.settings)
        .bind(one.standing.word())
        .bind(&one.reason)
        .bind(one.created_by.map(bits))
        .bind(millis(one.created_at))
        .bind(millis(one.changed_at))
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn stand(
    connection: &mut AnyConnection,
    id: &str,
    standing: SubscriptionState,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let text = "UPDATE subscription SET state = $1, reason = $2, changed_at = $3 WHERE id = $4 AND state <> $1";
    let done = sqlx::query(text)
        .bind(standing.word())
        .bind(reason)
        .bind(millis(now))
        .bind(id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}
