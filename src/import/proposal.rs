//! A proposal as plain data: which summits would be new, which would change, and key by key how.

use jiff::civil::Date;
use toml_edit::Value;

/// The value of a key that only an editor can know.
pub const FILL_IN: &str = "FILL IN";

/// Longest old value that is quoted in a comment, in characters: the comment stays on one line of an editor's window.
const MAX_QUOTED: usize = 60;

/// What the editor said on the command line.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportChoices<'a> {
    /// The id of the source that the calendar is, from `sources.toml`. None leaves `as_of` and `sources` to be filled in.
    pub source: Option<&'a str>,
    /// The series of new summits whose title names none. None leaves it to be filled in.
    pub series: Option<&'a str>,
    /// The day of the import; `as_of` where the source has no date.
    pub today: Date,
}

/// What would be added and changed.
#[derive(Debug, Default)]
pub struct Proposal {
    /// Summits that are not known yet, in the order of the calendar.
    pub new: Vec<ProposedEntry>,
    /// Known summits of which the calendar says something else, in the order of the calendar.
    pub changed: Vec<ProposedEntry>,
    /// The ids of known summits of which it says the same, or something older.
    pub same: Vec<String>,
    /// Remarks for the editor, each with its line of the calendar, counted from 1.
    pub notes: Vec<(usize, String)>,
}

/// The table of a summit that is new or changed.
#[derive(Debug)]
pub struct ProposedEntry {
    /// The line of the calendar on which the event begins, counted from 1.
    pub line: usize,
    /// The summit's id, which is the key of its table.
    pub id: String,
    /// The year in which it begins; `summits/YEAR.toml` takes it if it is new.
    pub year: i16,
    /// The keys to write; of a changed summit, only those that change.
    pub fields: Vec<ProposedField>,
}

/// A key of the table and its value.
#[derive(Debug)]
pub struct ProposedField {
    /// The key, as docs/KNOWLEDGE.md lists it.
    pub key: &'static str,
    /// The new value. None removes the key.
    pub value: Option<Value>,
    /// The value in the knowledge today. None if the key is new, or the old value is not worth showing.
    pub previous: Option<Value>,
    /// A remark for the editor, written behind the value as a comment.
    pub note: Option<String>,
}

impl ProposedField {
    /// Whether an editor has to fill it in, or a part of it.
    pub fn is_blank(&self) -> bool {
        let is_blank = |value: &Value| value.as_str() == Some(FILL_IN);
        self.value.as_ref().is_some_and(|value| {
            let is_blank_inside = value.as_array().is_some_and(|all| all.iter().any(is_blank));
            is_blank(value) || is_blank_inside
        })
    }

    /// One line of TOML, with its remarks as a comment.
    fn to_toml(&self) -> String {
        let mut line = match &self.value {
            Some(value) => format!("{} = {value}", self.key),
            None => format!("# {}", self.key),
        };
        let previous = match (&self.value, &self.previous) {
            (None, Some(previous)) => Some(format!("removed; was {previous}")),
            (Some(_), Some(previous)) if previous.as_array().is_none() => {
                Some(format!("was {}", on_one_line(previous)))
            }
            _ => None,
        };
        let remarks: Vec<String> = previous.into_iter().chain(self.note.clone()).collect();
        if !remarks.is_empty() {
            line += "  # ";
            line += &remarks.join("; ");
        }
        line
    }
}

impl ProposedEntry {
    /// The keys that an editor has to fill in.
    pub fn blank_keys(&self) -> Vec<&'static str> {
        let blank = self.fields.iter().filter(|field| field.is_blank());
        blank.map(|field| field.key).collect()
    }

    /// The table as TOML to paste into a file, with what the editor should know in comments.
    pub fn to_toml(&self) -> String {
        let lines = self.fields.iter().map(|field| field.to_toml() + "\n");
        format!("[{}]\n{}", self.id, lines.collect::<String>())
    }
}

/// A text of several lines would make a comment of several lines.
fn on_one_line(value: &Value) -> String {
    let text = value.to_string();
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > MAX_QUOTED {
        words = words.chars().take(MAX_QUOTED - 1).chain(['…']).collect();
    }
    words
}
