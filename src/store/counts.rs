use jiff::Timestamp;
use sqlx::Row as _;

use super::row::millis;
use super::{AlertState, Store, StoreError};

/// How the outbox stands, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertCounts {
    /// How many there are in each state, every state once.
    pub by_state: Vec<(AlertState, u64)>,
    /// When the oldest of those that should have been posted by now was due.
    pub oldest_due: Option<Timestamp>,
}

impl Store {
    /// Counts what is in the outbox. What a paused subscription holds back is not due.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn count_alerts(&self, now: Timestamp) -> Result<AlertCounts, StoreError> {
        let rows = sqlx::query("SELECT state, COUNT(*) AS number FROM alert GROUP BY state")
            .fetch_all(&self.pool)
            .await?;
        let mut by_state = AlertState::ALL.map(|state| (state, 0)).to_vec();
        for row in &rows {
            let state = AlertState::of(row.try_get("state")?)?;
            let number = row.try_get::<i64, _>("number")?.unsigned_abs();
            by_state.retain(|(known, _)| *known != state);
            by_state.push((state, number));
        }
        by_state.sort_unstable();
        let due = "SELECT due_at FROM alert WHERE state = 'planned' AND due_at <= $1 \
             AND (kind = 'owner' OR subscription IN (SELECT id FROM subscription WHERE state = 'active')) \
             ORDER BY due_at LIMIT 1";
        let row = sqlx::query(due)
            .bind(millis(now))
            .fetch_optional(&self.pool)
            .await?;
        let due = row.map(|row| row.try_get::<i64, _>("due_at")).transpose()?;
        Ok(AlertCounts {
            by_state,
            oldest_due: due.and_then(|due| Timestamp::from_millisecond(due).ok()),
        })
    }
}
