//! What runs beside the gateway for as long as the bot serves. This is the one list of it; `docs/ARCHITECTURE.md` has the table
//! of what wakes each task, what it touches and what stops it.

mod alerts;
pub(super) mod driver;
mod editors;
mod events;
mod index;
mod knowledge_watch;
mod pace;
mod publications;
mod registration;
mod reopened;
mod reviews;
mod token;

use std::sync::Arc;

pub(super) use self::driver::{DRAIN_TIMEOUT, Driver};
use super::state::AppState;

/// Starts every background task. They end when the state's stop token is cancelled.
pub(super) fn start(state: &Arc<AppState>) -> Driver {
    let driver = Driver::new(
        Arc::clone(&state.clock),
        Arc::clone(&state.metrics),
        state.stop.clone(),
    );
    if state.store.is_shared() {
        driver.start(pace::SharePace::new(Arc::clone(state)));
    }
    driver.start(alerts::DeliverAlerts::new(state));
    driver.start(registration::RegisterCommands::new(Arc::clone(state)));
    driver.start(events::KeepEvents::new(Arc::clone(state)));
    driver.start(publications::PublishAlerts::new(Arc::clone(state)));
    driver.start(reviews::SendReviews(Arc::clone(state)));
    driver.start(index::KeepIndex::new(Arc::clone(state)));
    driver.start(reopened::ResumeReopened::new(Arc::clone(state)));
    driver.start(token::CheckToken(Arc::clone(state)));
    driver.start(editors::NotifyEditors::new(Arc::clone(state)));
    if state.settings.knowledge.watch {
        let library = Arc::clone(&state.library);
        driver.start(knowledge_watch::WatchKnowledge::new(library));
    }
    driver
}
