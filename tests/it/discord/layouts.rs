//! Components: those below a message, those of which a whole message consists, and those of a form.

use std::collections::HashSet;

use serde_json::Value;

use super::faults::{Faults, numbered};

/// The flag `IS_COMPONENTS_V2`.
const LAYOUT: u64 = 1 << 15;

/// Whether a message consists of components alone.
pub(super) fn is_layout(message: &Value) -> bool {
    message["flags"].as_u64().unwrap_or(0) & LAYOUT != 0
}

/// Everything below a message or a component, from the first to the last.
pub(super) fn all_below(holder: &Value) -> Vec<&Value> {
    let inside = holder["components"].as_array().into_iter().flatten();
    let inside = inside.chain(holder.get("accessory"));
    inside
        .flat_map(|one| std::iter::once(one).chain(all_below(one)))
        .collect()
}

impl Faults {
    /// <https://discord.com/developers/docs/components/reference>
    pub(super) fn components(&mut self, place: &str, message: &Value) {
        let all = all_below(message);
        if is_layout(message) {
            self.layout(place, message, &all);
        } else {
            self.count(place, &message["components"], 0, 5);
        }
        self.parts(place, &message["components"], &mut HashSet::new());
    }

    fn layout(&mut self, place: &str, message: &Value, all: &[&Value]) {
        if all.len() > 40 {
            self.say(place, &format!("has {} components, not 40", all.len()));
        }
        let texts = all.iter().filter(|one| one["type"] == 10);
        let texts = texts.filter_map(|one| one["content"].as_str());
        let total: usize = texts.map(|text| text.chars().count()).sum();
        if total > 4_000 {
            self.say(place, &format!("has {total} characters in all, not 4000"));
        }
        for field in ["content", "embeds", "poll", "sticker_ids"] {
            let is_empty = match &message[field] {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                _ => false,
            };
            if !is_empty {
                self.say(
                    place,
                    &format!("stands beside `{field}`, which Discord refuses"),
                );
            }
        }
    }

    fn parts<'v>(&mut self, place: &str, components: &'v Value, seen: &mut HashSet<&'v str>) {
        for (place, one) in numbered(place, components) {
            let below = format!("{place}/components");
            if one["type"] == 1 {
                let is_button = |(_, one): (String, &Value)| one["type"] == 2;
                let most = if numbered("", &one["components"]).all(is_button) {
                    5
                } else {
                    1
                };
                self.count(&below, &one["components"], 1, most);
            }
            self.component(&place, one, seen);
            self.parts(&below, &one["components"], seen);
            if one["accessory"].is_object() {
                self.component(&format!("{place}/accessory"), &one["accessory"], seen);
            }
        }
    }

    fn component<'v>(&mut self, place: &str, component: &'v Value, seen: &mut HashSet<&'v str>) {
        let custom_id = component["custom_id"].as_str();
        if let Some(custom_id) = custom_id.filter(|custom_id| !seen.insert(custom_id)) {
            self.say(
                place,
                &format!("{custom_id:?} stands in this message twice"),
            );
        }
        self.text(
            &format!("{place}/custom_id"),
            &component["custom_id"],
            1,
            100,
        );
        self.text(&format!("{place}/label"), &component["label"], 1, 80);
        self.text(&format!("{place}/content"), &component["content"], 1, 4_000);
        self.text(
            &format!("{place}/placeholder"),
            &component["placeholder"],
            0,
            150,
        );
        self.text(
            &format!("{place}/description"),
            &component["description"],
            1,
            1_024,
        );
        self.count(&format!("{place}/items"), &component["items"], 1, 10);
        if component["type"] == 2 && component["label"].is_null() && component["emoji"].is_null() {
            self.say(place, "is a button that says nothing");
        }
        self.options_of(place, component, 25);
    }

    /// What can be chosen.
    fn options_of(&mut self, place: &str, holder: &Value, most: usize) {
        let place = format!("{place}/options");
        self.count(&place, &holder["options"], 1, most);
        let mut seen = HashSet::new();
        for (place, option) in numbered(&place, &holder["options"]) {
            self.text(&format!("{place}/label"), &option["label"], 1, 100);
            self.text(&format!("{place}/value"), &option["value"], 1, 100);
            self.text(
                &format!("{place}/description"),
                &option["description"],
                1,
                100,
            );
            if !seen.insert(&option["value"]) {
                self.say(&place, "has the value of another option");
            }
        }
    }

    /// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal>
    pub(super) fn modal(&mut self, place: &str, modal: &Value) {
        self.text(&format!("{place}/custom_id"), &modal["custom_id"], 1, 100);
        self.text(&format!("{place}/title"), &modal["title"], 1, 45);
        let place = format!("{place}/components");
        self.count(&place, &modal["components"], 1, 5);
        let mut seen = HashSet::new();
        for (place, top) in numbered(&place, &modal["components"]) {
            self.text(&format!("{place}/label"), &top["label"], 1, 45);
            self.text(&format!("{place}/description"), &top["description"], 1, 100);
            self.text(&format!("{place}/content"), &top["content"], 1, 4_000);
            let row = format!("{place}/components");
            self.count(&row, &top["components"], 1, 1);
            let in_row = numbered(&row, &top["components"]);
            let in_label = (format!("{place}/component"), &top["component"]);
            for (place, field) in in_row.chain([in_label]).filter(|(_, one)| one.is_object()) {
                self.field(&place, field);
                if !seen.insert(&field["custom_id"]) {
                    self.say(&place, "has the custom_id of another input");
                }
            }
            if !top["component"]["label"].is_null() {
                self.say(&place, "has a label, and so has what it holds");
            }
        }
    }

    fn field(&mut self, place: &str, field: &Value) {
        self.text(&format!("{place}/custom_id"), &field["custom_id"], 1, 100);
        self.text(&format!("{place}/label"), &field["label"], 1, 45);
        let most = if field["type"] == 4 { 100 } else { 150 };
        self.text(
            &format!("{place}/placeholder"),
            &field["placeholder"],
            0,
            most,
        );
        self.text(&format!("{place}/value"), &field["value"], 0, 4_000);
        let most = if field["type"] == 3 { 25 } else { 10 };
        self.options_of(place, field, most);
    }
}
