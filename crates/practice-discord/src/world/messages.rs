//! Messages: posted, edited, deleted, read back.

use serde_json::{Map, Value, json};

use super::{
    attachments::Upload,
    components, embeds,
    instant::instant,
    mentions::{AllowedMentions, Mentioned},
    message::{COMPONENTS_V2, LOADING, Message, NewMessage},
    nonces::nonce_text,
    state::World,
    users::{self, permission},
};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

/// A channel forgets its oldest messages beyond this many, so that memory stays bounded.
const MAX_MESSAGES_PER_CHANNEL: usize = 500;

impl World {
    /// The message that this author sent with this nonce, if it is still remembered.
    pub(crate) fn sent_with_nonce(&self, author: Snowflake, nonce: &Value) -> Option<Value> {
        let nonce = nonce_text(nonce)?;
        let (channel, id) = self.nonces.find(author, &nonce, self.real_now)?;
        let mut json = self.channel(channel).ok()?.message(id).ok()?.json.clone();
        json["nonce"] = nonce.into();
        Some(json)
    }

    /// From now on a message that is sent again is another one.
    pub(crate) fn forget_nonces(&mut self) {
        self.nonces.forget();
    }

    /// Writes a message and sends it to everybody who sees it.
    pub(crate) fn post(&mut self, new: NewMessage) -> Result<Value, ApiError> {
        if new.ephemeral_for.is_none() && self.channel(new.channel)?.thread().is_some() {
            self.prepare_thread_post(new.channel, new.author)?;
        }
        let id = self.new_id();
        let (mut json, mentioned) = self.message_json(id, &new);
        for (key, value) in new.extra {
            json[key] = value;
        }
        let nonce = new.body["nonce"].clone();
        let NewMessage {
            author,
            ephemeral_for,
            response_to,
            channel,
            ..
        } = new;
        let message = Message {
            id,
            author,
            ephemeral_for,
            response_to,
            dismissed: false,
            json,
        };
        let messages = &mut self.channel_mut(channel)?.messages;
        messages.push_back(message);
        if messages.len() > MAX_MESSAGES_PER_CHANNEL {
            messages.pop_front();
        }
        if let Some(nonce) = nonce_text(&nonce) {
            self.nonces
                .remember(author, nonce, (channel, id), self.real_now);
        }
        let published = self.publish(channel, id, "MESSAGE_CREATE", &nonce)?;
        if ephemeral_for.is_none() && self.channel(channel)?.thread().is_some() {
            self.add_mentioned(channel, author, &mentioned.users)?;
        }
        Ok(published)
    }

    /// A new message as Discord gives it back, and whom it mentions. Its files are kept.
    fn message_json(&mut self, id: Snowflake, new: &NewMessage) -> (Value, Mentioned) {
        let attachments = self.keep_files(new.channel, new.body, new.files);
        let embeds = embeds::normalized(&new.body["embeds"], &attachments);
        let content = new.body["content"].as_str().unwrap_or_default().trim();
        let may_mention_everyone = new.author == ids::BOT
            || users::person(new.author).is_some_and(|one| one.may(permission::MENTION_EVERYONE));
        let components = components::normalized(&new.body["components"], &attachments);
        let text = format!("{content}\n{}", components::text_of(&components));
        let mut mentioned = new.allowed.mentioned_in(&text, may_mention_everyone);
        let mut json = json!({
            "id": id,
            "channel_id": new.channel,
            "author": users::user(new.author),
            "content": content,
            "timestamp": instant(self.now),
            "edited_timestamp": null,
            "tts": false,
            "attachments": attachments,
            "embeds": embeds,
            "components": components,
            "pinned": false,
            "type": new.kind,
            "flags": new.flags,
        });
        if let Some((author, reference, original)) = self.replied_to(new) {
            let pings = new.allowed.replied_user && author != new.author;
            if pings && !mentioned.users.contains(&author) {
                mentioned.users.push(author);
            }
            json["message_reference"] = reference;
            json["referenced_message"] = original;
        }
        write_mentions(&mut json, &mentioned);
        (json, mentioned)
    }

    /// Whoever writes in a thread unarchives it and becomes its member.
    fn prepare_thread_post(
        &mut self,
        thread: Snowflake,
        author: Snowflake,
    ) -> Result<(), ApiError> {
        self.thread(thread)?.check_may_post(author)?;
        self.unarchive_on_activity(thread)?;
        self.join(thread, author)?;
        self.thread_mut(thread)?.total_sent += 1;
        Ok(())
    }

    /// Writes the message that Discord itself posts when somebody changes a thread.
    pub(super) fn post_system_message(
        &mut self,
        thread: Snowflake,
        by: Snowflake,
        kind: u8,
        content: &str,
        about: Option<Snowflake>,
    ) -> Result<(), ApiError> {
        let mut extra = Map::new();
        let about = about.and_then(users::user);
        extra.insert("mentions".into(), about.into_iter().collect());
        self.post(NewMessage {
            channel: thread,
            author: by,
            body: &json!({ "content": content }),
            files: &[],
            kind,
            flags: 0,
            ephemeral_for: None,
            reply_to: None,
            response_to: None,
            allowed: AllowedMentions::nobody(),
            extra,
        })?;
        Ok(())
    }

    /// Edits a message: what `change` holds is replaced, the rest stays.
    pub(crate) fn edit(
        &mut self,
        channel: Snowflake,
        id: Snowflake,
        change: &Value,
        files: &[Upload],
    ) -> Result<Value, ApiError> {
        let now = self.now;
        let place = self.channel(channel)?;
        let before = place.message(id)?;
        if let Some(thread) = place.thread().filter(|_| before.ephemeral_for.is_none()) {
            thread.check_may_post(before.author)?;
            if thread.archived {
                return Err(ApiError::THREAD_ARCHIVED);
            }
        }
        let mut json = before.json.clone();
        let otherwise = if before.response_to.is_some() {
            AllowedMentions::users_only()
        } else {
            AllowedMentions::all()
        };
        let keeps = |attachment: &&Value| match change["attachments"].as_array() {
            Some(named) => named.iter().any(|one| one["id"] == attachment["id"]),
            None => true,
        };
        let old = json["attachments"].as_array().into_iter().flatten();
        let mut attachments: Vec<Value> = old.filter(keeps).cloned().collect();
        attachments.extend(self.keep_files(channel, change, files));
        if let Some(embeds) = change.get("embeds") {
            json["embeds"] = embeds::normalized(embeds, &attachments).into();
        }
        json["attachments"] = attachments.clone().into();
        if let Some(changed) = change.get("components") {
            json["components"] = components::normalized(changed, &attachments).into();
        }
        if let Some(content) = change.get("content") {
            let content = content.as_str().unwrap_or_default().trim();
            let mentioned = AllowedMentions::read(&change["allowed_mentions"], otherwise);
            write_mentions(&mut json, &mentioned.mentioned_in(content, true));
            json["content"] = content.into();
        }
        let before = json["flags"].as_u64().unwrap_or(0);
        let flags = before | change["flags"].as_u64().unwrap_or(0) & COMPONENTS_V2;
        if shows_nothing(&json, flags) {
            return Err(ApiError::EMPTY_MESSAGE);
        }
        if flags & LOADING == 0 {
            json["edited_timestamp"] = instant(now).into();
        }
        json["flags"] = (flags & !LOADING).into();
        self.channel_mut(channel)?.message_mut(id)?.json = json;
        self.publish(channel, id, "MESSAGE_UPDATE", &Value::Null)
    }

    /// Deletes a message.
    pub(crate) fn delete(&mut self, channel: Snowflake, id: Snowflake) -> Result<(), ApiError> {
        let place = self.channel_mut(channel)?;
        let at = place.position(id)?;
        let message = place.messages.remove(at).ok_or(ApiError::UNKNOWN_MESSAGE)?;
        let guild = place.guild();
        let name = id.to_string();
        for reply in &mut place.messages {
            if reply.json["message_reference"]["message_id"] == name {
                reply.json["referenced_message"] = Value::Null;
            }
        }
        self.send_to_pages(json!({ "t": "message_gone", "channel_id": channel, "id": id }));
        if message.ephemeral_for.is_none() {
            let mut gone = json!({ "id": id, "channel_id": channel });
            if let Some(guild) = guild {
                gone["guild_id"] = json!(guild);
            }
            self.send_to_bot_in(channel, "MESSAGE_DELETE", gone);
        }
        Ok(())
    }

    /// Every message that is not for one person alone, oldest first.
    pub(crate) fn visible_messages(&self) -> Vec<&Value> {
        let all = self.all_channels().flat_map(|channel| &channel.messages);
        let mut public: Vec<_> = all
            .filter(|message| message.ephemeral_for.is_none())
            .collect();
        public.sort_by_key(|message| message.id);
        public.into_iter().map(|message| &message.json).collect()
    }

    /// The author of the message replied to, the reference to it, and itself; not if it is gone, nor
    /// if it is for one person and the reply for others.
    fn replied_to(&self, new: &NewMessage) -> Option<(Snowflake, Value, Value)> {
        let channel = self.channel(new.channel).ok()?;
        let replied = channel.message(new.reply_to?).ok()?;
        if replied.ephemeral_for.is_some() && replied.ephemeral_for != new.ephemeral_for {
            return None;
        }
        let mut reference =
            json!({ "type": 0, "message_id": replied.id, "channel_id": channel.id });
        if let Some(guild) = channel.guild() {
            reference["guild_id"] = json!(guild);
        }
        let mut original = replied.json.clone();
        original.as_object_mut()?.remove("referenced_message");
        Some((replied.author, reference, original))
    }

    /// Sends a message as it now stands to the pages and the bot, and returns it.
    pub(super) fn publish(
        &mut self,
        channel: Snowflake,
        id: Snowflake,
        event: &'static str,
        nonce: &Value,
    ) -> Result<Value, ApiError> {
        let place = self.channel(channel)?;
        let message = place.message(id)?;
        let (ephemeral_for, dismissed) = (message.ephemeral_for, message.dismissed);
        let kind = place.to_json()["type"].take();
        let (mut json, author, guild) = (message.json.clone(), message.author, place.guild());
        if !dismissed {
            self.send_to_pages(json!({ "t": "message", "message": json, "for": ephemeral_for }));
        }
        if !nonce.is_null() {
            json["nonce"] = nonce.clone();
        }
        if ephemeral_for.is_none() {
            let mut heard = json.clone();
            if let Some(guild) = guild {
                heard["guild_id"] = json!(guild);
                heard["member"] = json!(users::member_without_user(author));
                with_members(&mut heard["mentions"]);
            }
            heard["channel_type"] = kind;
            self.send_to_bot_in(channel, event, heard);
        }
        Ok(json)
    }

    fn keep_files(&mut self, channel: Snowflake, body: &Value, files: &[Upload]) -> Vec<Value> {
        let mut kept = Vec::new();
        for file in files {
            let index = file.index.to_string();
            let mut named = body["attachments"].as_array().into_iter().flatten();
            let entry = named.find(|one| one["id"] == file.index || one["id"] == index.as_str());
            let description = entry.and_then(|entry| entry["description"].as_str());
            let id = self.new_id();
            kept.push(self.attachments.keep(id, channel, file, description));
        }
        kept
    }
}

/// Whether there is nothing to see in a message; buttons alone do not count.
fn shows_nothing(json: &Value, flags: u64) -> bool {
    let is_empty = |key: &str| json[key].as_array().is_none_or(Vec::is_empty);
    if flags & COMPONENTS_V2 != 0 {
        is_empty("components")
    } else {
        json["content"] == "" && is_empty("embeds") && is_empty("attachments")
    }
}

/// The gateway adds to each mentioned user what the guild knows of them.
fn with_members(mentions: &mut Value) {
    for user in mentions.as_array_mut().into_iter().flatten() {
        let id = user["id"].as_str().and_then(|id| id.parse().ok());
        if let Some(member) = id.and_then(users::member_without_user) {
            user["member"] = member;
        }
    }
}

fn write_mentions(json: &mut Value, mentioned: &Mentioned) {
    let users = mentioned.users.iter().filter_map(|id| users::user(*id));
    json["mentions"] = users.collect();
    json["mention_roles"] = json!(mentioned.roles);
    json["mention_everyone"] = mentioned.everyone.into();
}
