//! `/channels/{id}`: the channel, its messages, "is typing".

use serde_json::{Map, Value, json};

use super::{Answer, Call, Reply, id_in};
use crate::sandbox::{
    Refusal, Snowflake, ids,
    validate::{Faults, Strictness, check_message},
    world::{Allowed, Draft, World},
};

/// How many messages one request gives at most, and without being told.
const MOST: usize = 100;
const USUAL: usize = 50;

pub(super) fn answer(world: &mut World, call: &Call, channel: Snowflake, rest: &[&str]) -> Answer {
    let place = world.channel(channel)?;
    match (call.method.as_str(), rest) {
        ("GET", []) => Reply::ok(place.to_json()),
        ("GET", ["messages"]) => history(world, call, channel),
        ("POST", ["messages"]) => create(world, call, channel),
        ("POST", ["typing"]) => {
            if !place.bot_may_write() {
                return Err(Refusal::MISSING_PERMISSIONS);
            }
            let frame = json!({ "t": "typing", "channel_id": channel, "user_id": ids::BOT });
            world.tell_pages(frame);
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

/// `POST /channels/{id}/messages`
fn create(world: &mut World, call: &Call, channel: Snowflake) -> Answer {
    let body = &call.body;
    if !world.channel(channel)?.bot_may_write() {
        return Err(Refusal::MISSING_PERMISSIONS);
    }
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
    let Some(id) = reference["message_id"].as_str() else {
        return Ok(None);
    };
    let id = id.parse().ok();
    let known = id.filter(|id| {
        world.channel(channel).is_ok_and(|channel| {
            channel
                .message(*id)
                .is_ok_and(|message| message.only_for.is_none())
        })
    });
    if known.is_none() && reference["fail_if_not_exists"] != false {
        let mut faults = Faults::default();
        faults.add(
            "message_reference",
            "REPLIES_UNKNOWN_MESSAGE",
            "Unknown message",
        );
        faults.verdict()?;
    }
    Ok(known)
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
        return Err(faults.verdict().err().unwrap_or(Refusal::NO_SUCH_ROUTE));
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
