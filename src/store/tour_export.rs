//! What the tour keeps of somebody: shown to them, and deleted, whole.

use serde::Serialize;

use super::sql::bits;
use super::{Card, Learner, Store, StoreError, Tour};

/// All that the tour keeps of somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TourExport {
    /// Where the tour runs, and when they are asked.
    pub learner: Learner,
    /// How far they are on each track.
    pub tours: Vec<Tour>,
    /// The questions they missed.
    pub cards: Vec<Card>,
}

impl Store {
    /// All that the tour keeps of this user; `None` if it keeps nothing.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn tour_export(&self, user: u64) -> Result<Option<TourExport>, StoreError> {
        let Some(learner) = self.learner(user).await? else {
            return Ok(None);
        };
        Ok(Some(TourExport {
            learner,
            tours: self.tours_of(user).await?,
            cards: self.cards(user).await?,
        }))
    }

    /// Deletes all that the tour keeps of this user. Returns whether there was anything.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is deleted then.
    pub async fn forget_tours_of(&self, user: u64) -> Result<bool, StoreError> {
        let mut transaction = self.begin_transaction().await?;
        // What refers to a row goes before it.
        for statement in [
            "DELETE FROM card WHERE learner = $1",
            "DELETE FROM step_done WHERE learner = $1",
            "DELETE FROM tour WHERE learner = $1",
        ] {
            sqlx::query(statement)
                .bind(bits(user))
                .execute(&mut *transaction)
                .await?;
        }
        let done = sqlx::query("DELETE FROM learner WHERE id = $1")
            .bind(bits(user))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}
