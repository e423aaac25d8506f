use std::sync::Arc;
use std::time::Duration;

use jiff::{Span, Timestamp};

use super::Failure;
use super::features::pages::RenderedPages;
use super::rest::RestClient;
use crate::alerts::AlertService;
use crate::answers::IndexCache;
use crate::assistant::Assistant;
use crate::config::Snowflake;
use crate::knowledge::{Knowledge, Library};
use crate::pages::AsOf;
use crate::tours::TourService;
use clock::SharedClock;

/// What every command and button has at hand.
pub(super) struct AppState {
    pub clock: SharedClock,
    pub library: Arc<Library>,
    pub prepared: RenderedPages,
    pub answers: IndexCache,
    /// Rewords answers, if the operator wants one.
    pub assistant: Option<Assistant>,
    /// The bot's own user id.
    pub own_id: u64,
    pub rest: RestClient,
    pub stale_after: Span,
    /// Where feedback goes.
    pub editors_channel: Option<Snowflake>,
    pub started_at: Timestamp,
    pub floor: Arc<AlertService>,
    pub guide: Arc<TourService>,
}

impl AppState {
    pub(super) fn knowledge(&self) -> Arc<Knowledge> {
        self.library.current()
    }

    pub(super) fn moment(&self) -> AsOf {
        AsOf {
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
        Err(_) => Err(Failure::Internal("the database took too long".into())),
    }
}
