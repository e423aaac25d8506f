//! Writes a proposal into the folder: whole or not at all, and only if the folder is sound afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use toml_edit::{DocumentMut, Item, Table, Value};

use super::{Entry, Proposal};
use crate::document::{Problem, read_text};
use crate::knowledge::{LoadError, load};

const HEAD: &str = "#:schema ../schema/summits.json\n";

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The folder cannot be read.
    #[error(transparent)]
    Folder(#[from] LoadError),
    /// Something is wrong before anything was changed.
    #[error("the knowledge has to be mended first; nothing was written:\n{}", listed(.0))]
    Before(Vec<Problem>),
    /// What would be written is wrong.
    #[error("the result would not pass `attache check`; nothing was written:\n{}", listed(.0))]
    After(Vec<Problem>),
    /// Somebody else was quicker.
    #[error("`{}` was changed by somebody else meanwhile; nothing was written, try again", .0.display())]
    Meanwhile(PathBuf),
    /// The disk will not have it.
    #[error("`{}` cannot be written: {source}; nothing was changed", file.display())]
    Disk {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A file as it is and as it is to be.
struct Edit {
    /// None if it is new.
    before: Option<String>,
    after: String,
}

/// Writes what is proposed into the summits of the folder `dir`, and returns the files.
///
/// # Errors
/// The folder is not sound, or would not be; a file cannot be written. Nothing is changed then.
pub fn write(dir: &Path, proposal: &Proposal, today: Date) -> Result<Vec<PathBuf>, NotWritten> {
    let before = load(dir, today)?.problems;
    if !before.is_empty() {
        return Err(NotWritten::Before(before));
    }
    let edits = edits(dir, proposal)?;
    let problems = rehearse(dir, &edits, today)?;
    if !problems.is_empty() {
        return Err(NotWritten::After(problems));
    }
    for (file, edit) in &edits {
        let now = fs::read_to_string(file).ok();
        if now != edit.before {
            return Err(NotWritten::Meanwhile(file.clone()));
        }
    }
    let mut done: Vec<&PathBuf> = Vec::new();
    for (file, edit) in &edits {
        if let Err(source) = replace(file, &edit.after) {
            for file in done {
                take_back(file, &edits[file]);
            }
            let file = file.clone();
            return Err(NotWritten::Disk { file, source });
        }
        done.push(file);
    }
    Ok(edits.into_keys().collect())
}

fn edits(dir: &Path, proposal: &Proposal) -> Result<BTreeMap<PathBuf, Edit>, NotWritten> {
    let folder = dir.join("summits");
    let mut documents = BTreeMap::new();
    let listed = fs::read_dir(&folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    for entry in listed.unwrap_or_default() {
        let file = entry.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text = read_text(&file).map_err(|problem| NotWritten::Before(vec![problem]))?;
            let document = parsed(&file, &text)?;
            documents.insert(
                file,
                Draft {
                    before: Some(text),
                    document,
                    is_touched: false,
                },
            );
        }
    }
    for entry in &proposal.changed {
        let holder = documents
            .values_mut()
            .find(|draft| draft.document.contains_key(&entry.id));
        let Some(draft) = holder else { continue };
        draft.is_touched = true;
        if let Some(table) = draft
            .document
            .get_mut(&entry.id)
            .and_then(Item::as_table_like_mut)
        {
            for field in &entry.fields {
                match &field.value {
                    Some(value) => set(table, field.key, value),
                    None => drop(table.remove(field.key)),
                }
            }
        }
    }
    let mut new: Vec<&Entry> = proposal.new.iter().collect();
    new.sort_by_key(|entry| (start_of_fields(entry), &entry.id));
    for entry in new {
        let file = folder.join(format!("{}.toml", entry.year));
        let mut written = parsed(&file, &entry.to_toml())?;
        let empty = parsed(&file, HEAD)?;
        let draft = documents.entry(file).or_insert(Draft {
            before: None,
            document: empty,
            is_touched: true,
        });
        draft.is_touched = true;
        if let Some(Item::Table(table)) = written.remove(&entry.id) {
            insert(&mut draft.document, entry, table);
        }
    }
    let touched = documents.into_iter().filter(|(_, draft)| draft.is_touched);
    Ok(touched
        .map(|(file, draft)| (file, draft.finish()))
        .collect())
}

/// A file on its way from what it is to what it is to be.
struct Draft {
    before: Option<String>,
    document: DocumentMut,
    is_touched: bool,
}

impl Draft {
    fn finish(self) -> Edit {
        let mut after = self.document.to_string();
        // Lines end as they did.
        if self
            .before
            .as_ref()
            .is_some_and(|before| before.contains("\r\n"))
        {
            after = after.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        Edit {
            before: self.before,
            after,
        }
    }
}

/// The value of a key, with whatever comment stands behind the old one.
fn set(table: &mut dyn toml_edit::TableLike, key: &str, value: &Value) {
    let mut value = value.clone();
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = Item::Value(value),
        None => drop(table.insert(key, Item::Value(value))),
    }
}

/// Before the first that begins later.
fn insert(document: &mut DocumentMut, entry: &Entry, mut table: Table) {
    const STEP: isize = 2;
    let start = start_of_fields(entry);
    let mut order: Vec<(isize, String)> = document
        .iter()
        .filter_map(|(key, item)| Some((item.as_table()?.position()?, key.to_owned())))
        .collect();
    order.sort();
    let mut position = STEP;
    let mut place = None;
    for (_, key) in &order {
        let Some(other) = document.get_mut(key).and_then(Item::as_table_mut) else {
            continue;
        };
        let is_later = other
            .get("start")
            .map(plain)
            .is_some_and(|other| other > start);
        if is_later && place.is_none() {
            place = Some(position - 1);
            if position == STEP {
                // What stands at the head of the file stays there.
                let prefix = other
                    .decor()
                    .prefix()
                    .and_then(|prefix| prefix.as_str())
                    .unwrap_or_default();
                let head = prefix.rfind("\n\n").map_or(prefix.len(), |at| at + 2);
                let (head, own) = (prefix[..head].to_owned(), format!("\n{}", &prefix[head..]));
                table.decor_mut().set_prefix(head);
                other.decor_mut().set_prefix(own);
            }
        }
        other.set_position(Some(position));
        position += STEP;
    }
    table.set_position(Some(place.unwrap_or(position)));
    if place != Some(STEP - 1) {
        table.decor_mut().set_prefix("\n");
    }
    if order.is_empty() {
        // The comments of an empty file stand behind its last table, of which there is none.
        let head = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
        table.decor_mut().set_prefix(format!("{head}\n"));
    }
    document.insert(&entry.id, Item::Table(table));
}

fn start_of_fields(entry: &Entry) -> String {
    let start = entry.fields.iter().find(|field| field.key == "start");
    start
        .and_then(|field| field.value.as_ref())
        .map(|value| plain(&Item::Value(value.clone())))
        .unwrap_or_default()
}

fn plain(item: &Item) -> String {
    item.to_string().trim().trim_matches('"').to_owned()
}

fn parsed(file: &Path, text: &str) -> Result<DocumentMut, NotWritten> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let message = format!("this is not TOML: {}", error.message());
        NotWritten::Before(vec![Problem::of_file(file, message)])
    })
}

/// Checks a copy of the folder with the edits in it. Places are told as if they were in the folder.
fn rehearse(
    dir: &Path,
    edits: &BTreeMap<PathBuf, Edit>,
    today: Date,
) -> Result<Vec<Problem>, NotWritten> {
    let disk = |source| NotWritten::Disk {
        file: std::env::temp_dir(),
        source,
    };
    let stage = tempfile::tempdir().map_err(disk)?;
    copy(dir, stage.path(), 1).map_err(disk)?;
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
    let at_home = problems.into_iter().map(|problem| Problem {
        file: problem
            .file
            .strip_prefix(stage.path())
            .map_or(problem.file.clone(), |inside| dir.join(inside)),
        ..problem
    });
    Ok(at_home.collect())
}

fn copy(from: &Path, to: &Path, depth: usize) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let to = to.join(entry.file_name());
        if kind.is_dir() && depth > 0 {
            fs::create_dir_all(&to)?;
            copy(&path, &to, depth - 1)?;
        } else if kind.is_file()
            && path
                .extension()
                .is_some_and(|extension| extension == "toml")
        {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}

/// The old text or the new, never half of one.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new();
    // A hidden name: the running bot reads none.
    let new = new.prefix(".attache-import-");
    let mut new = match fs::metadata(file) {
        Ok(old) => {
            let new = new.tempfile_in(folder)?;
            new.as_file().set_permissions(old.permissions())?;
            new
        }
        Err(_) => plain_file(new, folder)?,
    };
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// With the permissions that any new file gets, not only for its owner.
fn plain_file(
    new: &tempfile::Builder<'_, '_>,
    folder: &Path,
) -> io::Result<tempfile::NamedTempFile> {
    new.make_in(folder, |path| fs::File::create_new(path))
}

fn take_back(file: &Path, edit: &Edit) {
    // It was written a moment ago; if it cannot be now, the editors' own tools must help.
    let _ = match &edit.before {
        Some(text) => replace(file, text),
        None => fs::remove_file(file),
    };
}

fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
