//! The stage that looks for a message before it is posted again: whoever began it may have died between posting and
//! recording. It is known by the id that its buttons carry.
//!
//! Where the bot may not read the history, nobody can tell a message that is there from one that is not. For a minute the
//! nonce decides: posted again, Discord answers with the first message. After that it is not posted again, and goes on
//! record as one that may have been posted.

use async_trait::async_trait;

use jiff::SignedDuration;

use super::batch::Batch;
use super::stage::{Context, Next, Outcome, Stage};
use crate::alerts::Found;
use crate::store::StoreError;

pub(super) struct Adopt;

/// How long after an attempt Discord is trusted to know its nonce, and answers a repeat with the first message. It promises
/// "a few minutes". <https://discord.com/developers/docs/resources/message#create-message>
const NONCE_IS_KNOWN: SignedDuration = SignedDuration::from_secs(60);

#[async_trait]
impl Stage for Adopt {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let first = batch.first();
        let Some(channel_id) = batch.channel_id.filter(|_| first.in_doubt) else {
            return Ok(Next::Continue(batch));
        };
        let first_attempt = first.first_attempt_at.unwrap_or(first.spec.due_at);
        let last_attempt = first.last_attempt_at.unwrap_or(first_attempt);
        // Before each attempt but the first the message was looked for, and not found.
        let attempts = [first_attempt, last_attempt];
        let messenger = &context.messenger;
        let found = messenger.find(channel_id, batch.id(), &attempts).await;
        Ok(match found {
            Ok(Found::Message(message_id)) => Next::Done(batch, Outcome::Posted { message_id }),
            Ok(Found::Nothing) => Next::Continue(batch),
            Ok(Found::Unreadable)
                if context.now().duration_since(first_attempt) < NONCE_IS_KNOWN =>
            {
                Next::Continue(batch)
            }
            Ok(Found::Unreadable) => Next::Done(batch, Outcome::MayBePosted),
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
        *situation.discord.in_history.lock().unwrap() = Found::Message(5);
        let outcome = situation.run(&Adopt, batch).await.outcome();
        assert_eq!(outcome, Outcome::Posted { message_id: 5 });
        let (channel, delivery) = (CHANNEL, "a".to_owned());
        let looked = Request::Find {
            channel,
            delivery,
            attempts: vec![NOON, NOON],
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

    #[tokio::test]
    async fn where_no_history_can_be_read_the_nonce_decides_for_a_minute_and_then_nothing_is_posted()
     {
        let situation = Situation::new().await;
        let batch = situation.in_doubt(lead("a").spec).await;
        *situation.discord.in_history.lock().unwrap() = Found::Unreadable;
        situation
            .clock
            .advance(NONCE_IS_KNOWN - SignedDuration::from_secs(1));
        let batch = situation.run(&Adopt, batch).await.batch();
        situation.clock.advance(SignedDuration::from_secs(1));
        let outcome = situation.run(&Adopt, batch).await.outcome();
        assert_eq!(outcome, Outcome::MayBePosted);
    }
}
