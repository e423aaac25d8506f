//! Judges what the bot sends: against Discord's own API document, against the limits that Discord has put in writing
//! only, and against our promise to ping nobody.
//!
//! `faults_of` takes any request that the practice Discord kept. Lengths are counted in characters (Unicode code points).
//! Every fault is a sentence that begins with its place in the body, as a JSON pointer.

mod commands;
mod faults;
mod layouts;
mod messages;
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use practice_discord::Request;
use serde_json::{Value, json};

use faults::Faults;

/// Made by `extract.mjs` beside it, which says how.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("openapi-subset.json")).expect("a JSON document")
});

/// A validator for each method and path of the document.
static VALIDATORS: LazyLock<HashMap<(String, &str), Validator>> = LazyLock::new(|| {
    let paths = DOCUMENT["requests"].as_object().expect("requests by path");
    let each = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("schemas by method");
        methods.iter().map(move |(method, schema)| {
            // Discord passes over keys that a command does not have, and serenity sends some; in a message such a key
            // is a slip that Discord would swallow in silence.
            let is_strict = !path.starts_with("/applications");
            let (mut schema, mut components) = (schema.clone(), DOCUMENT["components"].clone());
            if is_strict {
                refuse_unknown_keys(&mut schema);
                refuse_unknown_keys(&mut components);
            }
            let whole = json!({ "allOf": [schema], "components": components });
            let validator = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .build(&whole);
            let validator = validator.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
            ((method.to_uppercase(), path.as_str()), validator)
        })
    });
    each.collect()
});

fn refuse_unknown_keys(schema: &mut Value) {
    if let Value::Object(object) = schema {
        if object.get("type") == Some(&json!("object"))
            && object.get("properties").is_some_and(Value::is_object)
        {
            object.entry("additionalProperties").or_insert(json!(false));
        }
        object.values_mut().for_each(refuse_unknown_keys);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(refuse_unknown_keys);
    }
}

/// Everything that is wrong with a request of the bot's. Reading and taking away have no body to judge.
pub(crate) fn faults_of(request: &Request) -> Vec<String> {
    if matches!(request.method.as_str(), "GET" | "DELETE") {
        return Vec::new();
    }
    let mut faults = Faults(Vec::new());
    let path = template(&request.path);
    // The document wants no body there.
    let has_none = path.ends_with("/typing") || path.ends_with("/crosspost");
    if has_none && request.body.is_null() {
        return Vec::new();
    }
    match VALIDATORS.get(&(request.method.clone(), path.as_str())) {
        Some(validator) => {
            let body = with_numbers(&request.body);
            let found = validator.iter_errors(&body);
            faults
                .0
                .extend(found.map(|error| format!("{}: {error}", error.instance_path())));
        }
        None => faults.say("", "is not a request that the document has"),
    }
    faults.limits(&path, &request.body);
    faults.0
}

/// Permissions as numbers, as the API document has them in a request. Discord's guide calls them strings, serenity
/// sends strings, and Discord takes both.
fn with_numbers(body: &Value) -> Value {
    let mut body = body.clone();
    let commands = match &mut body {
        Value::Array(commands) => commands.iter_mut().collect(),
        one => vec![one],
    };
    for command in commands {
        let Some(bits) = command.get_mut("default_member_permissions") else {
            continue;
        };
        if let Some(number) = bits.as_str().and_then(|text| text.parse::<u64>().ok()) {
            *bits = number.into();
        }
    }
    body
}

/// The path with names in the places of its ids.
fn template(path: &str) -> String {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts[..] {
        ["interactions", _, _, "callback"] => {
            "/interactions/{interaction_id}/{interaction_token}/callback".to_owned()
        }
        ["applications", _, "commands"] => "/applications/{application_id}/commands".to_owned(),
        ["applications", _, "commands", _] => {
            "/applications/{application_id}/commands/{command_id}".to_owned()
        }
        ["applications", _, "guilds", _, "commands"] => {
            "/applications/{application_id}/guilds/{guild_id}/commands".to_owned()
        }
        ["applications", _, "guilds", _, "commands", _] => {
            "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}".to_owned()
        }
        ["channels", _, "messages"] => "/channels/{channel_id}/messages".to_owned(),
        ["channels", _, "messages", _] => "/channels/{channel_id}/messages/{message_id}".to_owned(),
        ["channels", _, "messages", _, "crosspost"] => {
            "/channels/{channel_id}/messages/{message_id}/crosspost".to_owned()
        }
        ["guilds", _, "scheduled-events"] => "/guilds/{guild_id}/scheduled-events".to_owned(),
        ["guilds", _, "scheduled-events", _] => {
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}".to_owned()
        }
        ["channels", _] => "/channels/{channel_id}".to_owned(),
        ["channels", _, last @ ("typing" | "threads")] => {
            format!("/channels/{{channel_id}}/{last}")
        }
        ["channels", _, "thread-members", "@me"] => {
            "/channels/{channel_id}/thread-members/@me".to_owned()
        }
        ["channels", _, "thread-members", _] => {
            "/channels/{channel_id}/thread-members/{user_id}".to_owned()
        }
        ["webhooks", _, _] => "/webhooks/{webhook_id}/{webhook_token}".to_owned(),
        ["webhooks", _, _, "messages", "@original"] => {
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original".to_owned()
        }
        ["webhooks", _, _, "messages", _] => {
            "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}".to_owned()
        }
        _ => path.to_owned(),
    }
}
