//! `/channels/{id}`: the channel, its messages, "is typing", and the threads below it.

use serde_json::{Map, Value, json};

use super::{Answer, Call, Reply, id_in, threads};
use crate::{
    Refusal, Snowflake, ids,
    validate::{Faults, Strictness, check_message},
    world::{Allowed, Draft, World, member},
};

/// How many messages one request gives at most, and without being told.
const MOST: usize = 100;
const USUAL: usize = 50;

pub(super) fn answer(world: &mut World, call: &Call, channel: Snowflake, rest: &[&str]) -> Answer {
    let place = world.channel(channel)?;
    if !place.is_open_to_bot() {
        return Err(Refusal::MISSING_ACCESS);
    }
    match (call.method.as_str(), rest) {
        ("GET", []) => Reply::ok(threads::seen(place)),
        ("PATCH", []) => threads::change(world, call, channel),
        ("DELETE", []) => threads::delete(world, channel),
        ("POST", ["threads"]) => threads::start(world, call, channel),
        (_, ["thread-members", rest @ ..]) => threads::members(world, call, channel, rest),
        ("GET", ["messages"]) => history(world, call, channel),
        ("POST", ["messages"]) => create(world, call, channel),
        ("POST", ["typing"]) => {
            place.takes_words_of_bot()?;
            type_in(world, channel, place.guild());
            Ok(Reply::NOTHING)
        }
        (method, ["messages", id]) => {
            let id = id_in(id)?;
            let message = place.message(id)?;
            if message.only_for.is_some() {
                return Err(Refusal::UNKNOWN_MESSAGE);
            }
            let by_bot = message.author == ids::BOT;
            match method {
                "GET" => Reply::ok(message.json.clone()),
                "PATCH" if !by_bot => Err(Refusal::NOT_YOUR_MESSAGE),
                "PATCH" if message.is_from_discord() => Err(Refusal::NOT_TO_A_SYSTEM_MESSAGE),
                "PATCH" => {
                    check_message("", &call.body, call.files.len(), Strictness::Change)?;
                    Reply::ok(world.edit(channel, id, &call.body, &call.files)?)
                }
                "DELETE" if !by_bot => Err(Refusal::MISSING_PERMISSIONS),
                "DELETE" => {
                    world.delete(channel, id)?;
                    Ok(Reply::NOTHING)
                }
                _ => Err(Refusal::NO_SUCH_METHOD),
            }
        }
        _ => Err(Refusal::NO_SUCH_ROUTE),
    }
}

/// Shows that the bot is typing; the page lets it end.
fn type_in(world: &mut World, channel: Snowflake, guild: Option<Snowflake>) {
    world.tell_pages(json!({ "t": "typing", "channel_id": channel, "user_id": ids::BOT }));
    let mut event = json!({
        "channel_id": channel,
        "user_id": ids::BOT,
        "timestamp": world.now.as_second(),
    });
    if let Some(guild) = guild {
        event["guild_id"] = json!(guild);
        event["member"] = json!(member(ids::BOT));
    }
    world.tell_bot_in(channel, "TYPING_START", event);
}

/// `POST /channels/{id}/messages`
fn create(world: &mut World, call: &Call, channel: Snowflake) -> Answer {
    let body = &call.body;
    world.channel(channel)?.takes_words_of_bot()?;
    check_message("", body, call.files.len(), Strictness::New)?;
    let repeated = if body["enforce_nonce"] == true {
        world.sent_with_nonce(ids::BOT, &body["nonce"])
    } else {
        None
    };
    if let Some(first) = repeated {
        return Reply::ok(first);
    }
    let reply_to = replied_to(world, channel, &body["message_reference"])?;
    // Of the flags a bot may only set these: no embeds of links, no notification.
    let flags = body["flags"].as_u64().unwrap_or(0) & ((1 << 2) | (1 << 12));
    let message = world.post(Draft {
        channel,
        author: ids::BOT,
        body,
        files: &call.files,
        kind: if reply_to.is_some() { 19 } else { 0 },
        flags,
        only_for: None,
        reply_to,
        answers: None,
        allowed: Allowed::read(&body["allowed_mentions"], Allowed::all()),
        besides: Map::new(),
    })?;
    Reply::ok(message)
}

/// The message that a new one replies to.
fn replied_to(
    world: &World,
    channel: Snowflake,
    reference: &Value,
) -> Result<Option<Snowflake>, Refusal> {
    if reference.is_null() {
        return Ok(None);
    }
    let mut faults = Faults::default();
    let place = "message_reference";
    let elsewhere = reference["channel_id"].as_str();
    if elsewhere.is_some_and(|id| id != channel.to_string()) {
        let message = "Cannot reply to a message in a different channel";
        faults.add(place, "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", message);
        return Err(faults.refusal());
    }
    let Some(id) = reference["message_id"].as_str() else {
        faults.required("message_reference.message_id");
        return Err(faults.refusal());
    };
    let id = id.parse().ok();
    let found = id.and_then(|id| world.channel(channel).ok()?.message(id).ok());
    let known = found.filter(|message| message.only_for.is_none());
    match known {
        Some(message) if message.is_from_discord() => {
            let message = "Cannot reply to a system message";
            faults.add(place, "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", message);
        }
        None if reference["fail_if_not_exists"] != false => {
            faults.add(place, "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
        _ => {}
    }
    faults.verdict()?;
    Ok(known.map(|message| message.id))
}

/// `GET /channels/{id}/messages`, newest first.
fn history(world: &World, call: &Call, channel: Snowflake) -> Answer {
    let limit = call.parameter("limit").map_or(Ok(USUAL), str::parse);
    let Some(limit) = limit.ok().filter(|limit| (1..=MOST).contains(limit)) else {
        let mut faults = Faults::default();
        faults.add(
            "limit",
            "NUMBER_TYPE_RANGE",
            "int value should be between 1 and 100.",
        );
        return Err(faults.refusal());
    };
    let id = |name| call.parameter(name).map(id_in).transpose();
    let messages = &world.channel(channel)?.messages;
    let public: Vec<_> = messages
        .iter()
        .filter(|message| message.only_for.is_none())
        .collect();
    let up_to = |id| public.partition_point(|message| message.id < id);
    let (from, to) = if let Some(around) = id("around")? {
        let from = up_to(around).saturating_sub(limit / 2);
        (from, from + limit)
    } else if let Some(after) = id("after")? {
        let from = up_to(Snowflake(after.0.saturating_add(1)));
        (from, from + limit)
    } else {
        let to = id("before")?.map_or(public.len(), up_to);
        (to.saturating_sub(limit), to)
    };
    let chosen = &public[from..to.min(public.len())];
    Reply::ok(
        chosen
            .iter()
            .rev()
            .map(|message| message.json.clone())
            .collect::<Vec<_>>(),
    )
}
