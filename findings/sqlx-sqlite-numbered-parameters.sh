#!/usr/bin/env bash
# sqlx 0.8.6 with SQLite: to write many rows in one statement takes time that grows with the square of their number if the values
# are named `$1`, `$2` …, the one form that sqlx takes for SQLite and PostgreSQL alike; with `?` it grows with the number.
# To SQLite `$1` is a name, kept in a list of all names of the statement. SQLite looks through that list for each value when it
# reads the text, and once more for each value that is bound, as sqlx asks for the name of every parameter. A statement that is
# prepared already pays the second each time. 8,000 values, bound ten times to a prepared statement, took 82 times as long under
# numbers as under `?` when this was written; here it has to be at least 5 times as long.
# Whoever shares statements between both databases writes `?` for SQLite, or few rows at a time.
# Needs the Rust toolchain and crates.io. Ends with 1 if the behaviour is another.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "numbered"
version = "0.1.0"
edition = "2024"

[dependencies]
sqlx = { version = "=0.8.6", default-features = false, features = ["runtime-tokio", "sqlite"] }
tokio = { version = "1", features = ["rt", "macros"] }

[profile.dev]
opt-level = 1
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};

const VALUES: usize = 8_000;
const TIMES: u32 = 10;

async fn insert(connection: &mut SqliteConnection, statement: &str) -> sqlx::Result<()> {
    let query = (0..VALUES).fold(sqlx::query(statement), |query, value| query.bind(value as i64));
    query.execute(connection).await?;
    Ok(())
}

/// The first time, in which it is prepared, and all of the others together.
async fn timed(
    connection: &mut SqliteConnection,
    parameter: impl Fn(usize) -> String,
) -> sqlx::Result<(Duration, Duration)> {
    let rows: Vec<String> = (1..=VALUES).map(|n| format!("({})", parameter(n))).collect();
    let statement = format!("INSERT INTO t VALUES {}", rows.join(", "));
    let start = Instant::now();
    insert(connection, &statement).await?;
    let first = start.elapsed();
    let start = Instant::now();
    for _ in 0..TIMES {
        insert(connection, &statement).await?;
    }
    Ok((first, start.elapsed()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> sqlx::Result<()> {
    let mut connection = SqliteConnectOptions::new().in_memory(true).connect().await?;
    sqlx::raw_sql("CREATE TABLE t (x BIGINT)").execute(&mut connection).await?;
    let plain = timed(&mut connection, |_| "?".to_owned()).await?;
    let numbered = timed(&mut connection, |n| format!("${n}")).await?;
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM t").fetch_one(&mut connection).await?;
    let ratio = numbered.1.as_secs_f64() / plain.1.as_secs_f64();
    println!("{rows} rows. `?`: prepared and run in {:?}, {TIMES} times again in {:?}", plain.0, plain.1);
    println!("`$1`: prepared and run in {:?}, {TIMES} times again in {:?}: {ratio:.0} times as long", numbered.0, numbered.1);
    std::process::exit(i32::from(ratio < 5.0));
}
RUST
cargo run --quiet --manifest-path "$folder/Cargo.toml"
