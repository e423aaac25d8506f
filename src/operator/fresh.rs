use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

/// Something that is worth asking for, and true for a while: however many ask at once, one question is put.
pub(super) struct Fresh<T> {
    keeps: SignedDuration,
    held: Mutex<Option<(Timestamp, T)>>,
}

impl<T: Clone> Fresh<T> {
    pub(super) fn new(keeps: SignedDuration) -> Self {
        Self {
            keeps,
            held: Mutex::default(),
        }
    }

    /// What was answered lately, else what `ask` answers now.
    pub(super) async fn get(&self, now: Timestamp, ask: impl Future<Output = T>) -> T {
        let mut held = self.held.lock().await;
        // A clock that was set back makes nothing last longer.
        if let Some((at, value)) = &*held
            && now >= *at
            && now.duration_since(*at) < self.keeps
        {
            return value.clone();
        }
        let value = ask.await;
        *held = Some((now, value.clone()));
        value
    }
}
