//! A thread below a text channel: whom it is for, and what may be done in it.
//!
//! <https://discord.com/developers/docs/topics/threads>

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    instant,
    users::{self, permission},
};
use crate::{api_error::ApiError, ids, snowflake::Snowflake};

/// Discord's types of thread.
pub(crate) mod thread_kind {
    pub(crate) const PUBLIC: u64 = 11;
    pub(crate) const PRIVATE: u64 = 12;
}

/// The largest `member_count` that Discord gives.
const MEMBERS_COUNTED: usize = 50;
/// Minutes until an idle thread is archived, unless whoever opens it chooses otherwise.
const DEFAULT_ARCHIVE_MINUTES: u64 = 1_440;

/// What a thread has that other channels have not.
#[expect(clippy::struct_excessive_bools, reason = "Discord has these four")]
pub(crate) struct Thread {
    pub(super) name: String,
    pub(super) is_private: bool,
    pub(super) parent: Snowflake,
    pub(super) owner: Snowflake,
    pub(super) auto_archive_minutes: u64,
    slow_seconds: u64,
    invitable: bool,
    pub(super) archived: bool,
    pub(super) locked: bool,
    archive_changed: Timestamp,
    created: Timestamp,
    /// When something was last said or opened here; idle time counts from it.
    active: Timestamp,
    /// When each joined.
    pub(super) members: BTreeMap<Snowflake, Timestamp>,
    /// What the bot may do in the parent channel, as permission bits.
    pub(super) bot_permissions: u64,
    pub(super) total_sent: u64,
}

impl Thread {
    /// A thread as a form asks for it that has passed its checks.
    pub(super) fn new(
        form: &Value,
        owner: Snowflake,
        parent: Snowflake,
        bot_permissions: u64,
        now: Timestamp,
    ) -> Self {
        let mut thread = Self {
            name: String::new(),
            is_private: requested_kind(form) == thread_kind::PRIVATE,
            parent,
            owner,
            auto_archive_minutes: DEFAULT_ARCHIVE_MINUTES,
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
        thread.apply_form(form);
        thread
    }

    /// Replaces what a form holds; the rest stays.
    pub(super) fn apply_form(&mut self, form: &Value) {
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
            self.bot_permissions & permission::MANAGE_THREADS != 0
        } else {
            users::person(user).is_some_and(|person| person.may(permission::MANAGE_THREADS))
        }
    }

    /// A private thread is for its members, and for moderators.
    pub(super) fn is_visible_to(&self, user: Snowflake) -> bool {
        !self.is_private || self.has_member(user) || self.is_managed_by(user)
    }

    pub(super) fn may_add_others(&self, user: Snowflake) -> bool {
        !self.is_private || self.invitable || self.owner == user || self.is_managed_by(user)
    }

    /// Whether this user may write here, or change what was written.
    pub(crate) fn check_may_post(&self, user: Snowflake) -> Result<(), ApiError> {
        match (self.locked && !self.is_managed_by(user), self.archived) {
            (true, true) => Err(ApiError::THREAD_CLOSED),
            (true, false) => Err(ApiError::THREAD_LOCKED),
            (false, _) => Ok(()),
        }
    }

    /// Members may unarchive a thread, its owner may change most else, only a moderator may lock or slow it down.
    pub(super) fn may_be_changed(&self, by: Snowflake, form: &Value) -> Result<(), ApiError> {
        let manages = self.is_managed_by(by);
        let owns = manages || self.owner == by;
        let named = |key: &str| form.get(key).is_some_and(|value| !value.is_null());
        let opens = form["archived"] == false;
        let is_allowed = if named("locked") || named("rate_limit_per_user") {
            manages
        } else if ["name", "auto_archive_duration", "invitable"]
            .into_iter()
            .any(named)
            || form["archived"] == true
            || opens && self.locked
        {
            owns
        } else {
            owns || self.has_member(by)
        };
        if !is_allowed {
            return Err(ApiError::MISSING_PERMISSIONS);
        }
        match (self.archived, opens) {
            (true, false) => Err(ApiError::THREAD_ARCHIVED),
            (true, true) => Ok(()),
            (false, _) => self.check_may_post(by),
        }
    }

    /// Archives the thread, or unarchives it.
    pub(super) fn archive(&mut self, archived: bool, now: Timestamp) {
        self.archived = archived;
        self.archive_changed = now;
    }

    /// Notes activity, from which idle time counts.
    pub(super) fn touch(&mut self, now: Timestamp) {
        self.active = now;
    }

    /// The number of members, at most [`MEMBERS_COUNTED`].
    pub(super) fn member_count(&self) -> usize {
        self.members.len().min(MEMBERS_COUNTED)
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
            "member_count": self.member_count(),
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

    pub(super) fn to_page_json(&self, id: Snowflake) -> Value {
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

    pub(super) fn is_idle(&self, now: Timestamp) -> bool {
        let minutes = i64::try_from(self.auto_archive_minutes).unwrap_or(i64::MAX / 60);
        now.duration_since(self.active) >= SignedDuration::from_mins(minutes)
    }
}

/// The type of thread that a form asks for. Private if it says nothing: Discord keeps that default for old clients.
pub(crate) fn requested_kind(form: &Value) -> u64 {
    form["type"].as_u64().unwrap_or(thread_kind::PRIVATE)
}
