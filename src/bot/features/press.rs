//! What a button, a menu or a form is handed.

use std::sync::Arc;

use super::context::Context;
use crate::bot::error::Failure;
use crate::bot::gateway::{Interaction, PressedMessage};
use crate::bot::interactions::InteractionResponder;
use crate::bot::state::AppState;
use crate::text::Locale;

/// Something that was pressed, chosen or sent.
#[derive(Clone, Copy)]
pub(in crate::bot) struct Press<'p> {
    pub(in crate::bot) state: &'p Arc<AppState>,
    pub(in crate::bot) interaction: &'p Interaction,
    /// The message that it belongs to; empty for a form.
    pub(in crate::bot) message: &'p PressedMessage,
    pub(in crate::bot) responder: InteractionResponder<'p>,
}

impl Press<'_> {
    /// The language that is answered in.
    pub(in crate::bot) fn locale(self) -> Locale {
        self.responder.locale()
    }

    /// Whoever pressed.
    ///
    /// # Errors
    /// Discord does not say who it is.
    pub(in crate::bot) fn user(self) -> Result<u64, Failure> {
        let user = self.interaction.user.as_ref().map(|user| user.id.get());
        user.ok_or_else(|| Failure::Internal("Discord did not say who pressed".into()))
    }

    /// The same as a command without options, for whoever asks what somebody may do.
    pub(in crate::bot) fn context(&self) -> Context<'_> {
        Context {
            state: self.state,
            interaction: self.interaction,
            options: &[],
            message: None,
            responder: self.responder,
        }
    }

    /// Whether the message is theirs to change: their own answer, one that only they see, or in a direct message. Where
    /// Discord does not say whose it is, it is nobody's.
    pub(in crate::bot) fn owns_message(self) -> bool {
        let user = self.interaction.user.as_ref().map(|user| user.id.get());
        self.interaction.guild_id.is_none()
            || self.message.is_ephemeral()
            || user.is_some() && self.message.asked_by() == user
    }
}
