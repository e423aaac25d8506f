//! Who a message really calls: what its text names, as far as `allowed_mentions` lets it.
//!
//! <https://discord.com/developers/docs/resources/message#allowed-mentions-object>

use serde_json::Value;

use super::{guild, users};
use crate::Snowflake;

/// Which names in a text are calls.
#[derive(Clone, Debug)]
pub(crate) struct Allowed {
    everyone: bool,
    users: Which,
    roles: Which,
    pub(crate) replied_user: bool,
}

#[derive(Clone, Debug)]
enum Which {
    All,
    Only(Vec<Snowflake>),
}

impl Which {
    fn admits(&self, id: Snowflake) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(&id),
        }
    }
}

/// Who is called.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    pub(crate) users: Vec<Snowflake>,
    pub(crate) roles: Vec<Snowflake>,
    pub(crate) everyone: bool,
}

impl Allowed {
    /// What holds for a message in a channel that says nothing about it.
    pub(crate) fn all() -> Self {
        Self {
            everyone: true,
            users: Which::All,
            roles: Which::All,
            replied_user: true,
        }
    }

    /// The same, where whoever replies chooses whether that is a call.
    pub(crate) fn all_but_reply(replied_user: bool) -> Self {
        Self {
            replied_user,
            ..Self::all()
        }
    }

    /// What holds for a message that calls nobody.
    pub(crate) fn nobody() -> Self {
        Self {
            everyone: false,
            users: Which::Only(Vec::new()),
            roles: Which::Only(Vec::new()),
            replied_user: false,
        }
    }

    /// What holds for an answer to an interaction that says nothing about it.
    pub(crate) fn users_only() -> Self {
        let roles = Which::Only(Vec::new());
        Self {
            everyone: false,
            users: Which::All,
            roles,
            replied_user: true,
        }
    }

    /// What `allowed_mentions` says, or `otherwise` where it is absent.
    pub(crate) fn read(allowed: &Value, otherwise: Self) -> Self {
        if !allowed.is_object() {
            return otherwise;
        }
        let parse = allowed["parse"].as_array();
        let parses = |what: &str| parse.is_some_and(|parse| parse.iter().any(|one| one == what));
        let which = |what: &str| {
            let ids = allowed[what].as_array().into_iter().flatten();
            let only = ids.filter_map(|id| id.as_str()?.parse().ok()).collect();
            if parses(what) {
                Which::All
            } else {
                Which::Only(only)
            }
        };
        Self {
            everyone: parses("everyone"),
            users: which("users"),
            roles: which("roles"),
            replied_user: allowed["replied_user"].as_bool().unwrap_or(false),
        }
    }

    /// Who this text calls; `@everyone` and `@here` only if its author may.
    pub(crate) fn called_in(&self, text: &str, author_may_call_everyone: bool) -> Called {
        let mut called = Called {
            everyone: self.everyone
                && author_may_call_everyone
                && (text.contains("@everyone") || text.contains("@here")),
            ..Called::default()
        };
        for (is_role, id) in named_in(text) {
            let (ids, which, exists) = if is_role {
                (
                    &mut called.roles,
                    &self.roles,
                    guild::role_by_id(id).is_some(),
                )
            } else {
                (&mut called.users, &self.users, users::user(id).is_some())
            };
            if exists && which.admits(id) && !ids.contains(&id) {
                ids.push(id);
            }
        }
        called
    }
}

/// `<@1>`, `<@!1>` and `<@&1>` in a text, in order; true for a role.
fn named_in(text: &str) -> impl Iterator<Item = (bool, Snowflake)> {
    text.split("<@").skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once('>')?;
        let role = inside.strip_prefix('&');
        let id = role.unwrap_or_else(|| inside.strip_prefix('!').unwrap_or(inside));
        Some((role.is_some(), id.parse().ok()?))
    })
}
