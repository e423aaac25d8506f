//! Whether somebody was there to post: a heartbeat in the database, from which a start sees how long nobody was.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tracing::info;

use crate::store::{Store, StoreError};

/// How often it is written down that the bot is up: a restart within it loses nothing, and it costs one small write.
const HEARTBEAT_INTERVAL: SignedDuration = SignedDuration::from_secs(30);
/// How long after a downtime messages still mention it.
const MENTIONED_FOR: SignedDuration = SignedDuration::from_mins(10);
/// The name under which the last heartbeat is stored.
const HEARTBEAT: &str = "alive";

/// An alert posted later than this after it was due says so: a minute or two may be Discord's own limits.
pub(super) const LATE: SignedDuration = SignedDuration::from_secs(120);
/// A time during which no process posted alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Downtime {
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

/// Keeps the heartbeat, and remembers the last downtime.
pub(super) struct Presence {
    store: Store,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    last_heartbeat: Option<Timestamp>,
    downtime: Option<Downtime>,
}

impl Presence {
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            state: Mutex::default(),
        }
    }

    /// The last downtime, if it ended within ten minutes.
    pub(super) fn downtime(&self, now: Timestamp) -> Option<Downtime> {
        let downtime = self.state().downtime;
        downtime.filter(|one| now.duration_since(one.to).abs() < MENTIONED_FOR)
    }

    /// Writes down that the bot is up, unless that was done just now. Returns since when what was due has to be posted
    /// late: the last heartbeat after a downtime, else `now`.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is written down then.
    pub(super) async fn heartbeat(&self, now: Timestamp) -> Result<Timestamp, StoreError> {
        let last = self.state().last_heartbeat;
        // A clock that was set back begins anew.
        let is_fresh =
            last.is_some_and(|last| now >= last && now.duration_since(last) < HEARTBEAT_INTERVAL);
        if is_fresh {
            return Ok(now);
        }
        let stored = self.store.timestamp(HEARTBEAT).await?;
        self.store.set_timestamp(HEARTBEAT, now).await?;
        let mut state = self.state();
        state.last_heartbeat = Some(now);
        let Some(from) = stored.filter(|from| now.duration_since(*from) > LATE) else {
            return Ok(now);
        };
        state.downtime = Some(Downtime { from, to: now });
        info!(%from, to = %now, "No process was there to post alerts.");
        Ok(from)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
