//! `/guilds/{id}`: the guild, its channels, roles and members.

use super::{Answer, Call, Reply, id_in};
use crate::sandbox::{
    Refusal, ids,
    world::{self, World},
};

pub(super) fn answer(world: &mut World, call: &Call, rest: &[&str]) -> Answer {
    if call.method != "GET" {
        return Err(Refusal::NO_SUCH_METHOD);
    }
    match rest {
        [] => Reply::ok(world::guild()),
        ["channels"] => Reply::ok(world.guild_channels(ids::GUILD)),
        ["roles"] => Reply::ok(world::roles()),
        ["members"] => Reply::ok(world::members()),
        ["members", id] => Reply::ok(world::member(id_in(id)?).ok_or(Refusal::UNKNOWN_MEMBER)?),
        _ => Err(Refusal::NO_SUCH_ROUTE),
    }
}
