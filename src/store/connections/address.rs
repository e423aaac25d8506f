//! Where a database is, and how a connection to it begins.

use std::fs::OpenOptions;
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, Row as _};
use tokio::time::timeout;

use super::failure::{is_of_a_pooler, no_answer};

/// What each connection to `SQLite` begins with: with a write-ahead log, readers go on while somebody writes; what is
/// committed survives a power cut (`FULL`), or an alert that was begun could be posted twice; a lock is waited for as long as
/// a connection is (2,000 ms); and pages take 2 MB at most (2,000 KiB). <https://www.sqlite.org/pragma.html>
const SQLITE_PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
     PRAGMA busy_timeout = 2000; PRAGMA cache_size = -2000";

/// How long a server may take to let us in.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// How long a goodbye may take; what it does not reach finds out by itself.
const CLOSE_LIMIT: Duration = Duration::from_secs(2);
/// A setting of ours that each connection to `PostgreSQL` begins with. Where it is not found again, something between us and
/// the server shares out its connections, such as `PgBouncer`.
const MARK: &str = "attache.direct";

/// How long `PostgreSQL` may take for a statement.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Limits {
    /// What the server holds itself to, waiting for locks included.
    pub(in crate::store) server: Duration,
    /// How long we wait for the next word of an answer before the connection counts as dead: longer than `server`, whose
    /// own answer says more.
    pub(in crate::store) client: Duration,
}

impl Limits {
    /// Of every query. An alert is claimed for five seconds, and Discord waits three for an answer.
    pub(in crate::store) const QUERY: Self = Self {
        server: Duration::from_secs(4),
        client: Duration::from_secs(5),
    };
    /// Of a change to the tables, which may have to write all of them anew.
    pub(in crate::store) const MIGRATION: Self = Self {
        server: Duration::from_mins(1),
        client: Duration::from_secs(65),
    };

    /// The same as settings of the server's. What a vanished client had locked is free again in time.
    /// <https://www.postgresql.org/docs/current/runtime-config-client.html>
    fn settings(self) -> [(&'static str, u128); 2] {
        let millis = self.server.as_millis();
        [
            ("statement_timeout", millis),
            ("idle_in_transaction_session_timeout", 2 * millis),
        ]
    }

    /// The same for one transaction only.
    pub(super) fn for_a_transaction(self) -> String {
        let settings = self.settings().into_iter();
        let settings = settings.map(|(name, millis)| format!("SET LOCAL {name} = {millis}"));
        settings.collect::<Vec<_>>().join("; ")
    }
}

/// Where a database is.
#[derive(Debug, Clone)]
pub(in crate::store) enum Address {
    Sqlite {
        options: Box<SqliteConnectOptions>,
        /// Whether a file that is not there is made.
        is_made: bool,
    },
    Postgres(Box<PgConnectOptions>),
}

/// A connection to it.
#[derive(Debug)]
pub(super) enum Connection {
    Sqlite(Box<SqliteConnection>),
    Postgres(Box<PgConnection>),
}

impl Address {
    /// A file of `SQLite`; or all in memory.
    pub(in crate::store) fn sqlite(url: &str, is_made: bool) -> sqlx::Result<Self> {
        let mut options = SqliteConnectOptions::from_str(url)?;
        if is_made {
            options = options.create_if_missing(true);
        }
        Ok(Self::Sqlite {
            options: Box::new(options),
            is_made,
        })
    }

    /// A server of `PostgreSQL`.
    pub(in crate::store) fn postgres(url: &str) -> sqlx::Result<Self> {
        // `PgBouncer` refuses this parameter of sqlx's, which is of no use to us: no number with a point is read as text.
        let options = PgConnectOptions::from_str(url)?.extra_float_digits(None);
        Ok(Self::Postgres(Box::new(options)))
    }

    /// Connects, and says whether something in between shares out the server's connections.
    ///
    /// # Errors
    /// Nothing answers, or not in time; or it refuses.
    pub(super) async fn connect(&self) -> sqlx::Result<(Connection, bool)> {
        match self {
            Self::Sqlite { options, is_made } => {
                if *is_made {
                    make_private(options.get_filename());
                }
                let mut connection = options.connect().await?;
                connection.execute(SQLITE_PRAGMAS).await?;
                Ok((Connection::Sqlite(Box::new(connection)), false))
            }
            Self::Postgres(options) => {
                let connected = timeout(CONNECT_LIMIT, connect_postgres(options)).await;
                let (connection, is_shared_out) = connected.unwrap_or_else(|_| Err(no_answer()))?;
                Ok((Connection::Postgres(Box::new(connection)), is_shared_out))
            }
        }
    }
}

/// Makes an empty file that nobody else on the machine can read: who is alerted of what is in it. What `SQLite` puts beside it
/// gets the same permissions. One that is there keeps its own; one that cannot be made is reported by `SQLite`.
fn make_private(file: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let _ = options.open(file);
}

/// A direct connection with our limits; behind something that refuses or swallows these, one without.
async fn connect_postgres(options: &PgConnectOptions) -> sqlx::Result<(PgConnection, bool)> {
    let limited = options.clone().options(Limits::QUERY.settings());
    let mut connection = match limited.options([(MARK, "on")]).connect().await {
        Ok(connection) => connection,
        Err(error) if is_of_a_pooler(&error) => return Ok((options.connect().await?, true)),
        Err(error) => return Err(error),
    };
    let asked = format!("SELECT current_setting('{MARK}', true)");
    let row = connection.fetch_one(asked.as_str()).await?;
    let is_direct = row.try_get::<Option<String>, _>(0)?.as_deref() == Some("on");
    Ok((connection, !is_direct))
}

impl Connection {
    /// Whether the other side still answers.
    pub(super) async fn is_alive(&mut self, limit: Duration) -> bool {
        match self {
            Self::Sqlite(_) => true,
            Self::Postgres(one) => matches!(timeout(limit, one.ping()).await, Ok(Ok(()))),
        }
    }

    /// Says goodbye, and does not insist on an answer.
    pub(super) async fn close(self) {
        let closed = async {
            match self {
                Self::Sqlite(one) => one.close().await,
                Self::Postgres(one) => one.close().await,
            }
        };
        // Whatever came of it, it is gone.
        let _ = timeout(CLOSE_LIMIT, closed).await;
    }
}
