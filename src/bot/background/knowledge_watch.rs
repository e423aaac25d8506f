//! Reloads the knowledge when a file in its folder changes, or the folder is replaced, with `watch = true` under `[knowledge]`.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;

use super::driver::{BackgroundTask, SourceClosed, TaskError};
use crate::knowledge::{FolderWatch, Library};

pub(super) struct WatchKnowledge {
    folder: FolderWatch,
    /// What was read at the start is not read again.
    is_first: bool,
}

impl WatchKnowledge {
    pub(super) fn new(library: Arc<Library>) -> Self {
        Self {
            folder: FolderWatch::new(library),
            is_first: true,
        }
    }
}

#[async_trait]
impl BackgroundTask for WatchKnowledge {
    fn name(&self) -> &'static str {
        "knowledge_watch"
    }

    async fn wake(&mut self) -> Result<(), SourceClosed> {
        self.folder.changed().await;
        Ok(())
    }

    async fn run_once(&mut self) -> Result<Option<Timestamp>, TaskError> {
        if !std::mem::take(&mut self.is_first) {
            self.folder.reload().await?;
        }
        Ok(None)
    }
}
