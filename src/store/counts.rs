//! How the outbox stands, in numbers: for `/metrics`, and for tests that wait until all is posted.

use jiff::Timestamp;
use sqlx::Row as _;
use strum::VariantArray as _;

use super::alert_rows::IS_NOT_PAUSED;
use super::sql::{at, millis, text, word};
use super::{AlertState, Store, StoreError, SubscriptionReason};

/// How the outbox stands, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertCounts {
    /// How many alerts there are in each state: every state once, in their order.
    pub by_state: Vec<(AlertState, u64)>,
    /// When the oldest of those was due that should have been posted by now; `None` if nothing is late.
    pub oldest_due: Option<Timestamp>,
    /// How many subscriptions are paused as their channel is closed to the bot.
    pub closed_out: u64,
}

impl AlertCounts {
    /// How many alerts there are in this state.
    pub fn of(&self, state: AlertState) -> u64 {
        let found = self.by_state.iter().find(|(one, _)| *one == state);
        found.map_or(0, |(_, number)| *number)
    }
}

impl Store {
    /// Counts what is in the outbox. What a paused subscription holds back is not late.
    ///
    /// # Errors
    /// The database cannot be reached; or an alert is in a state that this version does not know.
    pub async fn count_alerts(&self, now: Timestamp) -> Result<AlertCounts, StoreError> {
        let pool = self.pool().await?;
        let rows = sqlx::query("SELECT state, COUNT(*) AS number FROM alert GROUP BY state")
            .fetch_all(pool)
            .await?;
        let mut by_state: Vec<_> = AlertState::VARIANTS
            .iter()
            .map(|state| (*state, 0))
            .collect();
        for row in &rows {
            let state: AlertState = word(row, "state")?;
            let number = row.try_get::<i64, _>("number")?.unsigned_abs();
            for counted in by_state.iter_mut().filter(|(known, _)| *known == state) {
                counted.1 = number;
            }
        }
        let statement = format!(
            "SELECT due_at FROM alert WHERE state = 'planned' AND due_at <= $1 AND {IS_NOT_PAUSED} ORDER BY due_at LIMIT 1"
        );
        let row = sqlx::query(&statement)
            .bind(millis(now))
            .fetch_optional(pool)
            .await?;
        let statement = "SELECT COUNT(*) AS number FROM subscription WHERE state = 'paused' AND reason = $1 AND recipient_id IS NULL";
        let closed_out = sqlx::query(statement)
            .bind(text(SubscriptionReason::ChannelUnavailable))
            .fetch_one(pool)
            .await?;
        Ok(AlertCounts {
            closed_out: closed_out.try_get::<i64, _>("number")?.unsigned_abs(),
            by_state,
            oldest_due: row.map(|row| at(&row, "due_at")).transpose()?,
        })
    }
}
