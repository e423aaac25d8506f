//! Subscriptions that were paused as their channel was closed to the bot: they go on once it is open again.

use jiff::SignedDuration;
use tracing::{debug, info};

use super::channel_access::ChannelAccess;
use crate::bot::state::AppState;
use crate::store::{StoreError, Subscription, SubscriptionReason, SubscriptionState};

/// How many subscriptions are looked at together. Each takes three or four requests, and one that is still closed may cost a 403,
/// of which Discord allows 10,000 in ten minutes.
const LOOKED_AT: u32 = 10;

/// How long a subscription stays paused at least, unless something changed on its server: what looks open and refuses is not
/// tried all the time.
const PAUSED_FOR: SignedDuration = SignedDuration::from_mins(10);

/// Looks at the next subscriptions after this id, and resumes those whose channel is open again. Returns the id after which
/// there may be more; `None` if there are none.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn resume_next(
    state: &AppState,
    after: &str,
) -> Result<Option<String>, StoreError> {
    let page = state
        .store
        .subscriptions_paused_after(SubscriptionReason::ChannelUnavailable, after, LOOKED_AT)
        .await?;
    let now = state.clock.now();
    let is_settled = |one: &&Subscription| now.duration_since(one.changed_at).abs() >= PAUSED_FOR;
    for subscription in page.subscriptions.iter().filter(is_settled) {
        resume_if_open(state, subscription).await?;
    }
    Ok(page.last_id)
}

/// The same for those of a server.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::bot) async fn resume_on(state: &AppState, guild: u64) -> Result<(), StoreError> {
    let all = state.store.subscriptions_of_guild(guild).await?;
    let closed = all.iter().filter(|one| {
        one.state == SubscriptionState::Paused
            && one.reason == Some(SubscriptionReason::ChannelUnavailable)
    });
    for subscription in closed.take(LOOKED_AT as usize) {
        resume_if_open(state, subscription).await?;
    }
    Ok(())
}

async fn resume_if_open(state: &AppState, subscription: &Subscription) -> Result<(), StoreError> {
    // Of a subscription of the settings it is noted once Discord has said on which server its channel is.
    let Some(guild) = subscription.guild_id else {
        return Ok(());
    };
    let channel = subscription.spec.channel.0;
    let now = state.clock.now();
    match ChannelAccess::look(&state.rest, guild, channel, state.own_id()).await {
        Ok(access) if access.is_open() && access.obstacle(now).is_none() => {}
        Ok(_) | Err(_) => {
            debug!(
                subscription = subscription.id,
                "Its channel is still closed."
            );
            return Ok(());
        }
    }
    if state.alerts.resume(subscription).await? {
        info!(
            subscription = subscription.id,
            channel, "A subscription goes on, as its channel is open again."
        );
    }
    Ok(())
}
