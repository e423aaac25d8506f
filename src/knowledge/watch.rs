//! Hears of changes in the knowledge folder, wherever they come from: an editor, `git pull`, `attache import`, or another
//! folder that is put in its place.
//!
//! It is the path that is watched. The system watches a folder, wherever that is moved to; so which folder the path leads
//! to is looked at each second, and whatever stands there then is watched anew.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use tracing::{info, warn};

use super::library::{Library, Reload};
use super::load::LoadError;
use super::watching::Watching;

/// How long the folder must be quiet before it is read: long enough for a `git pull` to end, short enough that a save
/// shows within a second.
const SETTLE_TIME: Duration = Duration::from_millis(250);
/// How often it is looked which folder the path leads to: as soon as a save shows.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often a folder is read that the system does not watch, and asked to be watched again.
const READ_EVERY: Duration = Duration::from_secs(30);

/// Watches the folder of a library, and all below it, until it is dropped.
pub struct FolderWatch {
    library: Arc<Library>,
    signal: mpsc::Sender<()>,
    changes: mpsc::Receiver<()>,
    /// What is watched; `None` while nothing is.
    watched: Option<WatchedFolder>,
    /// When it was last tried to watch the folder.
    tried_at: Instant,
}

/// A folder that the system watches.
struct WatchedFolder {
    is: Identity,
    _watcher: RecommendedWatcher,
}

/// Tells a folder from another that stands in its place.
#[derive(Debug, PartialEq, Eq)]
struct Identity {
    /// Where links lead.
    path: PathBuf,
    /// The device and the number of the folder on it; zeros where there are no such. A number may be given anew.
    number: (u64, u64),
    /// When it was made, where that is kept.
    made_at: Option<SystemTime>,
}

impl Identity {
    /// `None` if there is no folder.
    fn of(dir: &Path) -> Option<Self> {
        let path = dir.canonicalize().ok()?;
        let metadata = path.metadata().ok().filter(std::fs::Metadata::is_dir)?;
        Some(Self {
            path,
            number: number(&metadata),
            made_at: metadata.created().ok(),
        })
    }
}

#[cfg(unix)]
fn number(metadata: &std::fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> (u64, u64) {
    (0, 0)
}

impl FolderWatch {
    /// Watches the folder of `library` from now on. What keeps it from that is in [`Library::watching`] and the log.
    pub fn new(library: Arc<Library>) -> Self {
        // One waiting signal is as good as many.
        let (signal, changes) = mpsc::channel::<()>(1);
        let mut folder = Self {
            library,
            signal,
            changes,
            watched: None,
            tried_at: Instant::now(),
        };
        let watched = watch(folder.library.dir(), &folder.signal);
        folder.take(watched);
        folder
    }

    /// Ready when something has changed since the last time, when another folder stands in the place of the one that is
    /// watched, and when somebody asks for the folder to be watched again. Nothing is lost if it is dropped before.
    pub async fn changed(&mut self) {
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                // This holds the other end too.
                _ = self.changes.recv() => return,
                () = self.library.watch_asked_for() => return,
                _ = looks.tick() => {}
            }
            if self.is_elsewhere().await {
                return;
            }
        }
    }

    /// Watches whatever folder stands there now, and reloads the library, once nothing has changed for a quarter of a
    /// second.
    ///
    /// # Errors
    /// The folder cannot be read at all; the knowledge stays as it was.
    ///
    /// # Panics
    /// If the reload itself does.
    pub async fn reload(&mut self) -> Result<Reload, LoadError> {
        while let Ok(Some(())) = timeout(SETTLE_TIME, self.changes.recv()).await {}
        let (library, signal) = (Arc::clone(&self.library), self.signal.clone());
        // Watched before it is read, so that nothing is lost between; and always anew, as a folder that was deleted and made
        // again may look like itself.
        let work = spawn_blocking(move || (watch(library.dir(), &signal), library.reload()));
        let (watched, reload) = work.await.expect("a reload does not panic");
        self.take(watched);
        reload
    }

    /// Whether the path leads to another folder than the one that is watched. A folder that the system does not watch counts
    /// as another from time to time.
    async fn is_elsewhere(&self) -> bool {
        let dir = self.library.dir().to_owned();
        let is = spawn_blocking(move || Identity::of(&dir)).await;
        let is = is.unwrap_or_default();
        if let Some(watched) = &self.watched {
            return is.as_ref() != Some(&watched.is);
        }
        let is_back = self.library.watching() == Watching::Gone;
        is.is_some() && (is_back || self.tried_at.elapsed() >= READ_EVERY)
    }

    /// Notes what is watched from now on, and says so if that is news.
    fn take(&mut self, watched: Result<WatchedFolder, NotWatched>) {
        self.tried_at = Instant::now();
        let (watching, before) = (
            match &watched {
                Ok(_) => Watching::On,
                Err(NotWatched::Gone) => Watching::Gone,
                Err(NotWatched::Refused(_)) => Watching::Refused,
            },
            self.library.watching(),
        );
        let dir = self.library.dir().display();
        match &watched {
            _ if watching == before => {}
            Ok(_) if before == Watching::Off => {}
            Ok(_) => info!(%dir, "The knowledge folder is watched again."),
            Err(NotWatched::Gone) => {
                warn!(%dir, "The knowledge folder is gone; the knowledge stays as it is until it is back.");
            }
            Err(NotWatched::Refused(error)) => warn!(
                %error,
                "The system does not watch the knowledge folder; it is read every {} s.",
                READ_EVERY.as_secs()
            ),
        }
        self.library.set_watching(watching);
        self.watched = watched.ok();
    }
}

/// Why a folder is not watched.
enum NotWatched {
    Gone,
    Refused(notify::Error),
}

/// Watches the folder that stands at `dir` now; what changes in it is signalled.
fn watch(dir: &Path, signal: &mpsc::Sender<()>) -> Result<WatchedFolder, NotWatched> {
    // Looked at first: if another takes its place meanwhile, the next look finds that.
    let is = Identity::of(dir).ok_or(NotWatched::Gone)?;
    let signal = signal.clone();
    let hear = move |event: notify::Result<Event>| {
        // Reading the files is an event too.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = signal.try_send(());
        }
    };
    let mut watcher = notify::recommended_watcher(hear).map_err(NotWatched::Refused)?;
    let began = watcher.watch(dir, RecursiveMode::Recursive);
    began.map_err(|error| match &error.kind {
        // It is being deleted or moved this very moment.
        ErrorKind::PathNotFound => NotWatched::Gone,
        ErrorKind::Io(why) if why.kind() == io::ErrorKind::NotFound => NotWatched::Gone,
        _ => NotWatched::Refused(error),
    })?;
    Ok(WatchedFolder {
        is,
        _watcher: watcher,
    })
}
