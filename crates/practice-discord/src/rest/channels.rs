//! `/channels/{id}`: the channel, its messages, "is typing", and the threads below it.

use serde_json::{Map, Value, json};

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply, id_in},
    threads,
};
use crate::{
    api_error::ApiError,
    ids,
    snowflake::Snowflake,
    validate::{FormErrors, Strictness, check_edit, check_message},
    world::{AllowedMentions, NewMessage, SETTABLE, World, member, permission},
};

/// How many messages one request gives at most.
const MAX_LIMIT: usize = 100;
/// The flag `FAILED_TO_MENTION_SOME_ROLES_IN_THREAD`.
/// <https://discord.com/developers/docs/resources/message#message-object-message-flags>
const ROLES_MISSED: u64 = 1 << 8;
/// How many it gives if it does not say.
const DEFAULT_LIMIT: usize = 50;

pub(super) fn answer(
    world: &mut World,
    call: &ApiCall,
    channel: Snowflake,
    rest: &[&str],
) -> ApiResult {
    let place = world.channel(channel)?;
    if !place.is_visible_to_bot() {
        return Err(ApiError::MISSING_ACCESS);
    }
    match (call.method.as_str(), rest) {
        ("GET", []) => Reply::ok(threads::seen(place)),
        ("PATCH", []) => threads::change(world, call, channel),
        ("DELETE", []) => threads::delete(world, channel),
        ("POST", ["threads"]) => {
            world.check_bot_not_timed_out(channel)?;
            threads::start(world, call, channel)
        }
        (_, ["thread-members", rest @ ..]) => threads::members(world, call, channel, rest),
        ("GET", ["messages"]) => history(world, call, channel),
        ("POST", ["messages"]) => create(world, call, channel),
        ("POST", ["typing"]) => {
            place.check_bot_may_post()?;
            world.check_bot_not_timed_out(channel)?;
            let guild = place.guild();
            type_in(world, channel, guild);
            Ok(Reply::NOTHING)
        }
        ("POST", ["messages", id, "crosspost"]) => {
            place.check_bot_may_post()?;
            Reply::ok(world.crosspost(channel, id_in(id)?)?)
        }
        (method, ["messages", id]) => {
            let id = id_in(id)?;
            let message = place.message(id)?;
            if message.ephemeral_for.is_some() {
                return Err(ApiError::UNKNOWN_MESSAGE);
            }
            let by_bot = message.author == ids::BOT;
            match method {
                "GET" => Reply::ok(message.json.clone()),
                "PATCH" if !by_bot => Err(ApiError::NOT_YOUR_MESSAGE),
                "PATCH" if message.is_system() => Err(ApiError::NOT_TO_A_SYSTEM_MESSAGE),
                "PATCH" => {
                    check_edit("", &message.json, &call.body, call.files.len())?;
                    Reply::ok(world.edit(channel, id, &call.body, &call.files)?)
                }
                "DELETE" if !by_bot => Err(ApiError::MISSING_PERMISSIONS),
                "DELETE" => {
                    world.delete(channel, id)?;
                    Ok(Reply::NOTHING)
                }
                _ => Err(ApiError::NO_SUCH_METHOD),
            }
        }
        _ => Err(ApiError::NO_SUCH_ROUTE),
    }
}

/// Shows that the bot is typing; the page ends that by itself.
fn type_in(world: &mut World, channel: Snowflake, guild: Option<Snowflake>) {
    world.send_to_pages(json!({ "t": "typing", "channel_id": channel, "user_id": ids::BOT }));
    let mut event = json!({
        "channel_id": channel,
        "user_id": ids::BOT,
        "timestamp": world.now.as_second(),
    });
    if let Some(guild) = guild {
        event["guild_id"] = json!(guild);
        event["member"] = json!(member(ids::BOT));
    }
    world.send_to_bot_in(channel, "TYPING_START", event);
}

/// `POST /channels/{id}/messages`
fn create(world: &mut World, call: &ApiCall, channel: Snowflake) -> ApiResult {
    let body = &call.body;
    world.channel(channel)?.check_bot_may_post()?;
    world.check_bot_not_timed_out(channel)?;
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
    let names_role = body["allowed_mentions"]["roles"]
        .as_array()
        .is_some_and(|roles| !roles.is_empty());
    let is_missed =
        world.misses_roles_in_threads && names_role && world.channel(channel)?.thread().is_some();
    let missed = if is_missed { ROLES_MISSED } else { 0 };
    let flags = body["flags"].as_u64().unwrap_or(0) & SETTABLE | missed;
    let message = world.post(NewMessage {
        channel,
        author: ids::BOT,
        body,
        files: &call.files,
        kind: if reply_to.is_some() { 19 } else { 0 },
        flags,
        ephemeral_for: None,
        reply_to,
        response_to: None,
        allowed: AllowedMentions::read(&body["allowed_mentions"], AllowedMentions::all()),
        extra: Map::new(),
    })?;
    Reply::ok(message)
}

/// The message that a new one replies to.
fn replied_to(
    world: &World,
    channel: Snowflake,
    reference: &Value,
) -> Result<Option<Snowflake>, ApiError> {
    if reference.is_null() {
        return Ok(None);
    }
    if !world
        .channel(channel)?
        .bot_may(permission::READ_MESSAGE_HISTORY)
    {
        return Err(ApiError::REPLY_WITHOUT_HISTORY);
    }
    let mut errors = FormErrors::default();
    let place = "message_reference";
    let elsewhere = reference["channel_id"].as_str();
    if elsewhere.is_some_and(|id| id != channel.to_string()) {
        let message = "Cannot reply to a message in a different channel";
        errors.add(place, "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", message);
        return Err(errors.into_error());
    }
    let Some(id) = reference["message_id"].as_str() else {
        errors.required("message_reference.message_id");
        return Err(errors.into_error());
    };
    let id = id.parse().ok();
    let found = id.and_then(|id| world.channel(channel).ok()?.message(id).ok());
    let known = found.filter(|message| message.ephemeral_for.is_none());
    match known {
        Some(message) if message.is_system() => {
            let message = "Cannot reply to a system message";
            errors.add(place, "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", message);
        }
        None if reference["fail_if_not_exists"] != false => {
            errors.add(place, "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
        _ => {}
    }
    errors.into_result()?;
    Ok(known.map(|message| message.id))
}

/// `GET /channels/{id}/messages`, newest first.
fn history(world: &World, call: &ApiCall, channel: Snowflake) -> ApiResult {
    let limit = call
        .parameter("limit")
        .map_or(Ok(DEFAULT_LIMIT), str::parse);
    let Some(limit) = limit.ok().filter(|limit| (1..=MAX_LIMIT).contains(limit)) else {
        let mut errors = FormErrors::default();
        errors.add(
            "limit",
            "NUMBER_TYPE_RANGE",
            "int value should be between 1 and 100.",
        );
        return Err(errors.into_error());
    };
    let id = |name| call.parameter(name).map(id_in).transpose();
    let place = world.channel(channel)?;
    // Who may not read the history is shown none, and no error.
    let may_read = place.bot_may(permission::READ_MESSAGE_HISTORY);
    let public: Vec<_> = place
        .messages
        .iter()
        .filter(|message| may_read && message.ephemeral_for.is_none())
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
