//! `/onboard`: its subcommands, and the buttons of a tour.

pub(in crate::bot) mod buttons;
mod opening;
mod origin;
mod post;
mod progress;
mod resume;
mod start;
mod stop;
mod suggest;

use crate::bot::error::Failure;
use crate::bot::features::context::Context;

/// A tour of the hotspots: short steps, one question each; missed questions come back
#[poise::command(
    slash_command,
    subcommands("start::start", "resume::resume", "progress::progress", "stop::stop"),
    subcommand_required
)]
#[expect(
    clippy::unused_async,
    reason = "a command is async even if only its subcommands run"
)]
pub(super) async fn onboard(_: Context<'_>) -> Result<(), Failure> {
    Ok(())
}
