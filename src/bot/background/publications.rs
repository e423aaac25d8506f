//! Publishes posted alerts to the followers of their announcement channel, where a subscription asks for it. Alerts wait for
//! none of this: what cannot be published now is tried again for a day.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use tracing::{info, warn};

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::rest::{CrosspostError, RestClient};
use crate::bot::state::AppState;
use crate::store::{Publication, StoreError};

/// How many messages are taken at a time.
const BATCH: u32 = 20;
/// For how long nobody else tries them: longer than so many requests take.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// The pause after the first attempt that failed; each further one is twice as long.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(10);
/// How often it is doubled at most: 21 minutes.
const MAX_DOUBLINGS: u32 = 7;

pub(super) struct PublishAlerts {
    state: Arc<AppState>,
    rest: RestClient,
}

impl PublishAlerts {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            rest: state.rest.without_retries(),
            state,
        }
    }

    async fn publish(&self, one: &Publication, now: Timestamp) -> Result<(), StoreError> {
        let store = &self.state.store;
        let published = self.rest.crosspost(one.channel_id, one.message_id).await;
        let (alert, channel) = (&one.alert_id, one.channel_id);
        match published {
            Ok(()) => info!(alert, channel, "An alert is published."),
            Err(CrosspostError::RateLimited { after }) => {
                let after = SignedDuration::try_from(after).unwrap_or(SignedDuration::MAX);
                return store.defer_publication(alert, later(now, after)).await;
            }
            Err(CrosspostError::ForNow(_)) => {
                let until = later(now, pause(one.attempts));
                return store.defer_publication(alert, until).await;
            }
            Err(CrosspostError::Refused(detail)) => {
                warn!(alert, channel, detail, "An alert cannot be published.");
            }
        }
        store.finish_publication(alert).await
    }
}

#[async_trait]
impl BackgroundTask for PublishAlerts {
    fn name(&self) -> &'static str {
        "publications"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.state.alerts.publication_wanted().await;
        Ok(())
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let store = &self.state.store;
        let now = self.state.clock.now();
        for one in store.claim_publications(now, LEASE, BATCH).await? {
            // What is claimed and not tried is taken up again when its lease ends.
            if self.state.stop.is_cancelled() {
                break;
            }
            self.publish(&one, now).await?;
        }
        Ok(Some(
            store.next_publication().await?.unwrap_or(Timestamp::MAX),
        ))
    }
}

/// 10 s, 20 s, 40 s … 21 min.
fn pause(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0);
    FIRST_PAUSE * (1 << doublings.min(MAX_DOUBLINGS))
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}
