//! A text input, which stands in a row or in a label of a modal.

use serde_json::Value;

use super::{FormErrors, at, components::CUSTOM_ID};

const VALUE: usize = 4_000;
const PLACEHOLDER: usize = 100;

/// Checks a text input; its label stands in it only in a row.
pub(super) fn check_input(errors: &mut FormErrors, path: &str, input: &Value) {
    if input["type"] != 4 {
        errors.one_of(&at(path, "type"), &[4]);
        return;
    }
    errors.required_text(path, input, "custom_id", CUSTOM_ID);
    errors.optional_text(path, input, "value", VALUE);
    errors.optional_text(path, input, "placeholder", PLACEHOLDER);
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        errors.one_of(&at(path, "style"), &[1, 2]);
    }
    for (key, least) in [("min_length", 0), ("max_length", 1)] {
        if input[key]
            .as_u64()
            .is_some_and(|length| length < least || length > 4_000)
        {
            let message = format!("int value should be between {least} and 4000.");
            errors.add(&at(path, key), "NUMBER_TYPE_RANGE", message);
        }
    }
}
