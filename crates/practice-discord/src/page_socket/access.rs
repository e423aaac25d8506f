//! Whether a person may look and act in a channel.

use crate::{
    snowflake::Snowflake,
    world::{Requester, World},
};

/// Refuses if this person cannot see this channel.
pub(super) fn enter(
    world: &World,
    requester: &Requester,
    channel: Snowflake,
) -> Result<(), String> {
    let is_open = world
        .channel(channel)
        .is_ok_and(|place| place.is_visible_to(requester.person.id));
    if is_open {
        Ok(())
    } else {
        Err("You cannot see this channel".to_owned())
    }
}

/// Refuses if this person cannot use commands and buttons here; unarchives a thread.
pub(super) fn enter_to_act(
    world: &mut World,
    requester: &Requester,
    channel: Snowflake,
) -> Result<(), String> {
    enter(world, requester, channel)?;
    let Ok(thread) = world.thread(channel) else {
        return Ok(());
    };
    let refused = thread.check_may_post(requester.person.id);
    refused
        .and_then(|()| world.unarchive_on_activity(channel))
        .map_err(|error| error.message.to_owned())
}
