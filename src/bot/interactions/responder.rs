//! Answers an interaction: a prepared body goes out as it is.

use std::borrow::Cow;

use serde_json::json;
use serde_json::value::RawValue;
use serenity::all::CreateInteractionResponseMessage;
use tracing::{info, warn};

use crate::bot::error::Failure;
use crate::bot::form::form_body;
use crate::bot::gateway::Interaction;
use crate::bot::message::{compose, message, raw};
use crate::bot::rest::{CallbackBody, CallbackClient, CallbackKind, File, RestError};
use crate::reply::{Audience, Form, Reply};
use crate::text::Locale;

/// Discord no longer knows the interaction: it was answered too late, or elsewhere.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const UNKNOWN_INTERACTION: i64 = 10_062;
const ALREADY_ACKNOWLEDGED: i64 = 40_060;
/// Choices that Discord shows at once.
const MAX_CHOICES: usize = 25;

/// An interaction that waits for its first answer, which must leave within three seconds.
#[derive(Clone, Copy)]
pub(in crate::bot) struct InteractionResponder<'i> {
    callbacks: &'i CallbackClient,
    interaction: &'i Interaction,
    locale: Locale,
}

/// What an option offers while it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::bot) struct Choice {
    /// What is shown, at most 100 characters.
    pub(in crate::bot) label: String,
    /// What is sent, at most 100 characters.
    pub(in crate::bot) value: String,
}

impl<'i> InteractionResponder<'i> {
    pub(in crate::bot) fn new(
        callbacks: &'i CallbackClient,
        interaction: &'i Interaction,
        locale: Locale,
    ) -> Self {
        Self {
            callbacks,
            interaction,
            locale,
        }
    }

    /// The language that it is answered in.
    pub(in crate::bot) fn locale(self) -> Locale {
        self.locale
    }

    /// Whether only whoever asked may see the answer: on a server that has not installed the bot, nobody asked for its
    /// messages.
    pub(in crate::bot) fn is_private(self) -> bool {
        self.interaction.is_user_installed_only
    }

    /// Posts a message.
    pub(in crate::bot) async fn post(self, reply: &Reply) -> Result<(), Failure> {
        let body = message(&self.as_seen_here(reply));
        self.send(CallbackKind::NewMessage, &body).await
    }

    /// The reply, for whoever asked alone where nobody else may see an answer.
    fn as_seen_here(self, reply: &Reply) -> Cow<'_, Reply> {
        if !self.is_private() {
            return Cow::Borrowed(reply);
        }
        let mut own = reply.clone();
        own.audience = Audience::Asker;
        Cow::Owned(own)
    }

    /// Posts a message with a file.
    pub(in crate::bot) async fn post_with_file(
        self,
        reply: &Reply,
        file: File,
    ) -> Result<(), Failure> {
        let mut body = serde_json::to_value(compose(&self.as_seen_here(reply)))
            .expect("a message has text keys only");
        body["attachments"] = json!([{ "id": "0", "filename": file.name }]);
        let Interaction { id, token, .. } = self.interaction;
        let body = CallbackBody::new(CallbackKind::NewMessage, &raw(&body));
        let sent = self.callbacks.answer_with_file(*id, token, &body, &file);
        Ok(sent.await?)
    }

    /// Sends an answer that was composed before.
    pub(in crate::bot) async fn send_prepared(self, body: &CallbackBody) -> Result<(), Failure> {
        let Interaction { id, token, .. } = self.interaction;
        Ok(self.callbacks.answer(*id, token, body).await?)
    }

    /// Promises whoever asked an answer that may take longer than three seconds. Only they will see it.
    pub(in crate::bot) async fn defer(self) -> Result<Deferred<'i>, Failure> {
        self.promise(true).await
    }

    /// The same, where everybody will see it.
    pub(in crate::bot) async fn defer_openly(self) -> Result<Deferred<'i>, Failure> {
        self.promise(self.is_private()).await
    }

    /// Tells whoever asked what went wrong, if they can still be reached.
    pub(in crate::bot) async fn fail(self, failure: Failure) {
        match failure.refusal_code() {
            Some(UNKNOWN_INTERACTION) => {
                return warn!("An interaction expired before it was answered.");
            }
            Some(ALREADY_ACKNOWLEDGED) => {
                return warn!("An interaction had been answered already.");
            }
            _ => {}
        }
        if let Err(error) = self.post(&failure.into_reply(self.locale)).await {
            info!(%error, "A failure could not be shown to whoever asked.");
        }
    }

    async fn promise(self, is_private: bool) -> Result<Deferred<'i>, Failure> {
        let seen_by = CreateInteractionResponseMessage::new().ephemeral(is_private);
        self.send(CallbackKind::DeferredMessage, &raw(&seen_by))
            .await?;
        Ok(Deferred(self))
    }

    /// Puts another reply into the message whose button was pressed.
    pub(in crate::bot) async fn update(self, reply: &Reply) -> Result<(), Failure> {
        self.send(CallbackKind::UpdateMessage, &message(reply))
            .await
    }

    /// Opens a form.
    pub(in crate::bot) async fn open_form(self, form: &Form) -> Result<(), Failure> {
        self.send(CallbackKind::Modal, &raw(&form_body(form))).await
    }

    /// Offers choices for the option that is being typed.
    pub(in crate::bot) async fn offer(self, choices: Vec<Choice>) -> Result<(), Failure> {
        let choices: Vec<_> = choices
            .into_iter()
            .take(MAX_CHOICES)
            .map(|Choice { label, value }| json!({ "name": label, "value": value }))
            .collect();
        let body = raw(&json!({ "choices": choices }));
        self.send(CallbackKind::Choices, &body).await
    }

    async fn send(self, kind: CallbackKind, data: &RawValue) -> Result<(), Failure> {
        self.send_prepared(&CallbackBody::new(kind, data)).await
    }
}

/// An interaction that was promised an answer.
pub(in crate::bot) struct Deferred<'i>(InteractionResponder<'i>);

impl Deferred<'_> {
    /// Gives the answer, or says what went wrong.
    pub(in crate::bot) async fn finish(self, reply: Result<Reply, Failure>) -> Result<(), Failure> {
        let Self(responder) = self;
        let mut reply = reply.unwrap_or_else(|failure| failure.into_reply(responder.locale));
        // Who sees it was settled with the promise.
        reply.audience = Audience::Everyone;
        let (token, body) = (&responder.interaction.token, message(&reply));
        Ok(responder.callbacks.edit_answer(token, &body).await?)
    }
}

impl Failure {
    /// Discord's own code, if it was Discord that refused something.
    fn refusal_code(&self) -> Option<i64> {
        let Self::Internal(error) = self else {
            return None;
        };
        match error.downcast_ref::<RestError>()? {
            RestError::Unavailable(refusal) | RestError::Rejected(refusal) => Some(refusal.code),
            _ => None,
        }
    }
}
