//! The components of a message that consists of them alone (the flag `IS_COMPONENTS_V2`): texts, sections, pictures,
//! files, separators and containers, beside the rows of [`components`](super::components).
//!
//! <https://discord.com/developers/docs/components/reference>

use std::collections::HashSet;

use serde_json::Value;

use super::{
    FormErrors, at,
    components::{check_button, check_row, check_unique},
};

/// Components of one message, those inside others too.
const COMPONENTS: usize = 40;
/// Code points over all text displays of one message.
const TEXTS_TOTAL: usize = 4_000;
const TEXTS_IN_A_SECTION: usize = 3;
const PICTURES: usize = 10;
const ALT_TEXT: usize = 1_024;
const MEDIA_URL: usize = 2_048;
const COLOR: u64 = 0xff_ff_ff;
/// What stands at the top of a message, and in a container all of it but another container.
const TOP: [u64; 7] = [1, 9, 10, 12, 13, 14, 17];
/// The fields that such a message cannot have.
const LEGACY: [&str; 4] = ["content", "embeds", "poll", "sticker_ids"];

/// What was seen of a message's components so far.
#[derive(Default)]
struct Seen<'a> {
    custom_ids: HashSet<&'a str>,
    ids: HashSet<u64>,
    components: usize,
    text: usize,
}

/// Checks a message that consists of components alone.
pub(super) fn check_layout(errors: &mut FormErrors, path: &str, body: &Value) {
    for key in LEGACY {
        let is_empty = match &body[key] {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !is_empty {
            let message = format!(
                "The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            );
            let code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
            errors.add(&at(path, key), code, message);
        }
    }
    let mut seen = Seen::default();
    check_all(errors, path, body, &TOP, &mut seen);
    let path = at(path, "components");
    if seen.components > COMPONENTS {
        let message = format!("A message has at most {COMPONENTS} components, nested ones too");
        errors.add(&path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message);
    }
    if seen.text > TEXTS_TOTAL {
        let message = format!("Must be {TEXTS_TOTAL} or fewer in length over all text displays.");
        errors.add(&path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
    }
}

/// Checks the components of a message or a container.
fn check_all<'a>(
    errors: &mut FormErrors,
    path: &str,
    holder: &'a Value,
    allowed: &[u64],
    seen: &mut Seen<'a>,
) {
    let components = errors.list(path, holder, "components", 0..=COMPONENTS);
    for (n, component) in components.iter().enumerate() {
        let path = at(path, format!("components.{n}"));
        let kind = component["type"]
            .as_u64()
            .filter(|one| allowed.contains(one));
        count(errors, &path, component, seen);
        match kind {
            Some(1) => {
                for one in component["components"].as_array().into_iter().flatten() {
                    count(errors, &path, one, seen);
                }
                check_row(errors, &path, component, &mut seen.custom_ids);
            }
            Some(9) => check_section(errors, &path, component, seen),
            Some(10) => check_text(errors, &path, component, seen),
            Some(12) => check_gallery(errors, &path, component),
            Some(13) => check_media(
                errors,
                &at(&path, "file"),
                &component["file"],
                &["attachment"],
            ),
            Some(14) => check_separator(errors, &path, component),
            Some(17) => check_container(errors, &path, component, seen),
            _ => errors.one_of(&at(&path, "type"), allowed),
        }
    }
}

/// Counts a component, whose `id` must be its own; 0 stands for none.
fn count<'a>(errors: &mut FormErrors, path: &str, component: &'a Value, seen: &mut Seen<'a>) {
    seen.components += 1;
    let id = component["id"].as_u64().filter(|id| *id != 0);
    if id.is_some_and(|id| !seen.ids.insert(id)) {
        let message = "Component id cannot be duplicated";
        errors.add(&at(path, "id"), "COMPONENT_ID_DUPLICATED", message);
    }
}

fn check_container<'a>(
    errors: &mut FormErrors,
    path: &str,
    container: &'a Value,
    seen: &mut Seen<'a>,
) {
    let color = &container["accent_color"];
    if !color.is_null() && color.as_u64().is_none_or(|color| color > COLOR) {
        let message = "int value should be between 0 and 16777215.";
        errors.add(&at(path, "accent_color"), "NUMBER_TYPE_RANGE", message);
    }
    if container["components"].as_array().is_none_or(Vec::is_empty) {
        errors.required(&at(path, "components"));
    }
    check_all(errors, path, container, &TOP[..6], seen);
}

fn check_section<'a>(errors: &mut FormErrors, path: &str, section: &'a Value, seen: &mut Seen<'a>) {
    if section["components"].is_null() {
        errors.required(&at(path, "components"));
    }
    let texts = errors.list(path, section, "components", 1..=TEXTS_IN_A_SECTION);
    for (n, text) in texts.iter().enumerate() {
        let path = at(path, format!("components.{n}"));
        count(errors, &path, text, seen);
        if text["type"] == 10 {
            check_text(errors, &path, text, seen);
        } else {
            errors.one_of(&at(&path, "type"), &[10]);
        }
    }
    let (path, accessory) = (at(path, "accessory"), &section["accessory"]);
    match accessory["type"].as_u64() {
        _ if accessory.is_null() => return errors.required(&path),
        Some(2) => {
            check_button(errors, &path, accessory);
            check_unique(errors, &path, accessory, &mut seen.custom_ids);
        }
        Some(11) => check_picture(errors, &path, accessory),
        _ => errors.one_of(&at(&path, "type"), &[2, 11]),
    }
    count(errors, &path, accessory, seen);
}

fn check_text(errors: &mut FormErrors, path: &str, text: &Value, seen: &mut Seen) {
    seen.text += errors.required_text(path, text, "content", TEXTS_TOTAL);
}

fn check_gallery(errors: &mut FormErrors, path: &str, gallery: &Value) {
    if gallery["items"].is_null() {
        errors.required(&at(path, "items"));
    }
    let items = errors.list(path, gallery, "items", 1..=PICTURES);
    for (n, item) in items.iter().enumerate() {
        check_picture(errors, &at(path, format!("items.{n}")), item);
    }
}

/// A thumbnail, or an item of a gallery.
fn check_picture(errors: &mut FormErrors, path: &str, picture: &Value) {
    let schemes = ["http", "https", "attachment"];
    check_media(errors, &at(path, "media"), &picture["media"], &schemes);
    let description = &picture["description"];
    errors.bounded(&at(path, "description"), description, 1..=ALT_TEXT, false);
}

fn check_media(errors: &mut FormErrors, path: &str, media: &Value, schemes: &[&str]) {
    errors.required_text(path, media, "url", MEDIA_URL);
    errors.url(path, media, "url", schemes);
}

fn check_separator(errors: &mut FormErrors, path: &str, separator: &Value) {
    let spacing = &separator["spacing"];
    if !spacing.is_null() && !matches!(spacing.as_u64(), Some(1 | 2)) {
        errors.one_of(&at(path, "spacing"), &[1, 2]);
    }
    if !separator["divider"].is_null() && !separator["divider"].is_boolean() {
        let message = "Must be either true or false.";
        errors.add(&at(path, "divider"), "BOOLEAN_TYPE_CONVERT", message);
    }
}
