//! The program's commands, one file each. Only here is anything printed, and only here does the real clock tick.

/// Prints a line, with colours only on a terminal. A reader that has gone away, as `head` does, is no failure.
macro_rules! say {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stdout(), $($line)*);
    }};
}

/// The same on standard error, where answers do not go.
macro_rules! warn_aside {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($line)*);
    }};
}

mod alerts;
mod aligned_with_us;
mod ask;
mod check;
mod commands;
mod export;
mod gaps;
mod import;
mod issue;
mod run;
mod sandbox;
pub mod schema;
mod summits;
mod terminal;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};

use crate::config::Config;
use crate::document::Problem;
use crate::knowledge::{Knowledge, load};
use crate::pages::AsOf;
use clock::{Clock as _, SharedClock, SystemClock};

/// Something was found to be wrong.
const FOUND_WRONG: u8 = 1;
/// The program was used wrong.
const USED_WRONG: u8 = 2;

/// A desk officer that lives in Discord: how China and Russia act together in the world's hotspots
#[derive(Debug, Parser)]
#[command(name = "attache", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Global {
    /// The settings [default: config/attache.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The knowledge folder, in place of the configured one
    #[arg(long, global = true, value_name = "DIR")]
    knowledge: Option<PathBuf>,
    /// Log more; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// A practice Discord on this machine, with a page in the browser and the bot in it: no account, no token
    Sandbox(sandbox::Sandbox),
    /// Connect to Discord
    Run,
    /// The page of a hotspot or an organization
    Issue(issue::Issue),
    /// How Chinese and Russian conduct sits with U.S. aims
    AlignedWithUs(aligned_with_us::AlignedWithUs),
    /// Answer a question in plain words, and those that follow it
    Ask(ask::Ask),
    /// What people asked and nobody could answer, for the editors
    Gaps(gaps::Gaps),
    /// The summits, by date
    Summits(summits::Summits),
    /// Alerts of summits
    Alerts(alerts::Alerts),
    /// The calendar for other programs
    Export(export::Export),
    /// What a calendar of another program would add to the summits or change in them
    Import(import::Import),
    /// Check the settings and the knowledge for problems
    Check(check::Check),
    /// The JSON Schemas of the knowledge and config files
    Schema(schema::Schema),
    /// The slash commands exactly as they are registered, as JSON
    Commands(commands::Commands),
}

/// Why a command ended early: what to say, and with which code.
struct Stop {
    said: String,
    code: u8,
}

impl Stop {
    fn found_wrong(said: impl std::fmt::Display) -> Self {
        Self {
            said: said.to_string(),
            code: FOUND_WRONG,
        }
    }

    fn used_wrong(said: impl std::fmt::Display) -> Self {
        Self {
            said: said.to_string(),
            code: USED_WRONG,
        }
    }

    /// Ends with a failure of which everything is said already.
    fn silent() -> Self {
        Self::found_wrong("")
    }

    fn problems(problems: &[Problem]) -> Self {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Self::found_wrong(lines.join("\n"))
    }
}

impl Cli {
    /// Runs the command to its end.
    pub fn run(self) -> ExitCode {
        let outcome = match &self.command {
            Command::Sandbox(sandbox) => sandbox.run(&self.global),
            Command::Run => run::run(&self.global),
            Command::Issue(issue) => issue.run(&self.global),
            Command::AlignedWithUs(table) => table.run(&self.global),
            Command::Ask(ask) => ask.run(&self.global),
            Command::Gaps(gaps) => gaps.run(&self.global),
            Command::Summits(summits) => summits.run(&self.global),
            Command::Alerts(alerts) => alerts.run(&self.global),
            Command::Export(export) => export.run(&self.global),
            Command::Import(import) => import.run(&self.global),
            Command::Check(check) => check.run(&self.global),
            Command::Schema(schema) => schema.run(),
            Command::Commands(commands) => commands.run(),
        };
        match outcome {
            Ok(()) => ExitCode::SUCCESS,
            Err(stop) => {
                if !stop.said.is_empty() {
                    warn_aside!("{}error:{} {}", terminal::RED, terminal::RESET, stop.said);
                }
                ExitCode::from(stop.code)
            }
        }
    }
}

impl Global {
    fn config_path(&self) -> PathBuf {
        self.config
            .clone()
            .unwrap_or_else(|| PathBuf::from("config/attache.toml"))
    }

    fn config(&self) -> Result<Config, Stop> {
        let mut config = Config::load(&self.config_path(), self.config.is_some(), std::env::vars())
            .map_err(|problems| Stop::problems(&problems))?;
        if let Some(dir) = &self.knowledge {
            config.knowledge.dir.clone_from(dir);
        }
        Ok(config)
    }

    /// The knowledge from the files that have no problem; the others are named on standard error.
    fn knowledge(&self) -> Result<(Knowledge, AsOf), Stop> {
        let config = self.config()?;
        let today = SystemClock.today();
        let loaded = load(&config.knowledge.dir, today).map_err(Stop::found_wrong)?;
        for problem in &loaded.problems {
            warn_aside!("{}left out:{} {problem}", terminal::RED, terminal::RESET);
        }
        Ok((
            loaded.knowledge,
            AsOf {
                today,
                stale_after: config.knowledge.stale_after,
            },
        ))
    }
}

fn system_clock() -> SharedClock {
    Arc::new(SystemClock)
}

/// Prints `value` as JSON.
fn print_json(value: &impl serde::Serialize) -> Result<(), Stop> {
    say!(
        "{}",
        serde_json::to_string_pretty(value).map_err(Stop::found_wrong)?
    );
    Ok(())
}

/// Logs to standard error, where answers do not go. `ATTACHE_LOG` chooses by target.
fn log(verbose: u8) {
    let level = [
        "attache=info,warn",
        "attache=debug,serenity=info,info",
        "trace",
    ][usize::from(verbose.min(2))];
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("ATTACHE_LOG").unwrap_or_else(|_| level.into());
    let colours = std::io::stderr().is_terminal();
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colours)
        .with_writer(std::io::stderr)
        .try_init();
}

fn runtime() -> Result<tokio::runtime::Runtime, Stop> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Stop::found_wrong)
}

/// Ready when the operator or the system asks the program to end.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
