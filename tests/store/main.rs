//! What the store promises, on `SQLite` and on `PostgreSQL` alike.
//!
//! `PostgreSQL` is used if `ATTACHE_TEST_POSTGRES` names a server on which databases may be made; else those tests are
//! skipped, and the summary says how many.
#![cfg(test)]

#[macro_use]
mod situations;
mod outbox;
mod questions;
mod subscriptions;
mod tables;
mod tours;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Conclusion, Trial};
use test_support::database::{self, Database, Server};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let postgres = std::env::var(database::VARIABLE).ok();
    let is_skipped = postgres.is_none();
    let servers = [
        Server::Sqlite,
        Server::Postgres(postgres.unwrap_or_default()),
    ];
    let tests = [
        outbox::all(),
        questions::all(),
        subscriptions::all(),
        tables::all(),
        tours::all(),
    ];
    let mut trials = Vec::new();
    for server in servers {
        for (name, test) in tests.concat() {
            let is_ignored = is_skipped && server != Server::Sqlite;
            let named = format!("{}::{name}", server.name());
            let server = server.clone();
            let run = move || {
                let runtime = tokio::runtime::Runtime::new().expect("a runtime");
                runtime.block_on(async {
                    let database = Database::on(&server).await;
                    test(&database).await;
                    database.remove().await;
                });
                Ok(())
            };
            trials.push(Trial::test(named, run).with_ignored_flag(is_ignored));
        }
    }
    let conclusion: Conclusion = libtest_mimic::run(&arguments, trials);
    if is_skipped && !arguments.list {
        println!(
            "{} tests on PostgreSQL were skipped, as {} is not set.\n",
            conclusion.num_ignored,
            database::VARIABLE
        );
    }
    let is_required = std::env::var_os("ATTACHE_TEST_REQUIRE_POSTGRES").is_some();
    if is_skipped && is_required {
        println!("They are required here.");
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}
