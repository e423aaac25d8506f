//! Scheduled events that take place somewhere else than in a channel: made, changed, begun and ended by the clock, deleted.
//!
//! <https://discord.com/developers/docs/resources/guild-scheduled-event>

use serde_json::{Value, json};

use super::{scheduled_event::ScheduledEvent, state::World, users::permission};
use crate::{api_error::ApiError, ids, snowflake::Snowflake, validate::event_status};

/// The most events of a guild that are still to come or under way.
const MAX_OPEN: usize = 100;
/// The most events kept of all guilds, ended ones too; the oldest ended ones go.
const MAX_KEPT: usize = 2_000;

impl World {
    /// The events of a guild that are still to come or under way, oldest first.
    pub(crate) fn open_events(&self, guild: Snowflake) -> Vec<Value> {
        let events = self.scheduled_events.values();
        let open = events.filter(|event| event.guild == guild && event.is_open());
        open.map(ScheduledEvent::to_json).collect()
    }

    /// Every event of a guild that was not deleted, ended ones too, oldest first.
    pub(crate) fn all_events(&self, guild: Snowflake) -> Vec<Value> {
        let events = self.scheduled_events.values();
        let of_guild = events.filter(|event| event.guild == guild);
        of_guild.map(ScheduledEvent::to_json).collect()
    }

    /// An event of a guild.
    pub(crate) fn scheduled_event(
        &self,
        guild: Snowflake,
        id: Snowflake,
    ) -> Result<&ScheduledEvent, ApiError> {
        let event = self.scheduled_events.get(&id);
        event
            .filter(|event| event.guild == guild)
            .ok_or(ApiError::UNKNOWN_EVENT)
    }

    /// Makes an event of a form that has passed its checks.
    pub(crate) fn create_event(
        &mut self,
        guild: Snowflake,
        creator: Snowflake,
        form: &Value,
    ) -> Result<Value, ApiError> {
        if self.open_events(guild).len() >= MAX_OPEN {
            return Err(ApiError::TOO_MANY_EVENTS);
        }
        let id = self.new_id();
        let mut event = ScheduledEvent {
            id,
            guild,
            creator,
            starts_at: self.now,
            ends_at: self.now,
            status: event_status::SCHEDULED,
            form: json!({}),
        };
        event.write(form);
        let created = event.to_json();
        self.scheduled_events.insert(id, event);
        self.forget_ended_events();
        self.send_to_bot("GUILD_SCHEDULED_EVENT_CREATE", created.clone());
        self.publish_events(guild);
        Ok(created)
    }

    /// Changes an event by a form that has passed its checks.
    pub(crate) fn change_event(
        &mut self,
        guild: Snowflake,
        id: Snowflake,
        form: &Value,
    ) -> Result<Value, ApiError> {
        self.scheduled_event(guild, id)?;
        let event = self.scheduled_events.get_mut(&id);
        let event = event.ok_or(ApiError::UNKNOWN_EVENT)?;
        event.write(form);
        let changed = event.to_json();
        self.send_to_bot("GUILD_SCHEDULED_EVENT_UPDATE", changed.clone());
        self.publish_events(guild);
        Ok(changed)
    }

    /// Deletes an event.
    pub(crate) fn delete_event(&mut self, guild: Snowflake, id: Snowflake) -> Result<(), ApiError> {
        self.scheduled_event(guild, id)?;
        let event = self.scheduled_events.remove(&id);
        let deleted = event.ok_or(ApiError::UNKNOWN_EVENT)?.to_json();
        self.send_to_bot("GUILD_SCHEDULED_EVENT_DELETE", deleted);
        self.publish_events(guild);
        Ok(())
    }

    /// Begins and ends events whose time has come, as Discord does with those outside its channels.
    pub(super) fn run_events(&mut self) {
        let now = self.now;
        let is_due = |event: &&ScheduledEvent| {
            (event.status == event_status::SCHEDULED && event.starts_at <= now)
                || (event.status == event_status::ACTIVE && event.ends_at <= now)
        };
        let due = self.scheduled_events.values().filter(is_due);
        let due: Vec<(Snowflake, Snowflake, u64)> = due
            .map(|event| (event.guild, event.id, event.status + 1))
            .collect();
        for (guild, id, status) in due {
            // It is there: nothing is deleted in between.
            let _ = self.change_event(guild, id, &json!({ "status": status }));
        }
    }

    /// Whether the bot may do this with an event of its own (`CREATE_EVENTS` or `MANAGE_EVENTS`), or of somebody else's.
    pub(crate) fn check_bot_may_change(
        &self,
        guild: Snowflake,
        id: Snowflake,
    ) -> Result<(), ApiError> {
        let is_own = self.scheduled_event(guild, id)?.creator == ids::BOT;
        let may = self.bot_may_in_guild(permission::MANAGE_EVENTS)
            || (is_own && self.bot_may_in_guild(permission::CREATE_EVENTS));
        may.then_some(()).ok_or(ApiError::MISSING_PERMISSIONS)
    }

    fn publish_events(&mut self, guild: Snowflake) {
        if guild == ids::GUILD {
            let events = self.open_events(guild);
            self.send_to_pages(json!({ "t": "events", "events": events }));
        }
    }

    fn forget_ended_events(&mut self) {
        while self.scheduled_events.len() > MAX_KEPT {
            let mut ended = self.scheduled_events.values().filter(|one| !one.is_open());
            let Some(oldest) = ended.next().map(|one| one.id) else {
                return;
            };
            self.scheduled_events.remove(&oldest);
        }
    }
}
