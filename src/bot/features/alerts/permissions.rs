//! What a member may do in a channel, computed as Discord does it: from roles and from the channel's own exceptions.
//!
//! <https://discord.com/developers/docs/topics/permissions#permission-overwrites>

use serde::Deserialize;
use serenity::all::Permissions;

use crate::bot::gateway::{Id, PermissionBits, lenient, lenient_list};

/// A role, as far as it says what its members may.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Role {
    id: Id,
    #[serde(default, deserialize_with = "lenient")]
    permissions: PermissionBits,
    /// Whether everybody may mention it.
    #[serde(default, rename = "mentionable", deserialize_with = "lenient")]
    is_mentionable: bool,
}

/// A guild, as far as it says what its members may.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Guild {
    id: Id,
    #[serde(default, deserialize_with = "lenient")]
    owner_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient_list")]
    roles: Vec<Role>,
}

/// An exception that a channel makes.
/// <https://discord.com/developers/docs/resources/channel#overwrite-object>
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Overwrite {
    /// Of a role or a member.
    id: Id,
    #[serde(rename = "type")]
    kind: u8,
    #[serde(default, deserialize_with = "lenient")]
    allow: PermissionBits,
    #[serde(default, deserialize_with = "lenient")]
    deny: PermissionBits,
}

/// Kinds of exceptions. One of another kind concerns nobody that is known.
const FOR_ROLE: u8 = 0;
const FOR_MEMBER: u8 = 1;

impl Guild {
    /// What a member with these roles may do in a channel with these exceptions.
    pub(super) fn permissions_in(
        &self,
        user: u64,
        roles: &[Id],
        overwrites: &[Overwrite],
    ) -> Permissions {
        let base = self.permissions(user, roles);
        if base.contains(Permissions::ADMINISTRATOR) {
            return base;
        }
        // The exceptions of all of somebody's roles count as one, in which what is allowed wins.
        let everyone = self.id;
        let of_everyone = |one: &Overwrite| one.kind == FOR_ROLE && one.id == everyone;
        let of_a_role =
            |one: &Overwrite| one.kind == FOR_ROLE && one.id != everyone && roles.contains(&one.id);
        let of_the_member = |one: &Overwrite| one.kind == FOR_MEMBER && one.id.get() == user;
        let after_everyone = apply(base, overwrites, of_everyone);
        let after_roles = apply(after_everyone, overwrites, of_a_role);
        let may = apply(after_roles, overwrites, of_the_member);
        // Who cannot see a channel can do nothing in it.
        if may.contains(Permissions::VIEW_CHANNEL) {
            may
        } else {
            Permissions::empty()
        }
    }

    /// What a member with these roles may in the guild as a whole, and where a channel makes no exceptions.
    pub(super) fn permissions(&self, user: u64, roles: &[Id]) -> Permissions {
        if self.owner_id.map(Id::get) == Some(user) {
            return Permissions::all();
        }
        let everyone = self.id;
        let own = self
            .roles
            .iter()
            .filter(|role| role.id == everyone || roles.contains(&role.id));
        let may = own.fold(Permissions::empty(), |may, role| may | role.permissions.0);
        if may.contains(Permissions::ADMINISTRATOR) {
            Permissions::all()
        } else {
            may
        }
    }

    /// Whether somebody with these permissions may mention this role; `None` if the guild does not have it.
    pub(super) fn may_mention(&self, role: u64, permissions: Permissions) -> Option<bool> {
        let role = self.roles.iter().find(|one| one.id.get() == role)?;
        Some(role.is_mentionable || permissions.contains(Permissions::MENTION_EVERYONE))
    }
}

fn apply(
    permissions: Permissions,
    overwrites: &[Overwrite],
    counts: impl Fn(&Overwrite) -> bool,
) -> Permissions {
    let nothing = (Permissions::empty(), Permissions::empty());
    let (allow, deny) = overwrites
        .iter()
        .filter(|one| counts(one))
        .fold(nothing, |(allow, deny), one| {
            (allow | one.allow.0, deny | one.deny.0)
        });
    (permissions & !deny) | allow
}

#[cfg(test)]
mod tests;
