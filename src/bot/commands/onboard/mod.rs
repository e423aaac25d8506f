//! `/onboard`: the tour, for newcomers and for those who brush up.

mod progress;
mod resume;
mod start;
mod stop;

use super::alerts::{Choices, choices, suggest_zones};
use super::{Context, Failure, is_manager, waiting};

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

async fn suggest_tracks(ctx: Context<'_>, partial: &str) -> Choices {
    let (knowledge, partial) = (ctx.data().knowledge(), partial.to_lowercase());
    let fitting = knowledge
        .tracks()
        .filter(|track| track.name.to_lowercase().contains(&partial) || track.id.contains(&partial))
        .map(|track| (format!("{}: {}", track.name, track.about), track.id.clone()));
    choices(fitting)
}
