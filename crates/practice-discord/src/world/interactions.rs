//! Interactions: begun by a person on the page, answered by the bot in three seconds or never.
//!
//! <https://discord.com/developers/docs/interactions/receiving-and-responding>

use serde_json::{Value, json};

use super::{
    interaction::{
        ATTACHMENT_LIMIT, Asker, Interaction, Interactions, KEPT_FOR, MAX_KEPT, NewInteraction,
        Phase, RESPONSE_DEADLINE, Requester,
    },
    page::PageId,
    state::World,
    users,
};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

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
            asker: new.requester.into(),
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
        let mut owners = json!({ "0": guild.map_or("0".to_owned(), |id| id.to_string()) });
        if new.is_user_installed {
            owners["1"] = json!(person.id);
        }
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
            "authorizing_integration_owners": owners,
            "context": u8::from(guild.is_none()),
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "data": new.data,
        });
        if let Some(guild) = guild {
            let mut member = users::member(person.id).unwrap_or_default();
            member["permissions"] = person.permissions.to_string().into();
            payload["member"] = member;
            payload["guild_id"] = json!(guild);
            let locale = self.guild_locale(guild);
            payload["guild_locale"] = locale.into();
            payload["guild"] = json!({ "id": guild, "locale": locale, "features": [] });
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
        // Not in the order of their ids: a frame that a test made up has any id.
        waiting.retain(|id| match all.get_mut(id) {
            Some(one) if self.real_now.duration_since(one.begun) >= RESPONSE_DEADLINE => {
                one.phase = Phase::Expired;
                late.push(one.asker.clone());
                false
            }
            found => found.is_some(),
        });
        while let Some((id, oldest)) = all.first_key_value() {
            let is_recent = self.real_now.duration_since(oldest.begun) < KEPT_FOR;
            if waiting.contains(id) || is_recent && all.len() <= MAX_KEPT {
                break;
            }
            all.pop_first();
        }
        for asker in late {
            self.fail_on(
                asker.page,
                &asker.reference,
                "The application did not respond",
            );
        }
    }

    /// Shows the requester that it failed, and why.
    pub(crate) fn fail(&mut self, requester: &Requester, text: &str) {
        self.fail_on(requester.page, &requester.reference, text);
    }

    fn fail_on(&mut self, page: PageId, reference: &str, text: &str) {
        let frame = json!({ "t": "failed", "ref": reference, "text": text });
        self.send_to_page(page, frame);
    }

    /// Shows the requester that it is done.
    pub(crate) fn acknowledge(&mut self, requester: &Requester) {
        self.acknowledge_on(requester.page, &requester.reference);
    }

    /// Shows whoever began an interaction that it is answered.
    pub(crate) fn acknowledge_asker(&mut self, asker: &Asker) {
        self.acknowledge_on(asker.page, &asker.reference);
    }

    fn acknowledge_on(&mut self, page: PageId, reference: &str) {
        self.send_to_page(page, json!({ "t": "ack", "ref": reference }));
    }
}
