//! The real program, killed at any moment and started again, at a practice Discord that fails.
//!
//! After each run: every alert that was due was posted once, or has its reason on record; none was posted twice. Two
//! processes share one `PostgreSQL` if `ATTACHE_TEST_POSTGRES` names a server; else those runs are skipped, and the end
//! says so. `ATTACHE_KILLS=1000 cargo test --release --test kill` kills more often, `ATTACHE_SEED=7` in another way.
//! `cargo test --release --test kill -- --ignored load` delivers to 10,000 subscriptions and prints what that takes;
//! `ATTACHE_SOAK=4h cargo test --release --test kill -- --ignored --exact soak::sqlite` lives through four hours of faults.
#![cfg(test)]

mod bot;
mod calendar;
mod contract;
mod crew;
mod events;
mod faulty;
mod load;
mod log;
mod oracle;
mod run;
mod soak;
mod stop;

use std::process::ExitCode;

use jiff::SignedDuration;
use libtest_mimic::{Arguments, Failed, Trial};
use run::Run;
use test_support::database::{self, Server};

/// How many kills there are by default, all runs together.
const KILLS: u32 = 120;
/// Discord remembers a nonce "a few minutes".
const MINUTES: SignedDuration = SignedDuration::from_mins(5);
/// Forgotten before anybody can ask again: what prevents doubles then is the look into the channel's history.
const AT_ONCE: SignedDuration = SignedDuration::from_millis(1);

#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let postgres = std::env::var(database::VARIABLE).ok();
    let runs = if postgres.is_some() { 4 } else { 2 };
    let kills = number("ATTACHE_KILLS").and_then(|kills| u32::try_from(kills).ok());
    let kills = kills.unwrap_or(KILLS).div_ceil(runs);
    let seed = number("ATTACHE_SEED").unwrap_or(1);
    let one = |seed, nonces| Run {
        seed,
        kills,
        processes: 1,
        nonces,
        stand_still: false,
        events: true,
    };
    let two = |seed, nonces, stand_still| Run {
        processes: 2,
        stand_still,
        ..one(seed, nonces)
    };
    let sqlite = Server::Sqlite;
    let shared = Server::Postgres(postgres.clone().unwrap_or_default());
    let mut trials = vec![
        killed("sqlite::one_process_is_killed", one(seed, MINUTES), &sqlite),
        killed(
            "sqlite::and_nonces_are_forgotten",
            one(seed + 1, AT_ONCE),
            &sqlite,
        ),
        Trial::test("contract::two_posts_at_their_second", || {
            on_runtime(contract::hold())
        }),
        Trial::test("stop::sigterm_leaves_no_row_in_doubt_and_no_lease", || {
            on_runtime(stop::stop_while_posting("TERM"))
        }),
        Trial::test("stop::sighup_does_what_sigterm_does", || {
            on_runtime(stop::stop_while_posting("HUP"))
        }),
        Trial::test("log::its_reader_is_gone", || {
            on_runtime(log::post_without_a_reader(log::Reader::Gone))
        }),
        Trial::test("log::nobody_reads_it", || {
            on_runtime(log::post_without_a_reader(log::Reader::StandsStill))
        }),
        Trial::test("log::nobody_reads_why_it_ends", || {
            on_runtime(log::end_without_a_reader())
        }),
        Trial::test("log::the_disk_below_it_is_full", || {
            on_runtime(log::post_without_a_reader(log::Reader::FullDisk))
        }),
        Trial::test("log::no_token_is_in_it_whatever_is_asked", || {
            on_runtime(log::log_all())
        }),
        Trial::test("faulty::a_disk_is_full_for_a_while", || {
            on_runtime(faulty::fill_the_disk())
        }),
        Trial::test("faulty::a_newer_database_ends_the_start", || {
            on_runtime(faulty::start_on_a_newer_one())
        }),
        Trial::test("load", || on_runtime(load::deliver())).with_ignored_flag(true),
        soaked("soak::sqlite", seed, &sqlite),
        soaked("soak::postgres", seed, &shared),
    ];
    let on_postgres = [
        killed(
            "postgres::two_processes_are_killed",
            two(seed + 2, MINUTES, true),
            &shared,
        ),
        killed(
            "postgres::and_nonces_are_forgotten",
            two(seed + 3, AT_ONCE, false),
            &shared,
        ),
    ];
    trials.extend(on_postgres.map(|trial| trial.with_ignored_flag(postgres.is_none())));
    // They wait for the clock, most of the time.
    arguments.test_threads.get_or_insert(trials.len());
    let conclusion = libtest_mimic::run(&arguments, trials);
    if postgres.is_none() && !arguments.list {
        println!(
            "The runs on PostgreSQL were skipped, as {} is not set.\n",
            database::VARIABLE
        );
        if std::env::var_os("ATTACHE_TEST_REQUIRE_POSTGRES").is_some() {
            println!("They are required here.");
            return ExitCode::FAILURE;
        }
    }
    conclusion.exit_code()
}

fn killed(name: &str, run: Run, server: &Server) -> Trial {
    let server = server.clone();
    Trial::test(name, move || {
        if server == Server::Postgres(String::new()) {
            return Err(format!("{} is not set", database::VARIABLE).into());
        }
        let seed = run.seed;
        let survived = async {
            let told = run::survive(run, server).await;
            told.map_err(|wrong| format!("seed {seed}: {wrong}"))
        };
        on_runtime(survived)
    })
}

/// How long a soak is by default.
const SOAK: SignedDuration = SignedDuration::from_mins(2);

/// As long as `ATTACHE_SOAK` says, such as `4h` or `30m`.
fn soaked(name: &str, seed: u64, server: &Server) -> Trial {
    let server = server.clone();
    let soak = move || {
        if server == Server::Postgres(String::new()) {
            return Err(format!("{} is not set", database::VARIABLE).into());
        }
        let asked = std::env::var("ATTACHE_SOAK").ok();
        let length = asked.map_or(Ok(SOAK), |text| text.parse());
        let length = length.map_err(|error| format!("ATTACHE_SOAK: {error}"))?;
        let plan = soak::Plan { length, seed };
        let lived = async {
            let told = soak::live(plan, server).await;
            told.map_err(|wrong| format!("seed {seed}: {wrong}"))
        };
        on_runtime(lived)
    };
    Trial::test(name, soak).with_ignored_flag(true)
}

/// Prints what was found.
fn on_runtime(test: impl Future<Output = Result<String, String>>) -> Result<(), Failed> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let told = runtime.block_on(test)?;
    println!("{told}");
    Ok(())
}
