//! Commands as they are registered, and the choices that are offered while somebody types.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::faults::{Faults, numbered};

impl Faults {
    /// <https://discord.com/developers/docs/interactions/application-commands>
    pub(super) fn commands(&mut self, body: &Value) {
        let list = if body.is_array() {
            body.clone()
        } else {
            json!([body])
        };
        self.count("", &list, 0, 100);
        let mut seen = HashSet::new();
        for (place, command) in numbered("", &list) {
            let kind = command["type"].as_u64().unwrap_or(1);
            if !seen.insert((kind, command["name"].as_str())) {
                self.say(&place, "has the name of another command");
            }
            let least = usize::from(kind == 1);
            self.text(
                &format!("{place}/description"),
                &command["description"],
                least,
                100,
            );
            self.localized(
                &format!("{place}/description_localizations"),
                &command["description_localizations"],
                100,
            );
            self.names(&place, command, kind == 1);
            if kind != 1 && !command["description"].as_str().is_none_or(str::is_empty) {
                self.say(&place, "stands in a menu, which shows no description");
            }
            let total = self.options(&place, command) + longest(command);
            if total > 8_000 {
                self.say(&place, &format!("has {total} characters in all, not 8000"));
            }
        }
    }

    fn options(&mut self, place: &str, owner: &Value) -> usize {
        let place = format!("{place}/options");
        self.count(&place, &owner["options"], 0, 25);
        let (mut total, mut seen, mut was_optional) = (0, HashSet::new(), false);
        for (place, option) in numbered(&place, &owner["options"]) {
            self.names(&place, option, true);
            if option["description"].is_null() {
                self.say(&place, "has no description");
            }
            self.text(
                &format!("{place}/description"),
                &option["description"],
                1,
                100,
            );
            self.localized(
                &format!("{place}/description_localizations"),
                &option["description_localizations"],
                100,
            );
            if !seen.insert(&option["name"]) {
                self.say(&place, "has the name of another option");
            }
            if option["required"] == true && was_optional {
                self.say(&place, "is required and stands behind one that is not");
            }
            was_optional |= option["required"] != true;
            self.choices(&format!("{place}/choices"), &option["choices"]);
            let has_choices = option["choices"]
                .as_array()
                .is_some_and(|choices| !choices.is_empty());
            if option["autocomplete"] == true && has_choices {
                self.say(&place, "has choices and completes itself");
            }
            let choices = numbered("", &option["choices"]);
            total += longest(option) + choices.map(|(_, choice)| longest(choice)).sum::<usize>();
            total += self.options(&place, option);
        }
        total
    }

    pub(super) fn choices(&mut self, place: &str, choices: &Value) {
        self.count(place, choices, 0, 25);
        for (place, choice) in numbered(place, choices) {
            self.text(&format!("{place}/name"), &choice["name"], 1, 100);
            self.localized(
                &format!("{place}/name_localizations"),
                &choice["name_localizations"],
                100,
            );
            self.text(&format!("{place}/value"), &choice["value"], 1, 100);
        }
    }

    fn names(&mut self, place: &str, owner: &Value, is_typed: bool) {
        self.text(&format!("{place}/name"), &owner["name"], 1, 32);
        self.localized(
            &format!("{place}/name_localizations"),
            &owner["name_localizations"],
            32,
        );
        let locals = owner["name_localizations"]
            .as_object()
            .into_iter()
            .flat_map(Map::values);
        for name in std::iter::once(&owner["name"])
            .chain(locals)
            .filter_map(Value::as_str)
        {
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
            if is_typed && (name.to_lowercase() != name || !name.chars().all(is_plain)) {
                self.say(place, &format!("`{name}` cannot be typed as a name"));
            }
        }
    }

    fn localized(&mut self, place: &str, texts: &Value, most: usize) {
        for (locale, text) in texts.as_object().into_iter().flatten() {
            self.text(&format!("{place}/{locale}"), text, 1, most);
        }
    }
}

/// Name, description and value in whichever language is longest, as Discord counts them towards 8,000.
fn longest(owner: &Value) -> usize {
    let length = |text: &Value| text.as_str().map_or(0, |text| text.chars().count());
    let most = |part: &str| {
        let locals = owner[format!("{part}_localizations")].as_object();
        let locals = locals.into_iter().flat_map(Map::values).map(length);
        locals
            .chain([length(&owner[part])])
            .max()
            .unwrap_or_default()
    };
    most("name") + most("description") + length(&owner["value"])
}
