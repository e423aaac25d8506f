//! A person presses a button, chooses in a menu, or submits a modal.

use serde_json::{Map, Value, json};

use super::{
    access::enter_to_act,
    frames::{Pressed, Submitted},
    submission,
};
use crate::world::{NewInteraction, Requester, World, component_by_custom_id, kind};

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
    check_press(
        component_by_custom_id(&message.json, &pressed.custom_id),
        pressed,
    )?;
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
        is_user_installed: false,
        metadata,
    };
    world.begin(new).map_err(|error| error.message.to_owned())
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
    let data = submission::data_of(world, &open, &submitted.components)?;
    let new = NewInteraction {
        kind: kind::MODAL,
        requester: requester.clone(),
        channel: open.channel,
        data,
        source: open.source,
        is_user_installed: false,
        metadata: open.metadata(),
    };
    world.begin(new).map_err(|error| error.message.to_owned())
}
