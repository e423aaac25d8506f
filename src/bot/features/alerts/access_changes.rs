//! The servers on which something changed that may let the bot post again where it could not.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Servers that are to be looked at, each once however often it changed.
#[derive(Debug, Default)]
pub(in crate::bot) struct AccessChanges {
    guilds: Mutex<HashSet<u64>>,
    changed: Notify,
}

impl AccessChanges {
    /// Notes that a channel, a role or the bot's own membership changed on a server.
    pub(in crate::bot) fn note(&self, guild: u64) {
        if self.guilds().insert(guild) {
            self.changed.notify_one();
        }
    }

    /// Ready once a server is to be looked at that was not before.
    pub(in crate::bot) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Whether any server is to be looked at.
    pub(in crate::bot) fn is_empty(&self) -> bool {
        self.guilds().is_empty()
    }

    /// Those that are to be looked at, and none from now on.
    pub(in crate::bot) fn take(&self) -> HashSet<u64> {
        std::mem::take(&mut *self.guilds())
    }

    fn guilds(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.guilds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
