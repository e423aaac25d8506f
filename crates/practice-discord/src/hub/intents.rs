//! Which events a session receives, and what of them, by the intents it identified with.
//!
//! <https://discord.com/developers/docs/events/gateway#gateway-intents>

use serde_json::{Value, json};

use crate::ids;

const GUILDS: u64 = 1 << 0;
const GUILD_MEMBERS: u64 = 1 << 1;
const GUILD_MESSAGES: u64 = 1 << 9;
const GUILD_MESSAGE_TYPING: u64 = 1 << 11;
const GUILD_SCHEDULED_EVENTS: u64 = 1 << 16;
const DIRECT_MESSAGES: u64 = 1 << 12;
const DIRECT_MESSAGE_TYPING: u64 = 1 << 14;
const MESSAGE_CONTENT: u64 = 1 << 15;
/// Every intent there is; other bits are refused with 4013.
pub(crate) const KNOWN: u64 = (1 << 26) - 1;

/// Whether the session receives the event at all.
pub(super) fn admit(intents: u64, event: &str, data: &Value, in_guild: bool) -> bool {
    let needed = match event {
        "THREAD_MEMBERS_UPDATE" if !moves_bot(data) => GUILDS | GUILD_MEMBERS,
        "GUILD_CREATE"
        | "GUILD_DELETE"
        | "CHANNEL_UPDATE"
        | "THREAD_CREATE"
        | "THREAD_UPDATE"
        | "THREAD_DELETE"
        | "THREAD_MEMBER_UPDATE"
        | "THREAD_MEMBERS_UPDATE" => GUILDS,
        "GUILD_SCHEDULED_EVENT_CREATE"
        | "GUILD_SCHEDULED_EVENT_UPDATE"
        | "GUILD_SCHEDULED_EVENT_DELETE" => GUILD_SCHEDULED_EVENTS,
        "TYPING_START" if in_guild => GUILD_MESSAGE_TYPING,
        "TYPING_START" => DIRECT_MESSAGE_TYPING,
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" if in_guild => GUILD_MESSAGES,
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" => DIRECT_MESSAGES,
        _ => 0,
    };
    intents & needed == needed
}

/// Whether the bot itself joined or left. (Each such event is of one member.)
fn moves_bot(data: &Value) -> bool {
    let bot = ids::BOT.to_string();
    data["added_members"][0]["user_id"] == bot.as_str()
        || data["removed_member_ids"][0] == bot.as_str()
}

/// The event without message content, if the session may not see that; `None` if it may.
pub(super) fn withheld(intents: u64, event: &str, data: &Value) -> Option<Value> {
    if intents & MESSAGE_CONTENT != 0 || !matches!(event, "MESSAGE_CREATE" | "MESSAGE_UPDATE") {
        return None;
    }
    let open = data["guild_id"].is_null();
    let mut part = data.clone();
    let mut changed = false;
    if !open && !concerns_bot(data) {
        blank(&mut part);
        changed = true;
    }
    let replied = &data["referenced_message"];
    if !open && replied.is_object() && !concerns_bot(replied) {
        blank(&mut part["referenced_message"]);
        changed = true;
    }
    changed.then_some(part)
}

/// Whether the bot wrote the message or is mentioned in it.
fn concerns_bot(message: &Value) -> bool {
    let bot = ids::BOT.to_string();
    let mentions = message["mentions"].as_array();
    message["author"]["id"] == bot.as_str()
        || mentions.is_some_and(|all| all.iter().any(|user| user["id"] == bot.as_str()))
}

fn blank(message: &mut Value) {
    message["content"] = "".into();
    for list in ["embeds", "attachments", "components"] {
        message[list] = json!([]);
    }
    if let Some(message) = message.as_object_mut() {
        message.remove("poll");
    }
    let forwarded = message.get_mut("message_snapshots");
    let forwarded = forwarded.and_then(Value::as_array_mut);
    for snapshot in forwarded.into_iter().flatten() {
        blank(&mut snapshot["message"]);
    }
}
