use std::sync::Arc;
use std::time::Duration;

use jiff::{Span, Timestamp};

use super::Failure;
use super::prepared::Prepared;
use super::sender::Sender;
use crate::alerts::WatchFloor;
use crate::answers::Answers;
use crate::assistant::Assistant;
use crate::clock::SharedClock;
use crate::config::Snowflake;
use crate::knowledge::{Knowledge, Library};
use crate::onboarding::Guide;
use crate::pages::Moment;

/// What every command and button has at hand.
pub(super) struct Desk {
    pub clock: SharedClock,
    pub library: Arc<Library>,
    pub prepared: Prepared,
    pub answers: Answers,
    /// Rewords answers, if the operator wants one.
    pub assistant: Option<Assistant>,
    /// The bot's own user id.
    pub own_id: u64,
    pub sender: Sender,
    pub stale_after: Span,
    /// Where feedback goes.
    pub editors_channel: Option<Snowflake>,
    pub started_at: Timestamp,
    pub floor: Arc<WatchFloor>,
    pub guide: Arc<Guide>,
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

/// How long the database may take, so that an answer still leaves in time.
const PATIENCE: Duration = Duration::from_secs(2);

/// Waits for the database, but not so long that Discord takes the question back.
pub(super) async fn in_time<T, E: Into<Failure>>(
    asked: impl Future<Output = Result<T, E>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(_) => Err(Failure::Broken("the database took too long".into())),
    }
}
