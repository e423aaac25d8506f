//! Takes what is due out of the outbox, a channel at a time, for as long as a lease lasts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::backoff::{GIVE_UP_AFTER, later};
use super::batch::{Batch, Subscriptions, grouped, ids};
use super::stage::{Context, defer};
use crate::store::{Alert, Destination, StoreError};

/// How long a claim lasts: longer than any one request may take, so that no two workers post the same alert; short, as
/// what a dead worker had claimed waits for its end. A worker that lives extends it (`lease.rs`).
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(5);

/// All that one channel is due, under one claim.
#[derive(Debug)]
pub(super) struct Claimed {
    pub(super) lease_owner: Arc<str>,
    alerts: Vec<Alert>,
}

/// What was claimed, and when there is more.
pub(super) struct Claim {
    /// By channel; empty if nothing is due, or everything has to wait.
    pub(super) channels: Vec<Claimed>,
    /// When more is due; [`Timestamp::MAX`] if nothing is planned.
    pub(super) next_due_at: Timestamp,
}

/// Claims what is due in up to `channels` channels, for `lease_owner`, which no other claim may share.
///
/// # Errors
/// The database cannot be reached; nothing is claimed then.
pub(super) async fn claim_due(
    context: &Context,
    lease_owner: String,
    channels: usize,
) -> Result<Claim, StoreError> {
    let now = context.now();
    let hold_until = context.hold_until();
    if channels == 0 || hold_until > now {
        return Ok(Claim {
            channels: Vec::new(),
            next_due_at: hold_until.max(now),
        });
    }
    let store = &context.alerts.store;
    store.keep_reserve()?;
    let lease_owner: Arc<str> = lease_owner.into();
    let channels = u32::try_from(channels).unwrap_or(u32::MAX);
    let claimed = store.claim(&lease_owner, now, LEASE, channels).await?;
    let next_due_at = store.next_due().await?.unwrap_or(Timestamp::MAX);
    let mut by_channel: BTreeMap<Destination, Vec<Alert>> = BTreeMap::new();
    for alert in claimed {
        let channel = by_channel.entry(alert.spec.destination).or_default();
        channel.push(alert);
    }
    let claimed = by_channel.into_values().map(|alerts| Claimed {
        lease_owner: Arc::clone(&lease_owner),
        alerts,
    });
    Ok(Claim {
        channels: claimed.collect(),
        next_due_at,
    })
}

/// Sorts what a channel is due into messages. What this version cannot read goes back into the outbox: a newer one may
/// know how.
///
/// # Errors
/// The database cannot be reached; the rest of the claim ends with its lease.
pub(super) async fn batches(
    context: &Context,
    Claimed {
        lease_owner,
        alerts,
    }: Claimed,
) -> Result<Vec<Batch>, StoreError> {
    let mut subscriptions = Subscriptions::new();
    for alert in &alerts {
        let id = &alert.spec.subscription_id;
        if !subscriptions.contains_key(id) {
            let subscription = context.alerts.subscription(id).await?;
            subscriptions.insert(id.clone(), subscription.map(Arc::new));
        }
    }
    let mut batches = Vec::new();
    for alerts in grouped(alerts, &subscriptions, context.now()) {
        let id = &alerts[0].spec.subscription_id;
        let Some(subscription) = subscriptions.get(id).cloned().flatten() else {
            let until = later(context.now(), GIVE_UP_AFTER);
            let store = &context.alerts.store;
            store.defer(&ids(&alerts), &lease_owner, until).await?;
            continue;
        };
        batches.push(Batch {
            channel_id: alerts[0].spec.destination.channel_id(),
            alerts,
            subscription,
            lease_owner: Arc::clone(&lease_owner),
            has_unmarked: false,
            has_missed_roles: false,
        });
    }
    Ok(batches)
}

/// A batch that was begun before is read anew, with all that went into its message; `None` if it has ended meanwhile.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn as_begun(context: &Context, batch: Batch) -> Result<Option<Batch>, StoreError> {
    if batch.first().batch_id.is_none() {
        return Ok(Some(batch));
    }
    let alerts = context.alerts.store.batch(batch.id()).await?;
    Ok((!alerts.is_empty()).then_some(Batch { alerts, ..batch }))
}

/// Hands a claim back at once, so that another process need not wait for the end of the lease.
///
/// # Errors
/// The database cannot be reached; the claim ends with its lease.
pub(super) async fn hand_back(context: &Context, batch: &Batch) -> Result<(), StoreError> {
    defer(context, batch, context.now()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::delivery::testing::{CHANNEL, NOON, Situation, lead};

    #[tokio::test]
    async fn what_is_due_is_claimed_once_by_channel_and_comes_free_with_its_lease() {
        let situation = Situation::new().await;
        let mut elsewhere = lead("b").spec;
        elsewhere.destination = Destination::Channel(CHANNEL + 1);
        let specs = [lead("a").spec, elsewhere, lead("c").spec];
        situation.store.plan(&specs).await.unwrap();

        let claim = claim_due(&situation.context, "one/0".to_owned(), 10)
            .await
            .unwrap();
        let counts: Vec<usize> = claim.channels.iter().map(|one| one.alerts.len()).collect();
        assert_eq!(counts, [2, 1]);
        assert_eq!(claim.next_due_at, later(NOON, LEASE));
        let other = claim_due(&situation.context, "two/0".to_owned(), 10)
            .await
            .unwrap();
        assert!(other.channels.is_empty());
        situation.clock.advance(LEASE);
        let other = claim_due(&situation.context, "two/1".to_owned(), 10)
            .await
            .unwrap();
        assert_eq!(other.channels.len(), 2);
    }

    #[tokio::test]
    async fn nothing_is_claimed_while_everything_has_to_wait() {
        let situation = Situation::new().await;
        situation.store.plan(&[lead("a").spec]).await.unwrap();
        let until = later(NOON, LEASE);
        situation.context.hold(until);
        let claim = claim_due(&situation.context, "one/0".to_owned(), 10)
            .await
            .unwrap();
        assert!(claim.channels.is_empty());
        assert_eq!(claim.next_due_at, until);
    }

    #[tokio::test]
    async fn a_claim_that_is_handed_back_is_free_at_once() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[lead("a").spec]).await;
        hand_back(&situation.context, &batch).await.unwrap();
        let claim = claim_due(&situation.context, "one/0".to_owned(), 10)
            .await
            .unwrap();
        assert_eq!(claim.channels.len(), 1);
    }
}
