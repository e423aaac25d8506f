//! Whom a message really mentions: what its text names, as far as `allowed_mentions` permits.
//!
//! <https://discord.com/developers/docs/resources/message#allowed-mentions-object>

use serde_json::Value;

use super::{guild, users};
use crate::Snowflake;

/// Which of the names in a text become mentions.
#[derive(Clone, Debug)]
pub(crate) struct AllowedMentions {
    everyone: bool,
    users: Allowlist,
    roles: Allowlist,
    pub(crate) replied_user: bool,
}

#[derive(Clone, Debug)]
enum Allowlist {
    All,
    Only(Vec<Snowflake>),
}

impl Allowlist {
    fn admits(&self, id: Snowflake) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(&id),
        }
    }
}

/// Whom a message mentions.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentioned {
    pub(crate) users: Vec<Snowflake>,
    pub(crate) roles: Vec<Snowflake>,
    pub(crate) everyone: bool,
}

impl AllowedMentions {
    /// The default of a message in a channel.
    pub(crate) fn all() -> Self {
        Self {
            everyone: true,
            users: Allowlist::All,
            roles: Allowlist::All,
            replied_user: true,
        }
    }

    /// The same, with a choice whether a reply mentions the author it replies to.
    pub(crate) fn all_with_reply_ping(replied_user: bool) -> Self {
        Self {
            replied_user,
            ..Self::all()
        }
    }

    /// Mentions nobody.
    pub(crate) fn nobody() -> Self {
        Self {
            everyone: false,
            users: Allowlist::Only(Vec::new()),
            roles: Allowlist::Only(Vec::new()),
            replied_user: false,
        }
    }

    /// The default of an answer to an interaction: users, no roles and not everyone.
    pub(crate) fn users_only() -> Self {
        let roles = Allowlist::Only(Vec::new());
        Self {
            everyone: false,
            users: Allowlist::All,
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
                Allowlist::All
            } else {
                Allowlist::Only(only)
            }
        };
        Self {
            everyone: parses("everyone"),
            users: which("users"),
            roles: which("roles"),
            replied_user: allowed["replied_user"].as_bool().unwrap_or(false),
        }
    }

    /// Whom this text mentions; `@everyone` and `@here` count only if its author may use them.
    pub(crate) fn mentioned_in(&self, text: &str, author_may_mention_everyone: bool) -> Mentioned {
        let mut mentioned = Mentioned {
            everyone: self.everyone
                && author_may_mention_everyone
                && (text.contains("@everyone") || text.contains("@here")),
            ..Mentioned::default()
        };
        for (is_role, id) in named_in(text) {
            let (ids, which, exists) = if is_role {
                (
                    &mut mentioned.roles,
                    &self.roles,
                    guild::role_by_id(id).is_some(),
                )
            } else {
                (&mut mentioned.users, &self.users, users::user(id).is_some())
            };
            if exists && which.admits(id) && !ids.contains(&id) {
                ids.push(id);
            }
        }
        mentioned
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
