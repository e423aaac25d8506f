//! The stage that looks for a message before it is posted again: whoever began it may have died between posting and
//! recording. It is known by the id that its buttons carry.

use async_trait::async_trait;

use super::backoff::{CLOCK_SKEW, later};
use super::batch::Batch;
use super::stage::{Context, Next, Outcome, Stage};
use crate::store::StoreError;

pub(super) struct Adopt;

#[async_trait]
impl Stage for Adopt {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let first = batch.first();
        let Some(channel_id) = batch.channel_id.filter(|_| first.in_doubt) else {
            return Ok(Next::Continue(batch));
        };
        let since = first.first_attempt_at.unwrap_or(first.spec.due_at);
        // The message has Discord's time, the attempt ours.
        let since = later(since, -CLOCK_SKEW);
        let messenger = &context.messenger;
        Ok(match messenger.find(channel_id, batch.id(), since).await {
            Ok(Some(message_id)) => Next::Done(batch, Outcome::Posted { message_id }),
            Ok(None) => Next::Continue(batch),
            Err(error) => {
                let in_doubt = true;
                Next::Done(batch, Outcome::Refused { error, in_doubt })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::PostError;
    use crate::alerts::delivery::testing::{CHANNEL, NOON, Request, Situation, lead};

    #[tokio::test]
    async fn a_message_that_is_in_the_channel_is_adopted_and_not_posted_again() {
        let situation = Situation::new().await;
        let batch = situation.in_doubt(lead("a").spec).await;
        *situation.discord.in_history.lock().unwrap() = Some(5);
        let outcome = situation.run(&Adopt, batch).await.outcome();
        assert_eq!(outcome, Outcome::Posted { message_id: 5 });
        let since = later(NOON, -CLOCK_SKEW);
        let (channel, delivery) = (CHANNEL, "a".to_owned());
        let looked = Request::Find {
            channel,
            delivery,
            since,
        };
        assert_eq!(situation.discord.requests(), [looked]);
    }

    #[tokio::test]
    async fn what_is_not_in_the_channel_goes_on_and_what_was_never_tried_is_not_looked_for() {
        let situation = Situation::new().await;
        let batch = situation.claimed(&[lead("b").spec]).await;
        situation.run(&Adopt, batch).await.batch();
        assert_eq!(situation.discord.requests(), []);
        let batch = situation.in_doubt(lead("a").spec).await;
        situation.run(&Adopt, batch).await.batch();
    }

    #[tokio::test]
    async fn a_history_that_cannot_be_read_leaves_it_in_doubt() {
        let situation = Situation::new().await;
        let batch = situation.in_doubt(lead("a").spec).await;
        let error = PostError::Ambiguous("502".to_owned());
        situation.discord.fails_with(error.clone());
        let outcome = situation.run(&Adopt, batch).await.outcome();
        let in_doubt = true;
        assert_eq!(outcome, Outcome::Refused { error, in_doubt });
    }
}
