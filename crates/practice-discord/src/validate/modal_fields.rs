//! What a label of a modal holds: a text input, a select, a file upload, or radio buttons and checkboxes.
//!
//! <https://discord.com/developers/docs/components/reference#label>

use std::collections::HashSet;

use serde_json::Value;

use super::{
    FormErrors, at,
    components::{CUSTOM_ID, check_options, check_select, check_unique},
    text_input::check_input,
};

const LABEL: usize = 45;
const DESCRIPTION: usize = 100;
/// Radio buttons of one group, and boxes or files of one field.
const OPTIONS: usize = 10;
/// What a label can hold.
const HELD: [u64; 10] = [3, 4, 5, 6, 7, 8, 19, 21, 22, 23];

/// Checks a label and what it holds.
pub(super) fn check_label<'a>(
    errors: &mut FormErrors,
    path: &str,
    label: &'a Value,
    seen: &mut HashSet<&'a str>,
) {
    errors.required_text(path, label, "label", LABEL);
    let description = &label["description"];
    errors.bounded(
        &at(path, "description"),
        description,
        1..=DESCRIPTION,
        false,
    );
    let (path, held) = (at(path, "component"), &label["component"]);
    if held.is_null() {
        return errors.required(&path);
    }
    match held["type"].as_u64() {
        Some(4) => {
            check_input(errors, &path, held);
            if !held["label"].is_null() {
                let message = "A text input in a label has no label of its own";
                errors.add(&at(&path, "label"), "BASE_TYPE_EMPTY", message);
            }
        }
        Some(3 | 5..=8) => check_select(errors, &path, held),
        Some(19 | 23) => {
            errors.required_text(&path, held, "custom_id", CUSTOM_ID);
        }
        Some(21) => {
            errors.required_text(&path, held, "custom_id", CUSTOM_ID);
            check_options(errors, &path, held, 2..=OPTIONS);
            check_one_default(errors, &path, held);
        }
        Some(22) => {
            errors.required_text(&path, held, "custom_id", CUSTOM_ID);
            check_options(errors, &path, held, 1..=OPTIONS);
        }
        _ => errors.one_of(&at(&path, "type"), &HELD),
    }
    if matches!(held["type"].as_u64(), Some(19 | 22)) {
        check_counts(errors, &path, held);
    }
    check_unique(errors, &path, held, seen);
}

/// How many boxes are ticked, or files given.
fn check_counts(errors: &mut FormErrors, path: &str, held: &Value) {
    let number = |key: &str, otherwise: usize| match held[key].as_u64() {
        Some(given) => usize::try_from(given).unwrap_or(usize::MAX),
        None => otherwise,
    };
    let options = held["options"].as_array().map_or(OPTIONS, Vec::len);
    let (least, most) = (
        number("min_values", 1),
        number("max_values", options.max(1)),
    );
    if least > OPTIONS || least > most {
        let message = "int value should be between 0 and 10, and not more than max_values.";
        errors.add(&at(path, "min_values"), "NUMBER_TYPE_RANGE", message);
    }
    if most == 0 || most > options {
        let message = format!("int value should be between 1 and {options}.");
        errors.add(&at(path, "max_values"), "NUMBER_TYPE_RANGE", message);
    }
}

fn check_one_default(errors: &mut FormErrors, path: &str, group: &Value) {
    let options = group["options"].as_array().into_iter().flatten();
    if options.filter(|option| option["default"] == true).count() > 1 {
        let message = "Only one option can be chosen from the start";
        errors.add(
            &at(path, "options"),
            "RADIO_GROUP_MULTIPLE_DEFAULTS",
            message,
        );
    }
}
