//! The program `attache`. What it does is in the library, so that tests can do it too.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    attache::cli::Cli::parse().run()
}
