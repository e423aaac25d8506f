//! The program's commands, one file each. Only here is anything printed, and only here does the real clock tick.

#[macro_use]
mod output;

mod alerts;
mod aligned_with_us;
mod ask;
mod check;
mod commands;
mod error;
mod export;
mod gaps;
mod import;
mod issue;
mod log;
mod options;
mod process;
mod run;
mod sandbox;
pub mod schema;
mod style;
mod summits;
mod terminal;

use std::env;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::error::CommandError;
use self::options::GlobalOptions;
use crate::bot_token::holds_token;

/// A desk officer that lives in Discord: how China and Russia act together in the world's hotspots
#[derive(Debug, Parser)]
#[command(name = "attache", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    global: GlobalOptions,
    #[command(subcommand)]
    command: Command,
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
    /// What people asked and no page answered, for the editors
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

/// Runs the program by the arguments that it was started with.
pub fn run() -> ExitCode {
    if env::args_os().any(|argument| holds_token(&argument.to_string_lossy())) {
        let error = CommandError::usage(
            "a bot token stands on the command line, where others on this machine can read it; write it into the variable \
             DISCORD_TOKEN, or into the file that `token_file` under [discord] names, and reset it",
        );
        return error.report();
    }
    match Cli::try_parse() {
        Ok(cli) => cli.run(),
        Err(explanation) => explain(&explanation),
    }
}

/// Prints what clap has to say: help that was asked for, or what is wrong with the arguments.
fn explain(explanation: &clap::Error) -> ExitCode {
    let printed = explanation.print();
    if explanation.use_stderr() {
        return CommandError::wrong_arguments().report();
    }
    output::note(printed);
    output::finish().map_or_else(|error| error.report(), |()| ExitCode::SUCCESS)
}

impl Cli {
    /// Runs the command to its end and says what went wrong. 0 is success, 1 a failure, 2 wrong usage.
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
        let outcome = outcome.map_err(|error| match &self.command {
            Command::Run => error.report_in_time(),
            _ => error.report(),
        });
        let printed = output::finish().map_err(|error| error.report());
        outcome
            .and(printed)
            .map_or_else(|code| code, |()| ExitCode::SUCCESS)
    }
}
