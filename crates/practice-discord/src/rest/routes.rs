//! Which path is answered by what.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    api_call::ApiCall,
    channels, commands, guilds, interactions,
    reply::{ApiResult, Reply, id_in},
    webhooks,
};
use crate::{
    api_error::ApiError,
    hub::Hub,
    ids,
    world::{self, Scope, World},
};

/// Whether a path is answered without a token in the header: it holds one itself, or needs none.
pub(super) fn is_open(segments: &[&str]) -> bool {
    matches!(segments, ["interactions" | "webhooks", ..] | ["gateway"])
}

pub(super) fn answer(hub: &Hub, call: &ApiCall, segments: &[&str]) -> ApiResult {
    let gateway = format!("ws://{}/gateway", hub.address);
    let sessions_left = hub.with_sessions(|sessions, _| sessions.left);
    hub.change(|world| match (call.method.as_str(), segments) {
        ("GET", ["gateway"]) => Reply::ok(json!({ "url": gateway })),
        ("GET", ["gateway", "bot"]) => Reply::ok(gateway_for_bots(&gateway, sessions_left)),
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => {
            Reply::ok(world::application())
        }
        (_, ["applications", application, rest @ ..]) => {
            if id_in(application)? != ids::BOT {
                return Err(ApiError::UNKNOWN_APPLICATION);
            }
            of_the_application(world, call, rest)
        }
        (_, ["users", rest @ ..]) => users(world, call, rest),
        (_, ["guilds", guild, rest @ ..]) => guilds::answer(world, call, id_in(guild)?, rest),
        (_, ["channels", channel, rest @ ..]) => {
            channels::answer(world, call, id_in(channel)?, rest)
        }
        ("POST", ["interactions", id, token, "callback"]) => {
            interactions::callback(world, call, id_in(id)?, token)
        }
        (_, ["webhooks", _, token, rest @ ..]) => webhooks::answer(world, call, token, rest),
        _ => Err(ApiError::NO_SUCH_ROUTE),
    })
}

fn of_the_application(world: &mut World, call: &ApiCall, rest: &[&str]) -> ApiResult {
    match rest {
        ["commands", rest @ ..] => commands::answer(world, call, Scope::Global, rest),
        ["guilds", guild, "commands", rest @ ..] => {
            if id_in(guild)? != ids::GUILD {
                return Err(ApiError::MISSING_ACCESS);
            }
            commands::answer(world, call, Scope::Guild, rest)
        }
        _ => Err(ApiError::NO_SUCH_ROUTE),
    }
}

fn users(world: &mut World, call: &ApiCall, rest: &[&str]) -> ApiResult {
    match (call.method.as_str(), rest) {
        ("GET", ["@me"]) => Reply::ok(world::current_user()),
        ("GET", ["@me", "guilds"]) => {
            let guilds = world.guild_ids().into_iter();
            let guilds: Result<Vec<_>, _> = guilds.map(|id| world.guild(id)).collect();
            Reply::ok(guilds?)
        }
        ("POST", ["@me", "channels"]) => {
            let with = call.body["recipient_id"]
                .as_str()
                .and_then(|id| id.parse().ok());
            let with = with.filter(|id| world::person(*id).is_some());
            let id = world.direct_channel(with.ok_or(ApiError::INVALID_RECIPIENT)?);
            Reply::ok(world.channel(id)?.to_json())
        }
        ("GET", [id]) => Reply::ok(world::user(id_in(id)?).ok_or(ApiError::UNKNOWN_USER)?),
        _ => Err(ApiError::NO_SUCH_ROUTE),
    }
}

fn gateway_for_bots(url: &str, (remaining, reset_after): (u32, Duration)) -> Value {
    let reset_after = u64::try_from(reset_after.as_millis()).unwrap_or(u64::MAX);
    json!({
        "url": url,
        "shards": 1,
        "session_start_limit": {
            "total": 1_000,
            "remaining": remaining,
            "reset_after": reset_after,
            "max_concurrency": 1,
        },
    })
}
