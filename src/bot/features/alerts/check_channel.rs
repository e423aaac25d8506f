//! Before a subscription is stored: would its alerts arrive? The channel is the server's own, the bot may post there, and it
//! may mention the roles.

use super::channel_access::ChannelAccess;
use super::manager::Manager;
use crate::bot::error::Failure;
use crate::bot::state::AppState;
use crate::config::{EscalationTarget, Snowflake, SubscriptionSpec};
use crate::reply::{Page, Reply, Section, Tone};
use crate::text::{Locale, text};

/// Makes sure that the alerts of `spec` would arrive in full.
///
/// # Errors
/// What is missing, and where to give it.
pub(super) async fn check_channel(
    state: &AppState,
    manager: Manager,
    spec: &SubscriptionSpec,
    locale: Locale,
) -> Result<(), Failure> {
    let access = access_to(state, manager, spec.channel.0, locale).await?;
    let missing = access.missing();
    if !missing.is_empty() {
        let permissions = missing.join(", ");
        let sentence = text!(locale, "bot-channel-lacks", permissions = permissions);
        return Err(Failure::User(sentence));
    }
    if let Some(obstacle) = access.obstacle(state.clock.now()) {
        let page = Page {
            title: text!(locale, "bot-channel-not-now-title"),
            tone: Tone::Opposed,
            sections: vec![Section::running(vec![obstacle.entry(locale)])],
            ..Page::default()
        };
        return Err(Failure::Shown(Box::new(Reply::of(page))));
    }
    if spec.publish && !access.is_announcement() {
        let sentence = text!(locale, "bot-channel-not-announcement");
        return Err(Failure::User(sentence));
    }
    let calls = spec.escalation_chain().steps;
    let called = calls.iter().filter_map(|step| match step.target {
        EscalationTarget::Role(role) => Some(role),
        EscalationTarget::User(_) | EscalationTarget::OnDuty => None,
    });
    for role in spec.mention_role.into_iter().chain(called) {
        let sentence = if role.0 == manager.guild {
            text!(locale, "bot-role-everyone")
        } else {
            match access.may_mention(role.0) {
                Some(true) => continue,
                Some(false) => text!(locale, "bot-role-not-mentionable"),
                None => text!(locale, "bot-role-elsewhere"),
            }
        };
        return Err(Failure::User(sentence));
    }
    if let Some(user) = not_members(state, manager.guild, spec).await?.first() {
        let sentence = text!(
            locale,
            "bot-escalation-user-elsewhere",
            user = user.to_string()
        );
        return Err(Failure::User(sentence));
    }
    Ok(())
}

/// The users that an escalation calls who are not on the server, and would not be reached there.
///
/// # Errors
/// Discord does not say.
pub(super) async fn not_members(
    state: &AppState,
    guild: u64,
    spec: &SubscriptionSpec,
) -> Result<Vec<u64>, Failure> {
    let mut missing = Vec::new();
    for step in spec.escalation_chain().steps {
        let EscalationTarget::User(Snowflake(user)) = step.target else {
            continue;
        };
        if !state.rest.is_member(guild, user).await? {
            missing.push(user);
        }
    }
    Ok(missing)
}

/// What the bot may do in a channel of the manager's server.
pub(super) async fn access_to(
    state: &AppState,
    manager: Manager,
    channel: u64,
    locale: Locale,
) -> Result<ChannelAccess, Failure> {
    let access = ChannelAccess::look(&state.rest, manager.guild, channel, state.own_id());
    access.await.map_err(|error| error.into_failure(locale))
}
