use std::sync::Arc;

use jiff::{Span, Timestamp};

use super::prepared::Prepared;
use super::sender::Sender;
use crate::clock::SharedClock;
use crate::config::Snowflake;
use crate::knowledge::{Knowledge, Library};
use crate::pages::Moment;

/// What every command and button has at hand.
pub(super) struct Desk {
    pub clock: SharedClock,
    pub library: Arc<Library>,
    pub prepared: Prepared,
    pub sender: Sender,
    pub stale_after: Span,
    /// Where feedback goes.
    pub editors_channel: Option<Snowflake>,
    pub started_at: Timestamp,
}

impl Desk {
    pub(super) fn knowledge(&self) -> Arc<Knowledge> {
        self.library.current()
    }

    pub(super) fn moment(&self) -> Moment {
        Moment {
            today: self.clock.today(),
            stale_after: self.stale_after,
        }
    }
}
