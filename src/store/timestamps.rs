use jiff::Timestamp;
use sqlx::Row as _;

use super::row::millis;
use super::{Store, StoreError};

/// Moments worth remembering, each under a name.
impl Store {
    /// The moment of this name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn mark(&self, name: &str) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query("SELECT value FROM mark WHERE name = $1")
            .bind(name)
            .fetch_optional(&self.pool)
            .await?;
        let value = row.map(|row| row.try_get::<i64, _>("value")).transpose()?;
        Ok(value.and_then(|value| Timestamp::from_millisecond(value).ok()))
    }

    /// Remembers a moment under this name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_mark(&self, name: &str, at: Timestamp) -> Result<(), StoreError> {
        let text = "INSERT INTO mark (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sqlx::query(text)
            .bind(name)
            .bind(millis(at))
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
