//! `attache import --accept`: writes a proposal into the knowledge folder, whole or not at all, and only if the folder
//! passes `attache check` afterwards.

mod edits;
mod files;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use self::edits::{EditError, Edits, edits};
use self::files::{copy_knowledge, replace, take_back};
use super::proposal::Proposal;
use crate::document::Problem;
use crate::knowledge::{LoadError, load};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder cannot be read.
    #[error(transparent)]
    Folder(#[from] LoadError),
    /// The folder has problems before anything is changed.
    #[error("fix the knowledge first; nothing was written:\n{}", listed(.0))]
    Before(Vec<Problem>),
    /// The folder would have problems with the proposal in it.
    #[error("the result would not pass `attache check`; nothing was written:\n{}", listed(.0))]
    After(Vec<Problem>),
    /// The file was edited between reading and writing.
    #[error("`{}` was changed by someone else in the meantime; nothing was written, try again", .0.display())]
    Conflict(PathBuf),
    /// A file cannot be written.
    #[error("`{}` cannot be written: {source}; nothing was changed", file.display())]
    Disk {
        /// The file, or the folder for temporary files.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl From<EditError> for WriteError {
    fn from(EditError(problem): EditError) -> Self {
        Self::Before(vec![problem])
    }
}

/// Writes what is proposed into the summits of the folder `dir` as of `today`, and returns the files that were written.
///
/// # Errors
/// The folder has problems, or would have some; a file was edited meanwhile or cannot be written. Nothing is changed then.
pub fn write(dir: &Path, proposal: &Proposal, today: Date) -> Result<Vec<PathBuf>, WriteError> {
    let before = load(dir, today)?.problems;
    if !before.is_empty() {
        return Err(WriteError::Before(before));
    }
    let edits = edits(dir, proposal)?;
    let problems = rehearse(dir, &edits, today)?;
    if !problems.is_empty() {
        return Err(WriteError::After(problems));
    }
    for (file, edit) in &edits {
        let now = fs::read_to_string(file).ok();
        if now != edit.before {
            return Err(WriteError::Conflict(file.clone()));
        }
    }
    let mut done: Vec<&PathBuf> = Vec::new();
    for (file, edit) in &edits {
        if let Err(source) = replace(file, &edit.after) {
            for file in done {
                take_back(file, edits[file].before.as_deref());
            }
            let file = file.clone();
            return Err(WriteError::Disk { file, source });
        }
        done.push(file);
    }
    Ok(edits.into_keys().collect())
}

/// Checks a copy of the folder with the edits in it. The problems name files of the folder, not of the copy.
fn rehearse(dir: &Path, edits: &Edits, today: Date) -> Result<Vec<Problem>, WriteError> {
    let disk = |source| WriteError::Disk {
        file: std::env::temp_dir(),
        source,
    };
    let stage = tempfile::tempdir().map_err(disk)?;
    copy_knowledge(dir, stage.path()).map_err(disk)?;
    for (file, edit) in edits {
        let inside = file.strip_prefix(dir).unwrap_or(file);
        let staged = stage.path().join(inside);
        staged
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .map_err(disk)?;
        fs::write(staged, &edit.after).map_err(disk)?;
    }
    let problems = load(stage.path(), today)?.problems;
    let in_folder = problems.into_iter().map(|problem| Problem {
        file: problem
            .file
            .strip_prefix(stage.path())
            .map_or(problem.file.clone(), |inside| dir.join(inside)),
        ..problem
    });
    Ok(in_folder.collect())
}

fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
