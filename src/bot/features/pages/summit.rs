//! `/summit "G20 in Miami"`: one summit, and a file that calendars take.

use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, post, responder};
use crate::bot::features::suggest::{MAX_CHOICES, suggestions};
use crate::calendar::to_ics;
use crate::pages::{Search, find_summit};
use crate::reply::View;

/// One summit: dates, place, what to watch, and a file for your calendar
#[poise::command(slash_command)]
pub(in crate::bot) async fn summit(
    ctx: Context<'_>,
    #[description = "Summit, such as G20 in Miami, SCO 2027 or Bishkek"]
    #[autocomplete = "suggest_summits"]
    #[max_length = 100]
    name: String,
) -> Result<(), Failure> {
    let state = ctx.data();
    let (knowledge, as_of) = (state.knowledge(), state.as_of());
    let (id, assumed) = match find_summit(&knowledge, &name, as_of.today) {
        Search::Found { id, assumed } => (id, assumed),
        Search::Nothing(reply) => return post(ctx, &reply).await,
    };
    let reply =
        crate::pages::show(&knowledge, &View::Summit { id: id.clone() }, as_of)?.assuming(assumed);
    let event = knowledge
        .event(&id)
        .filter(|event| event.dates.can_be_counted_down());
    match event {
        Some(event) => {
            let file = serenity::CreateAttachment::bytes(to_ics([event]), format!("{id}.ics"));
            responder(ctx).post_with_file(&reply, file).await
        }
        None => post(ctx, &reply).await,
    }
}

#[expect(clippy::unused_async, reason = "poise awaits what suggests")]
async fn suggest_summits(ctx: Context<'_>, partial: &str) -> serenity::CreateAutocompleteResponse {
    suggestions(
        ctx.data()
            .knowledge()
            .summit_names()
            .suggest(partial, MAX_CHOICES),
    )
}
