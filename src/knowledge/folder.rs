//! Which files the knowledge folder holds, and which it must not.

use std::fs;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};

use super::id::{is_id, not_an_id};
use super::schemas::FileKind;
use crate::cores::on_all_cores;
use crate::document::{Problem, read_text};

/// A file of the folder that is to be read.
#[derive(Debug)]
pub(super) struct FileEntry {
    pub kind: FileKind,
    /// For hotspots, organizations and tracks, the file's name without `.toml`.
    pub id: String,
    pub path: PathBuf,
}

/// A file that was read and is not parsed yet.
#[derive(Debug)]
pub(super) struct SourceFile {
    pub kind: FileKind,
    pub id: String,
    pub path: PathBuf,
    pub text: String,
    /// A hash of the text. The same for the same text; it holds within one process only.
    pub fingerprint: u64,
}

/// Reads every file of the folder, on every core, in the order of their names; says what cannot be read.
pub(super) fn read_folder(dir: &Path) -> Result<(Vec<SourceFile>, Vec<Problem>), std::io::Error> {
    let (entries, mut problems) = list_folder(dir)?;
    let texts = on_all_cores(&entries, |entry| read_text(&entry.path));
    let mut read = Vec::with_capacity(entries.len());
    for (entry, text) in entries.into_iter().zip(texts) {
        match text {
            Ok(text) => read.push(SourceFile::of(entry, text)),
            Err(problem) => problems.push(problem),
        }
    }
    Ok((read, problems))
}

impl SourceFile {
    fn of(entry: FileEntry, text: String) -> Self {
        Self {
            kind: entry.kind,
            id: entry.id,
            path: entry.path,
            fingerprint: BuildHasherDefault::<DefaultHasher>::default().hash_one(&text),
            text,
        }
    }
}

/// The files that are to be read, in the order of their names, and what must not be in the folder.
fn list_folder(dir: &Path) -> Result<(Vec<FileEntry>, Vec<Problem>), std::io::Error> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for entry in sorted(dir)? {
        let path = dir.join(&entry);
        match entry.as_str() {
            "hotspots" => list_each(&path, FileKind::Hotspot, &mut files, &mut problems),
            "organizations" => list_each(&path, FileKind::Organization, &mut files, &mut problems),
            "onboarding" => list_each(&path, FileKind::Track, &mut files, &mut problems),
            "summits" => list_each(&path, FileKind::Summits, &mut files, &mut problems),
            "declined.toml" => list_one(path, FileKind::Declined, &mut files, &mut problems),
            "glossary.toml" => list_one(path, FileKind::Glossary, &mut files, &mut problems),
            "sources.toml" => list_one(path, FileKind::Sources, &mut files, &mut problems),
            "synonyms.toml" => list_one(path, FileKind::Synonyms, &mut files, &mut problems),
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

fn list_each(dir: &Path, kind: FileKind, files: &mut Vec<FileEntry>, problems: &mut Vec<Problem>) {
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
        list_one(dir.join(entry), kind, files, problems);
    }
}

fn list_one(
    path: PathBuf,
    kind: FileKind,
    files: &mut Vec<FileEntry>,
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
    files.push(FileEntry { kind, id, path });
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
