//! Files on the disk: replaced in one step, copied, put back.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// How deep the folders of the knowledge lie below it: `summits/2026.toml`.
const DEPTH: usize = 1;

/// Copies the TOML files of a knowledge folder.
pub(super) fn copy_knowledge(from: &Path, to: &Path) -> io::Result<()> {
    copy(from, to, DEPTH)
}

fn copy(from: &Path, to: &Path, depth: usize) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let to = to.join(entry.file_name());
        if kind.is_dir() && depth > 0 {
            fs::create_dir_all(&to)?;
            copy(&path, &to, depth - 1)?;
        } else if kind.is_file() && is_toml(&path) {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}

pub(super) fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

/// Replaces the text of a file, or makes it. Whoever reads it sees the old text or the new, never half of one.
pub(super) fn replace(file: &Path, text: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // A hidden name: the running bot reads none.
    let builder = builder.prefix(".attache-import-");
    let mut new = match fs::metadata(file) {
        Ok(old) => {
            let new = builder.tempfile_in(folder)?;
            new.as_file().set_permissions(old.permissions())?;
            new
        }
        // With the permissions that any new file gets; a temporary one is for its owner only.
        Err(_) => builder.make_in(folder, |path| fs::File::create_new(path))?,
    };
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// Gives a file its old text back; without one, the file goes.
pub(super) fn take_back(file: &Path, before: Option<&str>) {
    // It was written a moment ago. If it cannot be written now, the editor still has version control.
    let _ = match before {
        Some(text) => replace(file, text),
        None => fs::remove_file(file),
    };
}
