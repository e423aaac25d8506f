use std::sync::Arc;

use async_trait::async_trait;
use poise::serenity_prelude as serenity;
use serenity::{Context, Framework, FullEvent};
use tokio::sync::Semaphore;
use tracing::warn;

use crate::metrics::Metrics;

/// Most interactions answered at once. An answer takes milliseconds; what waits behind this many would expire anyway,
/// and would only fill the memory.
const MAX_IN_FLIGHT: usize = 256;

/// Lets a framework have only so many interactions at a time.
pub(super) struct ConcurrencyLimit<F> {
    framework: F,
    places: Semaphore,
    metrics: Arc<Metrics>,
}

impl<F> ConcurrencyLimit<F> {
    pub(super) fn new(framework: F, metrics: Arc<Metrics>) -> Self {
        Self {
            framework,
            places: Semaphore::new(MAX_IN_FLIGHT),
            metrics,
        }
    }
}

#[async_trait]
impl<F: Framework> Framework for ConcurrencyLimit<F> {
    async fn init(&mut self, client: &serenity::Client) {
        self.framework.init(client).await;
    }

    async fn dispatch(&self, ctx: Context, event: FullEvent) {
        if matches!(event, FullEvent::InteractionCreate { .. }) {
            let Ok(_place) = self.places.try_acquire() else {
                self.metrics.interactions_let_go.add();
                return warn!(
                    MAX_IN_FLIGHT,
                    "An interaction was let go: too many at once."
                );
            };
            let _counted = self.metrics.begin();
            return self.framework.dispatch(ctx, event).await;
        }
        self.framework.dispatch(ctx, event).await;
    }
}
