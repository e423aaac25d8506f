use super::channel_access::ChannelAccess;
use super::manager::{called, manage, place};
use super::suggest::suggest_subscriptions;
use crate::alerts::Messenger as _;
use crate::bot::Failure;
use crate::bot::features::context::Context;
use crate::bot::messenger::DiscordMessenger;
use crate::reply::{Entry, Page, Reply, Section, Tone};
use crate::store::Subscription;

/// Post a marked test, and see what the bot lacks
#[poise::command(slash_command)]
pub(super) async fn test(
    ctx: Context<'_>,
    #[description = "A subscription, as /alerts list calls it"]
    #[autocomplete = "suggest_subscriptions"]
    #[max_length = 100]
    id: String,
) -> Result<(), Failure> {
    manage(ctx, |manager| async move {
        let state = ctx.data();
        let listed = called(ctx, manager, &id).await?;
        let channel = listed.spec.channel.0;
        let place = place(ctx, manager, channel).await?;
        let mut wrong = lacking(&place, &listed);
        if place.is_open() {
            let post = listed.trial(&state.knowledge(), state.clock.now(), manager.user);
            let posted = DiscordMessenger::new(&state.rest)
                .post(channel, &post)
                .await;
            wrong.extend(
                posted
                    .err()
                    .map(|error| format!("It was not posted: {error}.")),
            );
        } else {
            wrong.insert(0, "It was not posted.".to_owned());
        }
        let is_right = wrong.is_empty();
        Ok(Reply::of(Page {
            title: if is_right {
                "The test is posted"
            } else {
                "Alerts would not arrive in full"
            }
            .to_owned(),
            tone: if is_right {
                Tone::Aligned
            } else {
                Tone::Opposed
            },
            lead: if is_right {
                "The bot may see the channel, post, embed, read the history, and call the roles."
                    .to_owned()
            } else {
                String::new()
            },
            sections: vec![Section::running(
                wrong.into_iter().map(Entry::remark).collect(),
            )],
            ..Page::default()
        }))
    })
    .await
}

/// A sentence for each thing that stands in the way.
fn lacking(place: &ChannelAccess, listed: &Subscription) -> Vec<String> {
    let missing = place.missing().into_iter();
    let mut wrong: Vec<String> = missing
        .map(|permission| format!("Missing: {permission}. Give it to my role in that channel."))
        .collect();
    let wants = &listed.spec;
    for (role, what) in [
        (wants.mention_role, "role that is called"),
        (wants.escalate_to_role, "role to escalate to"),
    ] {
        let Some(role) = role else { continue };
        match place.may_call(role.0.into()) {
            Some(true) => {}
            Some(false) => wrong.push(format!(
                "Missing: leave to mention the {what}. Allow anyone to mention it under Server Settings, Roles."
            )),
            None => wrong.push(format!("The {what} is gone. Choose another with /alerts edit.")),
        }
    }
    wrong
}
