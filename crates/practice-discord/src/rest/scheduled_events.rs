//! `/guilds/{id}/scheduled-events`

use serde_json::Value;

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply, id_in},
};
use crate::{
    api_error::ApiError,
    ids,
    snowflake::Snowflake,
    validate::{check_event, event_status},
    world::{World, permission},
};

pub(super) fn answer(
    world: &mut World,
    call: &ApiCall,
    guild: Snowflake,
    rest: &[&str],
) -> ApiResult {
    match (call.method.as_str(), rest) {
        ("GET", []) => Reply::ok(world.open_events(guild)),
        ("POST", []) => {
            if !world.bot_may_in_guild(permission::CREATE_EVENTS) {
                return Err(ApiError::MISSING_PERMISSIONS);
            }
            check_event(&call.body, None, world.now)?;
            Reply::ok(world.create_event(guild, ids::BOT, &call.body)?)
        }
        ("GET", [id]) => Reply::ok(world.scheduled_event(guild, id_in(id)?)?.to_json()),
        ("PATCH", [id]) => change(world, guild, id_in(id)?, &call.body),
        ("DELETE", [id]) => {
            let id = id_in(id)?;
            world.check_bot_may_change(guild, id)?;
            world.delete_event(guild, id)?;
            Ok(Reply::NOTHING)
        }
        _ => Err(ApiError::NO_SUCH_METHOD),
    }
}

fn change(world: &mut World, guild: Snowflake, id: Snowflake, form: &Value) -> ApiResult {
    world.check_bot_may_change(guild, id)?;
    let old = world.scheduled_event(guild, id)?.as_it_is();
    if matches!(old.status, event_status::COMPLETED | event_status::CANCELED) {
        return Err(ApiError::EVENT_IS_OVER);
    }
    check_event(form, Some(old), world.now)?;
    Reply::ok(world.change_event(guild, id, form)?)
}
