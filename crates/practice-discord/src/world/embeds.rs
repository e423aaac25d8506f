//! Embeds as Discord gives them back: trimmed, typed, without nulls, `attachment://` made an address.

use serde_json::{Map, Value, json};

/// The embeds of a message that has passed its checks.
pub(crate) fn normalized(embeds: &Value, attachments: &[Value]) -> Vec<Value> {
    let each = embeds.as_array().into_iter().flatten();
    each.filter_map(Value::as_object)
        .map(|embed| mark_answered(embed, attachments))
        .collect()
}

fn mark_answered(embed: &Map<String, Value>, attachments: &[Value]) -> Value {
    let mut normalized = without_nulls(embed);
    normalized.insert("type".into(), "rich".into());
    for field in normalized
        .get_mut("fields")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        if let Some(field) = field.as_object_mut() {
            field.entry("inline").or_insert(json!(false));
        }
    }
    for (part, key) in [
        ("image", "url"),
        ("thumbnail", "url"),
        ("footer", "icon_url"),
        ("author", "icon_url"),
    ] {
        if let Some(url) = normalized.get_mut(part).and_then(|part| part.get_mut(key)) {
            resolve(url, attachments);
        }
    }
    normalized.into()
}

fn without_nulls(object: &Map<String, Value>) -> Map<String, Value> {
    let kept = object.iter().filter(|(_, value)| !value.is_null());
    kept.map(|(key, value)| (key.clone(), tidy(value)))
        .collect()
}

fn tidy(value: &Value) -> Value {
    match value {
        Value::String(text) => text.trim().into(),
        Value::Array(items) => items.iter().map(tidy).collect(),
        Value::Object(object) => without_nulls(object).into(),
        other => other.clone(),
    }
}

pub(super) fn resolve(url: &mut Value, attachments: &[Value]) {
    let Some(name) = url
        .as_str()
        .and_then(|url| url.strip_prefix("attachment://"))
    else {
        return;
    };
    let found = attachments
        .iter()
        .find(|attachment| attachment["filename"] == name);
    if let Some(attachment) = found {
        *url = attachment["url"].clone();
    }
}
