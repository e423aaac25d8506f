//! Answers an interaction: a prepared body goes out as it is.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::json;
use serde_json::value::RawValue;
use serenity::all::CreateInteractionResponseMessage;
use tokio::runtime::Handle;
use tokio::time::Instant;
use tracing::{info, warn};

use crate::bot::error::Failure;
use crate::bot::form::form_body;
use crate::bot::gateway::Interaction;
use crate::bot::message::{compose, message, raw};
use crate::bot::overload::Overload;
use crate::bot::rest::{CallbackBody, CallbackClient, CallbackKind, File, RestError};
use crate::reply::{Audience, Form, Reply};
use crate::text::Locale;

/// Discord no longer knows the interaction: it was answered too late, or elsewhere.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const UNKNOWN_INTERACTION: i64 = 10_062;
const ALREADY_ACKNOWLEDGED: i64 = 40_060;
/// The time that is kept for an answer to reach Discord.
const FOR_THE_ANSWER: Duration = Duration::from_millis(600);
/// Choices that Discord shows at once.
const MAX_CHOICES: usize = 25;

/// An interaction that waits for its first answer, which must leave within three seconds.
#[derive(Clone, Copy)]
pub(in crate::bot) struct InteractionResponder<'i> {
    callbacks: &'i CallbackClient,
    interaction: &'i Interaction,
    locale: Locale,
    /// Until when Discord takes the first answer.
    answer_by: Instant,
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
        answer_by: Instant,
    ) -> Self {
        Self {
            callbacks,
            interaction,
            locale,
            answer_by,
        }
    }

    /// The language that it is answered in.
    pub(in crate::bot) fn locale(self) -> Locale {
        self.locale
    }

    /// How long something may take before it is answered, with time left for the answer; none at all if that is late already.
    pub(in crate::bot) fn patience(self) -> Duration {
        let left = self.answer_by.saturating_duration_since(Instant::now());
        left.saturating_sub(FOR_THE_ANSWER)
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
        let callbacks = self.callbacks;
        let sent = callbacks.answer_with_file(*id, token, &body, &file, self.answer_by);
        Ok(sent.await?)
    }

    /// Sends an answer that was composed before.
    pub(in crate::bot) async fn send_prepared(self, body: &CallbackBody) -> Result<(), Failure> {
        let Interaction { id, token, .. } = self.interaction;
        let sent = self.callbacks.answer(*id, token, body, self.answer_by);
        Ok(sent.await?)
    }

    /// Promises whoever asked an answer that may take longer than three seconds. Only they will see it. Where it is not known
    /// whether Discord heard of the promise, the work is done all the same, and its answer finds its way.
    ///
    /// # Errors
    /// Discord will not have it: it is too late, or somebody else has answered. Nothing is to be done then.
    pub(in crate::bot) async fn defer(self) -> Result<Deferred<'i>, Failure> {
        Ok(self.promise(true).await?)
    }

    /// The same, where everybody will see it.
    ///
    /// # Errors
    /// As above.
    pub(in crate::bot) async fn defer_openly(self) -> Result<Deferred<'i>, Failure> {
        Ok(self.promise(self.is_private()).await?)
    }

    /// The same for what must be done whatever becomes of the promise. Only whoever asked will see the answer.
    pub(in crate::bot) async fn defer_regardless(self) -> Deferred<'i> {
        let promised = self.promise(true).await;
        promised.unwrap_or(Deferred {
            responder: self,
            is_private: true,
            is_certain: false,
        })
    }

    async fn promise(self, is_private: bool) -> Result<Deferred<'i>, RestError> {
        let seen_by = CreateInteractionResponseMessage::new().ephemeral(is_private);
        let body = CallbackBody::new(CallbackKind::DeferredMessage, &raw(&seen_by));
        let Interaction { id, token, .. } = self.interaction;
        let sent = self.callbacks.answer(*id, token, &body, self.answer_by);
        let is_certain = match sent.await {
            Ok(()) => true,
            Err(error) if error.is_transient() => false,
            Err(error) => return Err(error),
        };
        Ok(Deferred {
            responder: self,
            is_private,
            is_certain,
        })
    }

    /// Tells whoever asked what went wrong, if they can still be reached.
    pub(in crate::bot) async fn fail(self, failure: Failure, overload: &Overload) {
        match failure.refusal_code() {
            Some(UNKNOWN_INTERACTION) => {
                self.callbacks.metrics().interactions_too_late.add();
                return overload.too_late.add(&Handle::current());
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
pub(in crate::bot) struct Deferred<'i> {
    responder: InteractionResponder<'i>,
    /// Whether the promise is for whoever asked alone.
    is_private: bool,
    /// Whether Discord has heard of the promise.
    is_certain: bool,
}

impl Deferred<'_> {
    /// Gives the answer, or says what went wrong. What reached nobody is in the log with a reference.
    pub(in crate::bot) async fn finish(self, reply: Result<Reply, Failure>) -> Result<(), Failure> {
        let locale = self.responder.locale;
        let reply = reply.unwrap_or_else(|failure| failure.into_reply(locale));
        let Err(error) = self.give(reply).await else {
            return Ok(());
        };
        let is_refused = error.is_refusal();
        let mut broken = Failure::from(error).into_reply(locale);
        // Where Discord will not have this answer, it may have that one.
        if self.is_certain && is_refused {
            broken.audience = Audience::Everyone;
            let edited = self.edit(&broken).await;
            return Ok(edited?);
        }
        Ok(())
    }

    /// Gives the answer by whatever way is open: in the place of the promise, or, if Discord never heard of that, as the first
    /// answer.
    ///
    /// # Errors
    /// No way is open.
    pub(in crate::bot) async fn give(&self, mut reply: Reply) -> Result<(), RestError> {
        let responder = self.responder;
        // Who sees it was settled with the promise.
        reply.audience = Audience::Everyone;
        let Err(error) = self.edit(&reply).await else {
            return Ok(());
        };
        if self.is_certain || !error.is_refusal() {
            return Err(error);
        }
        if self.is_private {
            reply.audience = Audience::Asker;
        }
        let body = CallbackBody::new(CallbackKind::NewMessage, &message(&reply));
        let Interaction { id, token, .. } = responder.interaction;
        let (callbacks, answer_by) = (responder.callbacks, responder.answer_by);
        callbacks.answer(*id, token, &body, answer_by).await
    }

    /// Puts a reply in the place of the promise.
    async fn edit(&self, reply: &Reply) -> Result<(), RestError> {
        let (callbacks, token) = (self.responder.callbacks, &self.responder.interaction.token);
        callbacks.edit_answer(token, &message(reply)).await
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
