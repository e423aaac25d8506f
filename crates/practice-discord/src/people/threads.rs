//! What a person does with threads: opens, changes, enters and leaves them.

use serde_json::Value;

use super::enter;
use crate::{
    Refusal, Snowflake,
    validate::{Strictness, check_thread},
    world::{Asker, World},
};

pub(super) fn start(
    world: &mut World,
    asker: &Asker,
    parent: Snowflake,
    form: &Value,
) -> Result<(), String> {
    enter(world, asker, parent)?;
    check_thread(form, Strictness::New).map_err(|refusal| in_words(&refusal))?;
    let started = world.start_thread(parent, asker.person.id, form);
    done(world, asker, started.map(|_| ()))
}

pub(super) fn change(
    world: &mut World,
    asker: &Asker,
    thread: Snowflake,
    form: &Value,
) -> Result<(), String> {
    enter(world, asker, thread)?;
    check_thread(form, Strictness::Change).map_err(|refusal| in_words(&refusal))?;
    let changed = world.change_thread(thread, asker.person.id, form);
    done(world, asker, changed)
}

pub(super) fn add(
    world: &mut World,
    asker: &Asker,
    thread: Snowflake,
    user: Snowflake,
) -> Result<(), String> {
    enter(world, asker, thread)?;
    let added = world.add_to_thread(thread, asker.person.id, user);
    done(world, asker, added)
}

pub(super) fn leave(world: &mut World, asker: &Asker, thread: Snowflake) -> Result<(), String> {
    enter(world, asker, thread)?;
    let left = world.remove_from_thread(thread, asker.person.id, asker.person.id);
    done(world, asker, left)
}

pub(super) fn delete(world: &mut World, asker: &Asker, thread: Snowflake) -> Result<(), String> {
    enter(world, asker, thread)?;
    let deleted = world.delete_thread(thread, asker.person.id);
    done(world, asker, deleted.map(|_| ()))
}

fn done(world: &mut World, asker: &Asker, outcome: Result<(), Refusal>) -> Result<(), String> {
    outcome.map_err(|refusal| in_words(&refusal))?;
    world.acknowledge(asker);
    Ok(())
}

fn in_words(refusal: &Refusal) -> String {
    match refusal.errors {
        Some(_) => "A thread's name has between 1 and 100 characters".to_owned(),
        None => refusal.message.to_owned(),
    }
}
