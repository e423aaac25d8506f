//! Which files the knowledge folder holds, and which it must not.

use std::fs;
use std::path::{Path, PathBuf};

use super::schemas::Format;
use crate::document::{Problem, read_text};

/// A file that was read, not yet parsed.
#[derive(Debug)]
pub(super) struct SourceFile {
    pub format: Format,
    /// For hotspots, organizations and tracks, the file's name without `.toml`.
    pub id: String,
    pub path: PathBuf,
    pub text: String,
}

/// Longest id, in characters, so that an id fits into a button.
pub(crate) const MAX_ID: usize = 40;

/// Reads every file of the folder, in the order of their names.
pub(super) fn read(dir: &Path) -> Result<(Vec<SourceFile>, Vec<Problem>), std::io::Error> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for entry in sorted(dir)? {
        let path = dir.join(&entry);
        match entry.as_str() {
            "hotspots" => read_each(&path, Format::Hotspot, &mut files, &mut problems),
            "organizations" => read_each(&path, Format::Organization, &mut files, &mut problems),
            "onboarding" => read_each(&path, Format::Track, &mut files, &mut problems),
            "summits" => read_each(&path, Format::Summits, &mut files, &mut problems),
            "glossary.toml" => read_one(path, Format::Glossary, &mut files, &mut problems),
            "sources.toml" => read_one(path, Format::Sources, &mut files, &mut problems),
            "synonyms.toml" => read_one(path, Format::Synonyms, &mut files, &mut problems),
            "schema" => {}
            _ if is_ours(&entry) => problems.push(
                Problem::of_file(&path, "is not a file the knowledge has").with_hint(
                    "put hotspots into `hotspots/`, organizations into `organizations/`, summits into `summits/` and tracks into `onboarding/`",
                ),
            ),
            _ => {}
        }
    }
    Ok((files, problems))
}

fn read_each(dir: &Path, format: Format, files: &mut Vec<SourceFile>, problems: &mut Vec<Problem>) {
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
        read_one(dir.join(entry), format, files, problems);
    }
}

fn read_one(
    path: PathBuf,
    format: Format,
    files: &mut Vec<SourceFile>,
    problems: &mut Vec<Problem>,
) {
    let id = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if !is_id(&id) {
        let message = format!(
            "`{id}` cannot be an id; use lower case letters, digits and hyphens, at most {MAX_ID}"
        );
        problems.push(Problem::of_file(&path, message).with_hint("rename the file"));
    }
    match read_text(&path) {
        Ok(text) => files.push(SourceFile {
            format,
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

/// Editors leave hidden files, backups and half-written files beside the real ones; those are none of ours.
fn is_ours(name: &str) -> bool {
    let is_toml = Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    is_toml && !name.starts_with(['.', '#'])
}

pub(crate) fn is_id(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().count() <= MAX_ID && id.chars().all(allowed)
}
