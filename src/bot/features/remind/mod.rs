//! *Tell me* below a summit's page and `/remind`: direct messages to whoever asked, before a summit begins.

pub(in crate::bot) mod buttons;
mod command;

pub(super) use self::command::remind;

use crate::bot::error::Failure;
use crate::bot::gateway::{Interaction, User};
use crate::store::Recipient;
use crate::text::Locale;

/// Whoever asks, who is written to in the language of their own Discord.
fn recipient(interaction: &Interaction, locale: Locale) -> Result<Recipient, Failure> {
    let user = interaction.user.as_ref().map(|user: &User| user.id.get());
    let user_id = user.ok_or_else(|| Failure::Internal("Discord did not say who asked".into()))?;
    let own = interaction.locale.as_deref().map(Locale::of_discord);
    let locale = own.unwrap_or(locale);
    Ok(Recipient { user_id, locale })
}
