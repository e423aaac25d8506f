//! Threads come and go: opened, changed, archived and deleted.

use serde_json::{Value, json};

use super::{World, thread::Thread, thread_members::notes};
use crate::{Refusal, Snowflake, ids};

/// Discord's limit for active threads; here archived ones count too, so that they do not fill the memory.
const MOST: usize = 1_000;

impl World {
    /// Opens a thread, whose owner is its first member.
    pub(crate) fn start_thread(
        &mut self,
        parent: Snowflake,
        owner: Snowflake,
        form: &Value,
    ) -> Result<Snowflake, Refusal> {
        let above = self.channel(parent)?;
        if above.direct_with().is_some() {
            return Err(Refusal::NOT_IN_DIRECT_MESSAGES);
        }
        if above.thread().is_some() {
            return Err(Refusal::NOT_FOR_THIS_CHANNEL);
        }
        if self.threads().count() >= MOST {
            return Err(Refusal::TOO_MANY_THREADS);
        }
        let thread = Thread::new(form, owner, parent, above.bot_permissions(), self.now);
        let id = self.new_id();
        self.add_thread(id, thread);
        let mut created = self.channel(id)?.to_json();
        created["newly_created"] = true.into();
        if owner == ids::BOT {
            created["member"] = self.own_membership();
        }
        self.tell_bot_in(id, "THREAD_CREATE", created);
        self.tell_of_joining(id, owner)?;
        Ok(id)
    }

    /// Changes what a form names of a thread.
    pub(crate) fn change_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        form: &Value,
    ) -> Result<(), Refusal> {
        let (now, thread) = (self.now, self.thread(id)?);
        thread.may_be_changed(by, form)?;
        let before = (
            thread.name.clone(),
            thread.archived,
            thread.auto_archive_minutes,
        );
        let thread = self.thread_mut(id)?;
        thread.take_over(form);
        let is_opened = before.1 && !thread.archived;
        let has_other_term = before.2 != thread.auto_archive_minutes;
        if before.1 != thread.archived || has_other_term {
            thread.archive(thread.archived, now);
        }
        if is_opened || has_other_term {
            thread.stir(now);
        }
        let name = (thread.name != before.0).then(|| thread.name.clone());
        self.tell_of_thread(id, "THREAD_UPDATE")?;
        if is_opened {
            self.tell_of_own_membership(id)?;
        }
        if let Some(name) = name {
            self.note(id, by, notes::RENAMED, &name, None)?;
        }
        Ok(())
    }

    /// Opens an archived thread again, because something happens in it.
    pub(crate) fn wake_thread(&mut self, id: Snowflake) -> Result<(), Refusal> {
        let now = self.now;
        let thread = self.thread_mut(id)?;
        thread.stir(now);
        if !thread.archived {
            return Ok(());
        }
        thread.archive(false, now);
        self.tell_of_thread(id, "THREAD_UPDATE")?;
        self.tell_of_own_membership(id)
    }

    pub(crate) fn delete_thread(&mut self, id: Snowflake, by: Snowflake) -> Result<Value, Refusal> {
        if !self.thread(id)?.is_managed_by(by) {
            return Err(Refusal::MISSING_PERMISSIONS);
        }
        let gone = self.channel(id)?.to_json();
        let mut event = json!({});
        for key in ["id", "guild_id", "parent_id", "type"] {
            event[key] = gone[key].clone();
        }
        self.tell_bot_in(id, "THREAD_DELETE", event);
        self.forget_channel(id);
        self.tell_pages(json!({ "t": "channel_gone", "id": id }));
        Ok(gone)
    }

    /// Archives the threads in which nothing has happened for as long as they allow.
    pub(super) fn archive_the_idle(&mut self) {
        let now = self.now;
        let is_due = |thread: &Thread| !thread.archived && thread.is_idle(now);
        let idle = self.threads().filter(|(_, thread)| is_due(thread));
        for id in idle.map(|(id, _)| id).collect::<Vec<_>>() {
            if let Ok(thread) = self.thread_mut(id) {
                thread.archive(true, now);
            }
            // It was there a moment ago.
            let _ = self.tell_of_thread(id, "THREAD_UPDATE");
        }
    }

    /// The active threads that the bot sees, each with its membership if it is in there; newest first.
    pub(crate) fn active_threads(&self) -> Vec<(Value, Option<Value>)> {
        let seen = self
            .threads()
            .filter(|(_, thread)| !thread.archived && thread.is_seen_by(ids::BOT));
        let mut seen: Vec<_> = seen.collect();
        seen.reverse();
        let both = |(id, thread): (Snowflake, &Thread)| {
            let channel = self.channel(id).ok()?;
            Some((channel.to_json(), thread.member(id, ids::BOT)))
        };
        seen.into_iter().filter_map(both).collect()
    }

    fn tell_of_thread(&mut self, id: Snowflake, event: &'static str) -> Result<(), Refusal> {
        let channel = self.channel(id)?.to_json();
        self.tell_bot_in(id, event, channel);
        self.show_channel(id)
    }

    /// What a thread's members are told when it is opened again.
    fn tell_of_own_membership(&mut self, id: Snowflake) -> Result<(), Refusal> {
        if let Some(mut member) = self.thread(id)?.member(id, ids::BOT) {
            member["guild_id"] = json!(ids::GUILD);
            self.tell_bot("THREAD_MEMBER_UPDATE", member);
        }
        Ok(())
    }
}
