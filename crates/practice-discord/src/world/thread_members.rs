//! Who is in a thread: added, removed, announced.

use serde_json::{Value, json};

use super::{instant::instant, state::World, thread::Thread, users};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

/// Discord's types of the messages that it writes itself when a thread changes.
pub(super) mod system_message {
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
    ) -> Result<(), ApiError> {
        let thread = self.open_thread(id)?;
        if users::user(user).is_none() {
            return Err(ApiError::UNKNOWN_USER);
        }
        if thread.has_member(user) {
            return Ok(());
        }
        if by != user && !thread.may_add_others(by) {
            return Err(ApiError::MISSING_PERMISSIONS);
        }
        thread.check_may_post(by)?;
        self.join(id, user)?;
        if by != user {
            self.post_system_message(id, by, system_message::ADDED, "", Some(user))?;
        }
        Ok(())
    }

    /// Removes somebody from a thread.
    pub(crate) fn remove_from_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        user: Snowflake,
    ) -> Result<(), ApiError> {
        let thread = self.open_thread(id)?;
        let may_remove =
            by == user || thread.is_managed_by(by) || thread.is_private && thread.owner == by;
        if !may_remove {
            return Err(ApiError::MISSING_PERMISSIONS);
        }
        if !thread.has_member(user) {
            return Err(ApiError::UNKNOWN_MEMBER);
        }
        if by != user {
            thread.check_may_post(by)?;
            self.post_system_message(id, by, system_message::REMOVED, "", Some(user))?;
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
            self.send_to_bot("THREAD_MEMBERS_UPDATE", event);
        } else {
            self.send_to_bot_in(id, "THREAD_MEMBERS_UPDATE", event);
        }
        self.publish_channel(id)
    }

    /// Adds those who were mentioned in a thread, if the author may add people.
    pub(super) fn add_mentioned(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        mentioned: &[Snowflake],
    ) -> Result<(), ApiError> {
        for user in mentioned {
            let thread = self.thread(id)?;
            if thread.may_add_others(by) && !thread.has_member(*user) {
                self.join(id, *user)?;
            }
        }
        Ok(())
    }

    /// Makes somebody a member, and announces it.
    pub(super) fn join(&mut self, id: Snowflake, user: Snowflake) -> Result<(), ApiError> {
        let now = self.now;
        let thread = self.thread_mut(id)?;
        if thread.has_member(user) {
            return Ok(());
        }
        thread.members.insert(user, now);
        if user == ids::BOT {
            let mut channel = self.channel(id)?.to_json();
            channel["member"] = self.own_membership();
            self.send_to_bot("THREAD_CREATE", channel);
        }
        self.announce_joining(id, user)
    }

    pub(super) fn announce_joining(
        &mut self,
        id: Snowflake,
        user: Snowflake,
    ) -> Result<(), ApiError> {
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
        self.send_to_bot_in(id, "THREAD_MEMBERS_UPDATE", event);
        self.publish_channel(id)
    }

    /// The bot's membership as it stands in a thread that it has just joined.
    pub(super) fn own_membership(&self) -> Value {
        json!({ "join_timestamp": instant(self.now), "flags": 0 })
    }

    /// A thread that is not archived.
    fn open_thread(&self, id: Snowflake) -> Result<&Thread, ApiError> {
        let thread = self.thread(id)?;
        if thread.archived {
            return Err(ApiError::THREAD_ARCHIVED);
        }
        Ok(thread)
    }
}
