//! Something wrong in a file: where, what, and what to do.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::bot_token::without_tokens;

/// A position in a text file, as editors count it.
///
/// ```
/// use attache::document::LineColumn;
///
/// assert_eq!(LineColumn::at("é = 1\nb = 2", 3), LineColumn { line: 1, column: 3 });
/// assert_eq!(LineColumn::at("é = 1\nb = 2", 7), LineColumn { line: 2, column: 1 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: usize,
    /// In characters, not bytes, counted from 1.
    pub column: usize,
}

impl LineColumn {
    /// The position of the byte at `offset` in `text`; past the end, the end.
    pub fn at(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Something an editor or operator has to fix in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file; for a setting from the environment, the variable's name.
    pub file: PathBuf,
    /// Where in the file. None if it is about the file as a whole, or a variable.
    #[serde(flatten)]
    pub place: Option<LineColumn>,
    /// What was given and what is allowed.
    pub message: String,
    /// What to do next. None if the message says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Problem {
    /// A problem at a place in a file.
    pub fn new(file: &Path, place: LineColumn, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            place: Some(place),
            message: shown(message),
            hint: None,
        }
    }

    /// A problem with a file as a whole.
    pub fn of_file(file: &Path, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            place: None,
            message: shown(message),
            hint: None,
        }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds "did you mean …?" if there is a nearest valid name.
    #[must_use]
    pub fn did_you_mean(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(name) => self.with_hint(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// What was given may be a token that belongs elsewhere.
fn shown(message: impl Into<String>) -> String {
    without_tokens(&message.into()).into_owned()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(LineColumn { line, column }) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}
