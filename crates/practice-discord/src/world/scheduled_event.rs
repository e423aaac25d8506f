//! One scheduled event, as it stands.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{instant::instant, users};
use crate::{
    snowflake::Snowflake,
    validate::{EventAsItIs, event_status},
};

/// An event; its form has passed its checks.
pub(crate) struct ScheduledEvent {
    pub(super) id: Snowflake,
    pub(super) guild: Snowflake,
    pub(super) creator: Snowflake,
    pub(super) starts_at: Timestamp,
    pub(super) ends_at: Timestamp,
    pub(super) status: u64,
    /// Its name, description and metadata, as they were sent.
    pub(super) form: Value,
}

impl ScheduledEvent {
    /// Whether it is still to come or under way: only those are listed.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.status, event_status::SCHEDULED | event_status::ACTIVE)
    }

    /// As far as a form that changes it is checked against it.
    pub(crate) fn as_it_is(&self) -> EventAsItIs {
        EventAsItIs {
            status: self.status,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "guild_id": self.guild,
            "channel_id": null,
            "creator_id": self.creator,
            "creator": users::user(self.creator),
            "name": self.form["name"],
            "description": self.form["description"],
            "image": null,
            "scheduled_start_time": instant(self.starts_at),
            "scheduled_end_time": instant(self.ends_at),
            "privacy_level": 2,
            "status": self.status,
            "entity_type": 3,
            "entity_id": null,
            "entity_metadata": { "location": self.form["entity_metadata"]["location"] },
            "recurrence_rule": null,
            "guild_scheduled_event_exceptions": [],
        })
    }

    /// Takes over the fields of a form that has passed its checks.
    pub(super) fn write(&mut self, form: &Value) {
        for field in ["name", "description", "entity_metadata"] {
            if let Some(value) = form.get(field) {
                self.form[field] = value.clone();
            }
        }
        let at = |field: &str| form[field].as_str()?.parse::<Timestamp>().ok();
        self.starts_at = at("scheduled_start_time").unwrap_or(self.starts_at);
        self.ends_at = at("scheduled_end_time").unwrap_or(self.ends_at);
        self.status = form["status"].as_u64().unwrap_or(self.status);
    }
}
