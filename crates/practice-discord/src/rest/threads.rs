//! `/channels/{id}/threads`, and what is special about a channel that is a thread.

use serde_json::Value;

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply, id_in},
};
use crate::{
    api_error::ApiError,
    ids,
    snowflake::Snowflake,
    validate::{Strictness, check_thread},
    world::{Channel, World, member, permission, requested_kind, thread_kind},
};

/// `POST /channels/{id}/threads`
pub(super) fn start(world: &mut World, call: &ApiCall, parent: Snowflake) -> ApiResult {
    check_thread(&call.body, Strictness::New)?;
    let needed = match requested_kind(&call.body) {
        thread_kind::PRIVATE => permission::CREATE_PRIVATE_THREADS,
        thread_kind::PUBLIC => permission::CREATE_PUBLIC_THREADS,
        _ => return Err(ApiError::NOT_FOR_THIS_CHANNEL),
    };
    if !world.channel(parent)?.bot_may(needed) {
        return Err(ApiError::MISSING_PERMISSIONS);
    }
    let id = world.start_thread(parent, ids::BOT, &call.body)?;
    Reply::created(seen(world.channel(id)?))
}

/// A channel as the bot gets it; a thread with the bot's own membership.
pub(super) fn seen(channel: &Channel) -> Value {
    let mut json = channel.to_json();
    let member = channel
        .thread()
        .and_then(|it| it.member(channel.id, ids::BOT));
    if let Some(member) = member {
        json["member"] = member;
    }
    json
}

/// `PATCH /channels/{id}`: only threads can be changed here.
pub(super) fn change(world: &mut World, call: &ApiCall, id: Snowflake) -> ApiResult {
    managed(world, id)?;
    check_thread(&call.body, Strictness::Change)?;
    world.change_thread(id, ids::BOT, &call.body)?;
    Reply::ok(seen(world.channel(id)?))
}

/// `DELETE /channels/{id}`
pub(super) fn delete(world: &mut World, id: Snowflake) -> ApiResult {
    managed(world, id)?;
    Reply::ok(world.delete_thread(id, ids::BOT)?)
}

fn managed(world: &World, id: Snowflake) -> Result<(), ApiError> {
    let channel = world.channel(id)?;
    if channel.direct_with().is_some() {
        return Err(ApiError::NOT_IN_DIRECT_MESSAGES);
    }
    channel
        .thread()
        .map(|_| ())
        .ok_or(ApiError::MISSING_PERMISSIONS)
}

/// `/channels/{id}/thread-members`
pub(super) fn members(
    world: &mut World,
    call: &ApiCall,
    id: Snowflake,
    rest: &[&str],
) -> ApiResult {
    let thread = world.thread(id)?;
    let with_member = call.flag("with_member");
    let [user] = rest else {
        return match (call.method.as_str(), rest) {
            ("GET", []) => {
                let all = thread.members(id).into_iter();
                Reply::ok(
                    all.map(|one| detailed(one, with_member))
                        .collect::<Vec<_>>(),
                )
            }
            _ => Err(ApiError::NO_SUCH_ROUTE),
        };
    };
    let user = if *user == "@me" {
        ids::BOT
    } else {
        id_in(user)?
    };
    match call.method.as_str() {
        "GET" => {
            let found = thread.member(id, user).ok_or(ApiError::UNKNOWN_MEMBER)?;
            Reply::ok(detailed(found, with_member))
        }
        "PUT" => {
            if user != ids::BOT {
                world.channel(id)?.check_bot_may_post()?;
            }
            world.add_to_thread(id, ids::BOT, user)?;
            Ok(Reply::NOTHING)
        }
        "DELETE" => {
            world.remove_from_thread(id, ids::BOT, user)?;
            Ok(Reply::NOTHING)
        }
        _ => Err(ApiError::NO_SUCH_METHOD),
    }
}

/// A member, with what the guild knows of them if that is asked for.
fn detailed(mut one: Value, with_member: bool) -> Value {
    if with_member {
        let id = one["user_id"].as_str().and_then(|id| id.parse().ok());
        one["member"] = id.and_then(member).unwrap_or_default();
    }
    one
}
