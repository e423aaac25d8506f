//! `/compare iran syria`: two hotspots side by side.

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, post};
use crate::bot::features::suggest::suggest_hotspots;
use crate::knowledge::Knowledge;
use crate::pages::{Search, find_topic, show};
use crate::reply::{Reply, View};

/// Two hotspots side by side
#[poise::command(slash_command)]
pub(in crate::bot) async fn compare(
    ctx: Context<'_>,
    #[description = "A hotspot"]
    #[autocomplete = "suggest_hotspots"]
    #[max_length = 100]
    first: String,
    #[description = "Another hotspot"]
    #[autocomplete = "suggest_hotspots"]
    #[max_length = 100]
    second: String,
) -> Result<(), Failure> {
    let state = ctx.data();
    let knowledge = state.knowledge();
    let reply = match (hotspot(&knowledge, &first)?, hotspot(&knowledge, &second)?) {
        (Named::Hotspot(first, one), Named::Hotspot(second, other)) => {
            let assumed: Vec<String> = one.into_iter().chain(other).collect();
            let assumed = (!assumed.is_empty()).then(|| assumed.join(" "));
            show(&knowledge, &View::Compare { first, second }, state.as_of())?.assuming(assumed)
        }
        (Named::Nothing(reply), _) | (_, Named::Nothing(reply)) => *reply,
    };
    post(ctx, &reply).await
}

enum Named {
    /// Its id, and what was assumed.
    Hotspot(String, Option<String>),
    Nothing(Box<Reply>),
}

fn hotspot(knowledge: &Knowledge, name: &str) -> Result<Named, Failure> {
    match find_topic(knowledge, name) {
        Search::Found { id, .. } if knowledge.hotspot(&id).is_none() => {
            let sentence =
                format!("{id} is an organization; only hotspots can be compared. /issue shows it.");
            Err(Failure::User(sentence))
        }
        Search::Found { id, assumed } => Ok(Named::Hotspot(id, assumed)),
        Search::Nothing(reply) => Ok(Named::Nothing(reply)),
    }
}
