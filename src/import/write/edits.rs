//! What a proposal makes of the files in `summits/`, with every comment of the editors kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, TableLike, TomlError, Value};

use super::files::is_toml;
use crate::document::{Problem, read_text};
use crate::import::proposal::{Proposal, ProposedEntry};

/// What a new file begins with, so that editors complete and check it.
const FILE_HEAD: &str = "#:schema ../schema/summits.json\n";

/// A file that cannot be edited, as it cannot be read.
pub(super) struct EditError(pub Problem);

/// A file as it is and as it is to be.
pub(super) struct Edit {
    /// None if the file is new.
    pub before: Option<String>,
    pub after: String,
}

/// The files that change.
pub(super) type Edits = BTreeMap<PathBuf, Edit>;

/// A file on its way from what it is to what it is to be.
struct Draft {
    before: Option<String>,
    document: DocumentMut,
    is_touched: bool,
}

/// The files that `proposal` changes in the knowledge folder `dir`.
pub(super) fn edits(dir: &Path, proposal: &Proposal) -> Result<Edits, EditError> {
    let folder = dir.join("summits");
    let mut drafts = read_drafts(&folder)?;
    for entry in &proposal.changed {
        let holder = drafts
            .values_mut()
            .find(|draft| draft.document.contains_key(&entry.id));
        if let Some(draft) = holder {
            change(draft, entry);
        }
    }
    let mut new: Vec<&ProposedEntry> = proposal.new.iter().collect();
    new.sort_by_key(|entry| (start_of(entry), &entry.id));
    for entry in new {
        let file = folder.join(format!("{}.toml", entry.year));
        let mut tables = parse(&file, &entry.to_toml())?;
        let empty = parse(&file, FILE_HEAD)?;
        let draft = drafts.entry(file).or_insert(Draft {
            before: None,
            document: empty,
            is_touched: true,
        });
        draft.is_touched = true;
        if let Some(Item::Table(table)) = tables.remove(&entry.id) {
            insert(&mut draft.document, entry, table);
        }
    }
    let touched = drafts.into_iter().filter(|(_, draft)| draft.is_touched);
    Ok(touched
        .map(|(file, draft)| (file, draft.finish()))
        .collect())
}

/// Every file of the folder; a folder that is not there has none.
fn read_drafts(folder: &Path) -> Result<BTreeMap<PathBuf, Draft>, EditError> {
    let mut drafts = BTreeMap::new();
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    for entry in entries.unwrap_or_default() {
        let file = entry.path();
        if !is_toml(&file) {
            continue;
        }
        let text = read_text(&file).map_err(EditError)?;
        let draft = Draft {
            document: parse(&file, &text)?,
            before: Some(text),
            is_touched: false,
        };
        drafts.insert(file, draft);
    }
    Ok(drafts)
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

/// Sets and removes the keys of a summit that stands in `draft`.
fn change(draft: &mut Draft, entry: &ProposedEntry) {
    draft.is_touched = true;
    let table = draft.document.get_mut(&entry.id);
    let Some(table) = table.and_then(Item::as_table_like_mut) else {
        return;
    };
    for field in &entry.fields {
        match &field.value {
            Some(value) => set_value(table, field.key, value),
            None => drop(table.remove(field.key)),
        }
    }
}

/// Sets the value of a key and keeps the comment that stands behind the old one.
fn set_value(table: &mut dyn TableLike, key: &str, value: &Value) {
    let mut value = value.clone();
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = Item::Value(value),
        None => drop(table.insert(key, Item::Value(value))),
    }
}

/// Inserts a new summit's table before the first that begins later.
fn insert(document: &mut DocumentMut, entry: &ProposedEntry, mut table: Table) {
    // Every other position is taken, so that the new table fits between any two.
    const STEP: isize = 2;
    let start = start_of(entry);
    let keys = keys_in_order(document);
    let mut position = STEP;
    let mut found = None;
    for key in &keys {
        let Some(other) = document.get_mut(key).and_then(Item::as_table_mut) else {
            continue;
        };
        let is_later = other
            .get("start")
            .is_some_and(|other| plain_text(other) > start);
        if is_later && found.is_none() {
            found = Some(position - 1);
            if position == STEP {
                move_file_head(other, &mut table);
            }
        }
        other.set_position(Some(position));
        position += STEP;
    }
    table.set_position(Some(found.unwrap_or(position)));
    if found != Some(STEP - 1) {
        table.decor_mut().set_prefix("\n");
    }
    if keys.is_empty() {
        // toml_edit keeps the comments of a file without tables behind its last table, of which there is none.
        let head = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
        table.decor_mut().set_prefix(format!("{head}\n"));
    }
    document.insert(&entry.id, Item::Table(table));
}

fn keys_in_order(document: &DocumentMut) -> Vec<String> {
    let mut keys: Vec<(isize, String)> = document
        .iter()
        .filter_map(|(key, item)| Some((item.as_table()?.position()?, key.to_owned())))
        .collect();
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}

/// Moves the comments at the head of a file from what was its first table to what is; the table's own comment stays.
fn move_file_head(old_first: &mut Table, new_first: &mut Table) {
    let prefix = old_first
        .decor()
        .prefix()
        .and_then(|prefix| prefix.as_str())
        .unwrap_or_default();
    let end = prefix.rfind("\n\n").map_or(prefix.len(), |at| at + 2);
    let (head, own) = (prefix[..end].to_owned(), format!("\n{}", &prefix[end..]));
    new_first.decor_mut().set_prefix(head);
    old_first.decor_mut().set_prefix(own);
}

/// `start` as it is written; empty if it has none. ISO dates sort as text.
fn start_of(entry: &ProposedEntry) -> String {
    let start = entry.fields.iter().find(|field| field.key == "start");
    start
        .and_then(|field| field.value.as_ref())
        .map(|value| plain_text(&Item::Value(value.clone())))
        .unwrap_or_default()
}

fn plain_text(item: &Item) -> String {
    item.to_string().trim().trim_matches('"').to_owned()
}

fn parse(file: &Path, text: &str) -> Result<DocumentMut, EditError> {
    text.parse().map_err(|error: TomlError| {
        let message = format!("this is not TOML: {}", error.message());
        EditError(Problem::of_file(file, message))
    })
}
