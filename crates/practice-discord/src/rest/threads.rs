//! `/channels/{id}/threads`, and what is special about a channel that is a thread.

use serde_json::Value;

use super::{Answer, Call, Reply, id_in};
use crate::{
    Refusal, Snowflake, ids,
    validate::{Strictness, check_thread},
    world::{Channel, World, kind_asked, may, member, thread_kind},
};

/// `POST /channels/{id}/threads`
pub(super) fn start(world: &mut World, call: &Call, parent: Snowflake) -> Answer {
    check_thread(&call.body, Strictness::New)?;
    let needed = match kind_asked(&call.body) {
        thread_kind::PRIVATE => may::CREATE_PRIVATE_THREADS,
        thread_kind::PUBLIC => may::CREATE_PUBLIC_THREADS,
        _ => return Err(Refusal::NOT_FOR_THIS_CHANNEL),
    };
    if !world.channel(parent)?.bot_may(needed) {
        return Err(Refusal::MISSING_PERMISSIONS);
    }
    let id = world.start_thread(parent, ids::BOT, &call.body)?;
    Reply::created(seen(world.channel(id)?))
}

/// A channel as the bot gets it: of a thread also since when it is in there.
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

/// `PATCH /channels/{id}`: of channels that are no threads the bot changes nothing.
pub(super) fn change(world: &mut World, call: &Call, id: Snowflake) -> Answer {
    managed(world, id)?;
    check_thread(&call.body, Strictness::Change)?;
    world.change_thread(id, ids::BOT, &call.body)?;
    Reply::ok(seen(world.channel(id)?))
}

/// `DELETE /channels/{id}`
pub(super) fn delete(world: &mut World, id: Snowflake) -> Answer {
    managed(world, id)?;
    Reply::ok(world.delete_thread(id, ids::BOT)?)
}

fn managed(world: &World, id: Snowflake) -> Result<(), Refusal> {
    let channel = world.channel(id)?;
    if channel.direct_with().is_some() {
        return Err(Refusal::NOT_IN_DIRECT_MESSAGES);
    }
    channel
        .thread()
        .map(|_| ())
        .ok_or(Refusal::MISSING_PERMISSIONS)
}

/// `/channels/{id}/thread-members`
pub(super) fn members(world: &mut World, call: &Call, id: Snowflake, rest: &[&str]) -> Answer {
    let thread = world.thread(id)?;
    let with_member = call.parameter("with_member") == Some("true");
    let [user] = rest else {
        return match (call.method.as_str(), rest) {
            ("GET", []) => {
                let all = thread.members(id).into_iter();
                Reply::ok(
                    all.map(|one| detailed(one, with_member))
                        .collect::<Vec<_>>(),
                )
            }
            _ => Err(Refusal::NO_SUCH_ROUTE),
        };
    };
    let user = if *user == "@me" {
        ids::BOT
    } else {
        id_in(user)?
    };
    match call.method.as_str() {
        "GET" => {
            let found = thread.member(id, user).ok_or(Refusal::UNKNOWN_MEMBER)?;
            Reply::ok(detailed(found, with_member))
        }
        "PUT" => {
            if user != ids::BOT {
                world.channel(id)?.takes_words_of_bot()?;
            }
            world.add_to_thread(id, ids::BOT, user)?;
            Ok(Reply::NOTHING)
        }
        "DELETE" => {
            world.remove_from_thread(id, ids::BOT, user)?;
            Ok(Reply::NOTHING)
        }
        _ => Err(Refusal::NO_SUCH_METHOD),
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
