//! Before a subscription is stored: would its alerts arrive? The channel is the server's own, the bot may post there, and it
//! may mention the roles.

use super::channel_access::ChannelAccess;
use super::manager::Manager;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::config::SubscriptionSpec;

/// Makes sure that the alerts of `spec` would arrive in full.
///
/// # Errors
/// What is missing, and where to give it.
pub(super) async fn check_channel(
    ctx: Context<'_>,
    manager: Manager,
    spec: &SubscriptionSpec,
) -> Result<(), Failure> {
    let refuse = |sentence: &str| Err(Failure::User(sentence.to_owned()));
    let access = access_to(ctx, manager, spec.channel.0).await?;
    let missing = access.missing();
    if !missing.is_empty() {
        return refuse(&format!(
            "I lack {} in that channel. Give my role what is missing there, then try again.",
            missing.join(" and ")
        ));
    }
    let roles = [spec.mention_role, spec.escalate_to_role];
    for role in roles.into_iter().flatten() {
        if role.0 == manager.guild.get() {
            return refuse(
                "Alerts never mention everyone. Choose a role of those who are on watch.",
            );
        }
        match access.may_mention(role.0.into()) {
            Some(true) => {}
            Some(false) => {
                return refuse(
                    "I may not mention that role. Allow anyone to mention it under Server Settings, Roles; \
                     or give my role “Mention @everyone, @here and All Roles” in that channel.",
                );
            }
            None => return refuse("That role isn't on this server. Choose one that is."),
        }
    }
    Ok(())
}

/// What the bot may do in a channel of the manager's server.
pub(super) async fn access_to(
    ctx: Context<'_>,
    manager: Manager,
    channel: u64,
) -> Result<ChannelAccess, Failure> {
    let own = ctx.interaction.application_id.get().into();
    let access = ChannelAccess::look(&ctx.data().rest, manager.guild, channel.into(), own);
    Ok(access.await?)
}
