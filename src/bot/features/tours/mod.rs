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

use crate::bot::features::command::{Command, Reach};

pub(super) fn onboard() -> Command {
    let description =
        "A tour of the hotspots: short steps, one question each; missed questions come back";
    let subcommands = vec![
        start::start(),
        resume::resume(),
        progress::progress(),
        stop::stop(),
    ];
    Command::group("onboard", description, subcommands).reaching(Reach::WithTheBot)
}
