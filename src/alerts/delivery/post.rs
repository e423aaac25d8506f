//! The last stage: writes down that the message is begun, then posts it, once.

use async_trait::async_trait;

use super::batch::Batch;
use super::claim::LEASE;
use super::stage::{Context, Next, Outcome, Stage};
use crate::alerts::escalation::steps;
use crate::alerts::render::Earlier;
use crate::alerts::subject::message_behind;
use crate::alerts::{Notified, Post, Posted};
use crate::config::EscalationTarget;
use crate::store::{
    Alert, AlertKind, AlertSpec, AlertState, FORGOTTEN_USER, Store, StoreError, SummitFacts,
};

pub(super) struct PostMessage;

#[async_trait]
impl Stage for PostMessage {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let Some(channel_id) = batch.channel_id else {
            return Ok(Next::Done(batch, Outcome::Lost));
        };
        let post = compose(context, &batch).await?;
        let store = &context.alerts.store;
        // What could not be recorded is not posted.
        store.keep_reserve()?;
        let (ids, now) = (batch.ids(), context.now());
        if !store.begin(&ids, &batch.lease_owner, now, LEASE).await? {
            return Ok(Next::Done(batch, Outcome::Lost));
        }
        // With the attempt that was just written down.
        let alerts = store.batch(batch.id()).await?;
        let mut batch = Batch { alerts, ..batch };
        let outcome = match context.messenger.post(channel_id, &post).await {
            Ok(Posted {
                message_id,
                has_missed_roles,
            }) => {
                batch.has_missed_roles = has_missed_roles;
                Outcome::Posted { message_id }
            }
            Err(error) => Outcome::Refused {
                error,
                in_doubt: false,
            },
        };
        Ok(Next::Done(batch, outcome))
    }
}

/// What is posted, as the knowledge and the outbox stand now.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn compose(context: &Context, batch: &Batch) -> Result<Post, StoreError> {
    let (first, subscription) = (batch.first(), &batch.subscription);
    if let (AlertKind::Handover, Some(guild)) = (&first.spec.kind, subscription.guild_id) {
        let alerts = &context.alerts;
        return alerts.handover_post(first, guild, subscription).await;
    }
    let knowledge = context.alerts.library.current();
    let locale = context.alerts.locale_of(&batch.subscription).await;
    let mut renderer = context
        .alerts
        .renderer(&knowledge, &batch.subscription, locale);
    let first = &batch.first().spec;
    let is_last_call = is_last_call(context, first).await?;
    renderer.earlier = Earlier {
        is_last_call,
        ..earlier(&context.alerts.store, first).await?
    };
    let mut on_duty = None;
    if let AlertKind::Escalation { of, step } = &first.kind {
        let store = &context.alerts.store;
        renderer.calls_made = steps(&store.calls_for(of).await?);
        renderer.called_for = message_behind(store, first).await?;
        let chain = batch.subscription.spec.escalation_chain();
        if chain.target(*step) == Some(EscalationTarget::OnDuty) {
            on_duty = context.alerts.called_on_duty(&batch.subscription).await?;
        }
    }
    let mut post = renderer.post(&batch.alerts);
    post.notified.extend(on_duty);
    let is_in_channel = !matches!(first.kind, AlertKind::OwnerNotice { .. });
    let Some(earlier) = first.kind.follows().filter(|_| is_in_channel) else {
        return Ok(post);
    };
    let store = &context.alerts.store;
    let earlier = store.alert(earlier).await?;
    post.in_reply_to = earlier.as_ref().and_then(|alert| alert.message_id);
    // Whoever was called for the old date is called for the new one, and whoever no alert will call any more.
    if first.kind.is_change()
        && !is_only_status(first)
        && (is_last_call || was_called(store, earlier).await?)
    {
        let role = batch.subscription.spec.mention_role;
        post.notified = role
            .map(|role| Notified::Role(role.0))
            .into_iter()
            .collect();
    }
    Ok(post)
}

/// What the channel knows already of the summit that an alert is about.
async fn earlier(store: &Store, spec: &AlertSpec) -> Result<Earlier, StoreError> {
    Ok(match &spec.kind {
        AlertKind::Lead { .. } => Earlier {
            has_facts: store.has_posted_lead(spec).await?,
            ..Earlier::default()
        },
        AlertKind::Snooze { of } => {
            let snoozed = store.alert(of).await?;
            let by = snoozed.and_then(|alert| alert.acknowledged_by);
            Earlier {
                has_facts: true,
                snoozed_by: by.filter(|by| *by != FORGOTTEN_USER),
                is_last_call: false,
            }
        }
        _ => Earlier::default(),
    })
}

/// Whether nothing but how certain a summit is has changed, which nobody is woken for.
fn is_only_status(spec: &AlertSpec) -> bool {
    let AlertKind::Moved { from, was, .. } = &spec.kind else {
        return false;
    };
    let is_same =
        |was: &SummitFacts, now: &SummitFacts| (&was.ends, &was.place) == (&now.ends, &now.place);
    let facts = was.as_ref().zip(spec.facts.as_ref());
    *from == spec.dates
        && facts.is_some_and(|(was, now)| was.status != now.status && is_same(was, now))
}

/// Whether the alert that a change of dates goes back to was posted, or may have been; one that announced another date mentions
/// nobody by itself.
async fn was_called(store: &Store, mut earlier: Option<Alert>) -> Result<bool, StoreError> {
    while let Some(alert) = earlier {
        if !alert.spec.kind.is_change() {
            return Ok(alert.message_id.is_some() || alert.in_doubt);
        }
        earlier = match alert.spec.kind.follows() {
            Some(id) => store.alert(id).await?,
            None => None,
        };
    }
    Ok(false)
}

/// Whether the summit moved so near that none of the subscription's alerts counts down to it.
pub(super) async fn is_last_call(context: &Context, moved: &AlertSpec) -> Result<bool, StoreError> {
    let is_moved = matches!(moved.kind, AlertKind::Moved { .. }) && !is_only_status(moved);
    if !is_moved || moved.begins_at.is_none() {
        return Ok(false);
    }
    let id = &moved.subscription_id;
    let open = context
        .alerts
        .store
        .open_alerts(id, id, context.now())
        .await?;
    let counts_down = |alert: &Alert| {
        let is_there = matches!(alert.state, AlertState::Planned | AlertState::Posted);
        let spec = &alert.spec;
        let is_lead = matches!(spec.kind, AlertKind::Lead { .. });
        // Word of the same beginning that was posted before has called already.
        let has_called = matches!(spec.kind, AlertKind::Moved { .. })
            && alert.state == AlertState::Posted
            && spec.id != moved.id;
        is_there
            && (is_lead || has_called)
            && spec.summit_id == moved.summit_id
            && spec.begins_at == moved.begins_at
    };
    Ok(!open.iter().any(counts_down))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::PostError;
    use crate::alerts::delivery::testing::{CHANNEL, NOON, Request, Situation, lead};

    #[tokio::test]
    async fn an_attempt_is_on_record_before_the_request_leaves() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[lead("a").spec, lead("b").spec]).await;
        let error = PostError::Ambiguous("the connection was cut".to_owned());
        situation.discord.fails_with(error.clone());
        let outcome = situation.run(&PostMessage, batch).await.outcome();
        let in_doubt = false;
        assert_eq!(outcome, Outcome::Refused { error, in_doubt });
        for id in ["a", "b"] {
            let alert = situation.alert(id).await;
            assert_eq!(alert.batch_id.as_deref(), Some("a"));
            assert!(alert.in_doubt && alert.attempts == 1, "{alert:?}");
        }
        let (channel, delivery) = (CHANNEL, "a".to_owned());
        assert_eq!(
            situation.discord.requests(),
            [Request::Post { channel, delivery }]
        );
    }

    #[tokio::test]
    async fn nothing_is_posted_once_another_worker_has_the_claim() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[lead("a").spec]).await;
        let later = NOON + LEASE;
        let taken = situation
            .store
            .claim("other", later, LEASE, 10)
            .await
            .unwrap();
        assert_eq!(taken.len(), 1);
        let outcome = situation.run(&PostMessage, batch).await.outcome();
        assert_eq!(outcome, Outcome::Lost);
        assert_eq!(situation.discord.requests(), []);
    }
}
