//! A small disk that a test fills, and frees again.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// A small disk of its own, taken away at the end.
pub struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// One of so many MiB; `None` where none may be mounted.
    pub fn mounted(mebibytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={mebibytes}m");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder.path());
        let is_mounted = mount.output().is_ok_and(|done| done.status.success());
        is_mounted.then_some(Self(folder))
    }

    /// The folder that it is mounted at.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Fills it to the last byte, also of what was freed since the last time.
    pub fn fill(&self) {
        let mut options = OpenOptions::new();
        let options = options.create(true).append(true);
        let mut file = options.open(self.path().join("filled")).unwrap();
        for size in [64 << 10, 1 << 10, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
    }

    /// Takes away what filled it.
    pub fn free(&self) {
        fs::remove_file(self.path().join("filled")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a file may still be open.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
