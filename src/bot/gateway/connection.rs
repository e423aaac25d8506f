//! Which shards are connected, for whoever asks from another thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// Says of every shard of this process whether its session is live. Clones look at the same shards.
#[derive(Debug, Clone, Default)]
pub(in crate::bot) struct ConnectionBoard(Arc<OnceLock<Box<[AtomicBool]>>>);

impl ConnectionBoard {
    /// Notes how many shards this process has, once Discord has said it; none of them is connected.
    pub(super) fn begin(&self, shards: usize) {
        self.0
            .get_or_init(|| (0..shards).map(|_| AtomicBool::new(false)).collect());
    }

    /// Whether every shard is connected.
    pub(in crate::bot) fn is_whole(&self) -> bool {
        self.0
            .get()
            .is_some_and(|shards| shards.iter().all(|shard| shard.load(Ordering::Relaxed)))
    }

    /// Notes how the shard at this place stands, and says whether that is new.
    pub(super) fn set(&self, place: usize, is_connected: bool) -> bool {
        let shard = self.0.get().and_then(|shards| shards.get(place));
        shard.is_some_and(|shard| shard.swap(is_connected, Ordering::Relaxed) != is_connected)
    }
}
