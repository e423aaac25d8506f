//! How far somebody is on each track of the tour, step by step.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::cards::put;
use super::sql::{at, bits, id, millis, optional_id, text, word};
use super::{Card, Store, StoreError};

/// How a tour stands.
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
pub enum TourState {
    /// It goes on.
    Running,
    /// It waits to be resumed.
    Stopped,
    /// Every step is done.
    Done,
}

/// How far somebody is on one track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tour {
    /// The id of the user whose it is.
    pub learner: u64,
    /// The track's id.
    pub track: String,
    /// The guild in which it was started, if it was in one.
    pub guild: Option<u64>,
    /// How it stands.
    pub state: TourState,
    /// The topic whose question is shown; `None` if none is.
    pub asking: Option<String>,
    /// When it was started.
    pub started_at: Timestamp,
    /// When something was done in it last.
    pub seen_at: Timestamp,
    /// The steps that are done, oldest first.
    pub done: Vec<StepDone>,
}

/// A step that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepDone {
    /// The page that was read.
    pub topic: String,
    /// The question's key; none if the page has none.
    pub question: Option<String>,
    /// Whether the first answer was right; `None` if the page has no question.
    pub is_right: Option<bool>,
    /// When it was done.
    pub at: Timestamp,
}

const TOUR: &str = "learner, track, guild, state, asking, started_at, seen_at";

impl Store {
    /// Begins a tour, or begins it anew: what was done in it before is deleted. Cards are kept.
    ///
    /// # Errors
    /// The database cannot be reached, or the learner is not known; nothing is changed then.
    pub async fn begin_tour(
        &self,
        learner: u64,
        track: &str,
        guild: Option<u64>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin_transaction().await?;
        sqlx::query("DELETE FROM step_done WHERE learner = $1 AND track = $2")
            .bind(bits(learner))
            .bind(track)
            .execute(&mut *transaction)
            .await?;
        let statement = format!(
            "INSERT INTO tour ({TOUR}) VALUES ($1, $2, $3, 'running', NULL, $4, $4) ON CONFLICT (learner, track) DO UPDATE \
             SET guild = excluded.guild, state = 'running', asking = NULL, started_at = excluded.started_at, \
             seen_at = excluded.seen_at"
        );
        sqlx::query(&statement)
            .bind(bits(learner))
            .bind(track)
            .bind(guild.map(bits))
            .bind(millis(now))
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Records the state of a tour.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn set_tour_state(
        &self,
        learner: u64,
        track: &str,
        state: TourState,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let statement =
            "UPDATE tour SET state = $1, seen_at = $2 WHERE learner = $3 AND track = $4";
        self.update_tour(statement, (learner, track), Some(text(state)), now)
            .await
    }

    /// Records the topic whose question a running tour shows; `None` if it shows the page of its step.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn set_shown_question(
        &self,
        learner: u64,
        track: &str,
        topic: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // A press may arrive after the tour was stopped; it must not change what is resumed.
        let statement = "UPDATE tour SET asking = $1, seen_at = $2 WHERE learner = $3 AND track = $4 AND state = 'running'";
        self.update_tour(statement, (learner, track), topic, now)
            .await
    }

    /// Sets one column of a tour, and when something was done in it last.
    async fn update_tour(
        &self,
        statement: &str,
        (learner, track): (u64, &str),
        value: Option<&str>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(statement)
            .bind(value)
            .bind(millis(now))
            .bind(bits(learner))
            .bind(track)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Notes that a step is done, and the card of what was missed in it, both or neither. Returns false if it was done
    /// before, as the first answer counts; or if the tour does not go on.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is noted then.
    pub async fn do_step(
        &self,
        learner: u64,
        track: &str,
        step: &StepDone,
        missed: Option<&Card>,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_transaction().await?;
        let statement = "UPDATE tour SET asking = NULL, seen_at = $1 WHERE learner = $2 AND track = $3 AND state = 'running'";
        let goes_on = sqlx::query(statement)
            .bind(millis(step.at))
            .bind(bits(learner))
            .bind(track)
            .execute(&mut *transaction)
            .await?;
        if goes_on.rows_affected() == 0 {
            return Ok(false);
        }
        let statement = "INSERT INTO step_done (learner, track, topic, question, is_right, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (learner, track, topic) DO NOTHING";
        let done = sqlx::query(statement)
            .bind(bits(learner))
            .bind(track)
            .bind(&step.topic)
            .bind(&step.question)
            .bind(step.is_right.map(i64::from))
            .bind(millis(step.at))
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(card) = missed {
            put(&mut transaction, learner, card).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Somebody's tour on a track.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn tour(&self, learner: u64, track: &str) -> Result<Option<Tour>, StoreError> {
        let tours = self.tours_of(learner).await?;
        Ok(tours.into_iter().find(|tour| tour.track == track))
    }

    /// All tours of a learner, that of last first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn tours_of(&self, learner: u64) -> Result<Vec<Tour>, StoreError> {
        self.tours("learner = $1", learner).await
    }

    /// All tours that were started in a guild, that of last first.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn tours_in(&self, guild: u64) -> Result<Vec<Tour>, StoreError> {
        self.tours("guild = $1", guild).await
    }

    /// `which`: a condition on the columns of `tour`, with one placeholder for the id `of`.
    async fn tours(&self, which: &str, of: u64) -> Result<Vec<Tour>, StoreError> {
        let statement =
            format!("SELECT {TOUR} FROM tour WHERE {which} ORDER BY seen_at DESC, learner, track");
        let rows = sqlx::query(&statement)
            .bind(bits(of))
            .fetch_all(self.pool().await?)
            .await?;
        let mut tours = rows.iter().map(tour).collect::<Result<Vec<_>, _>>()?;
        let statement = format!(
            "SELECT step_done.learner, step_done.track, topic, question, is_right, at FROM step_done \
             JOIN tour ON tour.learner = step_done.learner AND tour.track = step_done.track WHERE tour.{which} \
             ORDER BY at, topic"
        );
        let rows = sqlx::query(&statement)
            .bind(bits(of))
            .fetch_all(self.pool().await?)
            .await?;
        for row in &rows {
            let learner = id(row, "learner")?;
            let track: String = row.try_get("track")?;
            let own = tours
                .iter_mut()
                .find(|tour| tour.learner == learner && tour.track == track);
            if let Some(tour) = own {
                tour.done.push(step_done(row)?);
            }
        }
        Ok(tours)
    }
}

fn tour(row: &AnyRow) -> Result<Tour, StoreError> {
    Ok(Tour {
        learner: id(row, "learner")?,
        track: row.try_get("track")?,
        guild: optional_id(row, "guild")?,
        state: word(row, "state")?,
        asking: row.try_get("asking")?,
        started_at: at(row, "started_at")?,
        seen_at: at(row, "seen_at")?,
        done: Vec::new(),
    })
}

fn step_done(row: &AnyRow) -> Result<StepDone, StoreError> {
    let is_right: Option<i64> = row.try_get("is_right")?;
    Ok(StepDone {
        topic: row.try_get("topic")?,
        question: row.try_get("question")?,
        is_right: is_right.map(|is_right| is_right != 0),
        at: at(row, "at")?,
    })
}
