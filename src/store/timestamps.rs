//! Timestamps that outlive the process, each under a name: when the bot was last up, when its editors were last notified.

use jiff::Timestamp;

use super::sql::{at, millis};
use super::{Store, StoreError};

impl Store {
    /// The timestamp of this name; `None` if none was kept yet.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn timestamp(&self, name: &str) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("SELECT at FROM named_timestamp WHERE name = $1")
            .bind(name)
            .fetch_optional(self.pool().await?)
            .await?;
        row.map(|row| at(&row, "at")).transpose()
    }

    /// Keeps a timestamp under this name, in place of the one before.
    ///
    /// # Errors
    /// The database cannot be reached; the one before stays then.
    pub async fn set_timestamp(&self, name: &str, value: Timestamp) -> Result<(), StoreError> {
        let statement = "INSERT INTO named_timestamp (name, at) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET at = excluded.at";
        sqlx::query(statement)
            .bind(name)
            .bind(millis(value))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}
