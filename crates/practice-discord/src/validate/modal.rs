//! A modal with its text inputs, and the choices of an autocomplete.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    Faults, at,
    components::{CUSTOM_ID, check_unique},
};
use crate::Refusal;

const TITLE: usize = 45;
const ROWS: usize = 5;
const LABEL: usize = 45;
const VALUE: usize = 4_000;
const PLACEHOLDER: usize = 100;
const CHOICES: usize = 25;
const CHOICE: usize = 100;

/// Checks the modal that answers an interaction.
pub(crate) fn check_modal(place: &str, modal: &Value) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    faults.needed(place, modal, "custom_id", CUSTOM_ID);
    faults.needed(place, modal, "title", TITLE);
    if modal["components"].is_null() {
        faults.required(&at(place, "components"));
    }
    let mut seen = HashSet::new();
    for (n, row) in faults
        .list(place, modal, "components", 1..=ROWS)
        .iter()
        .enumerate()
    {
        let place = at(place, format!("components.{n}"));
        if row["type"] != 1 {
            faults.one_of(&at(&place, "type"), &[1]);
            continue;
        }
        for (n, input) in faults
            .list(&place, row, "components", 1..=1)
            .iter()
            .enumerate()
        {
            let place = at(&place, format!("components.{n}"));
            check_input(&mut faults, &place, input);
            check_unique(&mut faults, &place, input, &mut seen);
        }
    }
    faults.verdict()
}

fn check_input(faults: &mut Faults, place: &str, input: &Value) {
    if input["type"] != 4 {
        faults.one_of(&at(place, "type"), &[4]);
        return;
    }
    faults.needed(place, input, "custom_id", CUSTOM_ID);
    faults.needed(place, input, "label", LABEL);
    faults.text(place, input, "value", VALUE);
    faults.text(place, input, "placeholder", PLACEHOLDER);
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        faults.one_of(&at(place, "style"), &[1, 2]);
    }
    for (key, least) in [("min_length", 0), ("max_length", 1)] {
        if input[key]
            .as_u64()
            .is_some_and(|length| length < least || length > 4_000)
        {
            let message = format!("int value should be between {least} and 4000.");
            faults.add(&at(place, key), "NUMBER_TYPE_RANGE", message);
        }
    }
}

/// Checks the choices that answer an autocomplete.
pub(crate) fn check_choices(place: &str, data: &Value) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    for (n, choice) in faults
        .list(place, data, "choices", 0..=CHOICES)
        .iter()
        .enumerate()
    {
        check_choice(
            &mut faults,
            &at(place, format!("choices.{n}")),
            choice,
            CHOICE,
        );
    }
    faults.verdict()
}

/// Checks a choice, be it of an autocomplete or of a command's option.
pub(super) fn check_choice(faults: &mut Faults, place: &str, choice: &Value, value: usize) {
    faults.needed(place, choice, "name", CHOICE);
    for (locale, name) in choice["name_localizations"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let place = at(place, format!("name_localizations.{locale}"));
        faults.bounded(&place, name, 1..=CHOICE, true);
    }
    if !choice["value"].is_number() {
        faults.bounded(&at(place, "value"), &choice["value"], 0..=value, true);
    }
}
