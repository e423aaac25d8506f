//! The commands as Discord has them: all of ours in one request, none of those that somebody else has made and Discord will
//! not lose, and none that is left out for one wrong name.

use serde::Deserialize;
use serde_json::{Value, json};
use tracing::{info, warn};

use super::features;
use super::gateway::{Id, lenient};
use super::rest::{RestClient, RestError};
use crate::config::{Config, Register};

/// The type of the command with which an activity is opened, of which an application has one.
/// <https://discord.com/developers/docs/interactions/application-commands#entry-point-commands>
const ENTRY_POINT: u64 = 4;
/// What a command of ours may leave out, and then does not want.
const NOT_SAID: [&str; 4] = [
    "default_member_permissions",
    "options",
    "name_localizations",
    "description_localizations",
];
/// The type of a command that is typed, which is also that of one that names none.
const CHAT_INPUT: u64 = 1;
/// Discord refuses to lose an Entry Point command in a registration of all commands.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const LOSES_ENTRY_POINT: i64 = 50_240;

/// A command as Discord has it.
#[derive(Deserialize)]
struct Registered {
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    kind: u64,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

impl Registered {
    /// Whether all that a command of ours says stands in it, whatever Discord adds.
    fn says(&self, command: &Value) -> bool {
        let fields = command.as_object().into_iter().flatten();
        let names = fields.map(|(name, _)| name.as_str());
        let mut names = names.filter(|name| *name != "type").chain(NOT_SAID);
        names.all(|name| stands_in(&command[name], self.rest.get(name)))
    }
}

/// Whether `found` says what `wanted` does. Discord leaves out what is empty or false, and adds fields of its own.
fn stands_in(wanted: &Value, found: Option<&Value>) -> bool {
    let found = found.unwrap_or(&Value::Null);
    match (wanted, found) {
        (Value::Object(wanted), Value::Null) => wanted.values().all(says_nothing),
        (Value::Null, said) | (said, Value::Null) => says_nothing(said),
        (Value::Array(wanted), Value::Array(found)) => {
            let same = |(wanted, found)| stands_in(wanted, Some(found));
            wanted.len() == found.len() && wanted.iter().zip(found).all(same)
        }
        (Value::Object(wanted), Value::Object(found)) => wanted
            .iter()
            .all(|(name, value)| stands_in(value, found.get(name))),
        (wanted, found) => wanted == found,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// Registers the commands where the settings say, unless Discord has them as they are.
pub(super) async fn register(
    rest: &RestClient,
    application: Id,
    settings: &Config,
) -> Result<(), RestError> {
    let are_managers_alone = settings.alerts.manager_role.is_none();
    let commands = features::registered_for(are_managers_alone);
    let paths: Vec<String> = match &settings.discord.register {
        Register::Global => vec![format!("/applications/{application}/commands")],
        Register::Guilds(guilds) => guilds
            .iter()
            .map(|guild| format!("/applications/{application}/guilds/{}/commands", guild.0))
            .collect(),
    };
    let count = commands.as_array().map_or(0, Vec::len);
    for path in paths {
        if are_registered(rest, &path, &commands).await {
            info!(commands = count, "Discord has the commands already.");
            continue;
        }
        register_at(rest, &path, &commands).await?;
        info!(commands = count, "The commands are registered.");
    }
    Ok(())
}

/// Whether Discord has our commands as they are, and no others of this application. If it does not say, they are registered.
async fn are_registered(rest: &RestClient, path: &str, commands: &Value) -> bool {
    let path = format!("{path}?with_localizations=true");
    let Ok(existing) = rest.get::<Vec<Registered>>(&path).await else {
        return false;
    };
    let ours: Vec<Registered> = existing
        .into_iter()
        .filter(|one| one.kind != ENTRY_POINT)
        .collect();
    let commands = commands.as_array().map_or(&[][..], Vec::as_slice);
    let is_there = |command: &Value| {
        ours.iter().any(|one| {
            let kind = command["type"].as_u64().unwrap_or(CHAT_INPUT);
            one.kind == kind && command["name"] == one.rest["name"] && one.says(command)
        })
    };
    ours.len() == commands.len() && commands.iter().all(is_there)
}

async fn register_at(rest: &RestClient, path: &str, commands: &Value) -> Result<(), RestError> {
    let refusal = match rest.put_commands(path, commands).await {
        Err(RestError::Rejected(refusal)) => refusal,
        outcome => return outcome,
    };
    if refusal.code == LOSES_ENTRY_POINT {
        let with_entry_point = with_entry_point(rest, path, commands).await?;
        return rest.put_commands(path, &with_entry_point).await;
    }
    // One wrong name refuses them all: say which, and register the rest.
    warn!(%refusal, "Discord refuses the commands as they are; what it refuses is left out.");
    register_one_by_one(rest, path, commands).await
}

/// Our commands, and the one with which an activity is opened as it stands.
async fn with_entry_point(
    rest: &RestClient,
    path: &str,
    commands: &Value,
) -> Result<Value, RestError> {
    let existing: Vec<Registered> = rest.get(&format!("{path}?with_localizations=true")).await?;
    let entry_points = existing.into_iter().filter(|one| one.kind == ENTRY_POINT);
    let mut all = commands.clone();
    if let Some(list) = all.as_array_mut() {
        list.extend(entry_points.map(|one| {
            let mut command = Value::Object(one.rest);
            command["type"] = json!(one.kind);
            // What Discord adds by itself, it does not take back.
            for added in ["version", "application_id", "guild_id"] {
                command.as_object_mut().map(|command| command.remove(added));
            }
            command
        }));
    }
    Ok(all)
}

/// Registers each command by itself: as it is, else without its translations, else not at all.
async fn register_one_by_one(
    rest: &RestClient,
    path: &str,
    commands: &Value,
) -> Result<(), RestError> {
    let (mut registered, mut last) = (0, None);
    for command in commands.as_array().into_iter().flatten() {
        let name = command["name"].as_str().unwrap_or_default();
        let refusal = match rest.post_command(path, command).await {
            Ok(()) => {
                registered += 1;
                continue;
            }
            Err(RestError::Rejected(refusal)) => refusal,
            Err(error) => return Err(error),
        };
        warn!(command = name, %refusal, "Discord refuses a command; it is tried in English alone.");
        let mut plain = command.clone();
        drop_translations(&mut plain);
        match rest.post_command(path, &plain).await {
            Ok(()) => registered += 1,
            Err(error @ RestError::Rejected(_)) => {
                warn!(command = name, %error, "Discord refuses a command; it is left out.");
                last = Some(error);
            }
            Err(error) => return Err(error),
        }
    }
    match last {
        Some(error) if registered == 0 => Err(error),
        _ => Ok(()),
    }
}

fn drop_translations(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !name.ends_with("_localizations"));
            fields.values_mut().for_each(drop_translations);
        }
        Value::Array(list) => list.iter_mut().for_each(drop_translations),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_discord_adds_or_leaves_out_makes_no_other_command() {
        let ours = json!({
            "name": "issue", "options": [{ "name": "name", "required": false, "choices": [] }], "contexts": [0, 1],
            "nsfw": null, "default_member_permissions": null, "description_localizations": { "fr": "Fiche" },
        });
        let theirs = json!({
            "name": "issue", "options": [{ "name": "name", "type": 3 }], "contexts": [0, 1], "nsfw": false, "version": "7",
            "description_localizations": { "fr": "Fiche" },
        });
        assert!(stands_in(&ours, Some(&theirs)));
        let others = [
            ("/name", json!("other")),
            ("/options", json!([])),
            ("/options/0/required", json!(true)),
            ("/contexts", json!([0])),
            ("/description_localizations/fr", json!("Page")),
        ];
        for (place, other) in others {
            let mut ours = ours.clone();
            *ours.pointer_mut(place).expect("a field") = other;
            assert!(!stands_in(&ours, Some(&theirs)), "{place}");
        }
        assert!(!stands_in(&ours, None));
        let mut theirs = theirs;
        theirs["default_member_permissions"] = json!("32");
        assert!(!stands_in(&ours, Some(&theirs)));
    }
}
