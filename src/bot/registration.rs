//! The commands as Discord has them: all of ours in one request, none of those that somebody else has made and Discord will
//! not lose, and none that is left out for one wrong name.

use serde::Deserialize;
use serde_json::{Value, json};
use tracing::{info, warn};

use super::features;
use super::gateway::{Id, lenient};
use super::rest::{RestClient, RestError};
use crate::config::{DiscordConfig, Register};

/// The type of the command with which an activity is opened, of which an application has one.
/// <https://discord.com/developers/docs/interactions/application-commands#entry-point-commands>
const ENTRY_POINT: u64 = 4;
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

/// Registers the commands where the settings say.
pub(super) async fn register(
    rest: &RestClient,
    application: Id,
    config: &DiscordConfig,
    are_managers_alone: bool,
) -> Result<(), RestError> {
    let commands = features::registered_for(are_managers_alone);
    let paths: Vec<String> = match &config.register {
        Register::Global => vec![format!("/applications/{application}/commands")],
        Register::Guilds(guilds) => guilds
            .iter()
            .map(|guild| format!("/applications/{application}/guilds/{}/commands", guild.0))
            .collect(),
    };
    for path in paths {
        register_at(rest, &path, &commands).await?;
    }
    info!(
        commands = commands.as_array().map_or(0, Vec::len),
        "The commands are registered."
    );
    Ok(())
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
