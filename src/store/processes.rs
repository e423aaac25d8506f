//! The processes that post with one token, so that they share what Discord allows to all of them together.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Store, StoreError};

/// A process, as it has last said that it lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessBeat {
    /// Its own name for itself.
    pub id: String,
    /// Another number each time that it says so.
    pub beat: i64,
}

impl Store {
    /// Whether other processes can use the database too: a file of `SQLite` belongs to one.
    pub fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Says that this process lives, and returns what all have said, this one included.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is said then.
    pub async fn beat(&self, own: &ProcessBeat) -> Result<Vec<ProcessBeat>, StoreError> {
        let statement = "INSERT INTO process (id, beat) VALUES ($1, $2) \
             ON CONFLICT (id) DO UPDATE SET beat = excluded.beat";
        sqlx::query(statement)
            .bind(&own.id)
            .bind(own.beat)
            .execute(self.pool().await?)
            .await?;
        let rows = sqlx::query("SELECT id, beat FROM process ORDER BY id")
            .fetch_all(self.pool().await?)
            .await?;
        let read = |row: AnyRow| {
            Ok(ProcessBeat {
                id: row.try_get("id")?,
                beat: row.try_get("beat")?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Forgets a process that has ended.
    ///
    /// # Errors
    /// The database cannot be reached; the process is still there then.
    pub async fn forget_process(&self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM process WHERE id = $1")
            .bind(id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}
