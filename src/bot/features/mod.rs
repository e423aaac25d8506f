//! What the bot offers, a folder or file a feature, and the one list of its commands: registration, `/help` and
//! `attache commands` come from it.

pub(super) mod admin;
pub(super) mod alerts;
pub(super) mod ask;
pub(super) mod command;
pub(super) mod context;
pub(super) mod duty;
pub(super) mod feedback;
pub(super) mod guilds;
pub(super) mod help;
pub(super) mod pages;
mod press;
pub(super) mod privacy;
pub(super) mod remind;
mod suggest;
pub(super) mod tours;
pub(super) mod welcome;

use std::sync::LazyLock;

use serde_json::Value;

use self::command::Command;
pub(in crate::bot) use self::press::Press;
use super::locales::localize;

static COMMANDS: LazyLock<Vec<Command>> = LazyLock::new(|| {
    vec![
        pages::issue::issue(),
        pages::aligned_with_us::aligned_with_us(),
        pages::hotspots::hotspots(),
        pages::compare::compare(),
        pages::timeline::timeline(),
        pages::glossary::glossary(),
        ask::command::ask(),
        pages::summits::summits(),
        pages::summit::summit(),
        remind::remind(),
        alerts::alerts(),
        alerts::handover::handover(),
        duty::duty(),
        tours::onboard(),
        feedback::feedback(),
        help::help(),
        admin::attache(),
        pages::look_this_up::look_this_up(),
    ]
});

/// Every command there is.
pub(super) fn all() -> &'static [Command] {
    &COMMANDS
}

/// The commands exactly as they are registered, where only Discord's own permission makes a manager.
pub fn registered() -> Value {
    registered_for(true)
}

/// The commands as they are registered. With a manager role in the settings, Discord cannot know who may use `/alerts`, and
/// shows it to all.
pub(super) fn registered_for(are_managers_alone: bool) -> Value {
    let commands = all().iter();
    let mut commands = commands
        .map(|command| command.registered(are_managers_alone))
        .collect();
    localize(&mut commands);
    commands
}
