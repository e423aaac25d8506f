//! `/guilds/{id}`: the guild, its channels, roles, members and scheduled events.

use serde_json::{Value, json};

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply, id_in},
    scheduled_events,
};
use crate::{
    api_error::ApiError,
    ids,
    snowflake::Snowflake,
    world::{self, World},
};

pub(super) fn answer(
    world: &mut World,
    call: &ApiCall,
    guild: Snowflake,
    rest: &[&str],
) -> ApiResult {
    world.known_guild(guild)?;
    if let ["scheduled-events", rest @ ..] = rest {
        return scheduled_events::answer(world, call, guild, rest);
    }
    if call.method != "GET" {
        return Err(ApiError::NO_SUCH_METHOD);
    }
    match rest {
        [] => Reply::ok(world.guild(guild)?),
        ["channels"] => Reply::ok(world.guild_channels(guild)),
        ["roles"] => Reply::ok(world.roles(guild)),
        ["members"] => Reply::ok(world::members(guild)),
        ["members", id] => {
            let member = world.member_of(guild, id_in(id)?);
            Reply::ok(member.ok_or(ApiError::UNKNOWN_MEMBER)?)
        }
        // Threads are in the practice server only.
        ["threads", "active"] if guild == ids::GUILD => Reply::ok(active_threads(world)),
        ["threads", "active"] => Reply::ok(json!({ "threads": [], "members": [] })),
        _ => Err(ApiError::NO_SUCH_ROUTE),
    }
}

fn active_threads(world: &World) -> Value {
    let (threads, members): (Vec<_>, Vec<_>) = world.active_threads().into_iter().unzip();
    let members: Vec<_> = members.into_iter().flatten().collect();
    json!({ "threads": threads, "members": members })
}
