//! Which servers want the calendar as scheduled events, and when each is to be looked at next.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::sql::{bits, id, millis, optional, optional_at, text, word};
use super::{Store, StoreError};

/// Longer than any lease, and more than the clocks of two machines differ: a lease that ends later is of a clock that has
/// been set back since.
const MAX_LEASE: SignedDuration = SignedDuration::from_secs(120);
/// The columns that [`calendar`] reads.
const COLUMNS: &str = "guild_id, summits, state, reason, detail, left_out, revision, looked_at";

/// How the events of a server stand as a whole.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum EventCalendarState {
    /// They are kept in step with the calendar.
    On,
    /// They are being deleted; then nothing of this is left.
    Off,
}

/// Why Discord lets the bot do nothing with the events of a server at present.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::AsRefStr,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum EventPause {
    /// The bot lacks *Create Events*.
    MissingPermission,
    /// Another refusal; the detail has Discord's own words.
    Refused,
}

/// A server that wants the calendar as scheduled events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCalendar {
    /// The server.
    pub guild_id: u64,
    /// Organizations or series, single summits, or `all`.
    pub summits: Vec<String>,
    /// Whether they are kept or on their way out.
    pub state: EventCalendarState,
    /// Why nothing can be done for now; `None` if something can.
    pub pause: Option<EventPause>,
    /// Discord's own words for that.
    pub detail: Option<String>,
    /// How many summits have no event, as the server has as many as Discord allows.
    pub left_out: u32,
    /// When Discord was last asked which events there are; `None` before the first time.
    pub looked_at: Option<Timestamp>,
    /// What was asked for so far; see [`Store::finish_event_calendar`].
    pub revision: i64,
}

impl Store {
    /// Wants the events of these summits on a server from now on. What somebody deleted there is made again.
    ///
    /// # Errors
    /// The database cannot be reached; all stays as it was.
    pub async fn turn_events_on(
        &self,
        guild_id: u64,
        summits: &[String],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.forgive_events(guild_id).await?;
        let summits = serde_json::to_string(summits)
            .map_err(|error| StoreError::Unknown(error.to_string()))?;
        let statement = "INSERT INTO event_calendar (guild_id, summits, state, left_out, revision, due_at) \
             VALUES ($1, $2, $3, 0, 0, $4) ON CONFLICT (guild_id) DO UPDATE SET summits = excluded.summits, \
             state = excluded.state, reason = NULL, detail = NULL, left_out = 0, due_at = excluded.due_at, \
             revision = event_calendar.revision + 1";
        sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(summits)
            .bind(text(EventCalendarState::On))
            .bind(millis(now))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Wants no events on a server any more: those that the bot made are to be deleted. Returns whether it had wanted some.
    ///
    /// # Errors
    /// The database cannot be reached; all stays as it was.
    pub async fn turn_events_off(&self, guild_id: u64, now: Timestamp) -> Result<bool, StoreError> {
        let statement = "UPDATE event_calendar SET state = $1, reason = NULL, detail = NULL, left_out = 0, \
             due_at = $2, revision = revision + 1 WHERE guild_id = $3 AND state = $4";
        let done = sqlx::query(statement)
            .bind(text(EventCalendarState::Off))
            .bind(millis(now))
            .bind(bits(guild_id))
            .bind(text(EventCalendarState::On))
            .execute(self.pool().await?)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// How the events of a server stand; `None` if it wants none and has none.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote a word that this one does not know.
    pub async fn event_calendar(&self, guild_id: u64) -> Result<Option<EventCalendar>, StoreError> {
        let statement = format!("SELECT {COLUMNS} FROM event_calendar WHERE guild_id = $1");
        let row = sqlx::query(&statement)
            .bind(bits(guild_id))
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(calendar).transpose()
    }

    /// Has every server looked at again, soon: the calendar or the day has changed.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn request_event_calendars(&self, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE event_calendar SET due_at = $1, revision = revision + 1")
            .bind(millis(now))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Lends a server that is to be looked at to `worker`, until `now + lease`; `None` if there is none.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote a word that this one does not know.
    pub async fn claim_event_calendar(
        &self,
        worker: &str,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Option<EventCalendar>, StoreError> {
        // PostgreSQL may serve several processes at once; SQLite has one writer.
        let skip = if self.is_shared {
            "FOR UPDATE SKIP LOCKED"
        } else {
            ""
        };
        let statement = format!(
            "UPDATE event_calendar SET lease_owner = $1, lease_until = $3 WHERE guild_id IN (SELECT guild_id \
             FROM event_calendar WHERE due_at <= $2 AND left_at IS NULL AND (lease_owner IS NULL OR lease_until <= $2 \
             OR lease_until > $4) ORDER BY due_at, guild_id LIMIT 1 {skip}) RETURNING {COLUMNS}"
        );
        let until = |length| now.saturating_add(length).unwrap_or(Timestamp::MAX);
        let row = sqlx::query(&statement)
            .bind(worker)
            .bind(millis(now))
            .bind(millis(until(lease)))
            .bind(millis(until(MAX_LEASE)))
            .fetch_optional(self.pool().await?)
            .await?;
        row.as_ref().map(calendar).transpose()
    }

    /// When a server is to be looked at next; `None` if none is.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn next_event_calendar(&self) -> Result<Option<Timestamp>, StoreError> {
        let statement = "SELECT MIN(CASE WHEN lease_owner IS NOT NULL AND lease_until > due_at THEN lease_until \
             ELSE due_at END) AS due FROM event_calendar WHERE left_at IS NULL";
        let row = sqlx::query(statement).fetch_one(self.pool().await?).await?;
        optional_at(&row, "due")
    }

    /// Gives a claimed server back, with what the look at it brought. If another look was asked for meanwhile, it comes at
    /// once.
    ///
    /// # Errors
    /// The database cannot be reached; the lease ends by itself then.
    pub async fn finish_event_calendar(
        &self,
        calendar: &EventCalendar,
        worker: &str,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE event_calendar SET reason = $1, detail = $2, left_out = $3, looked_at = $4, due_at = $5 \
             WHERE guild_id = $6 AND revision = $7 AND lease_owner = $8";
        let mut transaction = self.begin_transaction().await?;
        sqlx::query(statement)
            .bind(calendar.pause.map(text))
            .bind(calendar.detail.as_deref())
            .bind(i64::from(calendar.left_out))
            .bind(calendar.looked_at.map(millis))
            .bind(millis(due_at))
            .bind(bits(calendar.guild_id))
            .bind(calendar.revision)
            .bind(worker)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "UPDATE event_calendar SET lease_owner = NULL WHERE guild_id = $1 AND lease_owner = $2",
        )
        .bind(bits(calendar.guild_id))
        .bind(worker)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets a server whose events are all deleted, unless it wants some again.
    ///
    /// # Errors
    /// The database cannot be reached; it is looked at again then.
    pub async fn forget_event_calendar(&self, calendar: &EventCalendar) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM event_calendar WHERE guild_id = $1 AND revision = $2")
            .bind(bits(calendar.guild_id))
            .bind(calendar.revision)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}

fn calendar(row: &AnyRow) -> Result<EventCalendar, StoreError> {
    let summits: String = row.try_get("summits")?;
    let left_out: i64 = row.try_get("left_out")?;
    Ok(EventCalendar {
        guild_id: id(row, "guild_id")?,
        summits: serde_json::from_str(&summits).map_err(|_| StoreError::Unknown(summits))?,
        state: word(row, "state")?,
        pause: optional(row, "reason")?,
        detail: row.try_get("detail")?,
        left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
        looked_at: optional_at(row, "looked_at")?,
        revision: row.try_get("revision")?,
    })
}
