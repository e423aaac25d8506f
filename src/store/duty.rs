//! Shifts that somebody handed over.

use jiff::Timestamp;

use super::connections::Session;
use super::sql::{at, bits, id, millis};
use super::{Store, StoreError};

/// The rest of a shift that somebody handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyOverride {
    /// The server whose rota has the shift.
    pub guild_id: u64,
    /// When it was handed over.
    pub begins_at: Timestamp,
    /// The end of the shift, by which it is known.
    pub ends_at: Timestamp,
    /// Who is on duty until then.
    pub user_id: u64,
    /// Who handed it over; [`FORGOTTEN_USER`](super::FORGOTTEN_USER) if they had their data deleted since.
    pub handed_over_by: u64,
}

const OVERRIDE: &str = "guild_id, begins_at, ends_at, user_id, handed_over_by";

impl Store {
    /// Notes that the rest of a shift was handed over, in place of what was handed over of it before. Shifts of the server
    /// that ended before are forgotten.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn put_duty_override(&self, one: &DutyOverride) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        sqlx::query("DELETE FROM duty_override WHERE guild_id = $1 AND ends_at <= $2")
            .bind(bits(one.guild_id))
            .bind(millis(one.begins_at))
            .execute(&mut *transaction)
            .await?;
        let statement = format!(
            "INSERT INTO duty_override ({OVERRIDE}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (guild_id, ends_at) DO UPDATE \
             SET begins_at = excluded.begins_at, user_id = excluded.user_id, handed_over_by = excluded.handed_over_by"
        );
        sqlx::query(&statement)
            .bind(bits(one.guild_id))
            .bind(millis(one.begins_at))
            .bind(millis(one.ends_at))
            .bind(bits(one.user_id))
            .bind(bits(one.handed_over_by))
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets who handed over shifts that are over, on every server.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is forgotten then.
    pub async fn forget_shifts_over(&self, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM duty_override WHERE ends_at <= $1")
            .bind(millis(now))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// What was handed over of the shift of a server that ends at this moment.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn duty_override(
        &self,
        guild_id: u64,
        ends_at: Timestamp,
    ) -> Result<Option<DutyOverride>, StoreError> {
        let statement =
            format!("SELECT {OVERRIDE} FROM duty_override WHERE guild_id = $1 AND ends_at = $2");
        let query = sqlx::query(&statement)
            .bind(bits(guild_id))
            .bind(millis(ends_at));
        let row = query.fetch_optional(self.pool().await?).await?;
        row.as_ref().map(read).transpose()
    }

    /// The shifts that this user took over or handed over, oldest first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(super) async fn duty_overrides_of(
        &self,
        user_id: u64,
    ) -> Result<Vec<DutyOverride>, StoreError> {
        let statement = format!(
            "SELECT {OVERRIDE} FROM duty_override WHERE user_id = $1 OR handed_over_by = $1 ORDER BY ends_at, guild_id"
        );
        let query = sqlx::query(&statement).bind(bits(user_id));
        let rows = query.fetch_all(self.pool().await?).await?;
        rows.iter().map(read).collect()
    }
}

/// Takes a user out of the shifts that were handed over: one that they took is again whose it was, and that one was handed
/// over stays, by nobody in particular.
pub(super) async fn forget_duty_of(
    connection: &mut Session,
    user_id: u64,
) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM duty_override WHERE user_id = $1",
        "UPDATE duty_override SET handed_over_by = 0 WHERE handed_over_by = $1",
    ] {
        sqlx::query(statement)
            .bind(bits(user_id))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn read(row: &sqlx::any::AnyRow) -> Result<DutyOverride, StoreError> {
    Ok(DutyOverride {
        guild_id: id(row, "guild_id")?,
        begins_at: at(row, "begins_at")?,
        ends_at: at(row, "ends_at")?,
        user_id: id(row, "user_id")?,
        handed_over_by: id(row, "handed_over_by")?,
    })
}
