//! `/applications/{id}/commands` and the same for one guild.

use serde_json::Value;

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply},
};
use crate::{
    api_error::ApiError,
    validate::{check_command, check_commands},
    world::{Scope, World},
};

pub(super) fn answer(world: &mut World, call: &ApiCall, scope: Scope, rest: &[&str]) -> ApiResult {
    match (call.method.as_str(), rest) {
        ("GET", []) => Reply::ok(world.commands.of(scope).clone()),
        ("PUT", []) => {
            let bodies = check_commands(&call.body, scope, &world.commands.refused)?;
            if world.commands.would_lose_entry_point(scope, bodies) {
                return Err(ApiError::ENTRY_POINT_REMOVED);
            }
            Reply::ok(world.overwrite_commands(scope, bodies))
        }
        ("POST", []) => {
            check_command(&call.body, scope, &world.commands.refused)?;
            match world.put_command(scope, &call.body) {
                (command, true) => Reply::created(command),
                (command, false) => Reply::ok(command),
            }
        }
        ("GET", [id]) => Reply::ok(world.changed_command(scope, id, &Value::Null)?),
        ("PATCH", [id]) => {
            let changed = world.changed_command(scope, id, &call.body)?;
            check_command(&changed, scope, &world.commands.refused)?;
            Reply::ok(world.replace_command(scope, id, &changed)?)
        }
        ("DELETE", [id]) => {
            world.remove_command(scope, id)?;
            Ok(Reply::NOTHING)
        }
        _ => Err(ApiError::NO_SUCH_METHOD),
    }
}
