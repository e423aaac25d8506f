//! Threads come and go: opened, changed, archived and deleted.

use serde_json::{Value, json};

use super::{state::World, thread::Thread, thread_members::system_message};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

/// Discord's limit for active threads; here archived ones count too, so that they do not fill the memory.
const MAX_THREADS: usize = 1_000;

impl World {
    /// Opens a thread, whose owner is its first member.
    pub(crate) fn start_thread(
        &mut self,
        parent: Snowflake,
        owner: Snowflake,
        form: &Value,
    ) -> Result<Snowflake, ApiError> {
        let above = self.channel(parent)?;
        if above.direct_with().is_some() {
            return Err(ApiError::NOT_IN_DIRECT_MESSAGES);
        }
        if above.thread().is_some() {
            return Err(ApiError::NOT_FOR_THIS_CHANNEL);
        }
        if self.threads().count() >= MAX_THREADS {
            return Err(ApiError::TOO_MANY_THREADS);
        }
        let thread = Thread::new(form, owner, parent, above.bot_permissions(), self.now);
        let id = self.new_id();
        self.add_thread(id, thread);
        let mut created = self.channel(id)?.to_json();
        created["newly_created"] = true.into();
        if owner == ids::BOT {
            created["member"] = self.own_membership();
        }
        self.send_to_bot_in(id, "THREAD_CREATE", created);
        self.announce_joining(id, owner)?;
        Ok(id)
    }

    /// Changes a thread as a form asks.
    pub(crate) fn change_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        form: &Value,
    ) -> Result<(), ApiError> {
        let (now, thread) = (self.now, self.thread(id)?);
        thread.may_be_changed(by, form)?;
        let before = (
            thread.name.clone(),
            thread.archived,
            thread.auto_archive_minutes,
        );
        let thread = self.thread_mut(id)?;
        thread.apply_form(form);
        let is_opened = before.1 && !thread.archived;
        let has_other_term = before.2 != thread.auto_archive_minutes;
        if before.1 != thread.archived || has_other_term {
            thread.archive(thread.archived, now);
        }
        if is_opened || has_other_term {
            thread.touch(now);
        }
        let mut name = (thread.name != before.0).then(|| thread.name.clone());
        // A message would take a thread that is archived out of the archive again: word of the new name goes before.
        if let Some(name) = name.take_if(|_| !before.1 && thread.archived) {
            thread.archived = false;
            self.post_system_message(id, by, system_message::RENAMED, &name, None)?;
            self.thread_mut(id)?.archive(true, now);
        }
        self.announce_thread(id, "THREAD_UPDATE")?;
        if is_opened {
            self.announce_own_membership(id)?;
        }
        if let Some(name) = name {
            self.post_system_message(id, by, system_message::RENAMED, &name, None)?;
        }
        Ok(())
    }

    /// Notes activity in a thread, which unarchives it.
    pub(crate) fn unarchive_on_activity(&mut self, id: Snowflake) -> Result<(), ApiError> {
        let now = self.now;
        let thread = self.thread_mut(id)?;
        thread.touch(now);
        if !thread.archived {
            return Ok(());
        }
        thread.archive(false, now);
        self.announce_thread(id, "THREAD_UPDATE")?;
        self.announce_own_membership(id)
    }

    pub(crate) fn delete_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
    ) -> Result<Value, ApiError> {
        if !self.thread(id)?.is_managed_by(by) {
            return Err(ApiError::MISSING_PERMISSIONS);
        }
        let gone = self.channel(id)?.to_json();
        let mut event = json!({});
        for key in ["id", "guild_id", "parent_id", "type"] {
            event[key] = gone[key].clone();
        }
        self.send_to_bot_in(id, "THREAD_DELETE", event);
        self.forget_channel(id);
        self.send_to_pages(json!({ "t": "channel_gone", "id": id }));
        Ok(gone)
    }

    /// Archives the threads that have been idle for as long as each allows.
    pub(super) fn archive_idle_threads(&mut self) {
        let now = self.now;
        let is_due = |thread: &Thread| !thread.archived && thread.is_idle(now);
        let idle = self.threads().filter(|(_, thread)| is_due(thread));
        for id in idle.map(|(id, _)| id).collect::<Vec<_>>() {
            if let Ok(thread) = self.thread_mut(id) {
                thread.archive(true, now);
            }
            // It was there a moment ago.
            let _ = self.announce_thread(id, "THREAD_UPDATE");
        }
    }

    /// The active threads that the bot sees, each with its membership if it is in there; newest first.
    pub(crate) fn active_threads(&self) -> Vec<(Value, Option<Value>)> {
        let seen = self
            .threads()
            .filter(|(_, thread)| !thread.archived && thread.is_visible_to(ids::BOT));
        let mut seen: Vec<_> = seen.collect();
        seen.reverse();
        let both = |(id, thread): (Snowflake, &Thread)| {
            let channel = self.channel(id).ok()?;
            Some((channel.to_json(), thread.member(id, ids::BOT)))
        };
        seen.into_iter().filter_map(both).collect()
    }

    fn announce_thread(&mut self, id: Snowflake, event: &'static str) -> Result<(), ApiError> {
        let channel = self.channel(id)?.to_json();
        self.send_to_bot_in(id, event, channel);
        self.publish_channel(id)
    }

    /// Sends the bot its membership, as members get it when a thread is unarchived.
    fn announce_own_membership(&mut self, id: Snowflake) -> Result<(), ApiError> {
        if let Some(mut member) = self.thread(id)?.member(id, ids::BOT) {
            member["guild_id"] = json!(ids::GUILD);
            self.send_to_bot("THREAD_MEMBER_UPDATE", member);
        }
        Ok(())
    }
}
