//! Commands at their registration.
//!
//! <https://discord.com/developers/docs/interactions/application-commands>

use std::collections::HashSet;

use serde_json::Value;

use super::{Faults, at, modal::check_choice};
use crate::Refusal;

const COMMANDS: usize = 100;
const NAME: usize = 32;
const DESCRIPTION: usize = 100;
const OPTIONS: usize = 25;
const CHOICES: usize = 25;
const CHOICE_VALUE: usize = 6_000;
/// Names, descriptions and values of one command with all that is in it.
const ALTOGETHER: usize = 8_000;
const CHAT_INPUT: u64 = 1;
/// The languages Discord's clients speak.
const LOCALES: [&str; 34] = [
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE",
    "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

/// The list of commands that are to replace all others, if it passes.
pub(crate) fn check_commands(body: &Value) -> Result<&[Value], Refusal> {
    let mut faults = Faults::default();
    let Some(commands) = body.as_array() else {
        faults.add(
            "",
            "LIST_TYPE_CONVERT",
            "Only iterables may be used in a ListType",
        );
        return faults.verdict().map(|()| &[][..]);
    };
    let of_a_kind = |kind| commands.iter().filter(|one| kind_of(one) == kind).count();
    if of_a_kind(CHAT_INPUT) > COMMANDS {
        return Err(Refusal::TOO_MANY_COMMANDS);
    }
    let mut seen = HashSet::new();
    for (n, command) in commands.iter().enumerate() {
        let place = n.to_string();
        check(&mut faults, &place, command);
        if !seen.insert((kind_of(command), command["name"].as_str())) {
            let message = "Application command names must be unique";
            faults.add(&place, "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
        }
    }
    faults.verdict().map(|()| commands.as_slice())
}

/// Checks one command.
pub(crate) fn check_command(command: &Value) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    check(&mut faults, "", command);
    faults.verdict()
}

fn kind_of(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(CHAT_INPUT)
}

fn check(faults: &mut Faults, place: &str, command: &Value) {
    match kind_of(command) {
        CHAT_INPUT => {
            check_names(faults, place, command);
            check_options(faults, place, command, 0);
        }
        2 | 3 => {
            faults.needed(place, command, "name", NAME);
            faults.text(place, command, "description", 0);
            faults.list(place, command, "options", 0..=0);
        }
        _ => faults.one_of(&at(place, "type"), &[1, 2, 3]),
    }
    if size(command) > ALTOGETHER {
        let message = "Command exceeds maximum size (8000)";
        faults.add(place, "APPLICATION_COMMAND_TOO_LARGE", message);
    }
}

/// The name and description of a slash command or an option, in every language given.
fn check_names(faults: &mut Faults, place: &str, named: &Value) {
    faults.needed(place, named, "name", NAME);
    faults.needed(place, named, "description", DESCRIPTION);
    check_name(faults, &at(place, "name"), &named["name"]);
    for (key, max) in [
        ("name_localizations", NAME),
        ("description_localizations", DESCRIPTION),
    ] {
        for (locale, text) in named[key].as_object().into_iter().flatten() {
            let place = at(place, format!("{key}.{locale}"));
            faults.bounded(&place, text, 1..=max, true);
            if !LOCALES.contains(&locale.as_str()) {
                let message = format!("Value \"{locale}\" is not a locale of Discord.");
                faults.add(&place, "BASE_TYPE_CHOICES", message);
            }
            if key == "name_localizations" {
                check_name(faults, &place, text);
            }
        }
    }
}

/// `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case where there is one.
fn check_name(faults: &mut Faults, place: &str, name: &Value) {
    let Some(name) = name.as_str() else { return };
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
    // Vowel signs of Devanagari and Thai are marks and no letters; Discord lets them pass.
    let sign = |c: char| matches!(c, '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}');
    if !name.chars().all(|c| allowed(c) || sign(c)) || name.to_lowercase() != name {
        let message = "Command name is invalid";
        faults.add(place, "APPLICATION_COMMAND_INVALID_NAME", message);
    }
}

fn check_options(faults: &mut Faults, place: &str, holder: &Value, depth: usize) {
    let mut seen = HashSet::new();
    let mut optional_before = false;
    for (n, option) in faults
        .list(place, holder, "options", 0..=OPTIONS)
        .iter()
        .enumerate()
    {
        let place = at(place, format!("options.{n}"));
        check_names(faults, &place, option);
        if !seen.insert(option["name"].as_str()) {
            let message = "Option name already exists";
            faults.add(
                &place,
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                message,
            );
        }
        let required = option["required"] == true;
        if required && optional_before {
            let message = "Required options must be placed before non-required options";
            faults.add(
                &place,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                message,
            );
        }
        optional_before |= !required;
        match option["type"].as_u64() {
            Some(1) if depth < 2 => check_options(faults, &place, option, 2),
            Some(2) if depth < 1 => check_options(faults, &place, option, 1),
            Some(3..=11) => check_values(faults, &place, option),
            _ => faults.one_of(&at(&place, "type"), &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        }
    }
}

fn check_values(faults: &mut Faults, place: &str, option: &Value) {
    let choices = faults.list(place, option, "choices", 0..=CHOICES);
    for (n, choice) in choices.iter().enumerate() {
        check_choice(
            faults,
            &at(place, format!("choices.{n}")),
            choice,
            CHOICE_VALUE,
        );
    }
    if option["autocomplete"] == true && !choices.is_empty() {
        let message = "Options with choices cannot have autocomplete";
        faults.add(
            place,
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
            message,
        );
    }
}

/// How much a command counts: in each place the longest of its languages.
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
