//! Reads a text file with care: whatever lies in the folder, the bot neither hangs nor fills its memory.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::problem::{LineColumn, Problem};

/// The largest file that is read, in bytes. The largest that is shipped has a tenth of it; more is a mistake.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// The text of a plain file of at most [`MAX_FILE_BYTES`].
///
/// # Errors
/// `path` is a link, a device or a folder, or a file that is too large, cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Problem> {
    let unreadable =
        |error: std::io::Error| Problem::of_file(path, format!("cannot be read: {error}"));
    let kind = fs::symlink_metadata(path).map_err(unreadable)?.file_type();
    if !kind.is_file() {
        let what = if kind.is_symlink() {
            "a link"
        } else if kind.is_dir() {
            "a folder"
        } else {
            "a device or pipe"
        };
        return Err(Problem::of_file(
            path,
            format!("is {what}; only plain files are read"),
        ));
    }
    // One byte past the limit tells a file that is too large from one that just fits, even while it grows.
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Problem::of_file(
            path,
            "is larger than 1 MiB; split it or shorten it",
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        Problem::new(
            path,
            LineColumn::at(&before, valid),
            "is not UTF-8 from here on",
        )
        .with_hint("save the file as UTF-8")
    })
}
