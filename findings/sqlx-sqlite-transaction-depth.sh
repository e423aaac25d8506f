#!/usr/bin/env bash
# sqlx 0.8.6 with SQLite: a transaction that SQLite rolls back by itself (here for a full disk, SQLITE_FULL) stays open in sqlx's
# count, as its own ROLLBACK is refused ("no transaction is active"). The next transaction becomes a savepoint, the end of one that
# is rolled back leaves that savepoint open, and all that is committed later on the connection lies inside it: seen by nobody
# else, and gone at the end of the process. Two rows that were committed are seen by their own connection, none by another.
# Whoever relies on a commit has to close the connection after a rollback or a commit that failed.
# Needs the Rust toolchain and crates.io. Ends with 1 if the behaviour is another.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "depth"
version = "0.1.0"
edition = "2024"

[dependencies]
sqlx = { version = "=0.8.6", default-features = false, features = ["runtime-tokio", "sqlite"] }
tokio = { version = "1", features = ["rt", "macros"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};

#[tokio::main(flavor = "current_thread")]
async fn main() -> sqlx::Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(std::env::args().nth(1).expect("a file"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal);
    let one = || SqlitePoolOptions::new().max_connections(1).connect_with(options.clone());
    let (pool, beside) = (one().await?, one().await?);
    sqlx::raw_sql("CREATE TABLE t (x TEXT); PRAGMA max_page_count = 1").execute(&pool).await?;

    let mut transaction = pool.begin().await?;
    let full = sqlx::query("INSERT INTO t VALUES (hex(randomblob(9000)))").execute(&mut *transaction).await;
    println!("{}", full.unwrap_err());
    println!("{}", transaction.rollback().await.unwrap_err());
    sqlx::raw_sql("PRAGMA max_page_count = 100000").execute(&pool).await?;

    pool.begin().await?.rollback().await?;

    let mut transaction = pool.begin().await?;
    sqlx::query("INSERT INTO t VALUES ('in a transaction')").execute(&mut *transaction).await?;
    transaction.commit().await?;
    sqlx::query("INSERT INTO t VALUES ('alone')").execute(&pool).await?;
    let count = "SELECT COUNT(*) FROM t";
    let here: i64 = sqlx::query_scalar(count).fetch_one(&pool).await?;
    let there: i64 = sqlx::query_scalar(count).fetch_one(&beside).await?;
    println!("committed rows: {here} for their own connection, {there} for another");
    std::process::exit(i32::from((here, there) != (2, 0)));
}
RUST
cargo run --quiet --manifest-path "$folder/Cargo.toml" -- "$folder/depth.db"
