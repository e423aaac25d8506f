//! What stands between serenity and poise: it lets only so many interactions in at a time, none once the bot stops, and
//! keeps count of what is being answered.

use std::sync::Arc;

use async_trait::async_trait;
use poise::serenity_prelude as serenity;
use serenity::{Context, Framework, FullEvent};
use tokio::sync::Semaphore;
use tracing::{info, warn};

use super::state::AppState;

/// Most interactions answered at once. An answer takes milliseconds; what waits behind this many would expire anyway,
/// and would only fill the memory.
const PERMITS: usize = 256;

/// A framework that has only so many interactions at a time.
pub(super) struct ConcurrencyLimit<F> {
    framework: F,
    permits: Semaphore,
    state: Arc<AppState>,
}

impl<F> ConcurrencyLimit<F> {
    pub(super) fn new(framework: F, state: Arc<AppState>) -> Self {
        Self {
            framework,
            permits: Semaphore::new(PERMITS),
            state,
        }
    }
}

#[async_trait]
impl<F: Framework> Framework for ConcurrencyLimit<F> {
    async fn init(&mut self, client: &serenity::Client) {
        self.framework.init(client).await;
    }

    async fn dispatch(&self, ctx: Context, event: FullEvent) {
        let state = &self.state;
        if state.stop.is_cancelled() {
            return info!(
                event = event.snake_case_name(),
                "An event came too late: the bot stops."
            );
        }
        // The bot waits for whoever holds one when it stops.
        let _in_flight = state.in_flight.token();
        if matches!(event, FullEvent::InteractionCreate { .. }) {
            let Ok(_permit) = self.permits.try_acquire() else {
                state.metrics.interactions_let_go.add();
                return warn!(PERMITS, "An interaction was let go: too many at once.");
            };
            let _counted = state.metrics.begin();
            return self.framework.dispatch(ctx, event).await;
        }
        self.framework.dispatch(ctx, event).await;
    }
}
