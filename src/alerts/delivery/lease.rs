//! Keeps a claim alive for as long as somebody works on it, so that the lease itself can be short: what a dead worker had
//! claimed is free again within seconds.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;
use tracing::warn;

use super::claim::LEASE;
use crate::alerts::AlertService;

/// How often a lease is extended: two attempts may fail or be late before it ends.
const EXTEND_EVERY: Duration = Duration::from_millis(1_500);

/// A claim that is being worked on. It is extended until the last clone is dropped.
#[derive(Clone)]
pub(super) struct KeptLease {
    _owner: Arc<str>,
}

impl KeptLease {
    /// Extends the lease of this owner from now on.
    pub(super) fn keep(alerts: &Arc<AlertService>, owner: &Arc<str>) -> Self {
        // A name of its own, as the claim's alerts hold the other for longer.
        let owner: Arc<str> = Arc::from(&**owner);
        let (alerts, held) = (Arc::clone(alerts), Arc::downgrade(&owner));
        tokio::spawn(async move {
            loop {
                sleep(EXTEND_EVERY).await;
                let Some(owner) = held.upgrade() else { return };
                let extended = alerts.store.extend_lease(&owner, alerts.now(), LEASE);
                if let Err(error) = extended.await {
                    warn!(%error, "What is being posted could not be claimed for longer.");
                }
            }
        });
        Self { _owner: owner }
    }
}
