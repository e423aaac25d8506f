//! The database that the program before the migration 0004 wrote, as it was and as this program opens it.
//!
//! `fixtures/before_vocabulary.sql` is a dump of `SQLite` made by that program. On `PostgreSQL` its rows are put into the
//! tables that the migrations of that time make.

use std::borrow::Cow;
use std::path::Path;

use attache::store::Store;
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, Connection as _, Executor as _};
use test_support::database::Database;

const DUMP: &str = include_str!("fixtures/before_vocabulary.sql");
const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

/// The old database, opened by this program.
pub(crate) async fn opened(database: &Database) -> Store {
    restored(database).await;
    let store = database.store.clone();
    store.ready().await.unwrap();
    store
}

/// The old database as it was.
pub(crate) async fn restored(database: &Database) {
    if let Some(path) = database.url.strip_prefix("sqlite://") {
        let mut connection = AnyConnection::connect(&format!("sqlite://{path}?mode=rwc"))
            .await
            .unwrap();
        connection.execute(DUMP).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let all = Migrator::new(Path::new(MIGRATIONS)).await.unwrap();
        let of_then = all.iter().filter(|one| one.version < 4).cloned();
        let of_then = Migrator {
            migrations: Cow::Owned(of_then.collect()),
            ..Migrator::DEFAULT
        };
        let mut connection = AnyConnection::connect(&database.direct_url).await.unwrap();
        of_then.run(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let rows = DUMP.lines().filter(|line| line.starts_with("INSERT INTO"));
        let rows = rows.filter(|line| !line.contains("_sqlx_migrations"));
        database.execute(&rows.collect::<Vec<_>>().join("\n")).await;
    }
}
