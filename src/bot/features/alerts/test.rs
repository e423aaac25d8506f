//! `/alerts test`: posts a marked test where the alerts would go, and says what would keep them from arriving.

use super::channel_access::ChannelAccess;
use super::check_channel::{access_to, not_members};
use super::manager::{Manager, find, manage_one, manager};
use super::options::id_option;
use crate::alerts::Messenger as _;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::messenger::DiscordMessenger;
use crate::bot::state::AppState;
use crate::config::{EscalationTarget, SubscriptionSpec};
use crate::reply::{Entry, Page, Reply, Section, Tone};
use crate::store::{AlertReason, AlertState, StoreError, Subscription};
use crate::text::{Locale, text};

/// How many alerts are looked through for the last one that was posted.
const LOOKED_BACK: u32 = 20;

pub(super) fn test() -> Command {
    let description = "Post a test alert and check the bot's permissions";
    Command::new("test", description, |ctx| Box::pin(run(ctx))).option(id_option())
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    manage_one(ctx, |manager, subscription| async move {
        post_test(ctx.state, manager, &subscription, ctx.locale()).await
    })
    .await
}

/// The same, from the button below a subscription that was just set up.
pub(in crate::bot) async fn press(press: Press<'_>, subscription: &str) -> Result<(), Failure> {
    let (state, locale) = (press.state, press.locale());
    let manager = manager(press.context())?;
    let deferred = press.responder.defer().await?;
    let tested = async {
        let subscription = find(state, manager, subscription, locale).await?;
        post_test(state, manager, &subscription, locale).await
    };
    deferred.finish(tested.await).await
}

async fn post_test(
    state: &AppState,
    manager: Manager,
    subscription: &Subscription,
    locale: Locale,
) -> Result<Reply, Failure> {
    let channel = subscription.spec.channel.0;
    let access = access_to(state, manager, channel, locale).await?;
    let now = state.clock.now();
    let mut faults: Vec<Entry> = missing(&access, &subscription.spec, locale)
        .into_iter()
        .map(Entry::remark)
        .collect();
    let gone = not_members(state, manager.guild, &subscription.spec).await?;
    faults.extend(gone.into_iter().map(|user| {
        let user = user.to_string();
        Entry::remark(text!(locale, "bot-escalation-user-elsewhere", user = user))
    }));
    if last_missed_its_role(state, subscription).await? {
        faults.push(Entry::remark(text!(locale, "bot-test-role-missed")));
    }
    let obstacle = access.obstacle(now);
    faults.extend(obstacle.map(|obstacle| obstacle.entry(locale)));
    if access.is_open() && obstacle.is_none() {
        let knowledge = state.knowledge();
        let post = subscription.trial(&knowledge, now, manager.user, locale);
        let messenger = DiscordMessenger::new(state);
        if let Err(error) = messenger.post(channel, &post).await {
            let error = error.to_string();
            faults.push(Entry::remark(text!(
                locale,
                "bot-test-refused",
                error = error
            )));
        }
    } else {
        faults.insert(0, Entry::remark(text!(locale, "bot-test-not-posted")));
    }
    Ok(outcome(faults, locale))
}

/// Whether the last alert in a thread did not reach all of the role that it mentioned. The test itself mentions nobody, and cannot
/// find that out.
async fn last_missed_its_role(
    state: &AppState,
    subscription: &Subscription,
) -> Result<bool, StoreError> {
    if subscription.spec.mention_role.is_none() {
        return Ok(false);
    }
    let last = state.store.history(&subscription.id, LOOKED_BACK).await?;
    let posted = last.iter().find(|alert| alert.state == AlertState::Posted);
    let cause = posted.and_then(|alert| alert.cause.as_ref());
    Ok(cause.is_some_and(|cause| cause.reason == AlertReason::RoleMissedInThread))
}

fn outcome(faults: Vec<Entry>, locale: Locale) -> Reply {
    let (title, tone, lead) = if faults.is_empty() {
        (
            text!(locale, "bot-test-posted-title"),
            Tone::Aligned,
            text!(locale, "bot-test-posted"),
        )
    } else {
        let title = text!(locale, "bot-test-faults-title");
        (title, Tone::Opposed, String::new())
    };
    Reply::of(Page {
        title,
        tone,
        lead,
        sections: vec![Section::running(faults)],
        ..Page::default()
    })
}

/// A sentence for each permission and role that is missing.
fn missing(access: &ChannelAccess, spec: &SubscriptionSpec, locale: Locale) -> Vec<String> {
    let permissions = access.missing().into_iter();
    let mut faults: Vec<String> = permissions
        .map(|permission| text!(locale, "bot-test-missing", permission = permission))
        .collect();
    if spec.publish && !access.is_announcement() {
        faults.push(text!(locale, "bot-channel-not-announcement"));
    }
    let mention = spec.mention_role.into_iter();
    let mention = mention.map(|role| (role, text!(locale, "bot-test-role-to-mention")));
    let chain = spec.escalation_chain();
    let called = chain.steps.iter().filter_map(|step| match step.target {
        EscalationTarget::Role(role) => Some((role, text!(locale, "bot-test-role-to-escalate"))),
        EscalationTarget::User(_) | EscalationTarget::OnDuty => None,
    });
    for (role, what) in mention.chain(called) {
        match access.may_mention(role.0) {
            Some(true) => {}
            Some(false) => faults.push(text!(locale, "bot-test-role-closed", role = what)),
            None => faults.push(text!(locale, "bot-test-role-gone", role = what)),
        }
    }
    faults
}
