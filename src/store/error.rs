//! Why the database did not do as asked, in words that say what to do.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::connections::primary_code;

/// The code of `SQLite` for a full disk. <https://www.sqlite.org/rescode.html#full>
const SQLITE_FULL: u32 = 13;

/// Why the database did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address in the settings names no database.
    #[error(
        "`{0}` under [database] is no address of a database; write `sqlite://attache.db` or `postgres://user@host/name`"
    )]
    Address(String),
    /// The database cannot be reached, or refuses the query.
    #[error("the database: {}", words(.0))]
    Query(#[from] sqlx::Error),
    /// A later version made the tables.
    #[error(
        "a later version of attache has changed the database (migration {0}, which this version does not have); start that \
         version, or restore a backup from before"
    )]
    Newer(i64),
    /// The tables are not those that this version makes.
    #[error(
        "migration {0} of the database is not the one that this version has; start the version of attache that made the \
         database, or restore a backup"
    )]
    Altered(i64),
    /// The tables cannot be made or brought up to date.
    #[error("the database's tables cannot be brought up to date with migration {0}: {words}", words = words(.1))]
    Migration(i64, sqlx::Error),
    /// The tables are not there yet, and were waited for as long as a query may take.
    #[error(
        "the database's tables are still being made or brought up to date; wait until that is done"
    )]
    NotReady,
    /// What went wrong with the tables, for all who waited for them.
    #[error(transparent)]
    Tables(Arc<StoreError>),
    /// A page of the database cannot be read.
    #[error("the database is damaged; stop attache, and restore a backup")]
    Damaged,
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
        source: io::Error,
    },
    /// A column holds a value that this version cannot read.
    #[error("the database holds `{0}`, which this version does not know")]
    Unknown(String),
}

impl StoreError {
    /// Whether the disk has no room left.
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Query(error) | Self::Migration(_, error) => {
                primary_code(error) == Some(SQLITE_FULL)
            }
            Self::Tables(error) => error.is_disk_full(),
            Self::NoReserve { .. } => true,
            _ => false,
        }
    }

    /// Whether this version can never use that database, however long it waits.
    pub fn is_for_good(&self) -> bool {
        match self {
            Self::Newer(_) | Self::Altered(_) | Self::Address(_) => true,
            Self::Tables(error) => error.is_for_good(),
            _ => false,
        }
    }
}

/// What happened, and what to do, where the database's own words do not say it.
fn words(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused => {
                "the connection is refused; see that the server runs, and that `url` under [database] names it".to_owned()
            }
            io::ErrorKind::TimedOut => {
                "no answer in time; see that the server runs, and the network to it".to_owned()
            }
            _ => format!("the connection failed: {error}"),
        },
        sqlx::Error::PoolTimedOut => "all connections are in use".to_owned(),
        sqlx::Error::Database(refusal) => match refusal.code().as_deref() {
            Some("53300") => format!(
                "it has no connection left ({}); raise max_connections, or end what uses them",
                refusal.message()
            ),
            Some("25006") => format!("it is read-only ({})", refusal.message()),
            Some("55P03" | "57014") => format!(
                "a lock was waited for in vain, or it took too long ({})",
                refusal.message()
            ),
            _ => refusal.message().to_owned(),
        },
        other => other.to_string(),
    }
}
