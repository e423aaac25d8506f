//! What a session hears of, by the intents it identified with.
//!
//! <https://discord.com/developers/docs/events/gateway#gateway-intents>

use serde_json::{Value, json};

use crate::ids;

const GUILDS: u64 = 1 << 0;
const GUILD_MEMBERS: u64 = 1 << 1;
const GUILD_MESSAGES: u64 = 1 << 9;
const GUILD_MESSAGE_TYPING: u64 = 1 << 11;
const DIRECT_MESSAGES: u64 = 1 << 12;
const DIRECT_MESSAGE_TYPING: u64 = 1 << 14;
const MESSAGE_CONTENT: u64 = 1 << 15;
/// No intent lies beyond this bit.
pub(crate) const KNOWN: u64 = (1 << 26) - 1;

/// Whether the event comes through at all.
pub(super) fn admit(intents: u64, event: &str, data: &Value, in_guild: bool) -> bool {
    let needed = match event {
        "THREAD_MEMBERS_UPDATE" if !moves_bot(data) => GUILDS | GUILD_MEMBERS,
        "GUILD_CREATE"
        | "GUILD_DELETE"
        | "THREAD_CREATE"
        | "THREAD_UPDATE"
        | "THREAD_DELETE"
        | "THREAD_MEMBER_UPDATE"
        | "THREAD_MEMBERS_UPDATE" => GUILDS,
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

/// The event without what the message says, if that is to be withheld.
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

/// The bot wrote it, or is mentioned in it.
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
}
