//! What the next question of somebody in a channel can lean on, for a quarter of an hour.

use jiff::Timestamp;
use sqlx::Row as _;

use super::sql::{bits, millis, timestamp};
use super::{Store, StoreError};

/// The last question of somebody in a channel.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Conversation {
    /// The id of the channel, or of the direct messages.
    pub channel: u64,
    /// What the next question can lean on, as JSON: what was asked, and what it was about.
    pub turn: String,
    /// When it was asked.
    pub at: Timestamp,
}

impl Store {
    /// What `user` asked last in `channel`, if they did at `since` or later.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn turn(
        &self,
        channel: u64,
        user: u64,
        since: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let statement =
            "SELECT turn FROM conversation WHERE channel = $1 AND member = $2 AND at >= $3";
        let row = sqlx::query(statement)
            .bind(bits(channel))
            .bind(bits(user))
            .bind(millis(since))
            .fetch_optional(self.pool().await?)
            .await?;
        Ok(row.map(|row| row.try_get("turn")).transpose()?)
    }

    /// Keeps what was asked in place of what was asked before, and deletes everybody's that is older than `since`.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is kept or deleted then.
    pub async fn set_turn(
        &self,
        channel: u64,
        user: u64,
        turn: &str,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO conversation (channel, member, turn, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (channel, member) DO UPDATE SET turn = excluded.turn, at = excluded.at";
        let mut transaction = self.begin_transaction().await?;
        sqlx::query(statement)
            .bind(bits(channel))
            .bind(bits(user))
            .bind(turn)
            .bind(millis(now))
            .execute(&mut *transaction)
            .await?;
        // Nobody's question is kept longer than promised, even if they never come back.
        sqlx::query("DELETE FROM conversation WHERE at < $1")
            .bind(millis(since))
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Everything kept of the questions of `user`.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn conversations_of(&self, user: u64) -> Result<Vec<Conversation>, StoreError> {
        let statement = "SELECT channel, turn, at FROM conversation WHERE member = $1 ORDER BY at";
        let rows = sqlx::query(statement)
            .bind(bits(user))
            .fetch_all(self.pool().await?)
            .await?;
        let read = rows.iter().map(|row| {
            Ok(Conversation {
                channel: row.try_get::<i64, _>("channel")?.cast_unsigned(),
                turn: row.try_get("turn")?,
                at: timestamp(row.try_get("at")?)?,
            })
        });
        read.collect()
    }

    /// Deletes everything kept of the questions of `user`. Returns how many there were.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn forget_conversations_of(&self, user: u64) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM conversation WHERE member = $1")
            .bind(bits(user))
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected())
    }
}
