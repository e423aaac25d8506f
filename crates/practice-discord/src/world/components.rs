//! Components of a message as Discord gives them back: numbered, their files resolved; and found by their `custom_id`.

use serde_json::{Value, json};

use super::embeds;

/// The components of a message that has passed its checks. Each gets an `id` of its own, if it has none.
pub(crate) fn normalized(components: &Value, attachments: &[Value]) -> Vec<Value> {
    let mut components = components.as_array().cloned().unwrap_or_default();
    let mut taken = Vec::new();
    for component in &components {
        each(component, &mut |one| taken.extend(one["id"].as_u64()));
    }
    let mut next = (1..).filter(|id| !taken.contains(id));
    for component in &mut components {
        finish(component, attachments, &mut next);
    }
    components
}

fn finish(component: &mut Value, attachments: &[Value], next: &mut impl Iterator<Item = u64>) {
    if component["id"].as_u64().unwrap_or(0) == 0 {
        component["id"] = json!(next.next());
    }
    for medium in ["media", "file"] {
        finish_medium(component, medium, attachments);
    }
    if component["type"] == 13 {
        let file = &component["file"];
        let found = attachments.iter().find(|one| one["id"] == file["id"]);
        if let Some((name, size)) = found.map(|one| (one["filename"].clone(), one["size"].clone()))
        {
            component["name"] = name;
            component["size"] = size;
        }
    }
    for key in ["components", "items"] {
        let inside = component.get_mut(key).and_then(Value::as_array_mut);
        for one in inside.into_iter().flatten() {
            match key {
                "items" => finish_medium(one, "media", attachments),
                _ => finish(one, attachments, next),
            }
        }
    }
    if let Some(accessory) = component.get_mut("accessory") {
        finish(accessory, attachments, next);
    }
}

/// A picture or file gets an address, and the id of the attachment that it names.
fn finish_medium(holder: &mut Value, key: &str, attachments: &[Value]) {
    let Some(medium) = holder.get_mut(key).filter(|medium| medium.is_object()) else {
        return;
    };
    embeds::resolve(&mut medium["url"], attachments);
    let found = attachments.iter().find(|one| one["url"] == medium["url"]);
    if let Some(attachment) = found {
        medium["id"] = attachment["id"].clone();
        medium["content_type"] = attachment["content_type"].clone();
    }
    medium["proxy_url"] = medium["url"].clone();
}

/// All that text displays say, which can mention people as the text of a message can.
pub(crate) fn text_of(components: &[Value]) -> String {
    let mut texts = Vec::new();
    for component in components {
        each(component, &mut |one| {
            let text = one["content"].as_str().filter(|_| one["type"] == 10);
            texts.extend(text);
        });
    }
    texts.join("\n")
}

/// The component with this `custom_id`, at any depth.
pub(crate) fn component_by_custom_id<'a>(message: &'a Value, custom_id: &str) -> Option<&'a Value> {
    let mut found = None;
    each(message, &mut |one| {
        if found.is_none() && one["custom_id"] == custom_id {
            found = Some(one);
        }
    });
    found
}

/// Looks at a message or component and all that it holds, from its beginning to its end.
fn each<'a>(holder: &'a Value, look: &mut impl FnMut(&'a Value)) {
    look(holder);
    let inside = holder["components"].as_array().into_iter().flatten();
    for one in inside.chain(holder.get("accessory")) {
        each(one, look);
    }
}
