use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    attache::cli::Cli::parse().run()
}
