//! An interaction: what a person did, and how far its answer is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{page::PageId, users::Person};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

/// Discord's types of interaction.
pub(crate) mod kind {
    pub(crate) const COMMAND: u8 = 2;
    pub(crate) const COMPONENT: u8 = 3;
    pub(crate) const AUTOCOMPLETE: u8 = 4;
    pub(crate) const MODAL: u8 = 5;
}

/// The first answer must come within this time.
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction>
pub(super) const RESPONSE_DEADLINE: SignedDuration = SignedDuration::from_secs(3);
/// The token is valid for follow-up messages this long.
const TOKEN_LIFETIME: SignedDuration = SignedDuration::from_mins(15);
/// An expired token is distinguished from an unknown one this long.
pub(super) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Beyond this many the oldest are forgotten, except those still waiting for an answer.
pub(super) const MAX_KEPT: usize = 5_000;
/// The largest file one may attach to an answer, in bytes.
pub(crate) const ATTACHMENT_LIMIT: usize = 10 << 20;

/// The person who does something, and the page and frame to answer.
#[derive(Clone)]
pub(crate) struct Requester {
    pub(crate) page: PageId,
    pub(crate) reference: String,
    pub(crate) person: &'static Person,
    pub(crate) locale: String,
}

/// Who an interaction answers to: a person on a page, or somebody whom only a frame names.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(crate) page: PageId,
    pub(crate) reference: String,
    pub(crate) person: Snowflake,
    pub(crate) locale: String,
}

impl From<Requester> for Asker {
    fn from(requester: Requester) -> Self {
        Self {
            page: requester.page,
            reference: requester.reference,
            person: requester.person.id,
            locale: requester.locale,
        }
    }
}

/// What a person does that the bot must answer.
pub(crate) struct NewInteraction {
    pub(crate) kind: u8,
    pub(crate) requester: Requester,
    pub(crate) channel: Snowflake,
    pub(crate) data: Value,
    /// The message that holds the component, or held the one that opened the modal.
    pub(crate) source: Option<Snowflake>,
    /// Whether the person has installed the bot, and the command can be.
    pub(crate) is_user_installed: bool,
    /// What `interaction_metadata` holds besides who and when.
    pub(crate) metadata: Map<String, Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Pending,
    Answered,
    Expired,
}

/// An interaction that was sent to the bot.
#[derive(Clone)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    pub(super) token: String,
    pub(crate) kind: u8,
    pub(crate) asker: Asker,
    pub(crate) channel: Snowflake,
    pub(crate) source: Option<Snowflake>,
    /// The message that `@original` names.
    pub(crate) original: Option<Snowflake>,
    pub(crate) metadata: Value,
    pub(super) begun: Timestamp,
    pub(super) phase: Phase,
}

#[derive(Default)]
pub(crate) struct Interactions {
    pub(super) all: BTreeMap<Snowflake, Interaction>,
    pub(super) waiting: BTreeSet<Snowflake>,
}

impl Interactions {
    /// The interaction, if it may still be answered.
    pub(crate) fn waiting(
        &self,
        id: Snowflake,
        token: &str,
        now: Timestamp,
    ) -> Result<&Interaction, ApiError> {
        let known = self.all.get(&id).filter(|known| known.token == token);
        let known = known.ok_or(ApiError::UNKNOWN_INTERACTION)?;
        match known.phase {
            Phase::Answered => Err(ApiError::ALREADY_ACKNOWLEDGED),
            Phase::Pending if now.duration_since(known.begun) < RESPONSE_DEADLINE => Ok(known),
            Phase::Pending | Phase::Expired => Err(ApiError::UNKNOWN_INTERACTION),
        }
    }

    /// The answered interaction whose token serves as a webhook.
    pub(crate) fn answered(&self, token: &str, now: Timestamp) -> Result<&Interaction, ApiError> {
        let id = token.split_once('-').and_then(|(id, _)| id.parse().ok());
        let known = id
            .and_then(|id| self.all.get(&id))
            .filter(|known| known.token == token)
            // The token of a frame that a test made up does not begin with the id.
            .or_else(|| self.all.values().rev().find(|known| known.token == token));
        let known = known.filter(|known| known.phase == Phase::Answered);
        let known = known.ok_or(ApiError::UNKNOWN_WEBHOOK)?;
        if now.duration_since(known.begun) >= TOKEN_LIFETIME {
            return Err(ApiError::WEBHOOK_TOKEN_EXPIRED);
        }
        Ok(known)
    }

    /// Notes that the bot has answered, and with which message.
    pub(crate) fn mark_answered(&mut self, id: Snowflake, original: Option<Snowflake>) {
        self.waiting.remove(&id);
        if let Some(interaction) = self.all.get_mut(&id) {
            interaction.phase = Phase::Answered;
            interaction.original = original;
        }
    }
}

impl Interaction {
    /// The fields that every message in answer to this interaction has.
    pub(crate) fn response_fields(&self) -> Map<String, Value> {
        let mut response_fields = Map::new();
        response_fields.insert("application_id".into(), json!(ids::BOT));
        response_fields.insert("webhook_id".into(), json!(ids::BOT));
        response_fields.insert("interaction_metadata".into(), self.metadata.clone());
        if self.kind == kind::COMMAND {
            let old_form = json!({
                "id": self.id,
                "type": self.kind,
                "name": self.metadata["name"],
                "user": self.metadata["user"],
            });
            response_fields.insert("interaction".into(), old_form);
        }
        response_fields
    }

    /// The type of the message that is its first answer.
    pub(crate) fn message_kind(&self) -> u8 {
        match (self.kind, self.metadata["command_type"].as_u64()) {
            (kind::COMMAND, Some(1) | None) => 20,
            (kind::COMMAND, _) => 23,
            (kind::COMPONENT, _) => 19,
            _ => 0,
        }
    }
}
