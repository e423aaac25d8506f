//! Whether what is posted goes to the followers of its channel too. It is noted before the message is on record, and done after:
//! a crash in between loses neither.

use jiff::Timestamp;

use super::backoff::{GIVE_UP_AFTER, later};
use super::batch::Batch;
use super::stage::Context;
use crate::store::{AlertKind, AlertSpec, StoreError};

/// Puts the message of a batch on record, with what follows from it; and has it published, if its subscription asks for it.
///
/// # Errors
/// The database cannot be reached; the message is looked for again then.
pub(super) async fn record_posted(
    context: &Context,
    batch: &Batch,
    message_id: u64,
    now: Timestamp,
    follow: &[AlertSpec],
) -> Result<(), StoreError> {
    let store = &context.alerts.store;
    let is_published =
        batch.subscription.spec.publish && is_for_followers(&batch.first().spec.kind);
    if is_published {
        let give_up_at = later(now, GIVE_UP_AFTER);
        store.want_publication(batch.id(), now, give_up_at).await?;
    }
    let recorded = store.record_posted(batch.id(), message_id, now, follow);
    recorded.await?;
    if is_published {
        context.alerts.announce_publication();
    }
    Ok(())
}

/// Whether it speaks of summits, and not of who looks after an alert.
fn is_for_followers(kind: &AlertKind) -> bool {
    match kind {
        AlertKind::Lead { .. }
        | AlertKind::Moved { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::Removed { .. }
        | AlertKind::Digest { .. } => true,
        AlertKind::Escalation { .. }
        | AlertKind::Snooze { .. }
        | AlertKind::OwnerNotice { .. }
        | AlertKind::Handover => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::outcome::record;
    use crate::alerts::delivery::stage::Outcome;
    use crate::alerts::delivery::testing::{NOON, Situation, lead};

    const LEASE: SignedDuration = SignedDuration::from_secs(60);

    async fn published(situation: &Situation, publish: bool) -> usize {
        let mut batch = situation.in_doubt(lead("a").spec).await;
        let mut subscription = (*batch.subscription).clone();
        subscription.spec.publish = publish;
        batch.subscription = subscription.into();
        let posted = Outcome::Posted { message_id: 9 };
        record(&situation.context, &batch, posted).await.unwrap();
        let claimed = situation.store.claim_publications(NOON, LEASE, 9).await;
        claimed.unwrap().len()
    }

    #[tokio::test]
    async fn what_is_posted_is_published_if_the_subscription_asks_for_it() {
        assert_eq!(published(&Situation::new().await, true).await, 1);
        assert_eq!(published(&Situation::new().await, false).await, 0);
    }

    #[test]
    fn followers_hear_of_summits_and_not_of_the_watch() {
        assert!(is_for_followers(&lead("a").spec.kind));
        let of = "a".to_owned();
        assert!(!is_for_followers(&AlertKind::Escalation { of, step: 0 }));
    }
}
