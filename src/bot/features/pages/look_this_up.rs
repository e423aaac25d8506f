//! *Look this up*, in the menu of a message: the pages that the message touches.

use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, post};
use crate::pages::look_up;

/// The hotspots a message touches
#[poise::command(context_menu_command = "Look this up")]
pub(in crate::bot) async fn look_this_up(
    ctx: Context<'_>,
    #[description = "The message"] message: serenity::Message,
) -> Result<(), Failure> {
    post(ctx, &look_up(&ctx.data().knowledge(), &text_of(&message))).await
}

/// All that can be read in a message, its embeds too.
fn text_of(message: &serenity::Message) -> String {
    let embeds = message.embeds.iter().flat_map(|embed| {
        let fields = embed
            .fields
            .iter()
            .flat_map(|field| [Some(&field.name), Some(&field.value)]);
        [embed.title.as_ref(), embed.description.as_ref()]
            .into_iter()
            .chain(fields)
    });
    let texts: Vec<&str> = std::iter::once(message.content.as_str())
        .chain(embeds.flatten().map(String::as_str))
        .collect();
    texts.join("\n")
}
