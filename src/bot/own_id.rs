//! Who the bot is.

use std::sync::Arc;

use tokio::sync::SetOnce;

use super::gateway::Id;

/// The id of the bot's own user, which is that of its application too: known once Discord has said it, before anything is
/// heard from the gateway. Clones learn it together.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnId(Arc<SetOnce<Id>>);

impl OwnId {
    /// Notes what Discord says. It never says another.
    pub(super) fn note(&self, id: Id) {
        // Whoever noted it before had it from Discord too.
        let _ = self.0.set(id);
    }

    /// The id; 0, which is nobody's, as long as Discord has not said it.
    pub(super) fn get(&self) -> u64 {
        self.0.get().map_or(0, |id| id.get())
    }

    /// Waits until it is known.
    pub(super) async fn known(&self) -> Id {
        *self.0.wait().await
    }
}
