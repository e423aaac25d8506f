//! Discord's limits, and the tree of faults with which it answers a form that breaks them.
//!
//! Lengths are counted in Unicode code points, as Discord's server does, after trimming blanks at both ends.
//! <https://discord.com/developers/docs/reference#error-messages>

mod command;
mod components;
mod message;
mod modal;
mod thread;

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

pub(crate) use self::{
    command::{check_command, check_commands},
    message::{Strictness, check_message},
    modal::{check_choices, check_modal},
    thread::check_thread,
};
use super::Refusal;

/// The faults found so far, each at its place.
#[derive(Default)]
pub(crate) struct Faults(Map<String, Value>);

impl Faults {
    /// Notes a fault at a dotted place such as `data.embeds.0.title`; "" is the form itself.
    pub(crate) fn add(&mut self, place: &str, code: &str, message: impl Into<String>) {
        let mut node = &mut self.0;
        for step in place.split('.').filter(|step| !step.is_empty()) {
            let next = node.entry(step).or_insert_with(|| json!({}));
            let Some(next) = next.as_object_mut() else {
                return;
            };
            node = next;
        }
        let errors = node.entry("_errors").or_insert_with(|| json!([]));
        if let Some(errors) = errors.as_array_mut() {
            errors.push(json!({ "code": code, "message": message.into() }));
        }
    }

    /// Refuses if anything was found.
    pub(crate) fn verdict(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.refusal())
        }
    }

    /// The refusal for what was found.
    pub(crate) fn refusal(self) -> Refusal {
        Refusal::form(self.0.into())
    }

    pub(crate) fn required(&mut self, place: &str) {
        self.add(place, "BASE_TYPE_REQUIRED", "This field is required");
    }

    pub(crate) fn one_of(&mut self, place: &str, allowed: &[u64]) {
        let allowed: Vec<_> = allowed.iter().map(ToString::to_string).collect();
        let message = format!("Value must be one of {{{}}}.", allowed.join(", "));
        self.add(place, "BASE_TYPE_CHOICES", message);
    }

    /// Checks `object[key]`, which may be absent or null; returns its length.
    fn text(&mut self, place: &str, object: &Value, key: &str, max: usize) -> usize {
        self.bounded(&at(place, key), &object[key], 0..=max, false)
    }

    /// Checks `object[key]`, which must be there; returns its length.
    fn needed(&mut self, place: &str, object: &Value, key: &str, max: usize) -> usize {
        self.bounded(&at(place, key), &object[key], 1..=max, true)
    }

    fn bounded(
        &mut self,
        place: &str,
        value: &Value,
        length: RangeInclusive<usize>,
        required: bool,
    ) -> usize {
        match value {
            Value::Null if required => self.required(place),
            Value::Null => {}
            Value::String(text) => {
                let count = text.trim().chars().count();
                self.length(place, count, length);
                return count;
            }
            other => {
                let message = format!("Could not interpret \"{other}\" as string.");
                self.add(place, "BASE_TYPE_BAD_STRING", message);
            }
        }
        0
    }

    /// Checks how many there are of something, be it items or code points.
    fn length(&mut self, place: &str, count: usize, allowed: RangeInclusive<usize>) {
        let (min, max) = (*allowed.start(), *allowed.end());
        if allowed.contains(&count) {
        } else if min == 0 {
            let message = format!("Must be {max} or fewer in length.");
            self.add(place, "BASE_TYPE_MAX_LENGTH", message);
        } else {
            let message = format!("Must be between {min} and {max} in length.");
            self.add(place, "BASE_TYPE_BAD_LENGTH", message);
        }
    }

    /// The items of `object[key]`, which may be absent or null, after a check of their number.
    fn list<'a>(
        &mut self,
        place: &str,
        object: &'a Value,
        key: &str,
        allowed: RangeInclusive<usize>,
    ) -> &'a [Value] {
        match &object[key] {
            Value::Array(items) => {
                self.length(&at(place, key), items.len(), allowed);
                items
            }
            Value::Null => &[],
            _ => {
                let message = "Only iterables may be used in a ListType";
                self.add(&at(place, key), "LIST_ITEM_VALUE_REQUIRED", message);
                &[]
            }
        }
    }

    fn url(&mut self, place: &str, object: &Value, key: &str, schemes: &[&str]) {
        let Some(url) = object[key].as_str().filter(|url| !url.is_empty()) else {
            return;
        };
        let known = schemes
            .iter()
            .any(|scheme| url.starts_with(&format!("{scheme}://")));
        if !known || url.chars().any(char::is_whitespace) {
            self.add(
                &at(place, key),
                "URL_TYPE_INVALID_URL",
                "Not a well formed URL.",
            );
        }
    }
}

/// The place of `key` below `place`.
fn at(place: &str, key: impl std::fmt::Display) -> String {
    if place.is_empty() {
        key.to_string()
    } else {
        format!("{place}.{key}")
    }
}
