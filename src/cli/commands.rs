//! `attache commands`: the slash commands as they are registered.

use clap::Args;

use super::error::CommandError;
use super::output::print_json;
use crate::bot::registered_commands;

/// `attache commands`
#[derive(Debug, Args)]
pub(super) struct Commands {
    /// Print JSON, which this does anyway
    #[arg(long)]
    json: bool,
}

impl Commands {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(super) fn run(&self) -> Result<(), CommandError> {
        print_json(&registered_commands())
    }
}
