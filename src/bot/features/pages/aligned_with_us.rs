//! `/aligned-with-us`: where Chinese and Russian aims meet Washington's, where not, why, and as of when.

use super::show::show;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::knowledge::Stance;
use crate::reply::View;

const CHOICES: [&str; 5] = ["aligned", "partly", "opposed", "unclear", "all"];

pub(in crate::bot) fn aligned_with_us() -> Command {
    let description =
        "Where Chinese and Russian conduct meets U.S. aims, where not, why, and as of when";
    Command::new("aligned-with-us", description, |ctx| Box::pin(run(ctx))).option(
        CommandOption::one_of("stance", "Only this verdict; default: all", &CHOICES),
    )
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let stance = match ctx.text("stance") {
        Some("aligned") => Some(Stance::Aligned),
        Some("partly") => Some(Stance::Partly),
        Some("opposed") => Some(Stance::Opposed),
        Some("unclear") => Some(Stance::Unclear),
        _ => None,
    };
    show(ctx, &View::Alignment { stance, page: 0 }).await
}
