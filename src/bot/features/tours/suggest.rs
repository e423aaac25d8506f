//! The options of `/onboard`: what they offer, and what was given.

use futures_util::future::ready;

use crate::bot::features::command::CommandOption;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{MAX_LABEL, Suggested, suggest_zones};
use crate::bot::interactions::Choice;
use crate::reply::shorten;
use crate::tours::TourOptions;

/// The tracks.
pub(super) fn suggest_tracks<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let (knowledge, partial) = (ctx.state.knowledge(), partial.to_lowercase());
    let fitting = knowledge
        .tracks()
        .filter(|track| track.name.to_lowercase().contains(&partial) || track.id.contains(&partial))
        .map(|track| Choice {
            label: shorten(&format!("{}: {}", track.name, track.about), MAX_LABEL),
            value: track.id.clone(),
        });
    Box::pin(ready(fitting.collect()))
}

/// The options for a learner's time zone and time of day.
pub(super) fn zone_and_time(zone: &'static str, time: &'static str) -> [CommandOption; 2] {
    [
        CommandOption::text("zone", zone, 60).suggesting(suggest_zones),
        CommandOption::text("time", time, 10),
    ]
}

/// What was given as those.
pub(super) fn tour_options(ctx: Context<'_>) -> TourOptions {
    TourOptions {
        zone: ctx.text("zone").map(str::to_owned),
        time: ctx.text("time").map(str::to_owned),
    }
}
