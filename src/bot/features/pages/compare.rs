//! `/compare iran syria`: two hotspots side by side.

use super::show::found_topic;
use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_hotspots;
use crate::pages::{Search, show};
use crate::reply::{Reply, View};
use crate::text::text;

pub(in crate::bot) fn compare() -> Command {
    let hotspot = |name, description| {
        CommandOption::text(name, description, 100)
            .required()
            .suggesting(suggest_hotspots)
    };
    Command::new("compare", "Two hotspots side by side", |ctx| {
        Box::pin(run(ctx))
    })
    .option(hotspot("first", "A hotspot"))
    .option(hotspot("second", "Another hotspot"))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let state = ctx.state;
    let first = hotspot(ctx, ctx.required("first")?).await?;
    let second = hotspot(ctx, ctx.required("second")?).await?;
    let reply = match (first, second) {
        (Named::Hotspot(first, one), Named::Hotspot(second, other)) => {
            let assumed: Vec<String> = one.into_iter().chain(other).collect();
            let assumed = (!assumed.is_empty()).then(|| assumed.join(" "));
            let view = View::Compare { first, second };
            let page = show(&state.knowledge(), &view, state.as_of(), ctx.locale());
            let page = page?;
            page.assuming(assumed)
        }
        (Named::Nothing(reply), _) | (_, Named::Nothing(reply)) => *reply,
    };
    ctx.post(&reply).await
}

enum Named {
    /// Its id, and what was assumed.
    Hotspot(String, Option<String>),
    Nothing(Box<Reply>),
}

async fn hotspot(ctx: Context<'_>, name: &str) -> Result<Named, Failure> {
    match found_topic(ctx, name).await {
        Search::Found { id, .. } if ctx.state.knowledge().hotspot(&id).is_none() => Err(
            Failure::User(text!(ctx.locale(), "bot-compare-organization", id = id)),
        ),
        Search::Found { id, assumed } => Ok(Named::Hotspot(id, assumed)),
        Search::Nothing(reply) => Ok(Named::Nothing(reply)),
    }
}
