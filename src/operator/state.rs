//! What the routes look at, and what the database said of itself lately.

use std::sync::Arc;
use std::time::Duration;

use clock::SharedClock;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;

use super::cached::Cached;
use super::feed::Feed;
use crate::knowledge::Library;
use crate::metrics::Metrics;
use crate::store::{AlertCounts, Store, StoreError};

/// How long the database may take to answer. A monitoring system gives up after ten seconds, and a bot whose database
/// needs more than one misses Discord's three.
const DATABASE_TIMEOUT: Duration = Duration::from_secs(1);
/// How long the answer to a ping is good for: asking often must not cost the database anything.
const PING_LIFETIME: SignedDuration = SignedDuration::from_secs(1);
/// The same for its counts, which cost more. Prometheus asks every 15 seconds or more.
const COUNTS_LIFETIME: SignedDuration = SignedDuration::from_secs(5);

/// Says whether the bot is connected to Discord's gateway.
pub type IsConnected = Box<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;

/// What there is to look at.
pub struct Observed {
    /// The knowledge in use, and the problems of newer files.
    pub library: Arc<Library>,
    /// The database, for its health and the counts of alerts.
    pub store: Store,
    /// The time, by which cached answers age.
    pub clock: SharedClock,
    /// What the bot counts.
    pub metrics: Arc<Metrics>,
    /// Whether every shard is connected.
    pub is_connected: IsConnected,
    /// When the process started.
    pub started_at: Timestamp,
}

/// What the routes share.
pub(super) struct OperatorState {
    pub observed: Observed,
    pub feed: Feed,
    ping: Cached<DatabaseHealth>,
    counts: Cached<Option<AlertCounts>>,
}

/// Whether the database does what delivery asks of it. Its own words stay in the log: they may name hosts and users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatabaseHealth {
    Up,
    Refused,
    /// A page of it cannot be read.
    Damaged,
    /// There is no room to write down what is posted.
    DiskFull,
    TimedOut,
}

impl OperatorState {
    pub(super) fn new(observed: Observed) -> Self {
        Self {
            observed,
            feed: Feed::default(),
            ping: Cached::new(PING_LIFETIME),
            counts: Cached::new(COUNTS_LIFETIME),
        }
    }

    pub(super) async fn database_health(&self) -> DatabaseHealth {
        let now = self.observed.clock.now();
        let ping = async {
            match timeout(DATABASE_TIMEOUT, self.observed.store.ping(now)).await {
                Ok(Ok(())) => DatabaseHealth::Up,
                Ok(Err(StoreError::Damaged)) => DatabaseHealth::Damaged,
                Ok(Err(error)) if error.is_disk_full() => DatabaseHealth::DiskFull,
                Ok(Err(_)) => DatabaseHealth::Refused,
                Err(_) => DatabaseHealth::TimedOut,
            }
        };
        self.ping.get(now, ping).await
    }

    /// None if the database does not answer.
    pub(super) async fn alert_counts(&self) -> Option<AlertCounts> {
        let now = self.observed.clock.now();
        let count = async {
            let counts = self.observed.store.count_alerts(now);
            timeout(DATABASE_TIMEOUT, counts).await.ok()?.ok()
        };
        self.counts.get(now, count).await
    }
}
