//! Interactions: begun by a person on the page, answered by the bot in three seconds or never.
//!
//! <https://discord.com/developers/docs/interactions/receiving-and-responding>

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    PageId, World, guild,
    users::{self, Person},
};
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
const RESPONSE_DEADLINE: SignedDuration = SignedDuration::from_secs(3);
/// The token is valid for follow-up messages this long.
const TOKEN_LIFETIME: SignedDuration = SignedDuration::from_mins(15);
/// An expired token is distinguished from an unknown one this long.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Beyond this many the oldest are forgotten, except those still waiting for an answer.
const MAX_KEPT: usize = 5_000;
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

/// What a person does that the bot must answer.
pub(crate) struct NewInteraction {
    pub(crate) kind: u8,
    pub(crate) requester: Requester,
    pub(crate) channel: Snowflake,
    pub(crate) data: Value,
    /// The message that holds the component, or held the one that opened the modal.
    pub(crate) source: Option<Snowflake>,
    /// What `interaction_metadata` holds besides who and when.
    pub(crate) metadata: Map<String, Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Pending,
    Answered,
    Expired,
}

/// An interaction that was sent to the bot.
#[derive(Clone)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    token: String,
    pub(crate) kind: u8,
    pub(crate) requester: Requester,
    pub(crate) channel: Snowflake,
    pub(crate) source: Option<Snowflake>,
    /// The message that `@original` names.
    pub(crate) original: Option<Snowflake>,
    pub(crate) metadata: Value,
    begun: Timestamp,
    phase: Phase,
}

#[derive(Default)]
pub(crate) struct Interactions {
    all: BTreeMap<Snowflake, Interaction>,
    waiting: BTreeSet<Snowflake>,
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
            .filter(|known| known.token == token);
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

impl World {
    /// Sends the bot what a person did; it has three seconds to answer.
    pub(crate) fn begin(&mut self, new: NewInteraction) -> Result<(), ApiError> {
        let id = self.new_id();
        // The id makes it unique; the rest only has to look like a token.
        let token = format!("{id}-{:016x}", fastrand::u64(..));
        let payload = self.interaction_payload(id, &token, &new)?;
        let mut metadata = json!({
            "id": id,
            "type": new.kind,
            "user": new.requester.person.user(),
            "authorizing_integration_owners": payload["authorizing_integration_owners"],
        });
        for (key, value) in new.metadata {
            metadata[key] = value;
        }
        let interaction = Interaction {
            id,
            token,
            kind: new.kind,
            requester: new.requester,
            channel: new.channel,
            source: new.source,
            original: None,
            metadata,
            begun: self.real_now,
            phase: Phase::Pending,
        };
        self.interactions.waiting.insert(id);
        self.interactions.all.insert(id, interaction);
        self.send_to_bot("INTERACTION_CREATE", payload);
        Ok(())
    }

    /// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object>
    fn interaction_payload(
        &self,
        id: Snowflake,
        token: &str,
        new: &NewInteraction,
    ) -> Result<Value, ApiError> {
        let person = new.requester.person;
        let channel = self.channel(new.channel)?;
        let guild = channel.guild();
        let owner = guild.map_or("0".to_owned(), |id| id.to_string());
        let mut payload = json!({
            "id": id,
            "application_id": ids::BOT,
            "type": new.kind,
            "token": token,
            "version": 1,
            "channel_id": new.channel,
            "channel": channel.to_json_for(person),
            "app_permissions": channel.bot_permissions().to_string(),
            "locale": new.requester.locale,
            "entitlements": [],
            "authorizing_integration_owners": { "0": owner },
            "context": u8::from(guild.is_none()),
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "data": new.data,
        });
        if let Some(guild) = guild {
            let mut member = users::member(person.id).unwrap_or_default();
            member["permissions"] = person.permissions.to_string().into();
            payload["member"] = member;
            payload["guild_id"] = json!(guild);
            payload["guild_locale"] = guild::LOCALE.into();
            payload["guild"] = json!({ "id": guild, "locale": guild::LOCALE, "features": [] });
        } else {
            payload["user"] = person.user();
        }
        if let Some(source) = new.source {
            payload["message"] = channel.message(source)?.json.clone();
        }
        Ok(payload)
    }

    /// Expires what was not answered in time, and forgets what is long past.
    pub(super) fn expire_unanswered(&mut self) {
        let Interactions { all, waiting } = &mut self.interactions;
        let mut late = Vec::new();
        while let Some(first) = waiting.first().and_then(|id| all.get_mut(id)) {
            if self.real_now.duration_since(first.begun) < RESPONSE_DEADLINE {
                break;
            }
            first.phase = Phase::Expired;
            waiting.remove(&first.id);
            late.push(first.requester.clone());
        }
        while let Some((id, oldest)) = all.first_key_value() {
            let is_recent = self.real_now.duration_since(oldest.begun) < KEPT_FOR;
            if waiting.contains(id) || is_recent && all.len() <= MAX_KEPT {
                break;
            }
            all.pop_first();
        }
        for requester in late {
            self.fail(&requester, "The application did not respond");
        }
    }

    /// Shows the requester that it failed, and why.
    pub(crate) fn fail(&mut self, requester: &Requester, text: &str) {
        let frame = json!({ "t": "failed", "ref": requester.reference, "text": text });
        self.send_to_page(requester.page, frame);
    }

    /// Shows the requester that it is done.
    pub(crate) fn acknowledge(&mut self, requester: &Requester) {
        self.send_to_page(
            requester.page,
            json!({ "t": "ack", "ref": requester.reference }),
        );
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
