//! `/onboard`: the tour, for newcomers and for those who brush up.

mod opening;
mod origin;
pub(in crate::bot) mod post;
mod progress;
mod resume;
mod start;
mod stop;
mod suggest;

pub(in crate::bot) use opening::pressed;

use crate::bot::Failure;
use crate::bot::features::context::Context;

/// A tour of the hotspots: short steps, a question each, and what you missed comes back
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
