//! Tells the editors' channel when a save breaks the knowledge, and when it is fixed.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;
use tracing::{info, warn};

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::bot::editors_channel::{list, post};
use crate::bot::rest::Nonce;
use crate::bot::state::AppState;
use crate::document::Problem;
use crate::knowledge::LibraryStatus;
use crate::reply::{Page, Section, Tone};

pub(super) struct NotifyEditors {
    state: Arc<AppState>,
    status: watch::Receiver<LibraryStatus>,
    /// Those of the reload before; `None` at the start.
    problems: Option<Arc<[Problem]>>,
    /// How many reloads there were since the start.
    reloads: u64,
}

impl NotifyEditors {
    pub(super) fn new(state: Arc<AppState>) -> Self {
        Self {
            status: state.library.subscribe(),
            state,
            problems: None,
            reloads: 0,
        }
    }
}

#[async_trait]
impl BackgroundTask for NotifyEditors {
    fn name(&self) -> &'static str {
        "editors"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.status.changed().await.map_err(|_| SourceClosed)
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        let problems = Arc::clone(&self.status.borrow_and_update().problems);
        let before = self.problems.replace(Arc::clone(&problems));
        if let Some(page) = notice(before.as_deref(), &problems) {
            notify(&self.state, &page, self.reloads, &problems).await;
        }
        self.reloads += 1;
        Ok(None)
    }
}

/// What the editors have to know after a reload; `before` is `None` at the start.
fn notice(before: Option<&[Problem]>, problems: &[Problem]) -> Option<Page> {
    let was_broken = before.is_some_and(|before| !before.is_empty());
    match (before, problems.is_empty()) {
        (None, false) => Some(broken("Some knowledge files are left out", problems)),
        (Some(_), false) => Some(broken("The last save was not used", problems)),
        (_, true) => was_broken.then(|| Page {
            title: "Fixed: the files are in use again".to_owned(),
            tone: Tone::Aligned,
            ..Page::default()
        }),
    }
}

fn broken(title: &str, problems: &[Problem]) -> Page {
    Page {
        title: title.to_owned(),
        tone: Tone::Opposed,
        lead: "The previous version is still live. To fix:".to_owned(),
        sections: vec![Section::running(list(problems))],
        ..Page::default()
    }
}

/// Posts a notice of the `reload`th reload since the start. Two processes that follow one folder post it once between them.
async fn notify(state: &AppState, page: &Page, reload: u64, problems: &[Problem]) {
    let (reload, problems) = (
        reload.to_string(),
        problems.iter().map(Problem::to_string).collect::<String>(),
    );
    let nonce = Nonce::of(&["notice", &reload, &page.title, &problems]);
    match post(state, page, nonce).await {
        Ok(true) => info!("A notice stands in the editors' channel."),
        Ok(false) => {}
        Err(error) => warn!(%error, "A notice for the editors' channel could not be posted."),
    }
}
