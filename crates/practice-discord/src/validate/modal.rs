//! A modal with its rows, labels and texts, and the choices of an autocomplete.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    FormErrors, at,
    components::{CUSTOM_ID, check_unique},
    modal_fields::check_label,
    text_input::check_input,
};
use crate::api_error::ApiError;

const TITLE: usize = 45;
/// Rows, labels and texts of one modal.
const ROWS: usize = 5;
const LABEL: usize = 45;
const VALUE: usize = 4_000;
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
        match row["type"].as_u64() {
            Some(1) => {}
            Some(10) => {
                errors.required_text(&path, row, "content", VALUE);
                continue;
            }
            Some(18) => {
                check_label(&mut errors, &path, row, &mut seen);
                continue;
            }
            _ => {
                errors.one_of(&at(&path, "type"), &[1, 10, 18]);
                continue;
            }
        }
        for (n, input) in errors
            .list(&path, row, "components", 1..=1)
            .iter()
            .enumerate()
        {
            let path = at(&path, format!("components.{n}"));
            check_input(&mut errors, &path, input);
            if input["type"] == 4 {
                errors.required_text(&path, input, "label", LABEL);
            }
            check_unique(&mut errors, &path, input, &mut seen);
        }
    }
    errors.into_result()
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
