//! `/alerts test`: posts a marked test where the alerts would go, and says what would keep them from arriving.

use super::channel_access::ChannelAccess;
use super::check_channel::access_to;
use super::manager::manage_one;
use super::suggest::suggest_subscriptions;
use crate::alerts::Messenger as _;
use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::messenger::DiscordMessenger;
use crate::config::SubscriptionSpec;
use crate::reply::{Entry, Page, Reply, Section, Tone};

/// Post a test alert and check the bot's permissions
#[poise::command(slash_command)]
pub(super) async fn test(
    ctx: Context<'_>,
    #[description = "Subscription, as shown by /alerts list"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage_one(ctx, &id, |manager, subscription| async move {
        let state = ctx.data();
        let channel = subscription.spec.channel.0;
        let access = access_to(ctx, manager, channel).await?;
        let mut faults = missing(&access, &subscription.spec);
        if access.is_open() {
            let post = subscription.trial(&state.knowledge(), state.clock.now(), manager.user);
            let messenger = DiscordMessenger::new(&state.rest);
            if let Err(error) = messenger.post(channel, &post).await {
                faults.push(format!("It was not posted: {error}."));
            }
        } else {
            faults.insert(0, "It was not posted.".to_owned());
        }
        Ok(outcome(faults))
    })
    .await
}

fn outcome(faults: Vec<String>) -> Reply {
    let (title, tone, lead) = if faults.is_empty() {
        (
            "The test is posted",
            Tone::Aligned,
            "I can see the channel, post, embed, read the history, and mention the roles.",
        )
    } else {
        ("Alerts would not arrive in full", Tone::Opposed, "")
    };
    Reply::of(Page {
        title: title.to_owned(),
        tone,
        lead: lead.to_owned(),
        sections: vec![Section::running(
            faults.into_iter().map(Entry::remark).collect(),
        )],
        ..Page::default()
    })
}

/// A sentence for each permission and role that is missing.
fn missing(access: &ChannelAccess, spec: &SubscriptionSpec) -> Vec<String> {
    let permissions = access.missing().into_iter();
    let mut faults: Vec<String> = permissions
        .map(|permission| format!("Missing: {permission}. Give it to my role in that channel."))
        .collect();
    for (role, what) in [
        (spec.mention_role, "role to mention"),
        (spec.escalate_to_role, "role to escalate to"),
    ] {
        let Some(role) = role else { continue };
        match access.may_mention(role.0.into()) {
            Some(true) => {}
            Some(false) => faults.push(format!(
                "I may not mention the {what}. Allow anyone to mention it under Server Settings, Roles."
            )),
            None => faults.push(format!("The {what} is gone. Choose another with /alerts edit.")),
        }
    }
    faults
}
