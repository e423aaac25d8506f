//! The message that a button or menu belongs to: only which and whose it is, as what it says stands on the reader's
//! screen.

use serde::Deserialize;

use super::id::Id;
use super::lenient::lenient;

/// What the bot needs of the message below which something was pressed.
/// <https://discord.com/developers/docs/resources/message#message-object>
#[derive(Debug, Default, Deserialize)]
pub(in crate::bot) struct PressedMessage {
    #[serde(default, deserialize_with = "lenient")]
    pub(in crate::bot) id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    flags: u64,
    #[serde(default, deserialize_with = "lenient")]
    interaction_metadata: Option<InteractionMetadata>,
    /// The message that it replies to.
    #[serde(default, rename = "referenced_message", deserialize_with = "lenient")]
    replied_to: Option<ReferencedMessage>,
}

#[derive(Debug, Deserialize)]
struct InteractionMetadata {
    user: Person,
}

#[derive(Debug, Deserialize)]
struct ReferencedMessage {
    #[serde(default, deserialize_with = "lenient")]
    author: Option<Person>,
}

#[derive(Debug, Deserialize)]
struct Person {
    id: Id,
}

impl PressedMessage {
    /// Only whoever it answers sees it.
    const EPHEMERAL: u64 = 1 << 6;

    /// Whether only one person sees it.
    pub(in crate::bot) fn is_ephemeral(&self) -> bool {
        self.flags & Self::EPHEMERAL != 0
    }

    /// Whose command or question it answers; `None` if it answers nobody or Discord does not say whom.
    pub(in crate::bot) fn asked_by(&self) -> Option<u64> {
        let by_interaction = self.interaction_metadata.as_ref().map(|it| it.user.id);
        let by_message = || self.replied_to.as_ref()?.author.as_ref().map(|it| it.id);
        by_interaction.or_else(by_message).map(Id::get)
    }
}
