//! `/issue arctic`: a hotspot's or an organization's page.

use super::show::show_found;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_topics;
use crate::pages::find_topic;
use crate::reply::{Tab, View};

/// A hotspot's page: who wants what, where they act together, and the sources
#[poise::command(slash_command)]
pub(in crate::bot) async fn issue(
    ctx: Context<'_>,
    #[description = "Hotspot, organization, leader or capital; typos are fine"]
    #[autocomplete = "suggest_topics"]
    #[max_length = 100]
    name: String,
) -> Result<(), Failure> {
    let search = find_topic(&ctx.data().knowledge(), &name);
    show_found(ctx, search, |id| View::Topic {
        id,
        tab: Tab::Overview,
        page: 0,
    })
    .await
}
