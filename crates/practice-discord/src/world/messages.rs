//! Messages: written, changed, taken away, read back.

use serde_json::{Map, Value, json};

use super::{
    Allowed, Upload, World, embeds, instant,
    mentions::Called,
    users::{self, may},
};
use crate::{Refusal, Snowflake, ids};

/// The flag of a message that only one person sees.
pub(crate) const ONLY_YOU: u64 = 1 << 6;
/// The flag of a message whose text is still to come: "is thinking…".
pub(crate) const LOADING: u64 = 1 << 7;

/// A channel forgets its oldest messages beyond this many.
const KEPT_IN_A_CHANNEL: usize = 500;

/// A message as it stands, and what its JSON does not say.
pub(crate) struct Message {
    pub(crate) id: Snowflake,
    pub(crate) author: Snowflake,
    /// The one person who sees it.
    pub(crate) only_for: Option<Snowflake>,
    /// The interaction that it answers.
    pub(crate) answers: Option<Snowflake>,
    /// Whether its one reader has put it away.
    pub(crate) dismissed: bool,
    pub(crate) json: Value,
}

impl Message {
    /// Whether Discord itself wrote it, to say that something changed.
    pub(crate) fn is_from_discord(&self) -> bool {
        let kind = self.json["type"].as_u64();
        !matches!(kind, Some(0 | 19 | 20 | 23))
    }
}

/// A message about to be written; its body has passed its checks.
pub(crate) struct Draft<'a> {
    pub(crate) channel: Snowflake,
    pub(crate) author: Snowflake,
    pub(crate) body: &'a Value,
    pub(crate) files: &'a [Upload],
    /// Discord's type of message: 0 plain, 19 reply, 20 answer to a slash command, 23 to a menu.
    pub(crate) kind: u8,
    pub(crate) flags: u64,
    pub(crate) only_for: Option<Snowflake>,
    pub(crate) reply_to: Option<Snowflake>,
    pub(crate) answers: Option<Snowflake>,
    pub(crate) allowed: Allowed,
    /// What stands in the message besides.
    pub(crate) besides: Map<String, Value>,
}

impl World {
    /// Writes a message and tells everybody who sees it.
    pub(crate) fn post(&mut self, draft: Draft) -> Result<Value, Refusal> {
        if draft.only_for.is_none() && self.channel(draft.channel)?.thread().is_some() {
            self.begin_to_write(draft.channel, draft.author)?;
        }
        let id = self.new_id();
        let attachments = self.keep_files(draft.channel, draft.body, draft.files);
        let embeds = embeds::settled(&draft.body["embeds"], &attachments);
        let content = draft.body["content"].as_str().unwrap_or_default().trim();
        let calls_all = draft.author == ids::BOT
            || users::person(draft.author).is_some_and(|one| one.may(may::MENTION_EVERYONE));
        let mut called = draft.allowed.called_in(content, calls_all);
        let mut json = json!({
            "id": id,
            "channel_id": draft.channel,
            "author": users::user(draft.author),
            "content": content,
            "timestamp": instant(self.now),
            "edited_timestamp": null,
            "tts": false,
            "attachments": attachments,
            "embeds": embeds,
            "components": draft.body["components"].as_array().cloned().unwrap_or_default(),
            "pinned": false,
            "type": draft.kind,
            "flags": draft.flags,
        });
        if let Some((author, reference, original)) = self.replied_to(&draft) {
            let is_call = draft.allowed.replied_user && author != draft.author;
            if is_call && !called.users.contains(&author) {
                called.users.push(author);
            }
            json["message_reference"] = reference;
            json["referenced_message"] = original;
        }
        write_calls(&mut json, &called);
        for (key, value) in draft.besides {
            json[key] = value;
        }
        let nonce = draft.body["nonce"].clone();
        let Draft {
            author,
            only_for,
            answers,
            channel,
            ..
        } = draft;
        let message = Message {
            id,
            author,
            only_for,
            answers,
            dismissed: false,
            json,
        };
        let messages = &mut self.channel_mut(channel)?.messages;
        messages.push_back(message);
        if messages.len() > KEPT_IN_A_CHANNEL {
            messages.pop_front();
        }
        self.remember_nonce(author, &nonce, channel, id);
        let published = self.publish(channel, id, "MESSAGE_CREATE", &nonce)?;
        if only_for.is_none() && self.channel(channel)?.thread().is_some() {
            self.add_the_called(channel, author, &called.users)?;
        }
        Ok(published)
    }

    /// Who writes in a thread opens it again and becomes its member.
    fn begin_to_write(&mut self, thread: Snowflake, author: Snowflake) -> Result<(), Refusal> {
        self.thread(thread)?.takes_words_of(author)?;
        self.wake_thread(thread)?;
        self.join(thread, author)?;
        self.thread_mut(thread)?.total_sent += 1;
        Ok(())
    }

    /// Writes what Discord itself says when somebody changes a thread.
    pub(super) fn note(
        &mut self,
        thread: Snowflake,
        by: Snowflake,
        kind: u8,
        content: &str,
        about: Option<Snowflake>,
    ) -> Result<(), Refusal> {
        let mut besides = Map::new();
        let about = about.and_then(users::user);
        besides.insert("mentions".into(), about.into_iter().collect());
        self.post(Draft {
            channel: thread,
            author: by,
            body: &json!({ "content": content }),
            files: &[],
            kind,
            flags: 0,
            only_for: None,
            reply_to: None,
            answers: None,
            allowed: Allowed::nobody(),
            besides,
        })?;
        Ok(())
    }

    /// Changes what `change` names of a message; the rest stays.
    pub(crate) fn edit(
        &mut self,
        channel: Snowflake,
        id: Snowflake,
        change: &Value,
        files: &[Upload],
    ) -> Result<Value, Refusal> {
        let now = self.now;
        let place = self.channel(channel)?;
        let before = place.message(id)?;
        if let Some(thread) = place.thread().filter(|_| before.only_for.is_none()) {
            thread.takes_words_of(before.author)?;
            if thread.archived {
                return Err(Refusal::THREAD_ARCHIVED);
            }
        }
        let mut json = before.json.clone();
        let otherwise = if before.answers.is_some() {
            Allowed::users_only()
        } else {
            Allowed::all()
        };
        let keeps = |attachment: &&Value| match change["attachments"].as_array() {
            Some(named) => named.iter().any(|one| one["id"] == attachment["id"]),
            None => true,
        };
        let old = json["attachments"].as_array().into_iter().flatten();
        let mut attachments: Vec<Value> = old.filter(keeps).cloned().collect();
        attachments.extend(self.keep_files(channel, change, files));
        if let Some(embeds) = change.get("embeds") {
            json["embeds"] = embeds::settled(embeds, &attachments).into();
        }
        json["attachments"] = attachments.into();
        if let Some(components) = change.get("components") {
            json["components"] = components.as_array().cloned().unwrap_or_default().into();
        }
        if let Some(content) = change.get("content") {
            let content = content.as_str().unwrap_or_default().trim();
            let called = Allowed::read(&change["allowed_mentions"], otherwise);
            write_calls(&mut json, &called.called_in(content, true));
            json["content"] = content.into();
        }
        let is_empty = |key: &str| json[key].as_array().is_none_or(Vec::is_empty);
        if json["content"] == "" && is_empty("embeds") && is_empty("attachments") {
            return Err(Refusal::EMPTY_MESSAGE);
        }
        let flags = json["flags"].as_u64().unwrap_or(0);
        if flags & LOADING == 0 {
            json["edited_timestamp"] = instant(now).into();
        }
        json["flags"] = (flags & !LOADING).into();
        self.channel_mut(channel)?.message_mut(id)?.json = json;
        self.publish(channel, id, "MESSAGE_UPDATE", &Value::Null)
    }

    /// Takes a message away.
    pub(crate) fn delete(&mut self, channel: Snowflake, id: Snowflake) -> Result<(), Refusal> {
        let place = self.channel_mut(channel)?;
        let at = place.position(id)?;
        let message = place.messages.remove(at).ok_or(Refusal::UNKNOWN_MESSAGE)?;
        let guild = place.guild();
        let name = id.to_string();
        for reply in &mut place.messages {
            if reply.json["message_reference"]["message_id"] == name {
                reply.json["referenced_message"] = Value::Null;
            }
        }
        self.tell_pages(json!({ "t": "message_gone", "channel_id": channel, "id": id }));
        if message.only_for.is_none() {
            let mut gone = json!({ "id": id, "channel_id": channel });
            if let Some(guild) = guild {
                gone["guild_id"] = json!(guild);
            }
            self.tell_bot_in(channel, "MESSAGE_DELETE", gone);
        }
        Ok(())
    }

    /// Every message that is not for one person alone, oldest first.
    pub(crate) fn public_messages(&self) -> Vec<&Value> {
        let all = self.all_channels().flat_map(|channel| &channel.messages);
        let mut public: Vec<_> = all.filter(|message| message.only_for.is_none()).collect();
        public.sort_by_key(|message| message.id);
        public.into_iter().map(|message| &message.json).collect()
    }

    /// The author of the message replied to, the reference to it, and itself; not if it is gone, nor
    /// if it is for one person and the reply for others.
    fn replied_to(&self, draft: &Draft) -> Option<(Snowflake, Value, Value)> {
        let channel = self.channel(draft.channel).ok()?;
        let replied = channel.message(draft.reply_to?).ok()?;
        if replied.only_for.is_some() && replied.only_for != draft.only_for {
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

    /// Tells pages and bot how a message now stands, and returns it.
    fn publish(
        &mut self,
        channel: Snowflake,
        id: Snowflake,
        event: &'static str,
        nonce: &Value,
    ) -> Result<Value, Refusal> {
        let place = self.channel(channel)?;
        let message = place.message(id)?;
        let (only_for, dismissed) = (message.only_for, message.dismissed);
        let kind = place.to_json()["type"].take();
        let (mut json, author, guild) = (message.json.clone(), message.author, place.guild());
        if !dismissed {
            self.tell_pages(json!({ "t": "message", "message": json, "for": only_for }));
        }
        if !nonce.is_null() {
            json["nonce"] = nonce.clone();
        }
        if only_for.is_none() {
            let mut heard = json.clone();
            if let Some(guild) = guild {
                heard["guild_id"] = json!(guild);
                heard["member"] = json!(users::member_without_user(author));
                with_members(&mut heard["mentions"]);
            }
            heard["channel_type"] = kind;
            self.tell_bot_in(channel, event, heard);
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

impl super::Channel {
    pub(crate) fn message(&self, id: Snowflake) -> Result<&Message, Refusal> {
        Ok(&self.messages[self.position(id)?])
    }

    pub(crate) fn message_mut(&mut self, id: Snowflake) -> Result<&mut Message, Refusal> {
        let at = self.position(id)?;
        Ok(&mut self.messages[at])
    }

    fn position(&self, id: Snowflake) -> Result<usize, Refusal> {
        let found = self
            .messages
            .binary_search_by_key(&id, |message| message.id);
        found.map_err(|_| Refusal::UNKNOWN_MESSAGE)
    }
}

/// The gateway says of each who is called what the guild knows of them.
fn with_members(mentions: &mut Value) {
    for user in mentions.as_array_mut().into_iter().flatten() {
        let id = user["id"].as_str().and_then(|id| id.parse().ok());
        if let Some(member) = id.and_then(users::member_without_user) {
            user["member"] = member;
        }
    }
}

fn write_calls(json: &mut Value, called: &Called) {
    let users = called.users.iter().filter_map(|id| users::user(*id));
    json["mentions"] = users.collect();
    json["mention_roles"] = json!(called.roles);
    json["mention_everyone"] = called.everyone.into();
}
