//! Every language says all that the commands say, within Discord's limits.

use std::collections::BTreeSet;

use super::*;
use crate::bot::registered_commands;

/// The entry in a message's menu: nobody types it, and it has no description.
const IN_MENU: &str = "Look this up";
/// The type of a subcommand among the options.
const SUBCOMMAND: u64 = 1;

#[test]
fn every_language_has_words_for_every_command_and_none_too_many() {
    let commands = registered_commands();
    for (locale, words) in LOCALES.iter() {
        let differing = differing(&commands, words, false);
        assert!(differing.is_empty(), "{locale}.toml: {differing:#?}");
    }
}

#[test]
fn what_is_registered_is_within_the_limits_of_discord() {
    let mut wrong = Vec::new();
    check(&registered_commands(), "", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the words lack, or have too many. Commands keep their English names, so that a team types the same.
fn differing(items: &Value, words: &BTreeMap<String, Words>, are_options: bool) -> Vec<String> {
    let items: Vec<&Value> = items.as_array().into_iter().flatten().collect();
    let mut differing = names_apart(items.iter().copied(), words.keys());
    for item in items {
        let name = item["name"].as_str().unwrap();
        let Some(words) = words.get(name) else {
            continue;
        };
        if words.description.is_some() == (name == IN_MENU) {
            differing.push(format!("description of {name}"));
        }
        let is_named = name == IN_MENU || (are_options && item["type"] != SUBCOMMAND);
        if words.name.is_some() != is_named {
            differing.push(format!("name of {name}"));
        }
        differing.extend(names_apart(
            item["choices"].as_array().into_iter().flatten(),
            words.choices.keys(),
        ));
        differing.extend(self::differing(&item["options"], &words.options, true));
    }
    differing
}

fn names_apart<'w>(
    items: impl Iterator<Item = &'w Value>,
    words: impl Iterator<Item = &'w String>,
) -> Vec<String> {
    let registered: BTreeSet<&str> = items.filter_map(|item| item["name"].as_str()).collect();
    let translated: BTreeSet<&str> = words.map(String::as_str).collect();
    registered
        .symmetric_difference(&translated)
        .map(|name| (*name).to_owned())
        .collect()
}

/// <https://discord.com/developers/docs/interactions/application-commands#application-command-object>
fn check(items: &Value, path: &str, wrong: &mut Vec<String>) {
    for item in items.as_array().into_iter().flatten() {
        let path = format!("{path}/{}", item["name"].as_str().unwrap());
        let is_typed = item["name"] != IN_MENU;
        let mut limit = |what: &str, text: &Value, most: usize, is_name: bool| {
            let text = text.as_str().unwrap();
            let is_well = (1..=most).contains(&text.chars().count())
                && (!is_name
                    || text
                        .chars()
                        .all(|c| c == '-' || c == '_' || c.is_alphanumeric() && !c.is_uppercase()));
            if !is_well {
                wrong.push(format!("{path}, {what}: {text}"));
            }
        };
        let localized = |key: &str| {
            item[key]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
        };
        for name in localized("name_localizations")
            .into_iter()
            .chain([&item["name"]])
        {
            limit("name", name, 32, is_typed);
        }
        for text in localized("description_localizations")
            .into_iter()
            .chain([&item["description"]])
        {
            if is_typed {
                limit("description", text, 100, false);
            }
        }
        for choice in item["choices"].as_array().into_iter().flatten() {
            let names = choice["name_localizations"]
                .as_object()
                .into_iter()
                .flatten();
            for name in names.map(|(_, text)| text).chain([&choice["name"]]) {
                limit("choice", name, 100, false);
            }
        }
        check(&item["options"], &path, wrong);
    }
}
