//! What the bot offers, a folder or file a feature, and the one list of its commands: registration, `/help` and
//! `attache commands` come from it.

pub(super) mod admin;
pub(super) mod alerts;
pub(super) mod ask;
mod context;
pub(super) mod feedback;
pub(super) mod pages;
pub(super) mod privacy;
mod suggest;
pub(super) mod tours;

use serde_json::Value;

use self::context::Command;
use super::locales::localize;

/// Every command there is.
pub(super) fn all() -> Vec<Command> {
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
        alerts::alerts(),
        alerts::handover::handover(),
        tours::onboard(),
        feedback::feedback(),
        admin::attache(),
        pages::look_this_up::look_this_up(),
    ]
}

/// The commands exactly as they are registered.
pub fn registered() -> Value {
    let mut commands = serde_json::to_value(poise::builtins::create_application_commands(&all()))
        .expect("a command has text keys only");
    localize(&mut commands);
    commands
}
