//! The form of a scheduled event that takes place somewhere else than in a channel.
//!
//! <https://discord.com/developers/docs/resources/guild-scheduled-event#create-guild-scheduled-event>

use jiff::Timestamp;
use serde_json::Value;

use super::{FormErrors, Strictness};
use crate::api_error::ApiError;

const NAME: usize = 100;
const DESCRIPTION: usize = 1_000;
const LOCATION: usize = 100;
/// The only kind that is made here, and the only level of privacy there is.
const EXTERNAL: u64 = 3;
const GUILD_ONLY: u64 = 2;

/// How an event stands.
pub(crate) mod event_status {
    pub(crate) const SCHEDULED: u64 = 1;
    pub(crate) const ACTIVE: u64 = 2;
    pub(crate) const COMPLETED: u64 = 3;
    pub(crate) const CANCELED: u64 = 4;
}

/// An event as it stands, which a form changes.
#[derive(Clone, Copy)]
pub(crate) struct EventAsItIs {
    pub(crate) status: u64,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
}

/// Checks the form of a new event, or of a change to `old`.
pub(crate) fn check_event(
    form: &Value,
    old: Option<EventAsItIs>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    let strictness = if old.is_some() {
        Strictness::Change
    } else {
        Strictness::New
    };
    errors.texts(form, strictness);
    errors.fixed(form, "entity_type", EXTERNAL, strictness);
    errors.fixed(form, "privacy_level", GUILD_ONLY, strictness);
    let starts_at = errors.instant(form, "scheduled_start_time", strictness);
    let ends_at = errors.instant(form, "scheduled_end_time", strictness);
    let is_past = |at: &Timestamp| *at <= now;
    if starts_at.as_ref().is_some_and(is_past) {
        let message = "Cannot schedule event in the past.";
        errors.add(
            "scheduled_start_time",
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            message,
        );
    }
    let starts = starts_at.or(old.map(|old| old.starts_at));
    let ends = ends_at.or(old.map(|old| old.ends_at));
    if starts
        .zip(ends)
        .is_some_and(|(starts, ends)| ends <= starts)
    {
        let message = "Event must end after it starts.";
        errors.add(
            "scheduled_end_time",
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            message,
        );
    }
    if let Some(old) = old {
        let has_begun = old.status == event_status::ACTIVE;
        if has_begun && starts_at.is_some_and(|at| at != old.starts_at) {
            let message = "Cannot update start time of an active event.";
            errors.add(
                "scheduled_start_time",
                "GUILD_SCHEDULED_EVENT_ACTIVE",
                message,
            );
        }
        errors.transition(form, old.status);
    }
    errors.into_result()
}

impl FormErrors {
    fn texts(&mut self, form: &Value, strictness: Strictness) {
        let is_new = strictness == Strictness::New;
        if is_new || form.get("name").is_some() {
            self.required_text("", form, "name", NAME);
        }
        self.optional_text("", form, "description", DESCRIPTION);
        if is_new || form.get("entity_metadata").is_some() {
            let metadata = &form["entity_metadata"];
            self.required_text("entity_metadata", metadata, "location", LOCATION);
        }
    }

    fn fixed(&mut self, form: &Value, key: &str, only: u64, strictness: Strictness) {
        match &form[key] {
            Value::Null if strictness == Strictness::New => self.required(key),
            Value::Null => {}
            given if given.as_u64() == Some(only) => {}
            _ => self.one_of(key, &[only]),
        }
    }

    fn instant(&mut self, form: &Value, key: &str, strictness: Strictness) -> Option<Timestamp> {
        match &form[key] {
            Value::Null if strictness == Strictness::New => {
                self.required(key);
                None
            }
            Value::Null => None,
            given => {
                let read = given.as_str().and_then(|text| text.parse().ok());
                if read.is_none() {
                    let message = format!("Could not parse {given}. Should be ISO8601.");
                    self.add(key, "DATE_TIME_TYPE_PARSE", message);
                }
                read
            }
        }
    }

    /// Of the statuses only these follow one another.
    fn transition(&mut self, form: &Value, from: u64) {
        let Some(to) = form["status"].as_u64() else {
            return;
        };
        let allowed = match from {
            event_status::SCHEDULED => &[event_status::ACTIVE, event_status::CANCELED][..],
            _ => &[event_status::COMPLETED],
        };
        if to != from && !allowed.contains(&to) {
            let message = "Cannot update the status of an event like this.";
            self.add("status", "TRANSITION_INVALID", message);
        }
    }
}
