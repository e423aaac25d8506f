//! A person presses a button, chooses in a menu, or submits a modal.

use serde_json::{Map, Value, json};

use super::{
    access::enter_to_act,
    frames::{Pressed, Submitted},
};
use crate::world::{NewInteraction, OpenModal, Requester, World, kind};

const STRING_SELECT: u64 = 3;

pub(super) fn press(
    world: &mut World,
    requester: &Requester,
    pressed: &Pressed,
) -> Result<(), String> {
    enter_to_act(world, requester, pressed.channel_id)?;
    let place = world
        .channel(pressed.channel_id)
        .map_err(|error| error.message)?;
    let message = place
        .message(pressed.message_id)
        .map_err(|error| error.message)?;
    if message
        .ephemeral_for
        .is_some_and(|person| person != requester.person.id)
    {
        return Err("This message is for somebody else".to_owned());
    }
    check_press(component(&message.json, &pressed.custom_id), pressed)?;
    let mut data =
        json!({ "custom_id": pressed.custom_id, "component_type": pressed.component_type });
    if pressed.component_type != 2 {
        data["values"] = json!(pressed.values);
        let resolved = world.resolve_values(pressed.component_type, &pressed.values);
        if !resolved.is_empty() {
            data["resolved"] = resolved.into();
        }
    }
    let mut metadata = Map::new();
    metadata.insert("interacted_message_id".into(), json!(pressed.message_id));
    let new = NewInteraction {
        kind: kind::COMPONENT,
        requester: requester.clone(),
        channel: pressed.channel_id,
        data,
        source: Some(pressed.message_id),
        metadata,
    };
    world.begin(new).map_err(|error| error.message.to_owned())
}

fn component<'a>(message: &'a Value, custom_id: &str) -> Option<&'a Value> {
    let rows = message["components"].as_array().into_iter().flatten();
    let mut all = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    all.find(|component| component["custom_id"] == custom_id)
}

fn check_press(component: Option<&Value>, pressed: &Pressed) -> Result<(), String> {
    let component = component.filter(|component| component["type"] == pressed.component_type);
    let component = component.ok_or("This component is no longer there")?;
    if component["disabled"] == true {
        return Err("This component is switched off".to_owned());
    }
    if pressed.component_type == 2 {
        return Ok(());
    }
    let least = component["min_values"].as_u64().unwrap_or(1);
    let most = component["max_values"].as_u64().unwrap_or(1);
    if !(least..=most).contains(&(pressed.values.len() as u64)) {
        return Err(format!("Choose between {least} and {most}"));
    }
    let options = component["options"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let known = |value: &String| {
        options
            .iter()
            .any(|option| option["value"] == value.as_str())
    };
    if pressed.component_type == STRING_SELECT && !pressed.values.iter().all(known) {
        return Err("That choice is no longer there".to_owned());
    }
    Ok(())
}

pub(super) fn submit(
    world: &mut World,
    requester: &Requester,
    submitted: &Submitted,
) -> Result<(), String> {
    enter_to_act(world, requester, submitted.channel_id)?;
    let open = world.modal(&submitted.modal_ref, requester.person.id);
    let open = open.filter(|open| {
        open.channel == submitted.channel_id && open.modal["custom_id"] == submitted.custom_id
    });
    let open = open.ok_or("This form is no longer open")?;
    check_inputs(&open, &submitted.components)?;
    let new = NewInteraction {
        kind: kind::MODAL,
        requester: requester.clone(),
        channel: open.channel,
        data: json!({ "custom_id": submitted.custom_id, "components": submitted.components }),
        source: open.source,
        metadata: open.metadata(),
    };
    world.begin(new).map_err(|error| error.message.to_owned())
}

fn check_inputs(open: &OpenModal, rows: &[Value]) -> Result<(), String> {
    let given = |custom_id: &Value| {
        let mut all = rows
            .iter()
            .flat_map(|row| row["components"].as_array().into_iter().flatten());
        let found = all.find(|input| input["custom_id"] == *custom_id);
        found
            .and_then(|input| input["value"].as_str())
            .unwrap_or_default()
    };
    for input in open.inputs() {
        let label = input["label"].as_str().unwrap_or_default();
        let count = given(&input["custom_id"]).chars().count() as u64;
        if count == 0 {
            if input["required"] != false {
                return Err(format!("“{label}” is required"));
            }
            continue;
        }
        let least = input["min_length"].as_u64().unwrap_or(0);
        let most = input["max_length"].as_u64().unwrap_or(4_000);
        if !(least..=most).contains(&count) {
            return Err(format!(
                "“{label}” takes between {least} and {most} characters"
            ));
        }
    }
    Ok(())
}
