//! Which files the knowledge folder holds, and which it must not.

use std::fs;
use std::path::{Path, PathBuf};

use super::id::{is_id, not_an_id};
use super::schemas::FileKind;
use crate::document::{Problem, read_text};

/// A file that was read and is not parsed yet.
#[derive(Debug)]
pub(super) struct SourceFile {
    pub kind: FileKind,
    /// For hotspots, organizations and tracks, the file's name without `.toml`.
    pub id: String,
    pub path: PathBuf,
    pub text: String,
}

/// Reads every file of the folder, in the order of their names, and says what cannot be read.
pub(super) fn read_folder(dir: &Path) -> Result<(Vec<SourceFile>, Vec<Problem>), std::io::Error> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for entry in sorted(dir)? {
        let path = dir.join(&entry);
        match entry.as_str() {
            "hotspots" => read_each(&path, FileKind::Hotspot, &mut files, &mut problems),
            "organizations" => read_each(&path, FileKind::Organization, &mut files, &mut problems),
            "onboarding" => read_each(&path, FileKind::Track, &mut files, &mut problems),
            "summits" => read_each(&path, FileKind::Summits, &mut files, &mut problems),
            "glossary.toml" => read_one(path, FileKind::Glossary, &mut files, &mut problems),
            "sources.toml" => read_one(path, FileKind::Sources, &mut files, &mut problems),
            "synonyms.toml" => read_one(path, FileKind::Synonyms, &mut files, &mut problems),
            "schema" => {}
            _ if is_ours(&entry) => problems.push(
                Problem::of_file(&path, "is not a file of the knowledge").with_hint(
                    "put hotspots into `hotspots/`, organizations into `organizations/`, summits into `summits/` and tracks into `onboarding/`",
                ),
            ),
            _ => {}
        }
    }
    Ok((files, problems))
}

fn read_each(dir: &Path, kind: FileKind, files: &mut Vec<SourceFile>, problems: &mut Vec<Problem>) {
    if fs::symlink_metadata(dir).is_ok_and(|folder| folder.is_symlink()) {
        return problems.push(Problem::of_file(
            dir,
            "is a link; only plain folders are read",
        ));
    }
    let entries = match sorted(dir) {
        Ok(entries) => entries,
        Err(error) => {
            return problems.push(Problem::of_file(dir, format!("cannot be read: {error}")));
        }
    };
    for entry in entries.into_iter().filter(|entry| is_ours(entry)) {
        read_one(dir.join(entry), kind, files, problems);
    }
}

fn read_one(
    path: PathBuf,
    kind: FileKind,
    files: &mut Vec<SourceFile>,
    problems: &mut Vec<Problem>,
) {
    let id = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if !is_id(&id) {
        problems.push(Problem::of_file(&path, not_an_id(&id)).with_hint("rename the file"));
    }
    match read_text(&path) {
        Ok(text) => files.push(SourceFile {
            kind,
            id,
            path,
            text,
        }),
        Err(problem) => problems.push(problem),
    }
}

fn sorted(dir: &Path) -> Result<Vec<String>, std::io::Error> {
    let mut names = fs::read_dir(dir)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    names.sort();
    Ok(names)
}

/// Whether it is a file of the knowledge: programs for editing leave hidden files and backups beside the real ones.
fn is_ours(name: &str) -> bool {
    let is_toml = Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    is_toml && !name.starts_with(['.', '#'])
}
