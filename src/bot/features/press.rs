//! What a button, a menu or a form is handed.

use std::sync::Arc;

use tracing::{info, warn};

use super::context::Context;
use crate::bot::error::Failure;
use crate::bot::gateway::{Interaction, PressedMessage};
use crate::bot::interactions::InteractionResponder;
use crate::bot::rest::EditMessage;
use crate::bot::state::AppState;
use crate::reply::{Audience, Reply};
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

    /// Shows in the message that was pressed what came of it. It is on record by now, so nobody reads that it failed: if the
    /// answer does not arrive, the message is edited as any other, and what has no message that can be edited is said anew.
    pub(in crate::bot) async fn show_done(self, reply: &Reply) {
        let Err(unanswered) = self.responder.update(reply).await else {
            return;
        };
        if self.edit(reply).await {
            return info!(%unanswered, "What came of a press is shown, though its answer did not arrive.");
        }
        let mut anew = reply.clone();
        anew.audience = Audience::Asker;
        if let Err(error) = self.responder.post(&anew).await {
            warn!(%unanswered, %error, "What came of a press is on record, and could not be shown.");
        }
    }

    /// Edits the message that was pressed, by way of its channel. `false` if that cannot be: only whoever sees a message that is
    /// theirs alone can change it.
    async fn edit(self, reply: &Reply) -> bool {
        let channel = self.interaction.channel.as_ref();
        let place = channel.map(|channel| channel.id).zip(self.message.id);
        let Some((channel, message)) = place.filter(|_| !self.message.is_ephemeral()) else {
            return false;
        };
        let edit = EditMessage::of_reply(reply);
        let rest = &self.state.rest;
        let edited = rest.edit_message(channel.get(), message.get(), &edit).await;
        if let Err(error) = &edited {
            warn!(%channel, %message, %error, "A message does not show what was pressed below it.");
        }
        edited.is_ok()
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
