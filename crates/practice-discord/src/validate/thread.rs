//! The form that opens or changes a thread.
//!
//! <https://discord.com/developers/docs/resources/channel#start-thread-without-message>

use serde_json::Value;

use super::{FormErrors, Strictness};
use crate::api_error::ApiError;

const NAME: usize = 100;
const ARCHIVED_AFTER_MINUTES: [u64; 4] = [60, 1_440, 4_320, 10_080];
const KINDS: [u64; 3] = [10, 11, 12];
const SLOWEST_SECONDS: u64 = 21_600;

/// Checks the form of a thread.
pub(crate) fn check_thread(form: &Value, strictness: Strictness) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    if strictness == Strictness::New || form.get("name").is_some() {
        errors.required_text("", form, "name", NAME);
    }
    errors.choice(form, "auto_archive_duration", &ARCHIVED_AFTER_MINUTES);
    if strictness == Strictness::New {
        errors.choice(form, "type", &KINDS);
    }
    let slow = &form["rate_limit_per_user"];
    if !slow.is_null() && slow.as_u64().is_none_or(|secs| secs > SLOWEST_SECONDS) {
        let message = format!("int value should be between 0 and {SLOWEST_SECONDS}.");
        errors.add("rate_limit_per_user", "NUMBER_TYPE_RANGE", message);
    }
    for flag in ["invitable", "archived", "locked"] {
        if !form[flag].is_null() && !form[flag].is_boolean() {
            errors.add(
                flag,
                "BOOLEAN_TYPE_CONVERT",
                "Must be either true or false.",
            );
        }
    }
    errors.into_result()
}

impl FormErrors {
    /// Checks `form[key]`, which may be absent or null.
    fn choice(&mut self, form: &Value, key: &str, allowed: &[u64]) {
        let given = &form[key];
        if !given.is_null() && given.as_u64().is_none_or(|given| !allowed.contains(&given)) {
            self.one_of(key, allowed);
        }
    }
}
