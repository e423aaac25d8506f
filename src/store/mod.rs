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
mod conversations;
mod counts;
mod duty;
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
mod publications;
mod questions;
mod recipient;
mod reminders;
mod reserve;
mod scheduled_events;
mod sql;
mod subscription_rows;
mod subscriptions;
#[cfg(test)]
mod tests;
mod timestamps;
mod tour_export;
mod tours;
mod users;

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, Executor as _, Transaction};
use tokio::sync::OnceCell;
use tracing::warn;

use migrations::MIGRATIONS;
use reserve::Reserve;

pub use acknowledgements::Acknowledgement;
pub use cards::Card;
pub use cause::{AlertReason, Cause};
pub use conversations::Conversation;
pub use counts::AlertCounts;
pub use duty::DutyOverride;
pub use event_calendars::{EventCalendar, EventCalendarState, EventPause};
pub use handovers::SignedHandover;
pub use learners::{Learner, PauseReason, PlaceKind, Reviews};
pub use model::{
    Alert, AlertKind, AlertSpec, AlertState, Attempt, Destination, FORGOTTEN_USER, Origin,
    Subscription, SubscriptionReason, SubscriptionState, SummitFacts,
};
pub use publications::Publication;
pub use questions::Question;
pub use recipient::Recipient;
pub use reminders::ReminderExport;
pub use scheduled_events::{EventContent, EventState, ScheduledEvent};
pub use subscriptions::SubscriptionPage;
pub use tour_export::TourExport;
pub use tours::{StepDone, Tour, TourState};
pub use users::{AcknowledgedAlert, HandoverOfUser, ShiftOfUser, UserData};

/// How long a query may wait for a connection, so that the answer to an interaction still leaves within the three seconds
/// that Discord waits. <https://discord.com/developers/docs/interactions/receiving-and-responding>
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);
/// How many connections `PostgreSQL` is asked for: delivery, reviews and answers wait for one another no longer than that.
const MAX_POSTGRES_CONNECTIONS: u32 = 4;
/// `SQLite` has one writer at a time in any case; a queue for the connection is shorter than one in the file's lock.
const MAX_SQLITE_CONNECTIONS: u32 = 1;

/// What each connection to `SQLite` begins with: with a write-ahead log, readers go on while somebody writes; what is
/// committed survives a power cut (`FULL`), or an alert that was begun could be posted twice; a lock is waited for as long as
/// a connection is (2,000 ms); and pages take 2 MB at most (2,000 KiB). <https://www.sqlite.org/pragma.html>
const SQLITE_PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA busy_timeout = 2000; PRAGMA cache_size = -2000";

/// The code of `SQLite` for a full disk. <https://www.sqlite.org/rescode.html#full>
const SQLITE_FULL: &str = "13";

/// A database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    /// Set once the tables are there.
    ready: Arc<OnceCell<()>>,
    /// `PostgreSQL`, which several processes may share.
    is_shared: bool,
    /// The one of `SQLite`, unless all is in memory.
    file: Option<PathBuf>,
    /// What is kept back on the disk of that file.
    reserve: Option<Arc<Reserve>>,
}

/// Why the database did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address in the settings names no database.
    #[error(
        "`{0}` under [database] is no address of a database; write `sqlite://attache.db` or `postgres://user@host/name`"
    )]
    Address(String),
    /// The database cannot be reached, or refuses the query.
    #[error("the database: {0}")]
    Query(#[from] sqlx::Error),
    /// The tables cannot be made or brought up to date.
    #[error("the database's tables: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// Somebody moved or deleted the file of `SQLite` while it was in use.
    #[error("the database file `{}` is gone", .0.display())]
    FileGone(PathBuf),
    /// The disk has no room for what is kept back so that posts can be recorded.
    #[error(
        "the disk is full: `{}` needs {mebibytes} MiB, so that what is posted can be recorded; nothing is posted until there \
         is room ({source})",
        .path.display()
    )]
    NoReserve {
        /// The file that was to be made.
        path: PathBuf,
        /// Its size.
        mebibytes: usize,
        /// What the system said.
        source: std::io::Error,
    },
    /// A column holds a value that this version cannot read.
    #[error("the database holds `{0}`, which this version does not know")]
    Unknown(String),
}

impl Store {
    /// A store at this address, such as `sqlite://attache.db`. Nothing is connected before it is used, so that a database
    /// that cannot be reached keeps no bot from starting.
    ///
    /// # Errors
    /// The address is of no scheme that is known here, or cannot be parsed.
    pub fn at(url: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let scheme = url.split(':').next().unwrap_or_default();
        let is_shared = match scheme {
            "postgres" | "postgresql" => true,
            "sqlite" => false,
            // What was given may hold a password.
            other => return Err(StoreError::Address(format!("{other}:…"))),
        };
        let address = if is_shared || url.contains(":memory:") || url.contains("mode=") {
            url.to_owned()
        } else {
            let joint = if url.contains('?') { '&' } else { '?' };
            format!("{url}{joint}mode=rwc")
        };
        let options = AnyConnectOptions::from_str(&address)
            .map_err(|_| StoreError::Address(format!("{scheme}:…")))?;
        let connections = if is_shared {
            MAX_POSTGRES_CONNECTIONS
        } else {
            MAX_SQLITE_CONNECTIONS
        };
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if !is_shared {
                        connection.execute(SQLITE_PRAGMAS).await?;
                    }
                    Ok(())
                })
            })
            .connect_lazy_with(options);
        let file = (!is_shared).then(|| file_of(url)).flatten();
        let reserve = file.as_deref().map(Reserve::of).map(Arc::new);
        Ok(Self {
            pool,
            ready: Arc::default(),
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
        let migrate = || async { Ok(MIGRATIONS.run(&self.pool).await?) };
        self.ready.get_or_try_init(migrate).await.copied()
    }

    /// The connections, once the tables are there.
    async fn pool(&self) -> Result<&AnyPool, StoreError> {
        self.ready().await?;
        Ok(&self.pool)
    }

    /// A transaction on tables that are there. Dropped without a commit, it is rolled back.
    async fn begin_transaction(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(self.pool().await?.begin().await?)
    }

    /// Whether the database answers, and has its tables.
    ///
    /// # Errors
    /// It cannot be reached, lacks its tables, its disk is full, or its file was taken away while it was in use.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT name FROM named_timestamp LIMIT 1")
            .fetch_optional(self.pool().await?)
            .await?;
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
        self.pool.close().await;
    }
}

impl StoreError {
    /// Whether the disk has no room left.
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Query(sqlx::Error::Database(error)) => {
                error.code().as_deref() == Some(SQLITE_FULL)
            }
            Self::NoReserve { .. } => true,
            _ => false,
        }
    }
}

/// The file that an address of `SQLite` names.
fn file_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let path = path.split('?').next().unwrap_or(path);
    let is_in_memory = path.is_empty() || url.contains(":memory:") || url.contains("mode=memory");
    // What is written in percents is left alone rather than misread.
    (!is_in_memory && !path.contains('%')).then(|| PathBuf::from(path))
}
