//! Who took a server's watch over, and when: the signatures below its handovers.

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::sql::{at, bits, id, millis};
use super::{Store, StoreError};

/// A handover that somebody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedHandover {
    /// 1 for the first of its server, then one more each.
    pub number: u32,
    /// Since when what had happened was shown to whoever signed.
    pub covers_from: Timestamp,
    /// When it was signed; the next covers what happens from then on.
    pub signed_at: Timestamp,
    /// The user; [`FORGOTTEN_USER`](super::FORGOTTEN_USER) if they had their data deleted since.
    pub signed_by: u64,
}

impl Store {
    /// Signs a server's handover of this number. Returns the one that somebody signed before under it, which then counts;
    /// `None` if this one does.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is signed then.
    pub async fn sign_handover(
        &self,
        guild_id: u64,
        handover: &SignedHandover,
    ) -> Result<Option<SignedHandover>, StoreError> {
        // Of two presses at once the database lets one through.
        let statement = "INSERT INTO handover (guild_id, number, covers_from, signed_at, signed_by) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (guild_id, number) DO NOTHING";
        let mut transaction = self.begin_transaction().await?;
        let done = sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(i64::from(handover.number))
            .bind(millis(handover.covers_from))
            .bind(millis(handover.signed_at))
            .bind(bits(handover.signed_by))
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 {
            // The row by which all of a server is deleted some time after the bot was removed from it.
            let row = "INSERT INTO guild_settings (guild_id) VALUES ($1) ON CONFLICT (guild_id) DO NOTHING";
            sqlx::query(row)
                .bind(bits(guild_id))
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            return Ok(None);
        }
        transaction.rollback().await?;
        self.signed_handover(guild_id, handover.number).await
    }

    /// A server's handover of this number, if it is signed.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn signed_handover(
        &self,
        guild_id: u64,
        number: u32,
    ) -> Result<Option<SignedHandover>, StoreError> {
        let statement = "SELECT number, covers_from, signed_at, signed_by FROM handover \
             WHERE guild_id = $1 AND number = $2";
        let row = sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(i64::from(number))
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(signed).transpose()
    }

    /// The last handover that was signed on a server by `until`; [`Timestamp::MAX`] for the last of all.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn last_signed_handover(
        &self,
        guild_id: u64,
        until: Timestamp,
    ) -> Result<Option<SignedHandover>, StoreError> {
        let statement = "SELECT number, covers_from, signed_at, signed_by FROM handover \
             WHERE guild_id = $1 AND signed_at <= $2 ORDER BY number DESC LIMIT 1";
        let row = sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(millis(until))
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(signed).transpose()
    }

    /// When a user signed handovers, oldest first, each with its server's id.
    pub(super) async fn handovers_of(
        &self,
        user_id: u64,
    ) -> Result<Vec<(u64, Timestamp)>, StoreError> {
        let statement =
            "SELECT guild_id, signed_at FROM handover WHERE signed_by = $1 ORDER BY signed_at";
        let rows = sqlx::query(statement)
            .bind(bits(user_id))
            .fetch_all(self.pool().await?)
            .await?;
        let signed = |row: &AnyRow| Ok((id(row, "guild_id")?, at(row, "signed_at")?));
        rows.iter().map(signed).collect()
    }
}

fn signed(row: &AnyRow) -> Result<SignedHandover, StoreError> {
    let number: i64 = row.try_get("number")?;
    Ok(SignedHandover {
        number: u32::try_from(number).map_err(|_| StoreError::Unknown(number.to_string()))?,
        covers_from: at(row, "covers_from")?,
        signed_at: at(row, "signed_at")?,
        signed_by: id(row, "signed_by")?,
    })
}
