//! Interactions: begun by a person on the page, answered by the bot in three seconds or never.
//!
//! <https://discord.com/developers/docs/interactions/receiving-and-responding>

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher, Hasher, RandomState},
};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    PageId, World, guild,
    users::{self, Person},
};
use crate::{Refusal, Snowflake, ids};

/// Discord's types of interaction.
pub(crate) mod kind {
    pub(crate) const COMMAND: u8 = 2;
    pub(crate) const COMPONENT: u8 = 3;
    pub(crate) const AUTOCOMPLETE: u8 = 4;
    pub(crate) const MODAL: u8 = 5;
}

/// The first answer must come within this time.
const TO_ANSWER: SignedDuration = SignedDuration::from_secs(3);
/// The token is good for messages this long.
const TOKEN_LIVES: SignedDuration = SignedDuration::from_mins(15);
/// An expired token is told from an unknown one this long.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);
/// Beyond this many the oldest are forgotten, but for those that still wait for their answer.
const KEPT: usize = 5_000;
/// The largest file one may attach to an answer, in bytes.
pub(crate) const ATTACHMENT_LIMIT: usize = 10 << 20;

/// The person who asks, and the page and frame to answer.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(crate) page: PageId,
    pub(crate) reference: String,
    pub(crate) person: &'static Person,
    pub(crate) locale: String,
}

/// What a person does that the bot must answer.
pub(crate) struct Opening {
    pub(crate) kind: u8,
    pub(crate) asker: Asker,
    pub(crate) channel: Snowflake,
    pub(crate) data: Value,
    /// The message that holds the component, or held the one that opened the modal.
    pub(crate) source: Option<Snowflake>,
    /// What `interaction_metadata` says besides who and when.
    pub(crate) metadata: Map<String, Value>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Answered,
    GivenUp,
}

/// An interaction that the bot was told of.
#[derive(Clone)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    token: String,
    pub(crate) kind: u8,
    pub(crate) asker: Asker,
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
    ) -> Result<&Interaction, Refusal> {
        let known = self.all.get(&id).filter(|known| known.token == token);
        let known = known.ok_or(Refusal::UNKNOWN_INTERACTION)?;
        match known.phase {
            Phase::Answered => Err(Refusal::ALREADY_ACKNOWLEDGED),
            Phase::Waiting if now.duration_since(known.begun) < TO_ANSWER => Ok(known),
            Phase::Waiting | Phase::GivenUp => Err(Refusal::UNKNOWN_INTERACTION),
        }
    }

    /// The answered interaction whose token serves as a webhook.
    pub(crate) fn answered(&self, token: &str, now: Timestamp) -> Result<&Interaction, Refusal> {
        let id = token.split_once('-').and_then(|(id, _)| id.parse().ok());
        let known = id
            .and_then(|id| self.all.get(&id))
            .filter(|known| known.token == token);
        let known = known.filter(|known| known.phase == Phase::Answered);
        let known = known.ok_or(Refusal::UNKNOWN_WEBHOOK)?;
        if now.duration_since(known.begun) >= TOKEN_LIVES {
            return Err(Refusal::WEBHOOK_TOKEN_EXPIRED);
        }
        Ok(known)
    }

    /// Notes that the bot has answered, and with which message.
    pub(crate) fn settle(&mut self, id: Snowflake, original: Option<Snowflake>) {
        self.waiting.remove(&id);
        if let Some(interaction) = self.all.get_mut(&id) {
            interaction.phase = Phase::Answered;
            interaction.original = original;
        }
    }
}

impl World {
    /// Tells the bot what a person did, and waits for its answer.
    pub(crate) fn begin(&mut self, opening: Opening) -> Result<(), Refusal> {
        let id = self.new_id();
        let secret = RandomState::new().build_hasher().finish();
        let token = format!("{id}-{secret:016x}");
        let person = opening.asker.person;
        let channel = self.channel(opening.channel)?;
        let guild = channel.guild();
        let owners = json!({ "0": guild.map_or("0".to_owned(), |id| id.to_string()) });
        let mut payload = json!({
            "id": id,
            "application_id": ids::BOT,
            "type": opening.kind,
            "token": token,
            "version": 1,
            "channel_id": opening.channel,
            "channel": channel.seen_by(person),
            "app_permissions": channel.bot_permissions().to_string(),
            "locale": opening.asker.locale,
            "entitlements": [],
            "authorizing_integration_owners": owners,
            "context": u8::from(guild.is_none()),
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "data": opening.data,
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
        if let Some(source) = opening.source {
            payload["message"] = channel.message(source)?.json.clone();
        }
        let mut metadata = json!({
            "id": id,
            "type": opening.kind,
            "user": person.user(),
            "authorizing_integration_owners": owners,
        });
        for (key, value) in opening.metadata {
            metadata[key] = value;
        }
        let interaction = Interaction {
            id,
            token,
            kind: opening.kind,
            asker: opening.asker,
            channel: opening.channel,
            source: opening.source,
            original: None,
            metadata,
            begun: self.unmoved_now,
            phase: Phase::Waiting,
        };
        self.interactions.waiting.insert(id);
        self.interactions.all.insert(id, interaction);
        self.tell_bot("INTERACTION_CREATE", payload);
        Ok(())
    }

    /// Gives up on what was not answered in time, and forgets what is long past.
    pub(super) fn give_up_on_the_late(&mut self) {
        let Interactions { all, waiting } = &mut self.interactions;
        let mut late = Vec::new();
        while let Some(first) = waiting.first().and_then(|id| all.get_mut(id)) {
            if self.unmoved_now.duration_since(first.begun) < TO_ANSWER {
                break;
            }
            first.phase = Phase::GivenUp;
            waiting.remove(&first.id);
            late.push(first.asker.clone());
        }
        while let Some((id, oldest)) = all.first_key_value() {
            let is_recent = self.unmoved_now.duration_since(oldest.begun) < REMEMBERED;
            if waiting.contains(id) || is_recent && all.len() <= KEPT {
                break;
            }
            all.pop_first();
        }
        for asker in late {
            self.fail(&asker, "The application did not respond");
        }
    }

    /// Tells the asker that nothing came of it.
    pub(crate) fn fail(&mut self, asker: &Asker, text: &str) {
        let frame = json!({ "t": "failed", "ref": asker.reference, "text": text });
        self.tell_page(asker.page, frame);
    }

    /// Tells the asker that it is done.
    pub(crate) fn acknowledge(&mut self, asker: &Asker) {
        self.tell_page(asker.page, json!({ "t": "ack", "ref": asker.reference }));
    }
}

impl Interaction {
    /// What stands in every message that answers this interaction.
    pub(crate) fn marks(&self) -> Map<String, Value> {
        let mut marks = Map::new();
        marks.insert("application_id".into(), json!(ids::BOT));
        marks.insert("webhook_id".into(), json!(ids::BOT));
        marks.insert("interaction_metadata".into(), self.metadata.clone());
        if self.kind == kind::COMMAND {
            let old_form = json!({
                "id": self.id,
                "type": self.kind,
                "name": self.metadata["name"],
                "user": self.metadata["user"],
            });
            marks.insert("interaction".into(), old_form);
        }
        marks
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
