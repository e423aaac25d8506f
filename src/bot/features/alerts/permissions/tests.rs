//! Permissions in a channel, against the cases of Discord's own description.

use serde_json::json;

use super::*;

const OWNER: u64 = 7;
const MEMBER: u64 = 8;
const WATCH: u64 = 11;
const BACKUP: u64 = 12;
const SEND: Permissions = Permissions::SEND_MESSAGES;
const VIEW: Permissions = Permissions::VIEW_CHANNEL;
const EMBED: Permissions = Permissions::EMBED_LINKS;

/// `@everyone` may see; the watch may write.
fn guild(watch: Permissions) -> Guild {
    let role = |id: u64, permissions: Permissions, mentionable: bool| json!({ "id": id.to_string(), "permissions": permissions.bits().to_string(), "mentionable": mentionable });
    let roles = [
        role(1, VIEW, false),
        role(WATCH, watch, true),
        role(BACKUP, Permissions::empty(), false),
    ];
    let guild = json!({ "id": "1", "owner_id": "7", "roles": roles });
    serde_json::from_str(&guild.to_string()).unwrap()
}

/// What a member with these roles may do.
fn may(guild: &Guild, user: u64, roles: &[u64], overwrites: &[Overwrite]) -> Permissions {
    let roles: Vec<Id> = roles
        .iter()
        .map(|role| serde_json::from_value(json!(role)).unwrap())
        .collect();
    guild.permissions_in(user, &roles, overwrites)
}

fn overwrite(kind: u8, id: u64, allow: Permissions, deny: Permissions) -> Overwrite {
    let (allow, deny) = (allow.bits().to_string(), deny.bits().to_string());
    let overwrite = json!({ "id": id.to_string(), "type": kind, "allow": allow, "deny": deny });
    serde_json::from_str(&overwrite.to_string()).unwrap()
}

fn everyone(allow: Permissions, deny: Permissions) -> Overwrite {
    of_role(1, allow, deny)
}

fn of_role(role: u64, allow: Permissions, deny: Permissions) -> Overwrite {
    overwrite(FOR_ROLE, role, allow, deny)
}

fn of_member(user: u64, allow: Permissions, deny: Permissions) -> Overwrite {
    overwrite(FOR_MEMBER, user, allow, deny)
}

const NOTHING: Permissions = Permissions::empty();

#[test]
fn without_exceptions_roles_add_up() {
    let guild = guild(SEND);
    assert_eq!(may(&guild, MEMBER, &[], &[]), VIEW);
    assert_eq!(may(&guild, MEMBER, &[WATCH], &[]), VIEW | SEND);
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
    assert_eq!(may(&guild, OWNER, &[], &deny_all), all);
    assert_eq!(may(&guild, MEMBER, &[WATCH], &deny_all), all);
    assert_eq!(may(&guild, MEMBER, &[BACKUP], &deny_all), NOTHING);
}

#[test]
fn a_role_overrules_everyone_and_the_member_overrules_roles_in_whatever_order_they_are_listed() {
    let guild = guild(SEND | EMBED);
    let both_ways = |overwrites: &[Overwrite]| {
        let roles = [WATCH, BACKUP];
        let reversed: Vec<_> = overwrites.iter().rev().copied().collect();
        let permissions = may(&guild, MEMBER, &roles, overwrites);
        assert_eq!(permissions, may(&guild, MEMBER, &roles, &reversed));
        permissions
    };
    let shut = everyone(NOTHING, SEND);
    assert_eq!(both_ways(&[shut]), VIEW | EMBED);
    let open_to_watch = of_role(WATCH, SEND, NOTHING);
    assert_eq!(both_ways(&[shut, open_to_watch]), VIEW | SEND | EMBED);
    let not_to_the_member = of_member(MEMBER, NOTHING, SEND);
    let all = [shut, open_to_watch, not_to_the_member];
    assert_eq!(both_ways(&all), VIEW | EMBED);
}

#[test]
fn of_two_roles_the_one_that_allows_wins() {
    let guild = guild(SEND);
    let overwrites = [
        of_role(BACKUP, SEND, NOTHING),
        of_role(WATCH, NOTHING, SEND),
    ];
    let may = may(&guild, MEMBER, &[WATCH, BACKUP], &overwrites);
    assert_eq!(may, VIEW | SEND);
}

#[test]
fn exceptions_for_others_do_not_count() {
    let overwrites = [of_role(BACKUP, NOTHING, VIEW), of_member(OWNER, SEND, VIEW)];
    let may = may(&guild(NOTHING), MEMBER, &[WATCH], &overwrites);
    assert_eq!(may, VIEW);
}

#[test]
fn who_cannot_see_a_channel_can_do_nothing_in_it() {
    let hidden = [everyone(NOTHING, VIEW)];
    let may = may(&guild(SEND), MEMBER, &[WATCH], &hidden);
    assert_eq!(may, NOTHING);
}

#[test]
fn a_role_is_called_if_everybody_may_or_if_one_may_mention_all() {
    let guild = guild(SEND);
    assert_eq!(guild.may_mention(WATCH, VIEW), Some(true));
    assert_eq!(guild.may_mention(BACKUP, VIEW), Some(false));
    let caller = VIEW | Permissions::MENTION_EVERYONE;
    assert_eq!(guild.may_mention(BACKUP, caller), Some(true));
    assert_eq!(guild.may_mention(99, caller), None);
}

#[test]
fn an_exception_of_a_kind_that_is_not_known_concerns_nobody() {
    let unknown = overwrite(9, 1, NOTHING, VIEW);
    assert_eq!(may(&guild(SEND), MEMBER, &[WATCH], &[unknown]), VIEW | SEND);
}
