//! Which shards are connected, for whoever asks from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Says of every shard of this process whether its session is live. Clones look at the same shards.
#[derive(Debug, Clone)]
pub(in crate::bot) struct ConnectionBoard(Arc<[AtomicBool]>);

impl ConnectionBoard {
    /// For this many shards, none of which is connected.
    pub(in crate::bot) fn new(shards: usize) -> Self {
        Self((0..shards).map(|_| AtomicBool::new(false)).collect())
    }

    /// Whether every shard is connected.
    pub(in crate::bot) fn is_whole(&self) -> bool {
        self.0.iter().all(|shard| shard.load(Ordering::Relaxed))
    }

    /// Notes how the shard at this place stands, and says whether that is new.
    pub(super) fn set(&self, place: usize, is_connected: bool) -> bool {
        self.0[place].swap(is_connected, Ordering::Relaxed) != is_connected
    }
}
