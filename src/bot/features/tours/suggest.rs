//! The tracks, as the option of `/onboard start` offers them.

use crate::bot::features::context::Context;
use crate::bot::features::suggest::{Choices, choices};

pub(super) async fn suggest_tracks(ctx: Context<'_>, partial: &str) -> Choices {
    let (knowledge, partial) = (ctx.data().knowledge(), partial.to_lowercase());
    let fitting = knowledge
        .tracks()
        .filter(|track| track.name.to_lowercase().contains(&partial) || track.id.contains(&partial))
        .map(|track| (format!("{}: {}", track.name, track.about), track.id.clone()));
    choices(fitting)
}
