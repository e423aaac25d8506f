//! The knowledge in use, and how it is swapped for what is on the disk now.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use jiff::Timestamp;
use tokio::sync::{Notify, watch};
use tracing::{info, warn};

use super::load::{FolderTexts, KnownFiles, LoadError, load};
use super::model::Knowledge;
use super::watching::Watching;
use crate::document::Problem;
use clock::SharedClock;

/// The knowledge in use, and the folder it came from.
pub struct Library {
    dir: PathBuf,
    clock: SharedClock,
    current: ArcSwap<Knowledge>,
    /// The files read last. Locked while loading, so that two reloads never cross.
    read: Mutex<ReadFiles>,
    status: watch::Sender<LibraryStatus>,
    /// Whether changes of the folder are heard of.
    watching: Mutex<Watching>,
    /// Rung when somebody asks for the folder to be watched again.
    watch_again: Notify,
}

/// The files read last, whether or not they could be used.
struct ReadFiles {
    fingerprint: u64,
    known: KnownFiles,
}

/// Whether the files on the disk are in use.
#[derive(Debug, Clone)]
pub struct LibraryStatus {
    /// When the knowledge in use was read.
    pub loaded_at: Timestamp,
    /// When changed files were last read, whether or not they could be used.
    pub checked_at: Timestamp,
    /// What has to be fixed before the newest files can be used. Empty if they are in use.
    pub problems: Arc<[Problem]>,
}

/// The outcome of a reload.
#[derive(Debug)]
pub enum Reload {
    /// The files are those already in use.
    Unchanged,
    /// The new files are in use.
    Swapped,
    /// The new files have these problems; the previous version stays in use.
    Kept(Arc<[Problem]>),
}

impl Library {
    /// Reads `dir`. A broken file is left out, so that it never keeps the bot from starting; [`Library::status`] names it.
    ///
    /// # Errors
    /// The folder cannot be read at all.
    pub fn open(dir: &Path, clock: SharedClock) -> Result<Self, LoadError> {
        let loaded = load(dir, clock.today())?;
        let now = clock.now();
        let problems: Arc<[Problem]> = loaded.problems.into();
        log_problems(&problems, "is left out");
        let status = LibraryStatus {
            loaded_at: now,
            checked_at: now,
            problems,
        };
        Ok(Self {
            dir: dir.to_owned(),
            clock,
            current: ArcSwap::from_pointee(loaded.knowledge),
            read: Mutex::new(ReadFiles {
                fingerprint: loaded.fingerprint,
                known: loaded.known,
            }),
            status: watch::Sender::new(status),
            watching: Mutex::new(Watching::Off),
            watch_again: Notify::new(),
        })
    }

    /// The folder it reads.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The knowledge in use now. An answer keeps the one it began with.
    pub fn current(&self) -> Arc<Knowledge> {
        self.current.load_full()
    }

    /// Whether the files on the disk are in use.
    pub fn status(&self) -> LibraryStatus {
        self.status.borrow().clone()
    }

    /// Changes whenever [`Library::status`] does.
    pub fn subscribe(&self) -> watch::Receiver<LibraryStatus> {
        self.status.subscribe()
    }

    /// Whether changes of the folder are heard of.
    pub fn watching(&self) -> Watching {
        *self.watching.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_watching(&self, watching: Watching) {
        *self.watching.lock().unwrap_or_else(PoisonError::into_inner) = watching;
    }

    /// Has the folder watched anew, if it is to be watched at all: what the system said before may not hold any more.
    pub fn ask_for_watch(&self) {
        self.watch_again.notify_one();
    }

    /// Ready when somebody asked for that.
    pub(super) async fn watch_asked_for(&self) {
        self.watch_again.notified().await;
    }

    /// Reads the folder again and swaps the knowledge as a whole, or keeps the previous one. Only files that have changed are
    /// parsed. Blocks as long as the disk does.
    ///
    /// # Errors
    /// The folder cannot be read at all.
    pub fn reload(&self) -> Result<Reload, LoadError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let texts = FolderTexts::read(&self.dir)?;
        if texts.fingerprint() == read.fingerprint {
            return Ok(Reload::Unchanged);
        }
        let loaded = texts.load(self.clock.today(), &read.known, &self.current());
        *read = ReadFiles {
            fingerprint: loaded.fingerprint,
            known: loaded.known,
        };
        let now = self.clock.now();
        let problems: Arc<[Problem]> = loaded.problems.into();
        let is_usable = problems.is_empty();
        if is_usable {
            let hotspots = loaded.knowledge.hotspots().len();
            self.current.store(Arc::new(loaded.knowledge));
            info!(hotspots, "The knowledge was reloaded.");
        } else {
            log_problems(&problems, "keeps the previous version in use");
        }
        self.status.send_modify(|status| {
            status.checked_at = now;
            status.problems = Arc::clone(&problems);
            if is_usable {
                status.loaded_at = now;
            }
        });
        Ok(if is_usable {
            Reload::Swapped
        } else {
            Reload::Kept(problems)
        })
    }
}

fn log_problems(problems: &[Problem], consequence: &str) {
    for problem in problems {
        warn!(%problem, "A broken knowledge file {consequence}.");
    }
}
