//! The last stage: writes down that the message is begun, then posts it, once.

use async_trait::async_trait;

use super::batch::Batch;
use super::claim::LEASE;
use super::stage::{Context, Next, Outcome, Stage};
use crate::alerts::Post;
use crate::store::{AlertKind, StoreError};

pub(super) struct PostMessage;

#[async_trait]
impl Stage for PostMessage {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let Some(channel_id) = batch.channel_id else {
            return Ok(Next::Done(batch, Outcome::Lost));
        };
        let post = compose(context, &batch).await?;
        let store = &context.alerts.store;
        let (ids, now) = (batch.ids(), context.now());
        if !store.begin(&ids, &batch.lease_owner, now, LEASE).await? {
            return Ok(Next::Done(batch, Outcome::Lost));
        }
        // With the attempt that was just written down.
        let alerts = store.batch(batch.id()).await?;
        let batch = Batch { alerts, ..batch };
        let outcome = match context.messenger.post(channel_id, &post).await {
            Ok(message_id) => Outcome::Posted { message_id },
            Err(error) => Outcome::Refused {
                error,
                in_doubt: false,
            },
        };
        Ok(Next::Done(batch, outcome))
    }
}

async fn compose(context: &Context, batch: &Batch) -> Result<Post, StoreError> {
    let knowledge = context.alerts.library.current();
    let locale = context.alerts.locale_of(&batch.subscription).await;
    let renderer = context
        .alerts
        .renderer(&knowledge, &batch.subscription, locale);
    let mut post = renderer.post(&batch.alerts);
    if let AlertKind::Escalation { of } | AlertKind::Snooze { of } = &batch.first().spec.kind {
        let replied_to = context.alerts.store.alert(of).await?;
        post.in_reply_to = replied_to.and_then(|alert| alert.message_id);
    }
    Ok(post)
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
