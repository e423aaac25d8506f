//! Posts the alerts that are due: [`Delivery`] takes them out of the outbox, and posts while this task looks for more.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;

use super::driver::{BackgroundTask, SourceClosed, TaskError, name_of_its_own};
use crate::alerts::{AlertService, DeliveryWorker};
use crate::bot::messenger::DiscordMessenger;
use crate::bot::state::AppState;
use crate::knowledge::LibraryStatus;
use crate::metrics::ALERTS_TASK;

pub(super) struct DeliverAlerts {
    alerts: Arc<AlertService>,
    delivery: Arc<DeliveryWorker>,
    knowledge: watch::Receiver<LibraryStatus>,
}

impl DeliverAlerts {
    pub(super) fn new(state: &AppState) -> Self {
        let alerts = Arc::clone(&state.alerts);
        let messenger = Arc::new(DiscordMessenger::new(state));
        let delivery = DeliveryWorker::new(Arc::clone(&alerts), messenger, name_of_its_own())
            .stopped_by(state.stop.clone());
        Self {
            alerts,
            delivery: Arc::new(delivery),
            knowledge: state.library.subscribe(),
        }
    }
}

#[async_trait]
impl BackgroundTask for DeliverAlerts {
    fn name(&self) -> &'static str {
        ALERTS_TASK
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        tokio::select! {
            () = self.delivery.woken() => Ok(()),
            changed = self.knowledge.changed() => {
                self.alerts.request_reconcile();
                changed.map_err(|_| SourceClosed)
            }
        }
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        Ok(Some(self.delivery.start_due().await?))
    }

    async fn drain(&mut self) {
        self.delivery.drain().await;
    }
}
