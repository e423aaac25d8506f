//! A value that is asked for again only after a while, however many want it.

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

/// Something that costs to find out and is good for a while: however many ask at once, it is found out once.
pub(super) struct Cached<T> {
    lifetime: SignedDuration,
    /// Locked while it is being found out, so that the others wait for the answer instead of asking too.
    value: Mutex<Option<(Timestamp, T)>>,
}

impl<T: Clone> Cached<T> {
    pub(super) fn new(lifetime: SignedDuration) -> Self {
        Self {
            lifetime,
            value: Mutex::default(),
        }
    }

    /// The value if it is young enough, else what `find_out` says now.
    pub(super) async fn get(&self, now: Timestamp, find_out: impl Future<Output = T>) -> T {
        let mut cached = self.value.lock().await;
        // After a clock was set back, nothing lasts longer.
        if let Some((at, value)) = &*cached
            && now >= *at
            && now.duration_since(*at) < self.lifetime
        {
            return value.clone();
        }
        let value = find_out.await;
        *cached = Some((now, value.clone()));
        value
    }
}
