//! A fresh database on `SQLite`, or on the `PostgreSQL` server that `ATTACHE_TEST_POSTGRES` names, straight or through the
//! `PgBouncer` that `ATTACHE_TEST_PGBOUNCER` names.
//!
//! `bash .ci/with-postgres cargo test --test store` starts both and sets the variables.

use std::sync::atomic::{AtomicU32, Ordering};

use attache::store::Store;
use sqlx::{AnyConnection, Connection as _, Executor as _};

/// Where a `PostgreSQL` server is, such as `postgres://attache@127.0.0.1:5433/postgres`.
pub const VARIABLE: &str = "ATTACHE_TEST_POSTGRES";

/// Where a `PgBouncer` before it is, which shares out its connections by the transaction.
pub const POOLER_VARIABLE: &str = "ATTACHE_TEST_PGBOUNCER";

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// What a database is made on.
#[derive(Clone, Debug, PartialEq)]
pub enum Server {
    /// A file of its own, in a folder that goes with the test.
    Sqlite,
    /// The address of a server on which databases may be made.
    Postgres(String),
    /// The same, and the address of a `PgBouncer` by which the store goes there.
    PgBouncer {
        /// The server.
        postgres: String,
        /// The `PgBouncer`.
        url: String,
    },
}

impl Server {
    /// As the names of tests have it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres(_) => "postgres",
            Self::PgBouncer { .. } => "pgbouncer",
        }
    }

    /// The server itself, if it is `PostgreSQL`.
    fn postgres(&self) -> Option<&str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres(url) | Self::PgBouncer { postgres: url, .. } => Some(url),
        }
    }
}

/// A fresh database. On `PostgreSQL` it stays there unless it is [removed](Database::remove).
pub struct Database {
    /// Where it is, as `database.url` in the settings has it.
    pub url: String,
    /// The store of the test itself.
    pub store: Store,
    /// The same without anything in between, for statements that the store itself would not run.
    pub direct_url: String,
    folder: Option<tempfile::TempDir>,
    server: Server,
    name: String,
}

impl Database {
    /// One with its tables made.
    pub async fn on(server: &Server) -> Self {
        let database = Self::without_tables(server).await;
        database.store.ready().await.unwrap();
        database
    }

    /// One in which nothing has been made yet.
    pub async fn without_tables(server: &Server) -> Self {
        sqlx::any::install_default_drivers();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("attache_{}_{number}", std::process::id());
        let mut folder = None;
        let of = |server: &str| {
            let (base, _) = server.rsplit_once('/').unwrap();
            format!("{base}/{name}")
        };
        let direct_url = if let Some(url) = server.postgres() {
            let mut admin = AnyConnection::connect(url).await.unwrap();
            let text = format!("CREATE DATABASE {name}");
            admin.execute(text.as_str()).await.unwrap();
            of(url)
        } else {
            let made = tempfile::tempdir().unwrap();
            let url = format!("sqlite://{}/attache.db", made.path().display());
            folder = Some(made);
            url
        };
        let url = match server {
            Server::PgBouncer { url, .. } => of(url),
            _ => direct_url.clone(),
        };
        let store = Store::at(&url).unwrap();
        Self {
            url,
            store,
            direct_url,
            folder,
            server: server.clone(),
            name,
        }
    }

    /// As another process sees it.
    pub fn again(&self) -> Store {
        Store::at(&self.url).unwrap()
    }

    /// Drops one of the tables.
    pub async fn drop_timestamps(&self) {
        let mut connection = AnyConnection::connect(&self.direct_url).await.unwrap();
        connection
            .execute("DROP TABLE named_timestamp")
            .await
            .unwrap();
        connection.close().await.unwrap();
    }

    /// Runs statements of SQL that the store itself would not.
    pub async fn execute(&self, statements: &str) {
        let mut connection = AnyConnection::connect(&self.direct_url).await.unwrap();
        connection.execute(statements).await.unwrap();
        connection.close().await.unwrap();
    }

    /// How many alerts and calendars of events some process has claimed and not given back.
    pub async fn leases(&self) -> i64 {
        let mut connection = AnyConnection::connect(&self.direct_url).await.unwrap();
        let text = "SELECT (SELECT COUNT(*) FROM alert WHERE lease_owner IS NOT NULL) \
             + (SELECT COUNT(*) FROM event_calendar WHERE lease_owner IS NOT NULL)";
        let leases = sqlx::query_scalar(text).fetch_one(&mut connection).await;
        connection.close().await.unwrap();
        leases.unwrap()
    }

    /// Notes a migration that this version does not have.
    pub async fn pretend_newer(&self) {
        let mut connection = AnyConnection::connect(&self.direct_url).await.unwrap();
        let text = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
        connection.execute(text).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Closes the store and takes the database away.
    pub async fn remove(self) {
        self.store.close().await;
        drop(self.folder);
        if let Some(url) = self.server.postgres() {
            let mut admin = AnyConnection::connect(url).await.unwrap();
            let text = format!("DROP DATABASE {} WITH (FORCE)", self.name);
            admin.execute(text.as_str()).await.unwrap();
        }
    }
}
