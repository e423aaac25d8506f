//! The stage that finds the channel: for a direct message it has to be opened first.

use async_trait::async_trait;

use super::batch::Batch;
use super::stage::{Context, Next, Outcome, Stage};
use crate::store::{Destination, StoreError};

pub(super) struct OpenChannel;

#[async_trait]
impl Stage for OpenChannel {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let channel_id = match batch.first().spec.destination {
            Destination::Channel(channel_id) => channel_id,
            Destination::User(user_id) => match context.messenger.direct(user_id).await {
                Ok(channel_id) => channel_id,
                Err(error) => return Ok(Next::Done(batch, Outcome::Unreachable(error))),
            },
        };
        Ok(Next::Continue(Batch {
            channel_id: Some(channel_id),
            ..batch
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;

    use super::*;
    use crate::alerts::PostError;
    use crate::alerts::delivery::outcome::record;
    use crate::alerts::delivery::testing::{
        DM_CHANNEL, Request, Situation, USER, lead, subscription,
    };
    use crate::store::{AlertState, Recipient, Subscription, SubscriptionState};
    use crate::text::Locale;

    #[tokio::test]
    async fn a_direct_message_opens_its_channel_and_a_channel_is_asked_nothing() {
        let situation = Situation::new().await;
        let mut spec = lead("a").spec;
        spec.destination = Destination::User(USER);
        let batch = situation.claimed(&[spec]).await;
        let batch = situation.run(&OpenChannel, batch).await.batch();
        assert_eq!(batch.channel_id, Some(DM_CHANNEL));
        assert_eq!(
            situation.discord.requests(),
            [Request::OpenDm { user: USER }]
        );

        let batch = situation.claimed(&[lead("b").spec]).await;
        situation.run(&OpenChannel, batch).await.batch();
        assert_eq!(situation.discord.requests().len(), 1);
    }

    #[tokio::test]
    async fn a_person_who_cannot_be_written_to_has_their_reminders_paused_and_nobody_else_hears() {
        for is_refused_when_opened in [true, false] {
            let situation = Situation::new().await;
            let locale = Locale::Russian;
            let reminder = Subscription {
                id: "own".to_owned(),
                recipient: Some(Recipient {
                    user_id: USER,
                    locale,
                }),
                created_by: Some(USER),
                ..subscription()
            };
            situation.store.put_subscription(&reminder).await.unwrap();
            let mut spec = lead("a").spec;
            spec.subscription_id.clone_from(&reminder.id);
            spec.destination = reminder.destination();
            let mut batch = situation.claimed(&[spec]).await;
            batch.subscription = Arc::new(reminder);
            if !is_refused_when_opened {
                batch.channel_id = Some(DM_CHANNEL);
            }
            let closed = PostError::ChannelUnavailable("403 (code 50007)".to_owned());
            let outcome = if is_refused_when_opened {
                Outcome::Unreachable(closed)
            } else {
                let (error, in_doubt) = (closed, false);
                Outcome::Refused { error, in_doubt }
            };
            record(&situation.context, &batch, outcome).await.unwrap();
            assert_eq!(situation.alert("a").await.state, AlertState::Failed);
            let own = situation.store.subscription("own").await.unwrap().unwrap();
            assert_eq!(own.state, SubscriptionState::Paused);
            assert_eq!(own.detail.as_deref(), Some("403 (code 50007)"));
            let all = situation.store.open_alerts("", "~", Timestamp::MIN).await;
            assert_eq!(all.unwrap().len(), 1, "no owner notice");
        }
    }

    #[tokio::test]
    async fn a_user_who_takes_no_direct_messages_ends_the_way() {
        let situation = Situation::new().await;
        let mut spec = lead("a").spec;
        spec.destination = Destination::User(USER);
        let batch = situation.claimed(&[spec]).await;
        let error = PostError::ChannelUnavailable("403".to_owned());
        situation.discord.fails_with(error.clone());
        let outcome = situation.run(&OpenChannel, batch).await.outcome();
        assert_eq!(outcome, Outcome::Unreachable(error));
    }
}
