//! The scheduled events that the bot keeps on a server: each is written down as begun before Discord is asked to make it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::sql::{bits, millis, optional_id, text, word};
use super::{Store, StoreError};

/// What a scheduled event says, within Discord's limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventContent {
    /// 1 to 100 characters.
    pub name: String,
    /// At most 1,000 characters; its last line says which summit it is.
    pub description: String,
    /// 1 to 100 characters.
    pub location: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends, later than it begins.
    pub ends_at: Timestamp,
}

/// How an event stands.
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
pub enum EventState {
    /// It is about to be made, or has been made without our knowing its id.
    Begun,
    /// Discord has it.
    Made,
    /// The bot is about to delete it or to call it off.
    Ending,
    /// Somebody on the server deleted or ended it; it is not made again.
    Dismissed,
    /// Discord will not have it as it is; it is not tried again before the calendar says something else.
    Rejected,
}

/// An event of a summit on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledEvent {
    /// The summit.
    pub summit_id: String,
    /// Discord's id; `None` until Discord has answered.
    pub event_id: Option<u64>,
    /// How it stands.
    pub state: EventState,
    /// What Discord was sent last.
    pub sent: EventContent,
    /// Discord's own words for why it is rejected; `None` if it is not.
    pub detail: Option<String>,
}

impl Store {
    /// The events of a server, by summit.
    ///
    /// # Errors
    /// The database cannot be reached; or a later version wrote a state that this one does not know.
    pub async fn scheduled_events(&self, guild_id: u64) -> Result<Vec<ScheduledEvent>, StoreError> {
        let statement = "SELECT summit_id, event_id, state, sent, detail FROM scheduled_event WHERE guild_id = $1 \
             ORDER BY summit_id";
        let rows = sqlx::query(statement)
            .bind(bits(guild_id))
            .fetch_all(self.pool().await?)
            .await?;
        rows.iter().map(event).collect()
    }

    /// Writes down that an event is about to be made. Nothing may be asked of Discord before this is true. Returns false
    /// if another worker has taken the server over.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is begun then.
    pub async fn begin_event(
        &self,
        guild_id: u64,
        worker: &str,
        lease_until: Timestamp,
        summit_id: &str,
        content: &EventContent,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_transaction().await?;
        let renewed = sqlx::query(
            "UPDATE event_calendar SET lease_until = $1 WHERE guild_id = $2 AND lease_owner = $3",
        )
        .bind(millis(lease_until))
        .bind(bits(guild_id))
        .bind(worker)
        .execute(&mut *transaction)
        .await?;
        if renewed.rows_affected() == 0 {
            transaction.rollback().await?;
            return Ok(false);
        }
        let statement = "INSERT INTO scheduled_event (guild_id, summit_id, event_id, state, sent, detail) \
             VALUES ($1, $2, NULL, $3, $4, NULL) ON CONFLICT (guild_id, summit_id) DO UPDATE SET \
             event_id = NULL, state = excluded.state, sent = excluded.sent, detail = NULL";
        sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(summit_id)
            .bind(text(EventState::Begun))
            .bind(json(content)?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Records that Discord has the event under this id, as it was sent.
    ///
    /// # Errors
    /// The database cannot be reached; the event is found by its description later.
    pub async fn record_event(
        &self,
        guild_id: u64,
        summit_id: &str,
        event_id: u64,
        sent: &EventContent,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO scheduled_event (guild_id, summit_id, event_id, state, sent, detail) \
             VALUES ($1, $2, $3, $4, $5, NULL) ON CONFLICT (guild_id, summit_id) DO UPDATE SET \
             event_id = excluded.event_id, state = excluded.state, sent = excluded.sent, detail = NULL";
        sqlx::query(statement)
            .bind(bits(guild_id))
            .bind(summit_id)
            .bind(bits(event_id))
            .bind(text(EventState::Made))
            .bind(json(sent)?)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Writes down that an event is about to be deleted or called off, so that after a crash nobody else is taken to have
    /// done it.
    ///
    /// # Errors
    /// The database cannot be reached; nothing may be asked of Discord then.
    pub async fn begin_event_end(&self, guild_id: u64, summit_id: &str) -> Result<(), StoreError> {
        let statement =
            "UPDATE scheduled_event SET state = $1 WHERE guild_id = $2 AND summit_id = $3";
        sqlx::query(statement)
            .bind(text(EventState::Ending))
            .bind(bits(guild_id))
            .bind(summit_id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Records that an event is not to be made (again), and why.
    ///
    /// # Errors
    /// The database cannot be reached; it stays as it was.
    pub async fn set_event_aside(
        &self,
        guild_id: u64,
        summit_id: &str,
        state: EventState,
        detail: Option<&str>,
    ) -> Result<(), StoreError> {
        let statement = "UPDATE scheduled_event SET state = $1, detail = $2, event_id = NULL \
             WHERE guild_id = $3 AND summit_id = $4";
        sqlx::query(statement)
            .bind(text(state))
            .bind(detail)
            .bind(bits(guild_id))
            .bind(summit_id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Forgets the event of a summit: it is over, or Discord no longer has it at the bot's own wish.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is deleted then.
    pub async fn forget_event(&self, guild_id: u64, summit_id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM scheduled_event WHERE guild_id = $1 AND summit_id = $2")
            .bind(bits(guild_id))
            .bind(summit_id)
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }

    /// Forgets which events somebody deleted and which Discord rejected, so that they are made again.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is deleted then.
    pub(super) async fn forgive_events(&self, guild_id: u64) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM scheduled_event WHERE guild_id = $1 AND state IN ($2, $3)")
            .bind(bits(guild_id))
            .bind(text(EventState::Dismissed))
            .bind(text(EventState::Rejected))
            .execute(self.pool().await?)
            .await?;
        Ok(())
    }
}

fn event(row: &AnyRow) -> Result<ScheduledEvent, StoreError> {
    let sent: String = row.try_get("sent")?;
    Ok(ScheduledEvent {
        summit_id: row.try_get("summit_id")?,
        event_id: optional_id(row, "event_id")?,
        state: word(row, "state")?,
        sent: serde_json::from_str(&sent).map_err(|_| StoreError::Unknown(sent))?,
        detail: row.try_get("detail")?,
    })
}

fn json(content: &EventContent) -> Result<String, StoreError> {
    serde_json::to_string(content).map_err(|error| StoreError::Unknown(error.to_string()))
}
