//! An alert whose delivery panics is a defect of this program: it is tried again twice and then given up, and everybody else is
//! alerted meanwhile.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::SignedDuration;
use tracing::error;

use super::backoff::later;
use super::batch::Batch;
use super::ending::{IsSubscriptionPaused, give_up};
use super::stage::Context;
use crate::store::{AlertReason, AlertState, StoreError};

/// How long an alert whose delivery panicked waits for the next try.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);
/// How often its delivery may panic before it is given up.
const MOST: u32 = 3;

/// How often the delivery of which alert panicked, since the start.
#[derive(Default)]
pub(super) struct Defects(Mutex<HashMap<String, u32>>);

impl Defects {
    /// Notes that the delivery of the message which this alert leads panicked with these words.
    ///
    /// # Errors
    /// The database cannot be reached; the alert is claimed again when its lease ends.
    pub(super) async fn note(
        &self,
        context: &Context,
        id: &str,
        lease_owner: &Arc<str>,
        said: &str,
    ) -> Result<(), StoreError> {
        let count = self.count(id);
        error!(
            alert = id,
            panic = said,
            count,
            "A defect of attache kept an alert from being posted. Please report it with this line."
        );
        let store = &context.alerts.store;
        if count < MOST {
            let until = later(context.now(), PAUSE);
            return store.defer(&[id], lease_owner, until).await;
        }
        let Some(alert) = store.alert(id).await? else {
            return Ok(());
        };
        let subscription = context.alerts.subscription(&alert.spec.subscription_id);
        let Some(subscription) = subscription.await? else {
            return Ok(());
        };
        if alert.state != AlertState::Planned {
            return Ok(());
        }
        let batch = Batch {
            channel_id: alert.spec.destination.channel_id(),
            alerts: vec![alert],
            subscription: Arc::new(subscription),
            lease_owner: Arc::clone(lease_owner),
            has_unmarked: false,
            has_missed_roles: false,
        };
        let cause = AlertReason::Defect.into();
        give_up(context, &batch, &cause, IsSubscriptionPaused::No).await
    }

    /// How often it has panicked now.
    fn count(&self, id: &str) -> u32 {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(id.to_owned()).or_default();
        *count += 1;
        let now = *count;
        if now >= MOST {
            counts.remove(id);
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::DeliveryWorker;
    use crate::alerts::delivery::testing::{CHANNEL, NOON, Situation, lead};
    use crate::store::Destination;

    #[tokio::test]
    async fn an_alert_whose_delivery_panics_is_given_up_after_three_tries_and_others_are_posted() {
        let situation = Situation::new().await;
        let mut elsewhere = lead("b").spec;
        elsewhere.destination = Destination::Channel(CHANNEL + 1);
        let specs = [lead("a").spec, elsewhere];
        situation.store.plan(&specs).await.unwrap();
        situation.discord.panics_at("a");
        let alerts = Arc::clone(&situation.context.alerts);
        let worker = DeliveryWorker::new(alerts, situation.discord.clone(), "test");
        for tries in 1..=3 {
            worker.run_once().await.unwrap();
            assert_eq!(situation.alert("b").await.state, AlertState::Posted);
            let alert = situation.alert("a").await;
            if tries < 3 {
                assert_eq!(alert.state, AlertState::Planned, "{tries}");
                assert_eq!(alert.next_attempt_at, later(NOON, PAUSE * tries));
            } else {
                assert_eq!(alert.state, AlertState::Failed);
                let reason = alert.cause.map(|cause| cause.reason);
                assert_eq!(reason, Some(AlertReason::Defect));
            }
            situation.clock.advance(PAUSE);
        }
    }
}
