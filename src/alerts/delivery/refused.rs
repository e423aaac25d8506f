//! What Discord refused: tried again later, or ended with its reason on record.

use jiff::SignedDuration;
use tracing::warn;

use super::backoff::{
    CLOCK_SKEW, REFUSED_HOLD, after, after_time_out, deadline_of_all, later, pause,
};
use super::batch::Batch;
use super::ending::{IsSubscriptionPaused, closed, finish, give_up};
use super::escalate::escalation;
use super::stage::{Context, defer};
use crate::alerts::PostError;
use crate::store::{Alert, AlertReason, AlertState, Cause, StoreError};

/// How long after a channel was found closed it is looked at again, before its subscription is paused.
const SECOND_LOOK: SignedDuration = SignedDuration::from_secs(10);

/// Puts on record that Discord did not post a batch, and when it is tried again.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn refused(
    context: &Context,
    batch: &Batch,
    error: PostError,
    in_doubt: bool,
) -> Result<(), StoreError> {
    let first = batch.first();
    let now = context.now();
    let cause = Cause::from(&error);
    warn!(
        alert = first.spec.id,
        attempts = first.attempts,
        reason = cause.reason.as_ref(),
        detail = cause.detail,
        "An alert was not posted."
    );
    let store = &context.alerts.store;
    let try_again = |until, in_doubt| store.record_failed(batch.id(), now, until, in_doubt, &cause);
    let is_outage = context.alerts.has_outage(batch.subscription.guild_id);
    match error {
        PostError::RateLimited {
            after: wait,
            everywhere,
        } => {
            let until = after(now, wait);
            if everywhere {
                context.hold(until);
            }
            try_again(until, in_doubt).await
        }
        PostError::RefusedForNow { counts, .. } => {
            // It is likely refused for every channel.
            if counts {
                context.hold(later(now, REFUSED_HOLD));
            }
            try_again(later(now, pause(first, now)), in_doubt).await
        }
        PostError::TimedOut { until, .. } => try_again(after_time_out(until, now), in_doubt).await,
        PostError::ChannelUnavailable(_) if is_outage => {
            try_again(later(now, pause(first, now)), in_doubt).await
        }
        // It was there to be read, and nothing is wrong with the subscription.
        PostError::DeletedSince(_) => {
            let posted_before = AlertReason::DeletedSince.into();
            let next = escalation(context, batch).await?;
            let follow = next.as_slice();
            finish(
                context,
                first,
                AlertState::Withdrawn,
                &posted_before,
                follow,
            )
            .await
        }
        PostError::Ambiguous(_) => try_again(later(now, pause(first, now)), true).await,
        PostError::Rejected(_) => give_up(context, batch, &cause, IsSubscriptionPaused::No).await,
        PostError::ChannelUnavailable(_) if wants_second_look(first) => {
            try_again(later(now, SECOND_LOOK), in_doubt).await
        }
        PostError::ChannelUnavailable(_) => closed(context, batch, &cause).await,
    }
}

/// Whether a channel was found closed for the first time, which may be a moment of Discord's. A person who takes no messages has
/// settled that.
fn wants_second_look(alert: &Alert) -> bool {
    let cause = alert.cause.as_ref();
    let was_closed = cause.is_some_and(|cause| cause.reason == AlertReason::ChannelUnavailable);
    alert.spec.destination.channel_id().is_some() && !was_closed
}

/// The same of a batch whose direct messages cannot be opened.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn unreachable(
    context: &Context,
    batch: &Batch,
    error: PostError,
) -> Result<(), StoreError> {
    let now = context.now();
    let first = batch.first();
    match error {
        PostError::RateLimited { after: wait, .. } => defer(context, batch, after(now, wait)).await,
        PostError::Ambiguous(_) | PostError::RefusedForNow { .. } | PostError::TimedOut { .. }
            if now < deadline_of_all(&batch.alerts) =>
        {
            defer(context, batch, later(now, CLOCK_SKEW)).await
        }
        PostError::ChannelUnavailable(_) => closed(context, batch, &Cause::from(&error)).await,
        error => {
            let cause = Cause::from(&error);
            finish(context, first, AlertState::Failed, &cause, &[]).await
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::*;
    use crate::alerts::delivery::outcome::record;
    use crate::alerts::delivery::stage::Outcome;
    use crate::alerts::delivery::testing::{NOON, Situation, lead};
    use crate::store::SubscriptionState;

    async fn refused_with(situation: &Situation, error: PostError) {
        let batch = situation.in_doubt(lead("a").spec).await;
        let in_doubt = false;
        let outcome = Outcome::Refused { error, in_doubt };
        record(&situation.context, &batch, outcome).await.unwrap();
    }

    /// The next attempt of the same alert, once its time has come.
    async fn refused_again_with(situation: &Situation, error: PostError) {
        let mut batch = situation.in_doubt(lead("b").spec).await;
        batch.alerts = vec![situation.alert("a").await];
        let in_doubt = false;
        let outcome = Outcome::Refused { error, in_doubt };
        record(&situation.context, &batch, outcome).await.unwrap();
    }

    async fn subscription_state(situation: &Situation) -> SubscriptionState {
        let id = lead("a").spec.subscription_id;
        let subscription = situation.store.subscription(&id).await.unwrap();
        subscription.unwrap().state
    }

    #[tokio::test]
    async fn nobody_knows_what_an_ambiguous_answer_did_so_it_stays_in_doubt() {
        let situation = Situation::new().await;
        refused_with(&situation, PostError::Ambiguous("502".to_owned())).await;
        let alert = situation.alert("a").await;
        assert!(alert.in_doubt && alert.state == AlertState::Planned);
        assert!(alert.next_attempt_at > NOON);
    }

    #[tokio::test]
    async fn a_rate_limit_for_everything_holds_everything() {
        let situation = Situation::new().await;
        let (after, everywhere) = (Duration::from_secs(7), true);
        refused_with(&situation, PostError::RateLimited { after, everywhere }).await;
        let until = super::after(NOON, after);
        assert_eq!(situation.context.hold_until(), until);
        assert_eq!(situation.alert("a").await.next_attempt_at, until);
    }

    #[tokio::test]
    async fn a_channel_that_is_closed_pauses_its_subscription_unless_its_server_has_an_outage() {
        let situation = Situation::new().await;
        let closed = || PostError::ChannelUnavailable("403 (code 50001)".to_owned());
        refused_with(&situation, closed()).await;
        let alert = situation.alert("a").await;
        assert_eq!(alert.state, AlertState::Planned);
        assert_eq!(alert.next_attempt_at, later(NOON, SECOND_LOOK));
        assert_eq!(
            subscription_state(&situation).await,
            SubscriptionState::Active
        );
        refused_again_with(&situation, closed()).await;
        assert_eq!(situation.alert("a").await.state, AlertState::Failed);
        let id = lead("a").spec.subscription_id;
        let paused = situation.store.subscription(&id).await.unwrap().unwrap();
        assert_eq!(paused.state, SubscriptionState::Paused);
        assert_eq!(paused.detail.as_deref(), Some("403 (code 50001)"));
    }

    #[tokio::test]
    async fn a_refusal_that_says_nothing_of_the_channel_is_tried_again_and_pauses_nothing() {
        let situation = Situation::new().await;
        let shield = |counts| PostError::RefusedForNow {
            detail: "403: internal network error (40333)".to_owned(),
            counts,
        };
        let longer = later(NOON, SignedDuration::from_mins(1));
        situation.context.hold(longer);
        refused_with(&situation, shield(true)).await;
        // What is held for longer stays so.
        assert_eq!(situation.context.hold_until(), longer);
        let alert = situation.alert("a").await;
        assert_eq!(alert.state, AlertState::Planned);
        assert!(!alert.in_doubt && alert.next_attempt_at > NOON);
        for (counts, until) in [(false, Timestamp::MIN), (true, later(NOON, REFUSED_HOLD))] {
            let situation = Situation::new().await;
            refused_with(&situation, shield(counts)).await;
            assert_eq!(situation.context.hold_until(), until);
        }
        assert_eq!(
            subscription_state(&situation).await,
            SubscriptionState::Active
        );
    }

    #[tokio::test]
    async fn a_message_that_was_posted_and_deleted_is_not_posted_again_and_pauses_nothing() {
        let situation = Situation::new().await;
        let deleted = PostError::DeletedSince("404: Unknown Message (code 10008)".to_owned());
        refused_with(&situation, deleted).await;
        let alert = situation.alert("a").await;
        assert_eq!(alert.state, AlertState::Withdrawn);
        let reason = alert.cause.map(|cause| cause.reason);
        assert_eq!(reason, Some(AlertReason::DeletedSince));
        assert_eq!(
            subscription_state(&situation).await,
            SubscriptionState::Active
        );
    }

    #[tokio::test]
    async fn a_message_that_discord_rejects_ends_alone_and_its_subscription_goes_on() {
        let situation = Situation::new().await;
        refused_with(&situation, PostError::Rejected("400".to_owned())).await;
        assert_eq!(situation.alert("a").await.state, AlertState::Failed);
        assert_eq!(
            subscription_state(&situation).await,
            SubscriptionState::Active
        );
    }
}
