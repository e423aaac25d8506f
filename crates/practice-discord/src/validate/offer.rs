//! Where a command is offered and to whom, and who handles it.
//!
//! <https://discord.com/developers/docs/interactions/application-commands#contexts>

use std::collections::HashSet;

use serde_json::Value;

use super::{FormErrors, at};
use crate::world::ENTRY_POINT;

/// In a guild, in direct messages with the bot, in those of others.
const CONTEXTS: [u64; 3] = [0, 1, 2];
/// Installed in a guild, or by a user.
const INTEGRATION_TYPES: [u64; 2] = [0, 1];
/// Handled by the bot, or by Discord, which opens the Activity.
const HANDLERS: [u64; 2] = [1, 2];
/// The highest permission bit that the API document knows, and all below it.
const PERMISSIONS: u64 = 18_014_398_509_481_983;

/// Checks `contexts`, `integration_types`, `default_member_permissions`, `handler`, `nsfw` and `dm_permission`, each of
/// which may be absent or null.
pub(super) fn check_offer(errors: &mut FormErrors, path: &str, command: &Value) {
    check_set(errors, path, command, "contexts", &CONTEXTS);
    check_set(
        errors,
        path,
        command,
        "integration_types",
        &INTEGRATION_TYPES,
    );
    for flag in ["nsfw", "dm_permission"] {
        if !command[flag].is_null() && !command[flag].is_boolean() {
            let message = "Must be either true or false.";
            errors.add(&at(path, flag), "BOOLEAN_TYPE_CONVERT", message);
        }
    }
    let bits = &command["default_member_permissions"];
    let given = match bits {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    };
    if !bits.is_null() && given.is_none_or(|bits: u64| bits > PERMISSIONS) {
        let message = format!("int value should be between 0 and {PERMISSIONS}.");
        let path = at(path, "default_member_permissions");
        errors.add(&path, "NUMBER_TYPE_RANGE", message);
    }
    let handler = &command["handler"];
    let is_known = handler.as_u64().is_some_and(|one| HANDLERS.contains(&one));
    if !handler.is_null() && command["type"] != ENTRY_POINT {
        let message = "Only an Entry Point command has a handler";
        errors.add(
            &at(path, "handler"),
            "APPLICATION_COMMAND_INVALID_HANDLER",
            message,
        );
    } else if !handler.is_null() && !is_known {
        errors.one_of(&at(path, "handler"), &HANDLERS);
    }
}

/// At least one of what is allowed, each once.
fn check_set(errors: &mut FormErrors, path: &str, command: &Value, key: &str, allowed: &[u64]) {
    let given = errors.list(path, command, key, 1..=allowed.len());
    let mut seen = HashSet::new();
    for (n, one) in given.iter().enumerate() {
        let path = at(path, format!("{key}.{n}"));
        match one.as_u64().filter(|one| allowed.contains(one)) {
            None => errors.one_of(&path, allowed),
            Some(one) if !seen.insert(one) => {
                let message = "The set already contains this value";
                errors.add(&path, "SET_TYPE_ALREADY_CONTAINS_VALUE", message);
            }
            Some(_) => {}
        }
    }
}
