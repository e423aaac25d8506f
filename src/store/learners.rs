//! Who takes the tour, and when the questions they missed come back.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::sql::{at, bits, day, id, millis, optional_at, optional_id, text, word};
use super::{Store, StoreError};
use crate::text::Locale;

/// Where a tour runs.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    strum::EnumString,
    strum::AsRefStr,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PlaceKind {
    /// In a private thread.
    Thread,
    /// In a direct message.
    Direct,
    /// In answers that only the learner sees.
    Here,
}

/// Whether missed questions come back.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    strum::EnumString,
    strum::AsRefStr,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reviews {
    /// They do.
    Active,
    /// Something keeps them from coming; an answer resumes them.
    Paused,
    /// The learner ended them.
    Stopped,
}

/// Why reviews are paused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub enum PauseReason {
    /// Too many in a row went unanswered.
    Unanswered,
    /// They cannot be sent; Discord's own words for why.
    Unreachable(String),
}

/// How a column keeps [`PauseReason::Unanswered`].
const UNANSWERED: &str = "unanswered";

impl From<String> for PauseReason {
    fn from(written: String) -> Self {
        if written == UNANSWERED {
            Self::Unanswered
        } else {
            Self::Unreachable(written)
        }
    }
}

impl From<PauseReason> for String {
    fn from(reason: PauseReason) -> Self {
        match reason {
            PauseReason::Unanswered => UNANSWERED.to_owned(),
            PauseReason::Unreachable(detail) => detail,
        }
    }
}

/// Somebody who takes the tour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Learner {
    /// The user's id.
    pub id: u64,
    /// The tour they are in, or were in last.
    pub track: String,
    /// Where it runs.
    pub place: PlaceKind,
    /// The id of the thread or of the direct messages; `None` while only they see the answers.
    pub channel: Option<u64>,
    /// Their zone, by IANA's name.
    pub zone: String,
    /// The time of day, in their zone, from which they may be asked.
    pub review_at: Time,
    /// Whether they are asked.
    pub reviews: Reviews,
    /// Why they are not; `None` while they are, and if they ended it themselves.
    pub reason: Option<PauseReason>,
    /// The last day, in their zone, on which they were asked; `None` if they never were.
    pub asked_on: Option<Date>,
    /// How many such questions in a row they left unanswered.
    pub unanswered: i64,
    /// When to look whether something is to be asked; `None` if nothing comes back.
    pub next_ask_at: Option<Timestamp>,
    /// When they first took a tour.
    pub created_at: Timestamp,
    /// The language of the questions that are sent to them, that of their last command or press.
    pub locale: Locale,
}

const LEARNER: &str = "id, track, place, channel, zone, review_at, reviews, reason, asked_on, unanswered, next_ask_at, created_at, locale";

impl Store {
    /// Writes a learner, or what changed of them. When they were asked is left to [`Store::claim_day`].
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn put_learner(&self, one: &Learner) -> Result<(), StoreError> {
        let statement = format!(
            "INSERT INTO learner ({LEARNER}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
             ON CONFLICT (id) DO UPDATE SET track = excluded.track, place = excluded.place, channel = excluded.channel, \
             zone = excluded.zone, review_at = excluded.review_at, reviews = excluded.reviews, reason = excluded.reason, \
             unanswered = excluded.unanswered, next_ask_at = excluded.next_ask_at, locale = excluded.locale"
        );
        sqlx::query(&statement)
            .bind(bits(one.id))
            .bind(&one.track)
            .bind(text(one.place))
            .bind(one.channel.map(bits))
            .bind(&one.zone)
            .bind(one.review_at.to_string())
            .bind(text(one.reviews))
            .bind(one.reason.clone().map(String::from))
            .bind(one.asked_on.map(|day| day.to_string()))
            .bind(one.unanswered)
            .bind(one.next_ask_at.map(millis))
            .bind(millis(one.created_at))
            .bind(text(one.locale))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// The learner of this id.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn learner(&self, id: u64) -> Result<Option<Learner>, StoreError> {
        let statement = format!("SELECT {LEARNER} FROM learner WHERE id = $1");
        let row = sqlx::query(&statement)
            .bind(bits(id))
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(learner).transpose()
    }

    /// Who is to be asked by `now`, those who wait longest first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn learners_due(
        &self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<Learner>, StoreError> {
        let statement = format!(
            "SELECT {LEARNER} FROM learner WHERE reviews = 'active' AND next_ask_at <= $1 ORDER BY next_ask_at, id LIMIT $2"
        );
        let rows = sqlx::query(&statement)
            .bind(millis(now))
            .bind(i64::from(most))
            .fetch_all(self.pool().await?)
            .await?;
        rows.iter().map(learner).collect()
    }

    /// When somebody is to be asked next.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn next_ask(&self) -> Result<Option<Timestamp>, StoreError> {
        let statement = "SELECT MIN(next_ask_at) AS next FROM learner WHERE reviews = 'active'";
        let row = sqlx::query(statement).fetch_one(self.pool().await?).await?;
        optional_at(&row, "next")
    }

    /// Notes when somebody is to be asked next.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn set_next_ask(&self, id: u64, next: Option<Timestamp>) -> Result<(), StoreError> {
        sqlx::query("UPDATE learner SET next_ask_at = $1 WHERE id = $2")
            .bind(next.map(millis))
            .bind(bits(id))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Writes down that somebody is asked on `day`. Nothing may be sent before this is true; it is so once for each day,
    /// whoever asks, and never after a stop.
    ///
    /// # Errors
    /// The database cannot be reached; nothing may be sent then.
    pub async fn claim_day(
        &self,
        id: u64,
        day: Date,
        next: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        // Written before anything is sent: a crash costs a question of that day, but no day has two.
        let statement = "UPDATE learner SET asked_on = $1, unanswered = unanswered + 1, next_ask_at = $2 \
             WHERE id = $3 AND reviews = 'active' AND (asked_on IS NULL OR asked_on < $1)";
        let done = sqlx::query(statement)
            .bind(day.to_string())
            .bind(next.map(millis))
            .bind(bits(id))
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes the language of the questions that are sent to somebody.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn set_learner_locale(&self, id: u64, locale: Locale) -> Result<(), StoreError> {
        sqlx::query("UPDATE learner SET locale = $1 WHERE id = $2")
            .bind(text(locale))
            .bind(bits(id))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Keeps missed questions from coming, for a reason that the learner reads; does nothing if they ended it themselves.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn pause_reviews(&self, id: u64, reason: PauseReason) -> Result<(), StoreError> {
        let statement = "UPDATE learner SET reviews = 'paused', reason = $1, next_ask_at = NULL WHERE id = $2 AND reviews = 'active'";
        sqlx::query(statement)
            .bind(String::from(reason))
            .bind(bits(id))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Whether a tour of this user's runs in this channel.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn has_tour_in(&self, channel: u64, user: u64) -> Result<bool, StoreError> {
        let statement = "SELECT 1 AS found FROM learner JOIN tour ON tour.learner = learner.id AND tour.track = learner.track \
             WHERE learner.id = $1 AND learner.channel = $2 AND tour.state = 'running'";
        let row = sqlx::query(statement)
            .bind(bits(user))
            .bind(bits(channel))
            .fetch_optional(self.pool().await?)
            .await?;
        Ok(row.is_some())
    }
}

fn learner(row: &AnyRow) -> Result<Learner, StoreError> {
    let review_at: String = row.try_get("review_at")?;
    let asked_on: Option<String> = row.try_get("asked_on")?;
    Ok(Learner {
        id: id(row, "id")?,
        track: row.try_get("track")?,
        place: word(row, "place")?,
        channel: optional_id(row, "channel")?,
        zone: row.try_get("zone")?,
        review_at: review_at
            .parse()
            .map_err(|_| StoreError::Unknown(review_at))?,
        reviews: word(row, "reviews")?,
        reason: row
            .try_get::<Option<String>, _>("reason")?
            .map(PauseReason::from),
        asked_on: asked_on.as_deref().map(day).transpose()?,
        unanswered: row.try_get("unanswered")?,
        next_ask_at: optional_at(row, "next_ask_at")?,
        created_at: at(row, "created_at")?,
        locale: word(row, "locale")?,
    })
}
