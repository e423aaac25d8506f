use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use jiff::Timestamp;
use tokio::sync::watch;
use tracing::{info, warn};

use super::{Knowledge, LoadError, load};
use crate::document::Problem;
use clock::SharedClock;

/// The knowledge that is spoken from, and the folder it came from.
pub struct Library {
    dir: PathBuf,
    clock: SharedClock,
    current: ArcSwap<Knowledge>,
    /// Held while loading, so that two reloads never cross.
    loading: Mutex<u64>,
    status: watch::Sender<Status>,
}

/// How the folder stands.
#[derive(Debug, Clone)]
pub struct Status {
    /// When the knowledge that is spoken from was read.
    pub loaded_at: Timestamp,
    /// When the folder was last looked at.
    pub checked_at: Timestamp,
    /// What has to be mended before the newest files can be used. Empty if all is well.
    pub problems: Arc<[Problem]>,
}

/// What a reload came to.
#[derive(Debug)]
pub enum Reload {
    /// The files are those already in use.
    Unchanged,
    /// The new files are in use.
    Swapped,
    /// The old knowledge is kept.
    Kept(Arc<[Problem]>),
}

impl Library {
    /// Reads `dir`. A broken file is left out, so that it never keeps the bot from starting; [`Library::status`] tells.
    ///
    /// # Errors
    /// The folder cannot be read at all.
    pub fn open(dir: &Path, clock: SharedClock) -> Result<Self, LoadError> {
        let loaded = load(dir, clock.today())?;
        let now = clock.now();
        let problems: Arc<[Problem]> = loaded.problems.into();
        log_problems(&problems, "is left out");
        let status = Status {
            loaded_at: now,
            checked_at: now,
            problems,
        };
        Ok(Self {
            dir: dir.to_owned(),
            clock,
            current: ArcSwap::from_pointee(loaded.knowledge),
            loading: Mutex::new(loaded.fingerprint),
            status: watch::Sender::new(status),
        })
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The knowledge as it stands now. An answer keeps the one it began with.
    pub fn current(&self) -> Arc<Knowledge> {
        self.current.load_full()
    }

    /// How the folder stands.
    pub fn status(&self) -> Status {
        self.status.borrow().clone()
    }

    /// Tells of every change of [`Library::status`].
    pub fn subscribe(&self) -> watch::Receiver<Status> {
        self.status.subscribe()
    }

    /// Reads the folder anew and swaps the knowledge whole, or keeps the old one. Takes as long as the disk does.
    ///
    /// # Errors
    /// The folder cannot be read at all.
    pub fn reload(&self) -> Result<Reload, LoadError> {
        let mut fingerprint = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        let loaded = load(&self.dir, self.clock.today())?;
        if loaded.fingerprint == *fingerprint {
            return Ok(Reload::Unchanged);
        }
        *fingerprint = loaded.fingerprint;
        let now = self.clock.now();
        let problems: Arc<[Problem]> = loaded.problems.into();
        let is_sound = problems.is_empty();
        if is_sound {
            let hotspots = loaded.knowledge.hotspots().len();
            self.current.store(Arc::new(loaded.knowledge));
            info!(hotspots, "The knowledge was reloaded.");
        } else {
            log_problems(&problems, "keeps the old knowledge in use");
        }
        self.status.send_modify(|status| {
            status.checked_at = now;
            status.problems = Arc::clone(&problems);
            if is_sound {
                status.loaded_at = now;
            }
        });
        Ok(if is_sound {
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
