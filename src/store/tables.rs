//! The tables: made, or brought up to date, before anything else is asked.
//!
//! That runs in a task of its own, which nobody who waits for it can cut off, in one transaction: all of it or none. The lock
//! that keeps other processes out of `PostgreSQL` belongs to that transaction, so none is left behind.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
use sqlx::migrate::Migration;
use sqlx::{Executor as _, Row as _};
use tokio::sync::watch;
use tracing::info;

use super::StoreError;
use super::connections::{Connections, Limits, Session, Transaction};
use super::migrations::MIGRATIONS;

/// How long another process that changes the tables is waited for, in milliseconds; then the error says so, and whoever
/// asks next waits again.
const LOCK_LIMIT_MS: u32 = 10_000;
/// The lock that such a process holds: any number that others on the server do not use for theirs.
const LOCK: i64 = 0x6174_7461_6368_6501;

/// sqlx's own table, as its versions for each database make it.
const RECORD_ON_POSTGRES: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (version BIGINT PRIMARY KEY, \
     description TEXT NOT NULL, installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL, \
     checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL)";
const RECORD_ON_SQLITE: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (version BIGINT PRIMARY KEY, \
     description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, \
     checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)";

/// One try, for all who wait for it.
type Attempt = Shared<BoxFuture<'static, Result<(), Arc<StoreError>>>>;

/// Whether the tables are there.
#[derive(Debug)]
pub(super) struct Tables {
    are_ready: AtomicBool,
    /// The try that is under way, or the last.
    attempt: Mutex<Option<Attempt>>,
    /// Why this version can never use them.
    refusal: watch::Sender<Option<Arc<StoreError>>>,
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            are_ready: AtomicBool::new(false),
            attempt: Mutex::default(),
            refusal: watch::Sender::new(None),
        }
    }

    pub(super) fn are_ready(&self) -> bool {
        self.are_ready.load(Ordering::Acquire)
    }

    /// Waits for the try that is under way, or begins one.
    ///
    /// # Errors
    /// What went wrong; the next call tries again.
    pub(super) async fn made(
        self: &Arc<Self>,
        connections: &Connections,
    ) -> Result<(), StoreError> {
        if self.are_ready() {
            return Ok(());
        }
        let attempt = self.attempt(connections);
        attempt.await.map_err(|error| match &*error {
            StoreError::Newer(version) => StoreError::Newer(*version),
            StoreError::Altered(version) => StoreError::Altered(*version),
            _ => StoreError::Tables(error),
        })
    }

    /// Ready once it is found that this version can never use the database.
    pub(super) async fn refused(&self) -> Arc<StoreError> {
        let mut refusal = self.refusal.subscribe();
        loop {
            if let Some(error) = &*refusal.borrow_and_update() {
                return Arc::clone(error);
            }
            if refusal.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    fn attempt(self: &Arc<Self>, connections: &Connections) -> Attempt {
        let mut attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(under_way) = attempt.as_ref().filter(|one| one.peek().is_none()) {
            return under_way.clone();
        }
        let (tables, connections) = (Arc::clone(self), connections.clone());
        let task = tokio::spawn(async move {
            let outcome = brought_up_to_date(&connections).await.map_err(Arc::new);
            match &outcome {
                Ok(()) => tables.are_ready.store(true, Ordering::Release),
                Err(error) if error.is_for_good() => {
                    tables.refusal.send_replace(Some(Arc::clone(error)));
                }
                Err(_) => {}
            }
            outcome
        });
        let ended = |joined: Result<_, _>| {
            joined.unwrap_or_else(|_| Err(Arc::new(sqlx::Error::WorkerCrashed.into())))
        };
        let begun = task.map(ended).boxed().shared();
        *attempt = Some(begun.clone());
        begun
    }
}

/// Runs what the database lacks. One that lacks nothing is asked once or twice, and no lock.
async fn brought_up_to_date(connections: &Connections) -> Result<(), StoreError> {
    let mut session = connections.acquire().await?;
    if has_record(&mut session).await? && missing(&mut session).await?.is_empty() {
        return Ok(());
    }
    session.limit(Limits::MIGRATION);
    let mut transaction = Transaction::begin(session).await?;
    let is_shared = transaction.is_shared();
    if is_shared {
        let lock = format!(
            "SET LOCAL lock_timeout = {LOCK_LIMIT_MS}; SELECT pg_advisory_xact_lock({LOCK})::text"
        );
        transaction.execute(lock.as_str()).await?;
    }
    let record = if is_shared {
        RECORD_ON_POSTGRES
    } else {
        RECORD_ON_SQLITE
    };
    transaction.execute(record).await?;
    let missing = missing(&mut transaction).await?;
    for migration in &missing {
        let run = transaction.execute(&*migration.sql).await;
        run.map_err(|error| StoreError::Migration(migration.version, error))?;
    }
    note(&mut transaction, &missing).await?;
    transaction.commit().await?;
    let count = missing.len();
    info!(migrations = count, "The database's tables are up to date.");
    Ok(())
}

/// Whether anything was ever noted.
async fn has_record(session: &mut Session) -> Result<bool, StoreError> {
    let asked = if session.is_shared() {
        "SELECT to_regclass('_sqlx_migrations')::text"
    } else {
        "SELECT name FROM sqlite_master WHERE name = '_sqlx_migrations'"
    };
    let row = session.fetch_optional(asked).await?;
    let name = row.map(|row| row.try_get::<Option<String>, _>(0));
    Ok(name.transpose()?.flatten().is_some())
}

/// Those that the database has not had; checks those that it had.
async fn missing(session: &mut Session) -> Result<Vec<&'static Migration>, StoreError> {
    let noted = "SELECT version, checksum FROM _sqlx_migrations ORDER BY version";
    let mut had = HashMap::new();
    for row in session.fetch_all(noted).await? {
        let version: i64 = row.try_get(0)?;
        let checksum: Vec<u8> = row.try_get(1)?;
        had.insert(version, checksum);
    }
    let known = |version: &i64| MIGRATIONS.iter().any(|one| one.version == *version);
    if let Some(newer) = had.keys().filter(|version| !known(version)).max() {
        return Err(StoreError::Newer(*newer));
    }
    let mut missing = Vec::new();
    for migration in MIGRATIONS.iter() {
        match had.get(&migration.version) {
            None => missing.push(migration),
            Some(checksum) if *checksum == *migration.checksum => {}
            Some(_) => return Err(StoreError::Altered(migration.version)),
        }
    }
    Ok(missing)
}

/// Notes that these were run, as sqlx does.
async fn note(session: &mut Session, migrations: &[&Migration]) -> Result<(), StoreError> {
    if migrations.is_empty() {
        return Ok(());
    }
    let row = |number: usize| {
        let first = number * 3 + 1;
        format!("(${}, ${}, TRUE, ${}, 0)", first, first + 1, first + 2)
    };
    let rows: Vec<String> = (0..migrations.len()).map(row).collect();
    let statement = format!(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES {}",
        rows.join(", ")
    );
    let query = migrations
        .iter()
        .fold(sqlx::query(&statement), |query, one| {
            query
                .bind(one.version)
                .bind(&*one.description)
                .bind(&*one.checksum)
        });
    query.execute(session).await?;
    Ok(())
}
