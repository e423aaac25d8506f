//! `/guilds/{id}`: the guild, its channels, roles and members.

use serde_json::{Value, json};

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply, id_in},
};
use crate::{
    api_error::ApiError,
    ids,
    world::{self, World},
};

pub(super) fn answer(world: &mut World, call: &ApiCall, rest: &[&str]) -> ApiResult {
    if call.method != "GET" {
        return Err(ApiError::NO_SUCH_METHOD);
    }
    match rest {
        [] => Reply::ok(world::guild()),
        ["channels"] => Reply::ok(world.guild_channels(ids::GUILD)),
        ["roles"] => Reply::ok(world::roles()),
        ["members"] => Reply::ok(world::members()),
        ["members", id] => Reply::ok(world::member(id_in(id)?).ok_or(ApiError::UNKNOWN_MEMBER)?),
        ["threads", "active"] => Reply::ok(active_threads(world)),
        _ => Err(ApiError::NO_SUCH_ROUTE),
    }
}

fn active_threads(world: &World) -> Value {
    let (threads, members): (Vec<_>, Vec<_>) = world.active_threads().into_iter().unzip();
    let members: Vec<_> = members.into_iter().flatten().collect();
    json!({ "threads": threads, "members": members })
}
