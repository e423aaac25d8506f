//! Questions that somebody missed in the tour, each with how well they remember it now. `tours::schedule` reckons when one
//! comes back.

use jiff::civil::Date;
use serde::Serialize;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::connections::Session;
use super::sql::{bits, day};
use super::{Store, StoreError};

/// A question that somebody missed, and how well they remember it now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// The question's key, such as `iran/1`.
    pub question: String,
    /// FSRS' stability in days: after that long nine in ten would still know it.
    pub stability: f64,
    /// How hard it is for them, from 1 to 10.
    pub difficulty: f64,
    /// The day, in their zone, on which they answered it last.
    pub reviewed_on: Date,
    /// When it comes back; none once it is known for good.
    pub due_on: Option<Date>,
}

const CARD: &str = "question, stability, difficulty, reviewed_on, due_on";

impl Store {
    /// All cards of a learner, the most overdue first and those known for good last.
    ///
    /// # Errors
    /// The database cannot be reached; or a card's days are not days.
    pub async fn cards(&self, learner: u64) -> Result<Vec<Card>, StoreError> {
        let statement = format!("SELECT {CARD} FROM card WHERE learner = $1");
        let rows = sqlx::query(&statement)
            .bind(bits(learner))
            .fetch_all(self.pool().await?)
            .await?;
        let mut cards = rows.iter().map(card).collect::<Result<Vec<_>, _>>()?;
        // Sorted here, as databases differ on whether a null comes first.
        cards.sort_by(|one, other| {
            let key = |card: &Card| (card.due_on.is_none(), card.due_on, card.question.clone());
            key(one).cmp(&key(other))
        });
        Ok(cards)
    }

    /// Writes what an answer made of a card, if nobody answered it since it was `before`. Whoever answers can be reached and
    /// is asked on, whatever was left unanswered. Returns whether this answer counts.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is written then.
    pub async fn review(
        &self,
        learner: u64,
        before: &Card,
        after: &Card,
    ) -> Result<bool, StoreError> {
        // Of two presses on the same question the database lets one through.
        let statement = "UPDATE card SET stability = $1, difficulty = $2, reviewed_on = $3, due_on = $4 \
             WHERE learner = $5 AND question = $6 AND reviewed_on = $7 AND due_on = $8";
        let mut transaction = self.begin_transaction().await?;
        let done = sqlx::query(statement)
            .bind(after.stability)
            .bind(after.difficulty)
            .bind(after.reviewed_on.to_string())
            .bind(after.due_on.map(|day| day.to_string()))
            .bind(bits(learner))
            .bind(&before.question)
            .bind(before.reviewed_on.to_string())
            .bind(before.due_on.map(|day| day.to_string()))
            .execute(&mut *transaction)
            .await?;
        // An answer of any age shows that messages arrive; what was paused for want of answers goes on.
        let statement = "UPDATE learner SET unanswered = 0, reason = NULL, \
             reviews = CASE WHEN reviews = 'paused' THEN 'active' ELSE reviews END WHERE id = $1";
        sqlx::query(statement)
            .bind(bits(learner))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Lets a question come back on another day, as if it had not been due.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn defer_card(
        &self,
        learner: u64,
        question: &str,
        due_on: Date,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE card SET due_on = $1 WHERE learner = $2 AND question = $3")
            .bind(due_on.to_string())
            .bind(bits(learner))
            .bind(question)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}

/// Writes a card, in place of one for the same question.
pub(super) async fn put(
    connection: &mut Session,
    learner: u64,
    one: &Card,
) -> Result<(), StoreError> {
    let statement = format!(
        "INSERT INTO card (learner, {CARD}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (learner, question) DO UPDATE SET \
         stability = excluded.stability, difficulty = excluded.difficulty, reviewed_on = excluded.reviewed_on, \
         due_on = excluded.due_on"
    );
    sqlx::query(&statement)
        .bind(bits(learner))
        .bind(&one.question)
        .bind(one.stability)
        .bind(one.difficulty)
        .bind(one.reviewed_on.to_string())
        .bind(one.due_on.map(|day| day.to_string()))
        .execute(connection)
        .await?;
    Ok(())
}

fn card(row: &AnyRow) -> Result<Card, StoreError> {
    let reviewed_on: String = row.try_get("reviewed_on")?;
    let due_on: Option<String> = row.try_get("due_on")?;
    Ok(Card {
        question: row.try_get("question")?,
        stability: row.try_get("stability")?,
        difficulty: row.try_get("difficulty")?,
        reviewed_on: day(&reviewed_on)?,
        due_on: due_on.as_deref().map(day).transpose()?,
    })
}
