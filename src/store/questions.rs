//! What was asked in plain words, without who asked it: for `attache gaps`, which shows the editors what is missing.

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::sql::{millis, timestamp};
use super::{Store, StoreError};

/// A question that somebody asked, without who it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Question {
    /// Made of its words, so that the same question is one row whoever asks it.
    pub id: String,
    /// The question as it was asked last.
    pub text: String,
    /// The page that answered it when it was asked last; none if nothing did.
    pub answered_by: Option<String>,
    /// How often it was asked.
    pub asked: i64,
    /// How often the answer was said to help.
    pub helped: i64,
    /// How often it was said not to.
    pub missed: i64,
    /// How often it was said to be from the wrong page.
    pub missed_page: i64,
    /// How often it was said to be wrong or out of date.
    pub missed_fact: i64,
    /// How often it was said that there should have been no answer.
    pub missed_unknown: i64,
    /// What was written about it last; none if nothing was.
    pub remark: Option<String>,
    /// When it was asked last.
    pub last_at: Timestamp,
}

/// Why an answer did not help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum MissReason {
    /// It is from a page that was not asked for.
    Page,
    /// It is wrong, or out of date.
    Fact,
    /// The pages do not know, and should have said so.
    Unknown,
}

const QUESTION: &str = "id, text, answered_by, asked, helped, missed, missed_page, missed_fact, missed_unknown, remark, last_at";

impl Store {
    /// Counts a question, and notes what answered it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn note_question(
        &self,
        id: &str,
        text: &str,
        answered_by: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO question (id, text, answered_by, asked, helped, missed, last_at) \
             VALUES ($1, $2, $3, 1, 0, 0, $4) ON CONFLICT (id) DO UPDATE SET asked = question.asked + 1, \
             text = excluded.text, answered_by = excluded.answered_by, last_at = excluded.last_at";
        sqlx::query(statement)
            .bind(id)
            .bind(text)
            .bind(answered_by)
            .bind(millis(now))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Counts that an answer helped, or did not. Returns whether the question is still known.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn rate_question(&self, id: &str, has_helped: bool) -> Result<bool, StoreError> {
        let statement =
            "UPDATE question SET helped = helped + $1, missed = missed + $2 WHERE id = $3";
        let done = sqlx::query(statement)
            .bind(i64::from(has_helped))
            .bind(i64::from(!has_helped))
            .bind(id)
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes why an answer did not help, with what was written about it. Returns the question; none if it is no longer known.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn explain_rating(
        &self,
        id: &str,
        reason: MissReason,
        remark: Option<&str>,
    ) -> Result<Option<Question>, StoreError> {
        let statement = "UPDATE question SET missed_page = missed_page + $1, missed_fact = missed_fact + $2, \
             missed_unknown = missed_unknown + $3, remark = COALESCE($4, remark) WHERE id = $5";
        sqlx::query(statement)
            .bind(i64::from(reason == MissReason::Page))
            .bind(i64::from(reason == MissReason::Fact))
            .bind(i64::from(reason == MissReason::Unknown))
            .bind(remark)
            .bind(id)
            .execute(self.pool().await?)
            .await?;
        let statement = format!("SELECT {QUESTION} FROM question WHERE id = $1");
        let row = sqlx::query(&statement)
            .bind(id)
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(question).transpose()
    }

    /// What was not answered, or not well: the most asked first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn gaps(&self, limit: u32) -> Result<Vec<Question>, StoreError> {
        // One that nothing answered counts by how often it was asked, another by how often the answer did not help.
        let statement = format!(
            "SELECT {QUESTION} FROM question WHERE answered_by IS NULL OR missed > helped \
             ORDER BY CASE WHEN answered_by IS NULL THEN asked ELSE missed END DESC, last_at DESC, id LIMIT $1"
        );
        let rows = sqlx::query(&statement)
            .bind(i64::from(limit))
            .fetch_all(self.pool().await?)
            .await?;
        rows.iter().map(question).collect()
    }

    /// How many questions nothing answered, each counted once.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn count_unanswered(&self) -> Result<i64, StoreError> {
        let statement = "SELECT COUNT(*) AS count FROM question WHERE answered_by IS NULL";
        let row = sqlx::query(statement).fetch_one(self.pool().await?).await?;
        Ok(row.try_get("count")?)
    }

    /// Deletes what was answered well and not asked again since `answered`, and everything not asked since `all`.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn forget_questions(
        &self,
        answered: Timestamp,
        all: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = "DELETE FROM question WHERE last_at < $1 OR \
             (last_at < $2 AND answered_by IS NOT NULL AND missed <= helped)";
        sqlx::query(statement)
            .bind(millis(all))
            .bind(millis(answered))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}

fn question(row: &AnyRow) -> Result<Question, StoreError> {
    Ok(Question {
        id: row.try_get("id")?,
        text: row.try_get("text")?,
        answered_by: row.try_get("answered_by")?,
        asked: row.try_get("asked")?,
        helped: row.try_get("helped")?,
        missed: row.try_get("missed")?,
        missed_page: row.try_get("missed_page")?,
        missed_fact: row.try_get("missed_fact")?,
        missed_unknown: row.try_get("missed_unknown")?,
        remark: row.try_get("remark")?,
        last_at: timestamp(row.try_get("last_at")?)?,
    })
}
