//! A modal with its text inputs, and the choices of an autocomplete.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    FormErrors, at,
    components::{CUSTOM_ID, check_unique},
};
use crate::api_error::ApiError;

const TITLE: usize = 45;
const ROWS: usize = 5;
const LABEL: usize = 45;
const VALUE: usize = 4_000;
const PLACEHOLDER: usize = 100;
const CHOICES: usize = 25;
const CHOICE: usize = 100;

/// Checks the modal that answers an interaction.
pub(crate) fn check_modal(path: &str, modal: &Value) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    errors.required_text(path, modal, "custom_id", CUSTOM_ID);
    errors.required_text(path, modal, "title", TITLE);
    if modal["components"].is_null() {
        errors.required(&at(path, "components"));
    }
    let mut seen = HashSet::new();
    for (n, row) in errors
        .list(path, modal, "components", 1..=ROWS)
        .iter()
        .enumerate()
    {
        let path = at(path, format!("components.{n}"));
        if row["type"] != 1 {
            errors.one_of(&at(&path, "type"), &[1]);
            continue;
        }
        for (n, input) in errors
            .list(&path, row, "components", 1..=1)
            .iter()
            .enumerate()
        {
            let path = at(&path, format!("components.{n}"));
            check_input(&mut errors, &path, input);
            check_unique(&mut errors, &path, input, &mut seen);
        }
    }
    errors.into_result()
}

fn check_input(errors: &mut FormErrors, path: &str, input: &Value) {
    if input["type"] != 4 {
        errors.one_of(&at(path, "type"), &[4]);
        return;
    }
    errors.required_text(path, input, "custom_id", CUSTOM_ID);
    errors.required_text(path, input, "label", LABEL);
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

/// Checks the choices that answer an autocomplete.
pub(crate) fn check_choices(path: &str, data: &Value) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    for (n, choice) in errors
        .list(path, data, "choices", 0..=CHOICES)
        .iter()
        .enumerate()
    {
        check_choice(
            &mut errors,
            &at(path, format!("choices.{n}")),
            choice,
            CHOICE,
        );
    }
    errors.into_result()
}

/// Checks a choice, be it of an autocomplete or of a command's option.
pub(super) fn check_choice(errors: &mut FormErrors, path: &str, choice: &Value, value: usize) {
    errors.required_text(path, choice, "name", CHOICE);
    for (locale, name) in choice["name_localizations"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let path = at(path, format!("name_localizations.{locale}"));
        errors.bounded(&path, name, 1..=CHOICE, true);
    }
    if !choice["value"].is_number() {
        errors.bounded(&at(path, "value"), &choice["value"], 0..=value, true);
    }
}
