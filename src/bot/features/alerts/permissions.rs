//! What a member may do in a channel, computed as Discord does it: from roles and from the channel's own exceptions.
//!
//! <https://discord.com/developers/docs/topics/permissions#permission-overwrites>

use poise::serenity_prelude as serenity;
use serde::Deserialize;
use serenity::{
    GuildId, PermissionOverwrite, PermissionOverwriteType, Permissions, RoleId, UserId,
};

/// A role, as far as it says what its members may.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Role {
    pub(super) id: RoleId,
    pub(super) permissions: Permissions,
    /// Whether everybody may mention it.
    #[serde(default)]
    pub(super) mentionable: bool,
}

/// A guild, as far as it says what its members may.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Guild {
    pub(super) id: GuildId,
    pub(super) owner_id: UserId,
    pub(super) roles: Vec<Role>,
}

impl Guild {
    /// What a member with these roles may do in a channel with these exceptions.
    pub(super) fn permissions_in(
        &self,
        user: UserId,
        roles: &[RoleId],
        overwrites: &[PermissionOverwrite],
    ) -> Permissions {
        let base = self.base(user, roles);
        if base.contains(Permissions::ADMINISTRATOR) {
            return Permissions::all();
        }
        // The exceptions of all of somebody's roles count as one, in which what is allowed wins.
        let everyone = RoleId::new(self.id.get());
        let of_everyone = |kind| kind == PermissionOverwriteType::Role(everyone);
        let of_a_role = |kind| matches!(kind, PermissionOverwriteType::Role(id) if id != everyone && roles.contains(&id));
        let of_the_member = |kind| kind == PermissionOverwriteType::Member(user);
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

    /// What a member may where a channel makes no exceptions.
    fn base(&self, user: UserId, roles: &[RoleId]) -> Permissions {
        if user == self.owner_id {
            return Permissions::all();
        }
        let everyone = RoleId::new(self.id.get());
        let own = self
            .roles
            .iter()
            .filter(|role| role.id == everyone || roles.contains(&role.id));
        own.fold(Permissions::empty(), |may, role| may | role.permissions)
    }

    /// Whether somebody with these permissions may mention this role; `None` if the guild does not have it.
    pub(super) fn may_mention(&self, role: RoleId, permissions: Permissions) -> Option<bool> {
        let role = self.roles.iter().find(|one| one.id == role)?;
        Some(role.mentionable || permissions.contains(Permissions::MENTION_EVERYONE))
    }
}

fn apply(
    permissions: Permissions,
    overwrites: &[PermissionOverwrite],
    counts: impl Fn(PermissionOverwriteType) -> bool,
) -> Permissions {
    let nothing = (Permissions::empty(), Permissions::empty());
    let (allow, deny) = overwrites
        .iter()
        .filter(|one| counts(one.kind))
        .fold(nothing, |(allow, deny), one| {
            (allow | one.allow, deny | one.deny)
        });
    (permissions & !deny) | allow
}

#[cfg(test)]
mod tests;
