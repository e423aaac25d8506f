//! When each statement of the knowledge was first there, by an id that is made of its words.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::Row as _;

use super::connections::Session;
use super::sql::{ROWS_PER_STATEMENT, millis, placeholders};
use super::{Store, StoreError};

impl Store {
    /// Notes that these statements are there now; those that were not count as seen at `now`. When it is done for the first
    /// time, none of them is new. `is_complete`: whether statements that are missing are gone; not if a file cannot be read.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn note_facts(
        &self,
        ids: &HashSet<String>,
        is_complete: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known = self.fact_ids("SELECT id FROM fact", None).await?;
        let is_first = known.is_empty();
        // What is in a file that cannot be read now would be new later.
        if is_first && !is_complete {
            return Ok(());
        }
        let new: Vec<&String> = ids.difference(&known).collect();
        let gone: Vec<&String> = known.difference(ids).filter(|_| is_complete).collect();
        if new.is_empty() && gone.is_empty() {
            return Ok(());
        }
        let seen_at = (!is_first).then_some(now);
        let mut transaction = self.begin_transaction().await?;
        insert(&mut transaction, &new, seen_at).await?;
        for some in gone.chunks(ROWS_PER_STATEMENT) {
            let ids = placeholders(1, some.len());
            let statement = format!("DELETE FROM fact WHERE id IN ({ids})");
            let query = some
                .iter()
                .fold(sqlx::query(&statement), |query, id| query.bind(id.as_str()));
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The ids of the statements that were first there at `since` or later.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn facts_since(&self, since: Timestamp) -> Result<HashSet<String>, StoreError> {
        let statement = "SELECT id FROM fact WHERE seen_at >= $1";
        self.fact_ids(statement, Some(since)).await
    }

    async fn fact_ids(
        &self,
        statement: &'static str,
        since: Option<Timestamp>,
    ) -> Result<HashSet<String>, StoreError> {
        let query = sqlx::query(statement);
        let query = match since {
            Some(since) => query.bind(millis(since)),
            None => query,
        };
        let rows = query.fetch_all(self.pool().await?).await?;
        rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
    }
}

async fn insert(
    connection: &mut Session,
    ids: &[&String],
    seen_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    for some in ids.chunks(ROWS_PER_STATEMENT) {
        let rows: Vec<String> = (2..some.len() + 2)
            .map(|at| format!("(${at}, $1)"))
            .collect();
        // Another process may have noted them at the same moment.
        let statement = format!(
            "INSERT INTO fact (id, seen_at) VALUES {} ON CONFLICT (id) DO NOTHING",
            rows.join(", ")
        );
        let query = sqlx::query(&statement).bind(seen_at.map(millis));
        let query = some.iter().fold(query, |query, id| query.bind(id.as_str()));
        query.execute(&mut *connection).await?;
    }
    Ok(())
}
