//! Answers an interaction: a prepared body goes out as it is.

use std::error::Error;

use poise::serenity_prelude as serenity;
use serde::Serialize;
use serde_json::json;
use serde_json::value::RawValue;
use serenity::{
    CommandInteraction, ComponentInteraction, CreateAttachment, CreateInteractionResponseMessage,
    Http, HttpError, InteractionId, ModalInteraction,
};

use tracing::{info, warn};

use crate::bot::error::Failure;
use crate::bot::message::{compose, message, raw};
use crate::reply::{Audience, Reply};

/// Discord no longer knows the interaction: it was answered too late, or elsewhere.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const UNKNOWN_INTERACTION: isize = 10062;
const ALREADY_ACKNOWLEDGED: isize = 40060;

/// An interaction that waits for its first answer, which must leave within three seconds.
#[derive(Clone, Copy)]
pub(in crate::bot) struct InteractionResponder<'i> {
    http: &'i Http,
    id: InteractionId,
    token: &'i str,
}

/// What an answer does. <https://discord.com/developers/docs/interactions/receiving-and-responding>
#[derive(Clone, Copy)]
enum Kind {
    NewMessage = 4,
    DeferredMessage = 5,
    UpdateMessage = 7,
    Modal = 9,
}

#[derive(Serialize)]
struct Answer<'d> {
    r#type: u8,
    data: &'d RawValue,
}

impl<'i> InteractionResponder<'i> {
    pub(in crate::bot) fn command(http: &'i Http, interaction: &'i CommandInteraction) -> Self {
        Self {
            http,
            id: interaction.id,
            token: &interaction.token,
        }
    }

    pub(in crate::bot) fn component(http: &'i Http, interaction: &'i ComponentInteraction) -> Self {
        Self {
            http,
            id: interaction.id,
            token: &interaction.token,
        }
    }

    pub(in crate::bot) fn modal(http: &'i Http, interaction: &'i ModalInteraction) -> Self {
        Self {
            http,
            id: interaction.id,
            token: &interaction.token,
        }
    }

    /// Posts a message.
    pub(in crate::bot) async fn post(self, reply: &Reply) -> Result<(), Failure> {
        self.post_prepared(&message(reply)).await
    }

    /// Posts a message with a file.
    pub(in crate::bot) async fn post_with_file(
        self,
        reply: &Reply,
        file: CreateAttachment,
    ) -> Result<(), Failure> {
        // serenity's own has a number for the id, where Discord's document wants a text.
        let mut body = serde_json::to_value(compose(reply)).expect("a message has text keys only");
        body["attachments"] = json!([{ "id": "0", "filename": file.filename }]);
        let body = raw(&body);
        self.send_with(Kind::NewMessage, &body, vec![file]).await
    }

    /// Posts a message that was composed before.
    pub(in crate::bot) async fn post_prepared(self, body: &RawValue) -> Result<(), Failure> {
        self.send(Kind::NewMessage, body).await
    }

    /// Promises whoever asked an answer that may take longer than three seconds. Only they will see it.
    pub(in crate::bot) async fn defer(self) -> Result<Deferred<'i>, Failure> {
        self.promise(true).await
    }

    /// The same, where everybody will see it.
    pub(in crate::bot) async fn defer_openly(self) -> Result<Deferred<'i>, Failure> {
        self.promise(false).await
    }

    /// Tells whoever asked what went wrong, if they can still be reached.
    pub(in crate::bot) async fn fail(self, failure: Failure) {
        match &failure {
            Failure::Internal(error) if is_code(&**error, UNKNOWN_INTERACTION) => {
                return warn!("An interaction expired before it was answered.");
            }
            Failure::Internal(error) if is_code(&**error, ALREADY_ACKNOWLEDGED) => {
                return warn!("An interaction had been answered already.");
            }
            Failure::User(_) | Failure::Internal(_) => {}
        }
        if let Err(error) = self.post(&failure.into_reply()).await {
            info!(%error, "A failure could not be shown to whoever asked.");
        }
    }

    async fn promise(self, is_private: bool) -> Result<Deferred<'i>, Failure> {
        let seen_by = CreateInteractionResponseMessage::new().ephemeral(is_private);
        self.send(Kind::DeferredMessage, &raw(&seen_by)).await?;
        Ok(Deferred(self))
    }

    /// Puts another reply into the message whose button was pressed.
    pub(in crate::bot) async fn update(self, reply: &Reply) -> Result<(), Failure> {
        self.update_prepared(&message(reply)).await
    }

    /// Puts another body into the message whose button was pressed.
    pub(in crate::bot) async fn update_prepared(self, body: &RawValue) -> Result<(), Failure> {
        self.send(Kind::UpdateMessage, body).await
    }

    /// Opens a form.
    pub(in crate::bot) async fn open_modal(
        self,
        modal: &serenity::CreateModal,
    ) -> Result<(), Failure> {
        self.send(Kind::Modal, &raw(modal)).await
    }

    async fn send(self, kind: Kind, data: &RawValue) -> Result<(), Failure> {
        self.send_with(kind, data, Vec::new()).await
    }

    async fn send_with(
        self,
        kind: Kind,
        data: &RawValue,
        files: Vec<CreateAttachment>,
    ) -> Result<(), Failure> {
        let answer = Answer {
            r#type: kind as u8,
            data,
        };
        self.http
            .create_interaction_response(self.id, self.token, &answer, files)
            .await?;
        Ok(())
    }
}

/// An interaction that was promised an answer.
pub(in crate::bot) struct Deferred<'i>(InteractionResponder<'i>);

impl Deferred<'_> {
    /// Gives the answer, or says what went wrong.
    pub(in crate::bot) async fn finish(self, reply: Result<Reply, Failure>) -> Result<(), Failure> {
        let mut reply = reply.unwrap_or_else(Failure::into_reply);
        // Who sees it was settled with the promise.
        reply.audience = Audience::Everyone;
        let Self(InteractionResponder { http, token, .. }) = self;
        http.edit_original_interaction_response(token, &message(&reply), Vec::new())
            .await?;
        Ok(())
    }
}

fn is_code(error: &(dyn Error + 'static), code: isize) -> bool {
    matches!(
        error.downcast_ref::<serenity::Error>(),
        Some(serenity::Error::Http(HttpError::UnsuccessfulRequest(response)))
            if response.error.code == code
    )
}
