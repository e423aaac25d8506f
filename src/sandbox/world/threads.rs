//! Threads below a text channel: public ones, and private ones for their members alone.
//!
//! <https://discord.com/developers/docs/topics/threads>

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    World, instant,
    users::{self, may},
};
use crate::sandbox::{Refusal, Snowflake, ids};

/// Discord's types of thread.
pub(crate) mod thread_kind {
    pub(crate) const PUBLIC: u64 = 11;
    pub(crate) const PRIVATE: u64 = 12;
}

/// Discord's limit for active threads; here archived ones count too, so that they do not fill the memory.
const MOST: usize = 1_000;
/// Discord counts no further.
const MEMBERS_COUNTED: usize = 50;
/// Minutes until an idle thread is archived, if nobody says otherwise: a day.
const USUAL_MINUTES: u64 = 1_440;

/// What a thread is besides a channel.
pub(crate) struct Thread {
    pub(super) name: String,
    pub(super) is_private: bool,
    pub(super) parent: Snowflake,
    owner: Snowflake,
    auto_archive_minutes: u64,
    slow_seconds: u64,
    invitable: bool,
    pub(super) archived: bool,
    pub(super) locked: bool,
    archive_changed: Timestamp,
    created: Timestamp,
    /// When something was last said or opened here; idle time counts from it.
    active: Timestamp,
    /// When each joined.
    members: BTreeMap<Snowflake, Timestamp>,
    /// What the bot may do in the channel above.
    pub(super) bot_permissions: u64,
    pub(super) total_sent: u64,
}

impl Thread {
    /// What stands in a form that has passed its checks.
    pub(super) fn new(
        form: &Value,
        owner: Snowflake,
        parent: Snowflake,
        bot_permissions: u64,
        now: Timestamp,
    ) -> Self {
        let mut thread = Self {
            name: String::new(),
            is_private: kind_asked(form) == thread_kind::PRIVATE,
            parent,
            owner,
            auto_archive_minutes: USUAL_MINUTES,
            slow_seconds: 0,
            invitable: true,
            archived: false,
            locked: false,
            archive_changed: now,
            created: now,
            active: now,
            members: BTreeMap::from([(owner, now)]),
            bot_permissions,
            total_sent: 0,
        };
        thread.take_over(form);
        thread
    }

    /// Takes over what a form names; the rest stays.
    fn take_over(&mut self, form: &Value) {
        if let Some(name) = form["name"].as_str() {
            name.trim().clone_into(&mut self.name);
        }
        let flag = |key: &str, before: bool| form[key].as_bool().unwrap_or(before);
        let count = |key: &str, before: u64| form[key].as_u64().unwrap_or(before);
        self.archived = flag("archived", self.archived);
        self.locked = flag("locked", self.locked);
        self.invitable = flag("invitable", self.invitable);
        self.auto_archive_minutes = count("auto_archive_duration", self.auto_archive_minutes);
        self.slow_seconds = count("rate_limit_per_user", self.slow_seconds);
    }

    pub(super) fn kind(&self) -> u64 {
        if self.is_private {
            thread_kind::PRIVATE
        } else {
            thread_kind::PUBLIC
        }
    }

    pub(super) fn has_member(&self, user: Snowflake) -> bool {
        self.members.contains_key(&user)
    }

    pub(super) fn is_managed_by(&self, user: Snowflake) -> bool {
        if user == ids::BOT {
            self.bot_permissions & may::MANAGE_THREADS != 0
        } else {
            users::person(user).is_some_and(|person| person.may(may::MANAGE_THREADS))
        }
    }

    /// A private thread is for its members, and for moderators.
    pub(super) fn is_seen_by(&self, user: Snowflake) -> bool {
        !self.is_private || self.has_member(user) || self.is_managed_by(user)
    }

    fn may_add_others(&self, user: Snowflake) -> bool {
        !self.is_private || self.invitable || self.owner == user || self.is_managed_by(user)
    }

    /// Whether this user may write here, or change what was written.
    pub(crate) fn takes_words_of(&self, user: Snowflake) -> Result<(), Refusal> {
        match (self.locked && !self.is_managed_by(user), self.archived) {
            (true, true) => Err(Refusal::THREAD_CLOSED),
            (true, false) => Err(Refusal::THREAD_LOCKED),
            (false, _) => Ok(()),
        }
    }

    pub(super) fn to_json(&self, id: Snowflake, messages: usize) -> Value {
        let mut metadata = json!({
            "archived": self.archived,
            "archive_timestamp": instant(self.archive_changed),
            "auto_archive_duration": self.auto_archive_minutes,
            "locked": self.locked,
            "create_timestamp": instant(self.created),
        });
        if self.is_private {
            metadata["invitable"] = self.invitable.into();
        }
        json!({
            "id": id,
            "type": self.kind(),
            "guild_id": ids::GUILD,
            "parent_id": self.parent,
            "owner_id": self.owner,
            "name": self.name,
            "rate_limit_per_user": self.slow_seconds,
            "message_count": messages,
            "member_count": self.members.len().min(MEMBERS_COUNTED),
            "total_message_sent": self.total_sent,
            "thread_metadata": metadata,
            "flags": 0,
        })
    }

    /// A member as REST and the gateway give it.
    pub(crate) fn member(&self, id: Snowflake, user: Snowflake) -> Option<Value> {
        let joined = self.members.get(&user)?;
        Some(json!({
            "id": id,
            "user_id": user,
            "join_timestamp": instant(*joined),
            "flags": 0,
        }))
    }

    pub(crate) fn members(&self, id: Snowflake) -> Vec<Value> {
        let all = self.members.keys();
        all.filter_map(|user| self.member(id, *user)).collect()
    }

    pub(super) fn for_the_page(&self, id: Snowflake) -> Value {
        json!({
            "id": id,
            "name": self.name,
            "type": self.kind(),
            "topic": null,
            "parent_id": self.parent,
            "owner_id": self.owner,
            "members": self.members.keys().collect::<Vec<_>>(),
            "invitable": self.invitable || !self.is_private,
            "archived": self.archived,
            "locked": self.locked,
        })
    }

    fn is_idle(&self, now: Timestamp) -> bool {
        let minutes = i64::try_from(self.auto_archive_minutes).unwrap_or(i64::MAX / 60);
        now.duration_since(self.active) >= SignedDuration::from_mins(minutes)
    }
}

/// The type of thread that a form asks for; without a word a private one, as Discord still has it.
pub(crate) fn kind_asked(form: &Value) -> u64 {
    form["type"].as_u64().unwrap_or(thread_kind::PRIVATE)
}

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
            "member_count": thread.members.len().min(MEMBERS_COUNTED),
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

    /// Changes what a form names of a thread.
    pub(crate) fn change_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        form: &Value,
    ) -> Result<(), Refusal> {
        let (now, thread) = (self.now, self.thread(id)?);
        may_change(thread, by, form)?;
        let before = (
            thread.name.clone(),
            thread.archived,
            thread.auto_archive_minutes,
        );
        let thread = self.thread_mut(id)?;
        thread.take_over(form);
        let is_opened = before.1 && !thread.archived;
        if before.1 != thread.archived || before.2 != thread.auto_archive_minutes {
            thread.archive_changed = now;
        }
        if is_opened || before.2 != thread.auto_archive_minutes {
            thread.active = now;
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
        thread.active = now;
        if !thread.archived {
            return Ok(());
        }
        thread.archived = false;
        thread.archive_changed = now;
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
                thread.archived = true;
                thread.archive_changed = now;
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
        if thread.members.insert(user, now).is_some() {
            return Ok(());
        }
        if user == ids::BOT {
            let mut channel = self.channel(id)?.to_json();
            channel["member"] = self.own_membership();
            self.tell_bot("THREAD_CREATE", channel);
        }
        self.tell_of_joining(id, user)
    }

    fn tell_of_joining(&mut self, id: Snowflake, user: Snowflake) -> Result<(), Refusal> {
        let thread = self.thread(id)?;
        let mut added = thread.member(id, user).unwrap_or_default();
        added["member"] = json!(users::member(user));
        added["presence"] = Value::Null;
        let event = json!({
            "id": id,
            "guild_id": ids::GUILD,
            "member_count": thread.members.len().min(MEMBERS_COUNTED),
            "added_members": [added],
            "removed_member_ids": [],
        });
        self.tell_bot_in(id, "THREAD_MEMBERS_UPDATE", event);
        self.show_channel(id)
    }

    /// The bot's membership as it stands in a thread that it has just joined.
    fn own_membership(&self) -> Value {
        json!({ "join_timestamp": instant(self.now), "flags": 0 })
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

    /// A thread in which things can be changed.
    fn open_thread(&self, id: Snowflake) -> Result<&Thread, Refusal> {
        let thread = self.thread(id)?;
        if thread.archived {
            return Err(Refusal::THREAD_ARCHIVED);
        }
        Ok(thread)
    }
}

/// Discord's types of the messages that it writes itself when a thread changes.
pub(super) mod notes {
    pub(crate) const ADDED: u8 = 1;
    pub(crate) const REMOVED: u8 = 2;
    pub(crate) const RENAMED: u8 = 4;
}

/// Opening a thread takes its members; most else its owner; locking and slowing it down a moderator.
fn may_change(thread: &Thread, by: Snowflake, form: &Value) -> Result<(), Refusal> {
    let manages = thread.is_managed_by(by);
    let owns = manages || thread.owner == by;
    let named = |key: &str| form.get(key).is_some_and(|value| !value.is_null());
    let opens = form["archived"] == false;
    let is_allowed = if named("locked") || named("rate_limit_per_user") {
        manages
    } else if ["name", "auto_archive_duration", "invitable"]
        .into_iter()
        .any(named)
        || form["archived"] == true
        || opens && thread.locked
    {
        owns
    } else {
        owns || thread.has_member(by)
    };
    if !is_allowed {
        return Err(Refusal::MISSING_PERMISSIONS);
    }
    match (thread.archived, opens) {
        (true, false) => Err(Refusal::THREAD_ARCHIVED),
        (true, true) => Ok(()),
        (false, _) => thread.takes_words_of(by),
    }
}
