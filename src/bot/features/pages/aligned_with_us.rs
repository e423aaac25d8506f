//! `/aligned-with-us`: where Chinese and Russian aims meet Washington's, where not, why, and as of when.

use super::show::show;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::knowledge::Stance;
use crate::reply::View;

/// Which verdicts to show.
#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
enum Wanted {
    #[name = "aligned"]
    Aligned,
    #[name = "partly"]
    Partly,
    #[name = "opposed"]
    Opposed,
    #[name = "unclear"]
    Unclear,
    #[name = "all"]
    All,
}

/// Where Chinese and Russian conduct meets U.S. aims, where not, why, and as of when
#[poise::command(slash_command, rename = "aligned-with-us")]
pub(in crate::bot) async fn aligned_with_us(
    ctx: Context<'_>,
    #[description = "Only this verdict; default: all"] stance: Option<Wanted>,
) -> Result<(), Failure> {
    let stance = match stance.unwrap_or(Wanted::All) {
        Wanted::Aligned => Some(Stance::Aligned),
        Wanted::Partly => Some(Stance::Partly),
        Wanted::Opposed => Some(Stance::Opposed),
        Wanted::Unclear => Some(Stance::Unclear),
        Wanted::All => None,
    };
    show(ctx, &View::Alignment { stance, page: 0 }).await
}
