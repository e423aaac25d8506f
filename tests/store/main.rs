//! What the store promises, on `SQLite`, on `PostgreSQL` and through `PgBouncer` alike.
//!
//! `PostgreSQL` is used if `ATTACHE_TEST_POSTGRES` names a server on which databases may be made, and `PgBouncer` if
//! `ATTACHE_TEST_PGBOUNCER` names one before it; else those tests are skipped, and the summary says how many.
#![cfg(test)]

#[macro_use]
mod situations;
mod disk;
mod escalations;
mod events;
mod guilds;
mod handovers;
mod migration;
mod network;
mod outbox;
mod processes;
mod proxy;
mod publications;
mod questions;
mod reminders;
mod restored;
mod subscriptions;
mod tables;
mod tours;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Conclusion, Trial};
use situations::Run;
use test_support::database::{self, Database, Server};
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let variable = |name| std::env::var(name).ok();
    let postgres = variable(database::VARIABLE);
    let pooler = variable(database::POOLER_VARIABLE).filter(|_| postgres.is_some());
    let is_skipped = postgres.is_none() || pooler.is_none();
    let (has_postgres, has_pooler) = (postgres.is_some(), pooler.is_some());
    let postgres = postgres.unwrap_or_default();
    let pooler = Server::PgBouncer {
        postgres: postgres.clone(),
        url: pooler.unwrap_or_default(),
    };
    let servers = [
        (Server::Sqlite, true),
        (Server::Postgres(postgres), has_postgres),
        (pooler, has_pooler),
    ];
    let on = |(server, is_there): &(Server, bool)| {
        let trials = trials(server).into_iter();
        let trials = trials.map(|trial| trial.with_ignored_flag(!is_there));
        trials.collect::<Vec<_>>()
    };
    let trials = servers.iter().flat_map(on).collect();
    let conclusion: Conclusion = libtest_mimic::run(&arguments, trials);
    if is_skipped && !arguments.list {
        println!(
            "{} tests on PostgreSQL were skipped, as {} or {} is not set.\n",
            conclusion.num_ignored,
            database::VARIABLE,
            database::POOLER_VARIABLE
        );
    }
    let is_required = std::env::var_os("ATTACHE_TEST_REQUIRE_POSTGRES").is_some();
    if is_skipped && is_required {
        println!("They are required here.");
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

fn trials(server: &Server) -> Vec<Trial> {
    let with_tables = [
        escalations::all(),
        events::all(),
        guilds::all(),
        handovers::all(),
        outbox::all(),
        processes::all(),
        publications::all(),
        questions::all(),
        reminders::all(),
        subscriptions::all(),
        tables::all(),
        tours::all(),
    ];
    let with_tables = with_tables.concat().into_iter();
    let with_tables = with_tables.map(|(name, test)| trial(server, name, test, true));
    let without = migration::all().into_iter();
    let without = without.map(|(name, test)| trial(server, name, test, false));
    let of_its_own = match server {
        Server::Sqlite => disk::all(),
        Server::Postgres(_) => network::all(),
        Server::PgBouncer { .. } => Vec::new(),
    };
    let of_its_own = of_its_own.into_iter();
    let of_its_own = of_its_own.map(|(name, test)| trial(server, name, test, false));
    with_tables.chain(without).chain(of_its_own).collect()
}

/// A test on a fresh database, which has its tables or not.
fn trial(server: &Server, name: &str, test: Run, has_tables: bool) -> Trial {
    let named = format!("{}::{name}", server.name());
    let server = server.clone();
    Trial::test(named, move || {
        let runtime = Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let database = if has_tables {
                Database::on(&server).await
            } else {
                Database::without_tables(&server).await
            };
            test(&database).await;
            database.remove().await;
        });
        Ok(())
    })
}
