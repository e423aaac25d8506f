//! What a calendar of another program would add to the summits or change in them. Only proposed: `attache import`
//! shows it, [`write`] carries it out. What no calendar tells is left blank for an editor.

mod fields;
mod ics;
mod matching;
mod rewrite;

use std::collections::BTreeSet;

use toml_edit::Value;

pub use self::ics::{IcsDateTime, Imported, ImportedEvent, MAX_CALENDAR_BYTES, read_ics};
pub use self::rewrite::{NotWritten, write};

use crate::knowledge::Knowledge;

/// Stands where only an editor knows.
pub const BLANK: &str = "FILL IN";

/// What the editor has said beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportChoices<'a> {
    /// The id of the source that the calendar is.
    pub source: Option<&'a str>,
    /// The series of what is new, where it cannot be told from the name.
    pub series: Option<&'a str>,
    /// The day on which this is done.
    pub today: jiff::civil::Date,
}

/// What would be added and changed.
#[derive(Debug, Default)]
pub struct Proposal {
    /// Summits that are not known yet.
    pub new: Vec<Entry>,
    /// Summits of which the calendar says something else.
    pub changed: Vec<Entry>,
    /// Summits of which it says the same, by id.
    pub same: Vec<String>,
    /// What is worth knowing, by line of the calendar.
    pub notes: Vec<(usize, String)>,
}

/// A summit that is new or changed.
#[derive(Debug)]
pub struct Entry {
    /// Where the calendar has it.
    pub line: usize,
    /// The key of its table.
    pub id: String,
    /// The year it begins in, which names the file of a new one.
    pub year: i16,
    /// What is written; of a changed one, only that.
    pub fields: Vec<Field>,
}

/// A key and its value.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What it is to be; none if the key goes away.
    pub value: Option<Value>,
    /// What it was.
    pub was: Option<Value>,
    /// What the editor should know of it.
    pub aside: Option<String>,
}

impl Field {
    /// Whether an editor has to fill it in.
    pub fn is_blank(&self) -> bool {
        let is_blank = |value: &Value| value.as_str() == Some(BLANK);
        self.value.as_ref().is_some_and(|value| {
            let within = value.as_array().is_some_and(|all| all.iter().any(is_blank));
            is_blank(value) || within
        })
    }
}

impl Entry {
    /// The keys that an editor has to fill in.
    pub fn blanks(&self) -> Vec<&'static str> {
        let blank = self.fields.iter().filter(|field| field.is_blank());
        blank.map(|field| field.key).collect()
    }

    /// The table as it is written into a file, with what the editor should know behind `#`.
    pub fn to_toml(&self) -> String {
        let mut text = format!("[{}]\n", self.id);
        for field in &self.fields {
            let line = match &field.value {
                Some(value) => format!("{} = {value}", field.key),
                None => format!("# {}", field.key),
            };
            let was = match (&field.value, &field.was) {
                (None, Some(was)) => Some(format!("goes away; it was {was}")),
                (Some(_), Some(was)) if was.as_array().is_none() => {
                    Some(format!("was {}", one_line(was)))
                }
                _ => None,
            };
            let aside: Vec<String> = was.into_iter().chain(field.aside.clone()).collect();
            text += &line;
            if !aside.is_empty() {
                text += "  # ";
                text += &aside.join("; ");
            }
            text += "\n";
        }
        text
    }
}

/// Compares a calendar's events with what is known.
pub fn propose(
    knowledge: &Knowledge,
    events: &[ImportedEvent],
    answers: ImportChoices<'_>,
) -> Proposal {
    let mut proposal = Proposal::default();
    let mut taken: BTreeSet<String> = knowledge
        .summits()
        .map(|summit| summit.id.clone())
        .collect();
    let mut seen = BTreeSet::new();
    for event in events {
        let Some(known) = matching::known(knowledge, event) else {
            let entry = fields::new_entry(knowledge, event, answers, &mut taken);
            if let Some(note) = matching::namesake(knowledge, event, &entry) {
                proposal.notes.push((event.line, note));
            }
            proposal.new.push(entry);
            continue;
        };
        let id = known.summit.id.clone();
        if !seen.insert(id.clone()) {
            let note = format!("`{id}` stands in the calendar twice; only the first is compared");
            proposal.notes.push((event.line, note));
        } else if let Some((theirs, ours)) = known.is_older(event) {
            let note = format!(
                "`{id}` is older in the calendar (SEQUENCE {theirs}) than here ({ours}); it is left alone"
            );
            proposal.notes.push((event.line, note));
            proposal.same.push(id);
        } else {
            let entry = fields::changed_entry(knowledge, &known, event, answers);
            match entry {
                Some(entry) => proposal.changed.push(entry),
                None => proposal.same.push(id),
            }
        }
    }
    proposal
}

/// A text of many lines would make a comment of many lines.
fn one_line(value: &Value) -> String {
    let text = value.to_string();
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > 60 {
        words = words.chars().take(59).chain(['…']).collect();
    }
    words
}
