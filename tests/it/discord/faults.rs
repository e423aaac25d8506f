//! The faults of one request, and which part of the judge looks at its body.

use serde_json::Value;

/// What has been found so far, one sentence a fault.
pub(super) struct Faults(pub(super) Vec<String>);

impl Faults {
    pub(super) fn say(&mut self, place: &str, what: &str) {
        self.0.push(format!("{place}: {what}"));
    }

    /// A text that may be left out.
    pub(super) fn text(&mut self, place: &str, text: &Value, least: usize, most: usize) -> usize {
        let Some(text) = text.as_str() else { return 0 };
        let length = text.chars().count();
        if !(least..=most).contains(&length) {
            self.say(
                place,
                &format!("has {length} characters, not {least} to {most}"),
            );
        }
        length
    }

    pub(super) fn count(&mut self, place: &str, things: &Value, least: usize, most: usize) {
        let Some(things) = things.as_array() else {
            return;
        };
        if !(least..=most).contains(&things.len()) {
            self.say(
                place,
                &format!("has {} entries, not {least} to {most}", things.len()),
            );
        }
    }

    pub(super) fn limits(&mut self, path: &str, body: &Value) {
        if path.starts_with("/interactions") {
            match body["type"].as_u64() {
                Some(4 | 7) => self.message("/data", &body["data"]),
                Some(5) => {}
                Some(8) => self.choices("/data/choices", &body["data"]["choices"]),
                Some(9) => self.modal("/data", &body["data"]),
                other => self.say("/type", &format!("{other:?} is no answer of ours")),
            }
        } else if path.starts_with("/applications") {
            self.commands(body);
        } else if path.contains("/messages") || path.starts_with("/webhooks") {
            self.message("", body);
            if path == "/channels/{channel_id}/messages" {
                self.nonce(body);
            }
        } else if path.starts_with("/channels") {
            // A thread; the document lets a new name be empty, and Discord does not.
            self.text("/name", &body["name"], 1, 100);
        }
    }
}

/// The entries of an array, each with its place; none of anything else.
pub(super) fn numbered<'v>(
    place: &str,
    list: &'v Value,
) -> impl Iterator<Item = (String, &'v Value)> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter()
        .enumerate()
        .map(move |(n, one)| (format!("{place}/{n}"), one))
}
