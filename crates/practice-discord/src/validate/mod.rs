//! Discord's limits, and the tree of errors with which it answers a form that exceeds them.
//!
//! Lengths are counted in Unicode code points, as Discord's server does, after trimming blanks at both ends.
//! <https://discord.com/developers/docs/reference#error-messages>

mod command;
mod components;
mod layout;
mod message;
mod modal;
mod modal_fields;
mod offer;
mod scheduled_event;
mod text_input;
mod thread;

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

pub(crate) use self::{
    command::{check_command, check_commands},
    message::{Strictness, check_edit, check_message},
    modal::{check_choices, check_modal},
    scheduled_event::{EventAsItIs, check_event, event_status},
    thread::check_thread,
};
use crate::api_error::ApiError;

/// The errors found so far, each at its path.
#[derive(Default)]
pub(crate) struct FormErrors(Map<String, Value>);

impl FormErrors {
    /// Adds an error at a dotted path such as `data.embeds.0.title`; "" is the form itself.
    pub(crate) fn add(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let mut node = &mut self.0;
        for step in path.split('.').filter(|step| !step.is_empty()) {
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

    /// The error for what was found, if anything was.
    pub(crate) fn into_result(self) -> Result<(), ApiError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.into_error())
        }
    }

    /// The error for what was found.
    pub(crate) fn into_error(self) -> ApiError {
        ApiError::form(self.0.into())
    }

    pub(crate) fn required(&mut self, path: &str) {
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    pub(crate) fn one_of(&mut self, path: &str, allowed: &[u64]) {
        let allowed: Vec<_> = allowed.iter().map(ToString::to_string).collect();
        let message = format!("Value must be one of {{{}}}.", allowed.join(", "));
        self.add(path, "BASE_TYPE_CHOICES", message);
    }

    /// Checks `object[key]`, which may be absent or null; returns its length.
    fn optional_text(&mut self, path: &str, object: &Value, key: &str, max: usize) -> usize {
        self.bounded(&at(path, key), &object[key], 0..=max, false)
    }

    /// Checks `object[key]`, which must be there; returns its length.
    fn required_text(&mut self, path: &str, object: &Value, key: &str, max: usize) -> usize {
        self.bounded(&at(path, key), &object[key], 1..=max, true)
    }

    fn bounded(
        &mut self,
        path: &str,
        value: &Value,
        length: RangeInclusive<usize>,
        required: bool,
    ) -> usize {
        match value {
            Value::Null if required => self.required(path),
            Value::Null => {}
            Value::String(text) => {
                let count = text.trim().chars().count();
                self.length(path, count, length);
                return count;
            }
            other => {
                let message = format!("Could not interpret \"{other}\" as string.");
                self.add(path, "BASE_TYPE_BAD_STRING", message);
            }
        }
        0
    }

    /// Checks how many there are of something, be it items or code points.
    fn length(&mut self, path: &str, count: usize, allowed: RangeInclusive<usize>) {
        let (min, max) = (*allowed.start(), *allowed.end());
        if allowed.contains(&count) {
        } else if min == 0 {
            let message = format!("Must be {max} or fewer in length.");
            self.add(path, "BASE_TYPE_MAX_LENGTH", message);
        } else {
            let message = format!("Must be between {min} and {max} in length.");
            self.add(path, "BASE_TYPE_BAD_LENGTH", message);
        }
    }

    /// The items of `object[key]`, which may be absent or null, after a check of their number.
    fn list<'a>(
        &mut self,
        path: &str,
        object: &'a Value,
        key: &str,
        allowed: RangeInclusive<usize>,
    ) -> &'a [Value] {
        match &object[key] {
            Value::Array(items) => {
                self.length(&at(path, key), items.len(), allowed);
                items
            }
            Value::Null => &[],
            _ => {
                let message = "Only iterables may be used in a ListType";
                self.add(&at(path, key), "LIST_ITEM_VALUE_REQUIRED", message);
                &[]
            }
        }
    }

    fn url(&mut self, path: &str, object: &Value, key: &str, schemes: &[&str]) {
        let Some(url) = object[key].as_str().filter(|url| !url.is_empty()) else {
            return;
        };
        let known = schemes
            .iter()
            .any(|scheme| url.starts_with(&format!("{scheme}://")));
        if !known || url.chars().any(char::is_whitespace) {
            self.add(
                &at(path, key),
                "URL_TYPE_INVALID_URL",
                "Not a well formed URL.",
            );
        }
    }
}

/// The path of `key` below `path`.
fn at(path: &str, key: impl std::fmt::Display) -> String {
    if path.is_empty() {
        key.to_string()
    } else {
        format!("{path}.{key}")
    }
}
