//! What the commands say in other languages: one TOML file a language, nothing in Rust.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Value, json};

/// Discord's name of each language, and its file.
/// <https://discord.com/developers/docs/reference#locales>
const FILES: [(&str, &str); 3] = [
    ("fr", include_str!("fr.toml")),
    ("ru", include_str!("ru.toml")),
    ("zh-CN", include_str!("zh-CN.toml")),
];

/// The words for a command, subcommand or option.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What it is called. Slash commands keep their English names, so that a team can tell each other what to type.
    name: Option<String>,
    /// What it does; the menu of a message shows none.
    description: Option<String>,
    /// Its options or subcommands.
    #[serde(default)]
    options: BTreeMap<String, Words>,
    /// Its choices.
    #[serde(default)]
    choices: BTreeMap<String, String>,
}

static LOCALES: LazyLock<Vec<(&str, BTreeMap<String, Words>)>> = LazyLock::new(|| {
    let parse = |text| toml::from_str(text).expect("a test reads every language");
    FILES
        .into_iter()
        .map(|(locale, text)| (locale, parse(text)))
        .collect()
});

/// Adds the words of every language to `commands`, as they are registered.
pub(super) fn localize(commands: &mut Value) {
    for (locale, words) in LOCALES.iter() {
        add(commands, words, locale);
    }
}

fn add(items: &mut Value, words: &BTreeMap<String, Words>, locale: &str) {
    for item in items.as_array_mut().into_iter().flatten() {
        let Some(words) = item["name"].as_str().and_then(|name| words.get(name)) else {
            continue;
        };
        if let Some(name) = &words.name {
            put(&mut item["name_localizations"], locale, name);
        }
        if let Some(description) = &words.description {
            put(&mut item["description_localizations"], locale, description);
        }
        for choice in item["choices"].as_array_mut().into_iter().flatten() {
            if let Some(name) = choice["name"]
                .as_str()
                .and_then(|name| words.choices.get(name))
            {
                put(&mut choice["name_localizations"], locale, name);
            }
        }
        add(&mut item["options"], &words.options, locale);
    }
}

fn put(localizations: &mut Value, locale: &str, text: &str) {
    if !localizations.is_object() {
        *localizations = json!({});
    }
    localizations[locale] = json!(text);
}

#[cfg(test)]
mod tests;
