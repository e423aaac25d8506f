//! What a person filled into a modal: checked against it, and put into the form in which Discord sends it.

use serde_json::{Map, Value, json};

use crate::world::{OpenModal, World};

/// The `data` of the interaction, if everything is filled in as the modal asks.
pub(super) fn data_of(world: &World, open: &OpenModal, given: &[Value]) -> Result<Value, String> {
    let mut numbers = 1_u64..;
    let mut number = |component: &Value| match component["id"].as_u64() {
        Some(id) if id != 0 => Some(id),
        _ => numbers.next(),
    };
    let mut resolved = Map::new();
    let mut components = Vec::new();
    for top in open.modal["components"].as_array().into_iter().flatten() {
        let mut answer = json!({ "type": top["type"], "id": number(top) });
        let label = top["label"].as_str();
        let mut fill = |field: &Value, label: Option<&str>| -> Result<Value, String> {
            let id = number(field);
            let mut filled = answer_to(field, label, find(given, &field["custom_id"]))?;
            filled["id"] = json!(id);
            resolve(world, &filled, &mut resolved);
            Ok(filled)
        };
        if top["component"].is_object() {
            answer["component"] = fill(&top["component"], label)?;
        } else if let Some(inside) = top["components"].as_array() {
            let inside = inside
                .iter()
                .map(|field| fill(field, field["label"].as_str()));
            answer["components"] = inside.collect::<Result<Value, _>>()?;
        }
        components.push(answer);
    }
    let mut data = json!({ "custom_id": open.modal["custom_id"], "components": components });
    if !resolved.is_empty() {
        data["resolved"] = resolved.into();
    }
    Ok(data)
}

/// What the page sent for this field.
fn find<'a>(given: &'a [Value], custom_id: &Value) -> &'a Value {
    let inside = |top: &'a Value| {
        let row = top["components"].as_array().into_iter().flatten();
        row.chain(top.get("component"))
    };
    let mut all = given.iter().flat_map(inside);
    all.find(|field| field["custom_id"] == *custom_id)
        .unwrap_or(&Value::Null)
}

/// The field as it is submitted.
fn answer_to(field: &Value, label: Option<&str>, given: &Value) -> Result<Value, String> {
    let label = label.unwrap_or_default();
    let is_required = field["required"] != false;
    let mut answer = json!({ "type": field["type"], "custom_id": field["custom_id"] });
    match field["type"].as_u64() {
        Some(4) => {
            let text = given["value"].as_str().unwrap_or_default();
            check_text(field, label, text, is_required)?;
            answer["value"] = text.into();
        }
        Some(21) => {
            let value = &given["value"];
            if value.is_null() && is_required {
                return Err(required(label));
            }
            if !value.is_null() && !is_option(field, value) {
                return Err("That choice is no longer there".to_owned());
            }
            answer["value"] = value.clone();
        }
        Some(23) => answer["value"] = (given["value"] == true).into(),
        _ => {
            let values = given["values"].as_array().cloned().unwrap_or_default();
            check_values(field, label, &values, is_required)?;
            answer["values"] = values.into();
        }
    }
    Ok(answer)
}

fn check_text(field: &Value, label: &str, text: &str, is_required: bool) -> Result<(), String> {
    let count = text.chars().count() as u64;
    if count == 0 {
        let missing = is_required.then(|| required(label));
        return missing.map_or(Ok(()), Err);
    }
    let least = field["min_length"].as_u64().unwrap_or(0);
    let most = field["max_length"].as_u64().unwrap_or(4_000);
    if !(least..=most).contains(&count) {
        return Err(format!(
            "“{label}” takes between {least} and {most} characters"
        ));
    }
    Ok(())
}

/// What is not required may be left out as a whole.
fn check_values(
    field: &Value,
    label: &str,
    values: &[Value],
    is_required: bool,
) -> Result<(), String> {
    if values.is_empty() && !is_required {
        return Ok(());
    }
    let all = field["options"].as_array().map_or(1, Vec::len) as u64;
    let otherwise = if field["type"] == 22 { all } else { 1 };
    let least = field["min_values"].as_u64().unwrap_or(1);
    let most = field["max_values"].as_u64().unwrap_or(otherwise);
    if values.is_empty() && least > 0 {
        return Err(required(label));
    }
    if !(least..=most).contains(&(values.len() as u64)) {
        return Err(format!("“{label}”: choose between {least} and {most}"));
    }
    let has_options = field["options"].is_array();
    if has_options && !values.iter().all(|value| is_option(field, value)) {
        return Err("That choice is no longer there".to_owned());
    }
    Ok(())
}

fn is_option(field: &Value, value: &Value) -> bool {
    let mut options = field["options"].as_array().into_iter().flatten();
    options.any(|option| option["value"] == *value)
}

fn required(label: &str) -> String {
    format!("“{label}” is required")
}

/// Adds everything that the values of a select name.
fn resolve(world: &World, filled: &Value, resolved: &mut Map<String, Value>) {
    let kind = filled["type"].as_u64().unwrap_or_default();
    let values = filled["values"].as_array().into_iter().flatten();
    let values: Vec<String> = values
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect();
    for (group, named) in world.resolve_values(kind, &values) {
        let all = resolved.entry(group).or_insert(json!({}));
        for (id, thing) in named.as_object().into_iter().flatten() {
            all[id] = thing.clone();
        }
    }
}
