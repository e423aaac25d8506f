//! Action rows with buttons and selects.
//!
//! <https://discord.com/developers/docs/components/reference>

use std::{collections::HashSet, ops::RangeInclusive};

use serde_json::Value;

use super::{FormErrors, at};

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
pub(super) fn check_rows(errors: &mut FormErrors, path: &str, body: &Value) {
    let mut seen = HashSet::new();
    for (n, row) in errors
        .list(path, body, "components", 0..=ROWS)
        .iter()
        .enumerate()
    {
        let path = at(path, format!("components.{n}"));
        if row["type"] == 1 {
            check_row(errors, &path, row, &mut seen);
        } else {
            errors.one_of(&at(&path, "type"), &[1]);
        }
    }
}

/// Checks one row: up to five buttons, or one select.
pub(super) fn check_row<'a>(
    errors: &mut FormErrors,
    path: &str,
    row: &'a Value,
    seen: &mut HashSet<&'a str>,
) {
    let components = errors.list(path, row, "components", 1..=IN_A_ROW);
    if row["components"].is_null() {
        errors.required(&at(path, "components"));
    }
    for (n, component) in components.iter().enumerate() {
        let path = at(path, format!("components.{n}"));
        match component["type"].as_u64() {
            Some(2) => check_button(errors, &path, component),
            Some(3 | 5..=8) => {
                if components.len() > 1 {
                    let message = "The specified component exceeds the maximum width";
                    errors.add(&path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
                }
                check_select(errors, &path, component);
            }
            _ => errors.one_of(&at(&path, "type"), &[2, 3, 5, 6, 7, 8]),
        }
        check_unique(errors, &path, component, seen);
    }
}

/// Adds an error for a `custom_id` that was there before.
pub(super) fn check_unique<'a>(
    errors: &mut FormErrors,
    path: &str,
    component: &'a Value,
    seen: &mut HashSet<&'a str>,
) {
    if component["custom_id"]
        .as_str()
        .is_some_and(|id| !seen.insert(id))
    {
        let message = "Component custom id cannot be duplicated";
        errors.add(
            &at(path, "custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            message,
        );
    }
}

pub(super) fn check_button(errors: &mut FormErrors, path: &str, button: &Value) {
    errors.optional_text(path, button, "label", BUTTON_LABEL);
    match button["style"].as_u64() {
        Some(1..=4) => {
            errors.required_text(path, button, "custom_id", CUSTOM_ID);
            if !button["url"].is_null() {
                let message = "A url cannot be specified on this button style";
                errors.add(&at(path, "url"), "BUTTON_COMPONENT_INVALID_URL", message);
            }
        }
        Some(LINK) => {
            errors.required_text(path, button, "url", BUTTON_URL);
            errors.url(path, button, "url", &["http", "https", "discord"]);
            if !button["custom_id"].is_null() {
                let message = "A custom id and url cannot both be specified";
                errors.add(
                    path,
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    message,
                );
            }
        }
        _ => errors.one_of(&at(path, "style"), &[1, 2, 3, 4, 5]),
    }
    let label = button["label"].as_str().unwrap_or_default();
    if label.trim().is_empty() && button["emoji"].is_null() {
        let message = "A button must have a label or an emoji";
        errors.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", message);
    }
}

pub(super) fn check_select(errors: &mut FormErrors, path: &str, select: &Value) {
    errors.required_text(path, select, "custom_id", CUSTOM_ID);
    errors.optional_text(path, select, "placeholder", SELECT_PLACEHOLDER);
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if least > 25 || most > 25 || most == 0 || least > most {
        let message = "Must be between 0 and 25, and not more than max_values.";
        errors.add(&at(path, "min_values"), "NUMBER_TYPE_RANGE", message);
    }
    if select["type"] == 3 {
        check_options(errors, path, select, 1..=OPTIONS);
    }
}

/// Checks what can be chosen in a select or a group.
pub(super) fn check_options(
    errors: &mut FormErrors,
    path: &str,
    holder: &Value,
    allowed: RangeInclusive<usize>,
) {
    if holder["options"].is_null() {
        errors.required(&at(path, "options"));
    }
    let mut seen = HashSet::new();
    for (n, option) in errors
        .list(path, holder, "options", allowed)
        .iter()
        .enumerate()
    {
        let path = at(path, format!("options.{n}"));
        errors.required_text(&path, option, "label", OPTION_TEXT);
        errors.required_text(&path, option, "value", OPTION_TEXT);
        errors.optional_text(&path, option, "description", OPTION_TEXT);
        if option["value"]
            .as_str()
            .is_some_and(|value| !seen.insert(value))
        {
            let message = "The specified option value is already used";
            errors.add(
                &at(&path, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                message,
            );
        }
    }
}
