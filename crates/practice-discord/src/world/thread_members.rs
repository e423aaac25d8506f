//! Who is in a thread: added, gone, and told of.

use serde_json::{Value, json};

use super::{World, instant, thread::Thread, users};
use crate::{Refusal, Snowflake, ids};

/// Discord's types of the messages that it writes itself when a thread changes.
pub(super) mod notes {
    pub(crate) const ADDED: u8 = 1;
    pub(crate) const REMOVED: u8 = 2;
    pub(crate) const RENAMED: u8 = 4;
}

impl World {
    /// Adds somebody to a thread, on another's behalf or their own.
    pub(crate) fn add_to_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        user: Snowflake,
    ) -> Result<(), Refusal> {
        let thread = self.open_thread(id)?;
        if users::user(user).is_none() {
            return Err(Refusal::UNKNOWN_USER);
        }
        if thread.has_member(user) {
            return Ok(());
        }
        if by != user && !thread.may_add_others(by) {
            return Err(Refusal::MISSING_PERMISSIONS);
        }
        thread.takes_words_of(by)?;
        self.join(id, user)?;
        if by != user {
            self.note(id, by, notes::ADDED, "", Some(user))?;
        }
        Ok(())
    }

    /// Takes somebody out of a thread.
    pub(crate) fn remove_from_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        user: Snowflake,
    ) -> Result<(), Refusal> {
        let thread = self.open_thread(id)?;
        let may_remove =
            by == user || thread.is_managed_by(by) || thread.is_private && thread.owner == by;
        if !may_remove {
            return Err(Refusal::MISSING_PERMISSIONS);
        }
        if !thread.has_member(user) {
            return Err(Refusal::UNKNOWN_MEMBER);
        }
        if by != user {
            thread.takes_words_of(by)?;
            self.note(id, by, notes::REMOVED, "", Some(user))?;
        }
        let thread = self.thread_mut(id)?;
        thread.members.remove(&user);
        let event = json!({
            "id": id,
            "guild_id": ids::GUILD,
            "member_count": thread.member_count(),
            "added_members": [],
            "removed_member_ids": [user],
        });
        if user == ids::BOT {
            self.tell_bot("THREAD_MEMBERS_UPDATE", event);
        } else {
            self.tell_bot_in(id, "THREAD_MEMBERS_UPDATE", event);
        }
        self.show_channel(id)
    }

    /// Whoever is called in a thread is added to it, if the caller may add people.
    pub(super) fn add_the_called(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        called: &[Snowflake],
    ) -> Result<(), Refusal> {
        for user in called {
            let thread = self.thread(id)?;
            if thread.may_add_others(by) && !thread.has_member(*user) {
                self.join(id, *user)?;
            }
        }
        Ok(())
    }

    /// Makes somebody a member, and tells of it.
    pub(super) fn join(&mut self, id: Snowflake, user: Snowflake) -> Result<(), Refusal> {
        let now = self.now;
        let thread = self.thread_mut(id)?;
        if thread.has_member(user) {
            return Ok(());
        }
        thread.members.insert(user, now);
        if user == ids::BOT {
            let mut channel = self.channel(id)?.to_json();
            channel["member"] = self.own_membership();
            self.tell_bot("THREAD_CREATE", channel);
        }
        self.tell_of_joining(id, user)
    }

    pub(super) fn tell_of_joining(
        &mut self,
        id: Snowflake,
        user: Snowflake,
    ) -> Result<(), Refusal> {
        let thread = self.thread(id)?;
        let mut added = thread.member(id, user).unwrap_or_default();
        added["member"] = json!(users::member(user));
        added["presence"] = Value::Null;
        let event = json!({
            "id": id,
            "guild_id": ids::GUILD,
            "member_count": thread.member_count(),
            "added_members": [added],
            "removed_member_ids": [],
        });
        self.tell_bot_in(id, "THREAD_MEMBERS_UPDATE", event);
        self.show_channel(id)
    }

    /// The bot's membership as it stands in a thread that it has just joined.
    pub(super) fn own_membership(&self) -> Value {
        json!({ "join_timestamp": instant(self.now), "flags": 0 })
    }

    /// A thread in which things can be changed.
    fn open_thread(&self, id: Snowflake) -> Result<&Thread, Refusal> {
        let thread = self.thread(id)?;
        if thread.archived {
            return Err(Refusal::THREAD_ARCHIVED);
        }
        Ok(thread)
    }
}
