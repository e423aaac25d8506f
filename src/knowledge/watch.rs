//! Hears of changes in the knowledge folder, wherever they come from: an editor, `git pull`, `attache import`.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::library::{Library, Reload};
use super::load::LoadError;

/// How long the folder must be quiet before it is read: long enough for a `git pull` to end, short enough that a save
/// shows within a second.
const SETTLE_TIME: Duration = Duration::from_millis(250);

/// Watches a folder and all below it, until it is dropped.
pub struct FolderWatch {
    changes: mpsc::Receiver<()>,
    _watcher: RecommendedWatcher,
}

impl FolderWatch {
    /// Watches `dir` from now on.
    ///
    /// # Errors
    /// The system cannot watch the folder, as some network drives and full tables of watches do not allow.
    pub fn new(dir: &Path) -> Result<Self, notify::Error> {
        // One waiting signal is as good as many.
        let (sender, changes) = mpsc::channel::<()>(1);
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading the files is an event too.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = sender.try_send(());
            }
        })?;
        watcher.watch(dir, RecursiveMode::Recursive)?;
        Ok(Self {
            changes,
            _watcher: watcher,
        })
    }

    /// Ready when something has changed since the last time. Nothing is lost if it is dropped before.
    pub async fn changed(&mut self) {
        // The watcher, which holds the other end, lives as long as this does.
        let _ = self.changes.recv().await;
    }

    /// Reloads `library`, whose folder this is, once nothing has changed for a quarter of a second.
    ///
    /// # Errors
    /// The folder cannot be read at all; the knowledge stays as it was.
    ///
    /// # Panics
    /// If the reload itself does.
    pub async fn reload(&mut self, library: &Arc<Library>) -> Result<Reload, LoadError> {
        while let Ok(Some(())) = timeout(SETTLE_TIME, self.changes.recv()).await {}
        let library = Arc::clone(library);
        let reload = tokio::task::spawn_blocking(move || library.reload());
        reload.await.expect("a reload does not panic")
    }
}
