//! What outlives the process: subscriptions, the outbox of everything that the bot posts by itself, how far somebody has
//! got in the tour, and what was asked. docs/DATABASE.md describes the tables.
//!
//! One set of queries and migrations serves `SQLite` and `PostgreSQL`. SQL stays in this room; timestamps go in and come out
//! as [`Timestamp`](jiff::Timestamp)s, and nobody here asks what time it is.
//!
//! `sql` and the rows (`alert_rows`, `subscription_rows`) lie under everything else; a file of queries calls none of another.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod acknowledgements;
mod alert_rows;
mod cards;
mod cause;
mod connections;
mod conversations;
mod counts;
mod duty;
mod error;
mod escalations;
mod event_calendars;
mod facts;
mod guilds;
mod handovers;
mod history;
mod learners;
mod migrations;
mod model;
mod outbox;
mod processes;
mod publications;
mod questions;
mod recipient;
mod reminders;
mod reserve;
mod scheduled_events;
mod sql;
mod subscription_rows;
mod subscriptions;
mod tables;
#[cfg(test)]
mod tests;
mod timestamps;
mod tour_export;
mod tours;
mod users;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::timeout;
use tracing::warn;

use connections::{Address, Connections, Transaction};
use reserve::Reserve;
use tables::Tables;

pub use acknowledgements::Acknowledgement;
pub use cards::Card;
pub use cause::{AlertReason, Cause};
pub use conversations::Conversation;
pub use counts::AlertCounts;
pub use duty::DutyOverride;
pub use error::StoreError;
pub use event_calendars::{EventCalendar, EventCalendarState, EventPause};
pub use handovers::SignedHandover;
pub use learners::{Learner, PauseReason, PlaceKind, Reviews};
pub use model::{
    Alert, AlertKind, AlertSpec, AlertState, Attempt, Destination, FORGOTTEN_USER, Origin,
    Subscription, SubscriptionReason, SubscriptionState, SummitFacts,
};
pub use processes::ProcessBeat;
pub use publications::Publication;
pub use questions::{MissReason, Question};
pub use recipient::Recipient;
pub use reminders::ReminderExport;
pub use scheduled_events::{EventContent, EventState, ScheduledEvent};
pub use subscriptions::SubscriptionPage;
pub use tour_export::TourExport;
pub use tours::{StepDone, Tour, TourState};
pub use users::{AcknowledgedAlert, HandoverOfUser, ShiftOfUser, UserData};

/// How long a query waits for tables that are being made or brought up to date.
const READY_LIMIT: Duration = Duration::from_secs(2);
/// Under which name [`Store::ping`] writes.
const PING: &str = "asked";

/// A database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    connections: Connections,
    /// Queries wait for them.
    tables: Arc<Tables>,
    /// `PostgreSQL`, which several processes may share.
    is_shared: bool,
    /// The one of `SQLite`, unless all is in memory.
    file: Option<PathBuf>,
    /// What is kept back on the disk of that file.
    reserve: Option<Arc<Reserve>>,
}

impl Store {
    /// A store at this address, such as `sqlite://attache.db`. Nothing is connected before it is used, so that a database
    /// that cannot be reached keeps no bot from starting.
    ///
    /// # Errors
    /// The address is of no scheme that is known here, or cannot be parsed.
    pub fn at(url: &str) -> Result<Self, StoreError> {
        let scheme = url.split(':').next().unwrap_or_default();
        let is_shared = match scheme {
            "postgres" | "postgresql" => true,
            "sqlite" => false,
            // What was given may hold a password.
            other => return Err(StoreError::Address(format!("{other}:…"))),
        };
        let address = if is_shared {
            Address::postgres(url)
        } else {
            let is_made = !url.contains("mode=") || url.contains("mode=rwc");
            Address::sqlite(url, is_made && !is_in_memory(url))
        };
        let address = address.map_err(|_| StoreError::Address(format!("{scheme}:…")))?;
        let file = (!is_shared).then(|| file_of(url)).flatten();
        let reserve = file.as_deref().map(Reserve::of).map(Arc::new);
        Ok(Self {
            connections: Connections::to(address, !is_shared && is_in_memory(url)),
            tables: Arc::new(Tables::new()),
            is_shared,
            file,
            reserve,
        })
    }

    /// Makes the tables, or brings those of an older version up to this one: once, whoever asks and however often. Every
    /// query waits for it; to call it is needed only where nothing is queried yet.
    ///
    /// # Errors
    /// The database cannot be reached, in which case the next call tries again; or a later version made its tables.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.tables.made(&self.connections).await
    }

    /// Ready once it is found that this version can never use the database: a later one made its tables, or they are none
    /// of its own.
    pub async fn refused(&self) -> Arc<StoreError> {
        self.tables.refused().await
    }

    /// The connections, once the tables are there.
    async fn pool(&self) -> Result<&Connections, StoreError> {
        if !self.tables.are_ready() {
            let made = timeout(READY_LIMIT, self.ready()).await;
            made.unwrap_or(Err(StoreError::NotReady))?;
        }
        Ok(&self.connections)
    }

    /// A transaction on tables that are there. Dropped without a commit, it is rolled back.
    async fn begin_transaction(&self) -> Result<Transaction, StoreError> {
        let session = self.pool().await?.acquire().await?;
        Ok(Transaction::begin(session).await?)
    }

    /// Whether the database does what delivery asks of it: that it answers, has its tables, and can be written to. Keeps
    /// `now` there, as what was written must differ from what is there.
    ///
    /// # Errors
    /// It cannot be reached or written to, lacks its tables, is damaged, its disk is full, or its file was taken away while it
    /// was in use.
    pub async fn ping(&self, now: Timestamp) -> Result<(), StoreError> {
        self.set_timestamp(PING, now).await?;
        if self.connections.are_damaged() {
            return Err(StoreError::Damaged);
        }
        // SQLite would go on writing into a file that nobody will find again.
        match &self.file {
            Some(file) if !file.exists() => Err(StoreError::FileGone(file.clone())),
            _ => self.keep_reserve(),
        }
    }

    /// Makes sure that what will be begun can be recorded. Costs one look at the folder while the reserve is there.
    ///
    /// # Errors
    /// The disk has no room for the reserve.
    pub fn keep_reserve(&self) -> Result<(), StoreError> {
        let Some(reserve) = self.reserve.as_deref() else {
            return Ok(());
        };
        reserve.keep().map_err(|source| StoreError::NoReserve {
            path: reserve.path.clone(),
            mebibytes: reserve::SIZE >> 20,
            source,
        })
    }

    /// Gives up the reserve if `error` says that the disk is full. Returns whether there is room now, so that what failed
    /// can be written.
    pub fn make_room(&self, error: &StoreError) -> bool {
        let reserve = self.reserve.as_deref().filter(|_| error.is_disk_full());
        let is_released = reserve.is_some_and(Reserve::release);
        if is_released {
            warn!(
                "The disk is full. What was posted is recorded in the space kept back; nothing new is posted until there is room."
            );
        }
        is_released
    }

    /// Finishes what is under way and lets go of the database.
    pub async fn close(&self) {
        self.connections.close().await;
    }
}

/// The file that an address of `SQLite` names.
fn file_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let path = path.split('?').next().unwrap_or(path);
    // What is written in percents is left alone rather than misread.
    let is_read = !path.is_empty() && !is_in_memory(url) && !path.contains('%');
    is_read.then(|| PathBuf::from(path))
}

fn is_in_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}
