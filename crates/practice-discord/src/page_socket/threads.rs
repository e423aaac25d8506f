//! What a person does with threads: open, change, join and leave them.

use serde_json::Value;

use super::access::enter;
use crate::{
    api_error::ApiError,
    snowflake::Snowflake,
    validate::{Strictness, check_thread},
    world::{Requester, World},
};

pub(super) fn start(
    world: &mut World,
    requester: &Requester,
    parent: Snowflake,
    form: &Value,
) -> Result<(), String> {
    enter(world, requester, parent)?;
    check_thread(form, Strictness::New).map_err(|error| message_for(&error))?;
    let started = world.start_thread(parent, requester.person.id, form);
    done(world, requester, started.map(|_| ()))
}

pub(super) fn change(
    world: &mut World,
    requester: &Requester,
    thread: Snowflake,
    form: &Value,
) -> Result<(), String> {
    enter(world, requester, thread)?;
    check_thread(form, Strictness::Change).map_err(|error| message_for(&error))?;
    let changed = world.change_thread(thread, requester.person.id, form);
    done(world, requester, changed)
}

pub(super) fn add(
    world: &mut World,
    requester: &Requester,
    thread: Snowflake,
    user: Snowflake,
) -> Result<(), String> {
    enter(world, requester, thread)?;
    let added = world.add_to_thread(thread, requester.person.id, user);
    done(world, requester, added)
}

pub(super) fn leave(
    world: &mut World,
    requester: &Requester,
    thread: Snowflake,
) -> Result<(), String> {
    enter(world, requester, thread)?;
    let left = world.remove_from_thread(thread, requester.person.id, requester.person.id);
    done(world, requester, left)
}

pub(super) fn delete(
    world: &mut World,
    requester: &Requester,
    thread: Snowflake,
) -> Result<(), String> {
    enter(world, requester, thread)?;
    let deleted = world.delete_thread(thread, requester.person.id);
    done(world, requester, deleted.map(|_| ()))
}

fn done(
    world: &mut World,
    requester: &Requester,
    outcome: Result<(), ApiError>,
) -> Result<(), String> {
    outcome.map_err(|error| message_for(&error))?;
    world.acknowledge(requester);
    Ok(())
}

fn message_for(error: &ApiError) -> String {
    match error.errors {
        Some(_) => "A thread's name has between 1 and 100 characters".to_owned(),
        None => error.message.to_owned(),
    }
}
