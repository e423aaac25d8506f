//! A person uses a command, or types in an option with autocomplete.

use serde_json::{Map, Value, json};

use super::access::{enter, enter_to_act};
use crate::{
    ids,
    snowflake::Snowflake,
    world::{NewInteraction, Requester, World, kind, option_error},
};

/// Discord's type of a command in a message's context menu.
const MESSAGE_MENU: u64 = 3;
/// Discord's contexts: a guild, and direct messages with the bot.
const GUILD: u64 = 0;
const BOT_DM: u64 = 1;
/// Discord's integration types: the bot is installed in a guild, or by a user.
const GUILD_INSTALL: u64 = 0;
const USER_INSTALL: u64 = 1;

pub(super) fn command(
    world: &mut World,
    requester: &Requester,
    channel: Snowflake,
    id: Snowflake,
    options: Vec<Value>,
    target: Option<Snowflake>,
) -> Result<(), String> {
    enter_to_act(world, requester, channel)?;
    let command = usable(world, requester, channel, id)?;
    if let Some(fault) = option_error(&command["options"], &options, true) {
        return Err(fault);
    }
    let mut resolved = Map::new();
    world.resolve_options(&options, &mut resolved);
    let mut metadata = Map::new();
    metadata.insert("name".into(), full_name(&command, &options).into());
    metadata.insert("command_type".into(), command["type"].clone());
    let mut data = data_of(&command, options);
    if command["type"] == MESSAGE_MENU {
        let target = target.ok_or("Choose a message to use this on")?;
        let place = world.channel(channel).map_err(|error| error.message)?;
        let message = place.message(target).map_err(|error| error.message)?;
        if message
            .ephemeral_for
            .is_some_and(|person| person != requester.person.id)
        {
            return Err("This message is for somebody else".to_owned());
        }
        let messages = json!({ target.to_string(): message.json });
        resolved.insert("messages".into(), messages);
        data["target_id"] = json!(target);
        metadata.insert("target_message_id".into(), json!(target));
    }
    if !resolved.is_empty() {
        data["resolved"] = resolved.into();
    }
    begin(world, requester, channel, kind::COMMAND, data, metadata)
}

/// "alerts add": a message names the subcommand too.
/// <https://discord.com/developers/docs/interactions/receiving-and-responding#message-interaction-object>
fn full_name(command: &Value, mut options: &[Value]) -> String {
    let mut name = command["name"].as_str().unwrap_or_default().to_owned();
    while let [one] = options
        && let (Some(1 | 2), Some(below)) = (one["type"].as_u64(), one["name"].as_str())
    {
        name = format!("{name} {below}");
        options = one["options"].as_array().map_or(&[][..], Vec::as_slice);
    }
    name
}

pub(super) fn autocomplete(
    world: &mut World,
    requester: &Requester,
    channel: Snowflake,
    id: Snowflake,
    options: Vec<Value>,
) -> Result<(), String> {
    let command = usable(world, requester, channel, id)?;
    if let Some(fault) = option_error(&command["options"], &options, false) {
        return Err(fault);
    }
    let data = data_of(&command, options);
    begin(
        world,
        requester,
        channel,
        kind::AUTOCOMPLETE,
        data,
        Map::new(),
    )
}

fn begin(
    world: &mut World,
    requester: &Requester,
    channel: Snowflake,
    kind: u8,
    data: Value,
    metadata: Map<String, Value>,
) -> Result<(), String> {
    let is_for_users = world.commands.is_for_users(&data["id"]);
    let is_user_installed = is_for_users && world.installed_by.contains(&requester.person.id);
    let requester = requester.clone();
    let new = NewInteraction {
        kind,
        requester,
        channel,
        data,
        source: None,
        is_user_installed,
        metadata,
    };
    world.begin(new).map_err(|error| error.message.to_owned())
}

/// The command, if this person may use it here.
fn usable(
    world: &World,
    requester: &Requester,
    channel: Snowflake,
    id: Snowflake,
) -> Result<Value, String> {
    enter(world, requester, channel)?;
    let command = world
        .commands
        .get(id)
        .ok_or("The bot has no such command any more")?;
    let in_guild = world
        .channel(channel)
        .is_ok_and(|place| place.guild().is_some());
    let is_kind_used = |kind: u64| match command["integration_types"].as_array() {
        Some(types) => types.iter().any(|one| *one == kind),
        None => kind == GUILD_INSTALL,
    };
    let has_installed = world.installed_by.contains(&requester.person.id);
    if !(is_kind_used(GUILD_INSTALL) || is_kind_used(USER_INSTALL) && has_installed) {
        return Err("Only who has installed the bot can use this command".to_owned());
    }
    let needed = command["default_member_permissions"]
        .as_str()
        .and_then(|bits| bits.parse().ok());
    // "0" leaves it to administrators.
    let needed = needed.map(|bits: u64| if bits == 0 { u64::MAX } else { bits });
    if in_guild && needed.is_some_and(|bits| !requester.person.may(bits)) {
        return Err("You do not have permission to use this command".to_owned());
    }
    let contexts = command["contexts"].as_array();
    let is_for = |context: u64| contexts.is_none_or(|all| all.iter().any(|one| *one == context));
    if in_guild && !is_for(GUILD) {
        return Err("This command is for direct messages only".to_owned());
    }
    let before_contexts = contexts.is_some() || command["dm_permission"] != false;
    if !(in_guild || is_for(BOT_DM) && before_contexts && command["guild_id"].is_null()) {
        return Err("This command is not for direct messages".to_owned());
    }
    Ok(command.clone())
}

fn data_of(command: &Value, options: Vec<Value>) -> Value {
    let mut data = json!({
        "id": command["id"],
        "name": command["name"],
        "type": command["type"],
    });
    if !options.is_empty() {
        data["options"] = options.into();
    }
    if !command["guild_id"].is_null() {
        data["guild_id"] = json!(ids::GUILD);
    }
    data
}
