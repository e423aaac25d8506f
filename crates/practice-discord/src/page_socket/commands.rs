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
/// The context of a direct message with the bot.
const BOT_DM: u64 = 1;

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
    let requester = requester.clone();
    let new = NewInteraction {
        kind,
        requester,
        channel,
        data,
        source: None,
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
    let needed = command["default_member_permissions"]
        .as_str()
        .and_then(|bits| bits.parse().ok());
    // "0" leaves it to administrators.
    let needed = needed.map(|bits: u64| if bits == 0 { u64::MAX } else { bits });
    if in_guild && needed.is_some_and(|bits| !requester.person.may(bits)) {
        return Err("You do not have permission to use this command".to_owned());
    }
    let for_dms = match command["contexts"].as_array() {
        Some(contexts) => contexts.iter().any(|context| *context == BOT_DM),
        None => command["dm_permission"] != false && command["guild_id"].is_null(),
    };
    if !in_guild && !for_dms {
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
