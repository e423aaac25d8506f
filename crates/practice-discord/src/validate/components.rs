//! Action rows with buttons and selects. (The newer layout components are not spoken here.)
//!
//! <https://discord.com/developers/docs/components/reference>

use std::collections::HashSet;

use serde_json::Value;

use super::{Faults, at};

const ROWS: usize = 5;
const IN_A_ROW: usize = 5;
pub(super) const CUSTOM_ID: usize = 100;
const BUTTON_LABEL: usize = 80;
const BUTTON_URL: usize = 512;
const OPTIONS: usize = 25;
const OPTION_TEXT: usize = 100;
const SELECT_PLACEHOLDER: usize = 150;
const LINK: u64 = 5;

/// Checks the rows of a message.
pub(super) fn check_rows(faults: &mut Faults, place: &str, body: &Value) {
    let mut seen = HashSet::new();
    for (n, row) in faults
        .list(place, body, "components", 0..=ROWS)
        .iter()
        .enumerate()
    {
        let place = at(place, format!("components.{n}"));
        if row["type"] != 1 {
            faults.one_of(&at(&place, "type"), &[1]);
            continue;
        }
        let components = faults.list(&place, row, "components", 1..=IN_A_ROW);
        if row["components"].is_null() {
            faults.required(&at(&place, "components"));
        }
        for (n, component) in components.iter().enumerate() {
            let place = at(&place, format!("components.{n}"));
            match component["type"].as_u64() {
                Some(2) => check_button(faults, &place, component),
                Some(3 | 5..=8) => {
                    if components.len() > 1 {
                        let message = "The specified component exceeds the maximum width";
                        faults.add(&place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
                    }
                    check_select(faults, &place, component);
                }
                _ => faults.one_of(&at(&place, "type"), &[2, 3, 5, 6, 7, 8]),
            }
            check_unique(faults, &place, component, &mut seen);
        }
    }
}

/// Notes a `custom_id` that was there before.
pub(super) fn check_unique<'a>(
    faults: &mut Faults,
    place: &str,
    component: &'a Value,
    seen: &mut HashSet<&'a str>,
) {
    if component["custom_id"]
        .as_str()
        .is_some_and(|id| !seen.insert(id))
    {
        let message = "Component custom id cannot be duplicated";
        faults.add(
            &at(place, "custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            message,
        );
    }
}

fn check_button(faults: &mut Faults, place: &str, button: &Value) {
    faults.text(place, button, "label", BUTTON_LABEL);
    match button["style"].as_u64() {
        Some(1..=4) => {
            faults.needed(place, button, "custom_id", CUSTOM_ID);
            if !button["url"].is_null() {
                let message = "A url cannot be specified on this button style";
                faults.add(&at(place, "url"), "BUTTON_COMPONENT_INVALID_URL", message);
            }
        }
        Some(LINK) => {
            faults.needed(place, button, "url", BUTTON_URL);
            faults.url(place, button, "url", &["http", "https", "discord"]);
            if !button["custom_id"].is_null() {
                let message = "A custom id and url cannot both be specified";
                faults.add(
                    place,
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    message,
                );
            }
        }
        _ => faults.one_of(&at(place, "style"), &[1, 2, 3, 4, 5]),
    }
    let label = button["label"].as_str().unwrap_or_default();
    if label.trim().is_empty() && button["emoji"].is_null() {
        let message = "A button must have a label or an emoji";
        faults.add(place, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message);
    }
}

fn check_select(faults: &mut Faults, place: &str, select: &Value) {
    faults.needed(place, select, "custom_id", CUSTOM_ID);
    faults.text(place, select, "placeholder", SELECT_PLACEHOLDER);
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if least > 25 || most > 25 || most == 0 || least > most {
        let message = "Must be between 0 and 25, and not more than max_values.";
        faults.add(&at(place, "min_values"), "NUMBER_TYPE_RANGE", message);
    }
    if select["type"] != 3 {
        return;
    }
    if select["options"].is_null() {
        faults.required(&at(place, "options"));
    }
    let mut seen = HashSet::new();
    for (n, option) in faults
        .list(place, select, "options", 1..=OPTIONS)
        .iter()
        .enumerate()
    {
        let place = at(place, format!("options.{n}"));
        faults.needed(&place, option, "label", OPTION_TEXT);
        faults.needed(&place, option, "value", OPTION_TEXT);
        faults.text(&place, option, "description", OPTION_TEXT);
        if option["value"]
            .as_str()
            .is_some_and(|value| !seen.insert(value))
        {
            let message = "The specified option value is already used";
            faults.add(
                &at(&place, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                message,
            );
        }
    }
}
