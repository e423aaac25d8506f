//! Commands at their registration.
//!
//! <https://discord.com/developers/docs/interactions/application-commands>

use std::collections::HashSet;

use serde_json::Value;

use super::{FormErrors, at, modal::check_choice, offer::check_offer};
use crate::{
    api_error::ApiError,
    world::{ENTRY_POINT, RefusedNames, Scope},
};

const COMMANDS: usize = 100;
const NAME: usize = 32;
const DESCRIPTION: usize = 100;
const OPTIONS: usize = 25;
const CHOICES: usize = 25;
const CHOICE_VALUE: usize = 6_000;
/// Code points in the names, descriptions and values of one command.
const MAX_COMMAND_SIZE: usize = 8_000;
const CHAT_INPUT: u64 = 1;
const INVALID_NAME: (&str, &str) = (
    "APPLICATION_COMMAND_INVALID_NAME",
    "Command name is invalid",
);
/// The languages Discord's clients speak.
const LOCALES: [&str; 34] = [
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE",
    "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

/// Checks the list of commands that is to replace all others.
pub(crate) fn check_commands<'a>(
    body: &'a Value,
    scope: Scope,
    refused: &RefusedNames,
) -> Result<&'a [Value], ApiError> {
    let mut errors = FormErrors::default();
    let Some(commands) = body.as_array() else {
        errors.add(
            "",
            "LIST_TYPE_CONVERT",
            "Only iterables may be used in a ListType",
        );
        return errors.into_result().map(|()| &[][..]);
    };
    let of_a_kind = |kind| commands.iter().filter(|one| kind_of(one) == kind).count();
    if of_a_kind(CHAT_INPUT) > COMMANDS {
        return Err(ApiError::TOO_MANY_COMMANDS);
    }
    let mut seen = HashSet::new();
    for (n, command) in commands.iter().enumerate() {
        let path = n.to_string();
        check(&mut errors, &path, command, scope);
        check_refused(&mut errors, &path, command, refused);
        if !seen.insert((kind_of(command), command["name"].as_str())) {
            let message = "Application command names must be unique";
            errors.add(&path, "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
        }
    }
    errors.into_result().map(|()| commands.as_slice())
}

/// Checks one command.
pub(crate) fn check_command(
    command: &Value,
    scope: Scope,
    refused: &RefusedNames,
) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    check(&mut errors, "", command, scope);
    check_refused(&mut errors, "", command, refused);
    errors.into_result()
}

fn kind_of(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(CHAT_INPUT)
}

fn check(errors: &mut FormErrors, path: &str, command: &Value, scope: Scope) {
    match kind_of(command) {
        CHAT_INPUT => {
            check_names(errors, path, command);
            check_options(errors, path, command, 0);
        }
        2 | 3 => {
            errors.required_text(path, command, "name", NAME);
            errors.optional_text(path, command, "description", 0);
            errors.list(path, command, "options", 0..=0);
            check_localized(errors, path, command, false);
        }
        ENTRY_POINT if scope == Scope::Global => {
            errors.required_text(path, command, "name", NAME);
            errors.optional_text(path, command, "description", DESCRIPTION);
            errors.list(path, command, "options", 0..=0);
            check_localized(errors, path, command, false);
        }
        _ => errors.one_of(&at(path, "type"), &[1, 2, 3, 4]),
    }
    check_offer(errors, path, command);
    if size(command) > MAX_COMMAND_SIZE {
        let message = "Command exceeds maximum size (8000)";
        errors.add(path, "APPLICATION_COMMAND_TOO_LARGE", message);
    }
}

/// The name and description of a slash command or an option, in every language given.
fn check_names(errors: &mut FormErrors, path: &str, named: &Value) {
    errors.required_text(path, named, "name", NAME);
    errors.required_text(path, named, "description", DESCRIPTION);
    check_name(errors, &at(path, "name"), &named["name"]);
    check_localized(errors, path, named, true);
}

/// The names and descriptions in other languages; what is typed keeps to a pattern.
fn check_localized(errors: &mut FormErrors, path: &str, named: &Value, is_typed: bool) {
    for (key, max) in [
        ("name_localizations", NAME),
        ("description_localizations", DESCRIPTION),
    ] {
        for (locale, text) in named[key].as_object().into_iter().flatten() {
            let path = at(path, format!("{key}.{locale}"));
            errors.bounded(&path, text, 1..=max, true);
            if !LOCALES.contains(&locale.as_str()) {
                let message = format!("Value \"{locale}\" is not a locale of Discord.");
                errors.add(&path, "BASE_TYPE_CHOICES", message);
            }
            if is_typed && key == "name_localizations" {
                check_name(errors, &path, text);
            }
        }
    }
}

/// The names in other languages that a test has refused.
fn check_refused(errors: &mut FormErrors, path: &str, named: &Value, refused: &RefusedNames) {
    let local = named["name_localizations"]
        .as_object()
        .into_iter()
        .flatten();
    for (locale, name) in local {
        let name = name.as_str().unwrap_or_default();
        if refused.contains(&(locale.clone(), name.to_owned())) {
            let path = at(path, format!("name_localizations.{locale}"));
            errors.add(&path, INVALID_NAME.0, INVALID_NAME.1);
        }
    }
    let options = named["options"].as_array().into_iter().flatten();
    for (n, option) in options.enumerate() {
        check_refused(errors, &at(path, format!("options.{n}")), option, refused);
    }
}

/// `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case where there is one.
fn check_name(errors: &mut FormErrors, path: &str, name: &Value) {
    let Some(name) = name.as_str() else { return };
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
    // Vowel signs of Devanagari and Thai are marks and no letters; Discord lets them pass.
    let sign = |c: char| matches!(c, '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}');
    if !name.chars().all(|c| allowed(c) || sign(c)) || name.to_lowercase() != name {
        errors.add(path, INVALID_NAME.0, INVALID_NAME.1);
    }
}

fn check_options(errors: &mut FormErrors, path: &str, holder: &Value, depth: usize) {
    let mut seen = HashSet::new();
    let mut optional_before = false;
    for (n, option) in errors
        .list(path, holder, "options", 0..=OPTIONS)
        .iter()
        .enumerate()
    {
        let path = at(path, format!("options.{n}"));
        check_names(errors, &path, option);
        if !seen.insert(option["name"].as_str()) {
            let message = "Option name already exists";
            errors.add(
                &path,
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                message,
            );
        }
        let required = option["required"] == true;
        if required && optional_before {
            let message = "Required options must be placed before non-required options";
            errors.add(
                &path,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                message,
            );
        }
        optional_before |= !required;
        match option["type"].as_u64() {
            Some(1) if depth < 2 => check_options(errors, &path, option, 2),
            Some(2) if depth < 1 => check_options(errors, &path, option, 1),
            Some(3..=11) => check_values(errors, &path, option),
            _ => errors.one_of(&at(&path, "type"), &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        }
    }
}

fn check_values(errors: &mut FormErrors, path: &str, option: &Value) {
    let choices = errors.list(path, option, "choices", 0..=CHOICES);
    for (n, choice) in choices.iter().enumerate() {
        check_choice(
            errors,
            &at(path, format!("choices.{n}")),
            choice,
            CHOICE_VALUE,
        );
    }
    if option["autocomplete"] == true && !choices.is_empty() {
        let message = "Options with choices cannot have autocomplete";
        errors.add(
            path,
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
            message,
        );
    }
}

/// How much a command counts towards [`MAX_COMMAND_SIZE`]: of each text the longest of its languages.
fn size(part: &Value) -> usize {
    let length = |text: &Value| text.as_str().map_or(0, |text| text.chars().count());
    let longest = |key: &str, others: &str| {
        let others = part[others].as_object().into_iter().flatten();
        others
            .map(|(_, text)| length(text))
            .max()
            .unwrap_or(0)
            .max(length(&part[key]))
    };
    let inner = |key: &str| {
        part[key]
            .as_array()
            .into_iter()
            .flatten()
            .map(size)
            .sum::<usize>()
    };
    longest("name", "name_localizations")
        + longest("description", "description_localizations")
        + length(&part["value"])
        + inner("options")
        + inner("choices")
}
