//! Permissions in a channel, against the cases of Discord's own description.

use serde_json::json;

use super::*;

const OWNER: UserId = UserId::new(7);
const MEMBER: UserId = UserId::new(8);
const WATCH: RoleId = RoleId::new(11);
const BACKUP: RoleId = RoleId::new(12);
const SEND: Permissions = Permissions::SEND_MESSAGES;
const VIEW: Permissions = Permissions::VIEW_CHANNEL;
const EMBED: Permissions = Permissions::EMBED_LINKS;

/// `@everyone` may see; the watch may write.
fn guild(watch: Permissions) -> Guild {
    let role = |id: u64, permissions: Permissions, mentionable: bool| json!({ "id": id.to_string(), "permissions": permissions.bits().to_string(), "mentionable": mentionable });
    let roles = [
        role(1, VIEW, false),
        role(11, watch, true),
        role(12, Permissions::empty(), false),
    ];
    let guild = json!({ "id": "1", "owner_id": "7", "roles": roles });
    serde_json::from_value(guild).unwrap()
}

fn everyone(allow: Permissions, deny: Permissions) -> PermissionOverwrite {
    of_role(RoleId::new(1), allow, deny)
}

fn of_role(role: RoleId, allow: Permissions, deny: Permissions) -> PermissionOverwrite {
    let kind = PermissionOverwriteType::Role(role);
    PermissionOverwrite { allow, deny, kind }
}

fn of_member(user: UserId, allow: Permissions, deny: Permissions) -> PermissionOverwrite {
    let kind = PermissionOverwriteType::Member(user);
    PermissionOverwrite { allow, deny, kind }
}

const NOTHING: Permissions = Permissions::empty();

#[test]
fn without_exceptions_roles_add_up() {
    let guild = guild(SEND);
    assert_eq!(guild.permissions_in(MEMBER, &[], &[]), VIEW);
    assert_eq!(guild.permissions_in(MEMBER, &[WATCH], &[]), VIEW | SEND);
}

#[test]
fn nothing_is_denied_to_the_owner_and_to_administrators() {
    let deny_all = [
        everyone(NOTHING, Permissions::all()),
        of_member(OWNER, NOTHING, Permissions::all()),
        of_member(MEMBER, NOTHING, Permissions::all()),
    ];
    let guild = guild(Permissions::ADMINISTRATOR);
    let all = Permissions::all();
    assert_eq!(guild.permissions_in(OWNER, &[], &deny_all), all);
    assert_eq!(guild.permissions_in(MEMBER, &[WATCH], &deny_all), all);
    assert_eq!(guild.permissions_in(MEMBER, &[BACKUP], &deny_all), NOTHING);
}

#[test]
fn a_role_overrules_everyone_and_the_member_overrules_roles_in_whatever_order_they_are_listed() {
    let guild = guild(SEND | EMBED);
    let may = |overwrites: &[PermissionOverwrite]| {
        let may = guild.permissions_in(MEMBER, &[WATCH, BACKUP], overwrites);
        let reversed: Vec<_> = overwrites.iter().rev().cloned().collect();
        assert_eq!(
            may,
            guild.permissions_in(MEMBER, &[WATCH, BACKUP], &reversed)
        );
        may
    };
    let shut = everyone(NOTHING, SEND);
    assert_eq!(may(std::slice::from_ref(&shut)), VIEW | EMBED);
    let open_to_watch = of_role(WATCH, SEND, NOTHING);
    assert_eq!(
        may(&[shut.clone(), open_to_watch.clone()]),
        VIEW | SEND | EMBED
    );
    let not_to_the_member = of_member(MEMBER, NOTHING, SEND);
    let all = [shut, open_to_watch, not_to_the_member];
    assert_eq!(may(&all), VIEW | EMBED);
}

#[test]
fn of_two_roles_the_one_that_allows_wins() {
    let guild = guild(SEND);
    let overwrites = [
        of_role(BACKUP, SEND, NOTHING),
        of_role(WATCH, NOTHING, SEND),
    ];
    let may = guild.permissions_in(MEMBER, &[WATCH, BACKUP], &overwrites);
    assert_eq!(may, VIEW | SEND);
}

#[test]
fn exceptions_for_others_do_not_count() {
    let overwrites = [of_role(BACKUP, NOTHING, VIEW), of_member(OWNER, SEND, VIEW)];
    let may = guild(NOTHING).permissions_in(MEMBER, &[WATCH], &overwrites);
    assert_eq!(may, VIEW);
}

#[test]
fn who_cannot_see_a_channel_can_do_nothing_in_it() {
    let hidden = [everyone(NOTHING, VIEW)];
    let may = guild(SEND).permissions_in(MEMBER, &[WATCH], &hidden);
    assert_eq!(may, NOTHING);
}

#[test]
fn a_role_is_called_if_everybody_may_or_if_one_may_mention_all() {
    let guild = guild(SEND);
    assert_eq!(guild.may_mention(WATCH, VIEW), Some(true));
    assert_eq!(guild.may_mention(BACKUP, VIEW), Some(false));
    let caller = VIEW | Permissions::MENTION_EVERYONE;
    assert_eq!(guild.may_mention(BACKUP, caller), Some(true));
    assert_eq!(guild.may_mention(RoleId::new(99), caller), None);
}
