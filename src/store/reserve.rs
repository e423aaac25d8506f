//! Disk space kept back for what has to be written down, whatever else has filled the disk.
//!
//! A message that was posted and cannot be recorded would be posted again. So a file lies beside the database of `SQLite`,
//! of no use but its size. When the disk is full, it is deleted, and what was begun is recorded in its place. Nothing new is
//! begun until the file is there again. `PostgreSQL` keeps its disk by itself.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use tracing::info;

/// In bytes: what is under way at a time, 25 messages, is recorded in some ten pages of 4 KiB each; with room for the leads that
/// share a message.
pub(super) const SIZE: usize = 4 << 20;
/// What the database's file name is followed by, as `SQLite` does for its log: `attache.db-reserve`.
const SUFFIX: &str = "-reserve";

/// The file that is kept back.
#[derive(Debug)]
pub(super) struct Reserve {
    pub(super) path: PathBuf,
}

impl Reserve {
    /// The one that belongs to this database file.
    pub(super) fn of(database: &Path) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push(SUFFIX);
        Self { path: path.into() }
    }

    /// Makes it, unless it is there; costs one look at the folder then.
    ///
    /// # Errors
    /// The disk has no room for it.
    pub(super) fn keep(&self) -> io::Result<()> {
        if self.path.exists() {
            return Ok(());
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        // As the database itself: nobody else's to read.
        #[cfg(unix)]
        options.mode(0o600);
        let filled = options.open(&self.path);
        let filled = filled.and_then(|mut file| file.write_all(&vec![0; SIZE]));
        if filled.is_err() {
            // Half a reserve is none, and takes room from others.
            let _ = fs::remove_file(&self.path);
        }
        if filled.is_ok() {
            info!(file = %self.path.display(), "Disk space for records is kept back.");
        }
        filled
    }

    /// Gives the space back. Returns whether there was something to delete.
    pub(super) fn release(&self) -> bool {
        fs::remove_file(&self.path).is_ok()
    }
}
