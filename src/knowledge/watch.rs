//! Watches the folder, so that a saved file is in use within a second.

use std::sync::Arc;
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tracing::error;

use super::library::Library;

/// How long the folder must be quiet before it is read: long enough for a `git pull` to be one reload, short enough that a
/// save shows within a second.
const SETTLE_TIME: Duration = Duration::from_millis(250);

/// Reloads `library` whenever its folder changes, for as long as the future is polled.
///
/// # Errors
/// The system cannot watch the folder, such as for want of handles; `/attache reload` still works then.
pub async fn watch(library: Arc<Library>) -> Result<(), notify::Error> {
    let (sender, mut changes) = mpsc::channel::<()>(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading the files is an event too. One waiting signal is as good as many.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.try_send(());
        }
    })?;
    watcher.watch(library.dir(), RecursiveMode::Recursive)?;
    while changes.recv().await.is_some() {
        while let Ok(Some(())) = timeout(SETTLE_TIME, changes.recv()).await {}
        let library = Arc::clone(&library);
        let reload = tokio::task::spawn_blocking(move || library.reload());
        match reload.await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                error!(%error, "The knowledge was not reloaded; the previous version stays in use.");
            }
            Err(error) => {
                error!(%error, "A reload of the knowledge ended early; the previous version stays in use.");
            }
        }
    }
    Ok(())
}
