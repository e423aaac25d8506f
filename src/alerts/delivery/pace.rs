//! The stage that keeps to Discord's limits: what would earn a 429 goes back into the outbox, and waits there.

use async_trait::async_trait;

use super::backoff::after;
use super::batch::Batch;
use super::stage::{Context, Next, Stage};
use crate::store::StoreError;

pub(super) struct AwaitLimits;

#[async_trait]
impl Stage for AwaitLimits {
    async fn run(&self, context: &Context, batch: Batch) -> Result<Next, StoreError> {
        let now = context.now();
        let of_channel = batch.channel_id;
        let of_channel = of_channel.and_then(|channel_id| context.messenger.wait_for(channel_id));
        let of_channel = of_channel.map(|wait| after(now, wait));
        let mut waits = of_channel.into_iter().chain([context.hold_until()]);
        Ok(match waits.find(|until| *until > now) {
            Some(until) => Next::Defer(batch, until),
            None => Next::Continue(batch),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::SignedDuration;

    use super::*;
    use crate::alerts::delivery::backoff::later;
    use crate::alerts::delivery::testing::{NOON, Situation, lead};

    #[tokio::test]
    async fn a_channel_whose_limit_is_used_up_waits_in_the_outbox() {
        let situation = Situation::new().await;
        *situation.discord.wait.lock().unwrap() = Some(Duration::from_secs(2));
        let batch = situation.claimed(&[lead("a").spec]).await;
        let until = situation.run(&AwaitLimits, batch).await.deferred_until();
        assert_eq!(until, after(NOON, Duration::from_secs(2)));
    }

    #[tokio::test]
    async fn a_limit_for_everything_holds_every_channel_until_it_is_over() {
        let situation = Situation::new().await;
        let until = later(NOON, SignedDuration::from_secs(30));
        situation.context.hold(until);
        let batch = situation.claimed(&[lead("a").spec]).await;
        let deferred = situation.run(&AwaitLimits, batch).await;
        assert_eq!(deferred.deferred_until(), until);
        situation.clock.advance(SignedDuration::from_secs(30));
        let batch = situation.claimed(&[lead("b").spec]).await;
        situation.run(&AwaitLimits, batch).await.batch();
    }
}
