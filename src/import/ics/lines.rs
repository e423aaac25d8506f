//! From bytes to content lines and components: folding undone, each line with its number in the file.

use std::path::Path;

use crate::document::{LineColumn, Problem};

/// Deepest nesting of components. RFC 5545 needs three (`VCALENDAR`, `VEVENT`, `VALARM`); the bound keeps a hostile file
/// from filling the memory with open components.
const MAX_DEPTH: usize = 8;
/// How much of a line is quoted in a problem, in characters: enough to find it, too little to fill a terminal.
pub(super) const MAX_QUOTED: usize = 40;

/// A content line as it was before it was folded.
#[derive(Debug)]
pub(super) struct ContentLine {
    /// Where it begins in the file, counted from 1.
    pub number: usize,
    pub text: String,
}

/// The lines between a `BEGIN` and its `END`, without those of components inside it.
#[derive(Debug)]
pub(super) struct Component {
    /// The line of its `BEGIN`, counted from 1.
    pub number: usize,
    /// In capitals, such as `VEVENT`.
    pub name: String,
    pub lines: Vec<ContentLine>,
}

pub(super) fn problem(file: &Path, line: usize, message: impl Into<String>) -> Problem {
    Problem::new(file, LineColumn { line, column: 1 }, message)
}

/// Undoes folding before the bytes are read as UTF-8: some programs fold in the middle of a character.
/// <https://www.rfc-editor.org/rfc/rfc5545#section-3.1>
pub(super) fn unfold(file: &Path, bytes: &[u8]) -> Result<Vec<ContentLine>, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut folded: Vec<(usize, Vec<u8>)> = Vec::new();
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line, folded.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some((_, last))) => last.extend_from_slice(rest),
            _ => folded.push((at + 1, line.to_vec())),
        }
    }
    folded.retain(|(_, line)| !line.trim_ascii().is_empty());
    folded
        .into_iter()
        .map(|(number, line)| match String::from_utf8(line) {
            Ok(text) => Ok(ContentLine { number, text }),
            Err(_) => Err(problem(file, number, "is not UTF-8 from this line on")
                .with_hint("export the calendar again, or save the file as UTF-8")),
        })
        .collect()
}

/// Every component of the calendars in the file, in the order in which they end.
pub(super) fn components(file: &Path, lines: Vec<ContentLine>) -> Result<Vec<Component>, Problem> {
    let mut last = begins_calendar(file, lines.first())?;
    let mut open: Vec<Component> = Vec::new();
    let mut closed = Vec::new();
    for line in lines {
        last = line.number;
        if let Some(name) = keyword_value(&line.text, "BEGIN") {
            if open.len() == MAX_DEPTH {
                let message = format!("`{name}` is nested more than {MAX_DEPTH} components deep");
                return Err(problem(file, line.number, message)
                    .with_hint("the file is damaged; export the calendar again"));
            }
            open.push(Component {
                number: line.number,
                name,
                lines: Vec::new(),
            });
        } else if let Some(name) = keyword_value(&line.text, "END") {
            closed.push(close(file, line.number, &name, open.pop())?);
        } else if let Some(component) = open.last_mut() {
            component.lines.push(line);
        } else {
            let message = format!("`{}` is outside any calendar", line.text);
            return Err(problem(file, line.number, message).with_hint("remove the line"));
        }
    }
    match open.last() {
        Some(component) => {
            let message = format!(
                "the file ends before the `END:{}` that line {} needs",
                component.name, component.number
            );
            Err(problem(file, last, message)
                .with_hint("the file was cut short; export the calendar again"))
        }
        None => Ok(closed),
    }
}

/// The number of the first line, which has to be `BEGIN:VCALENDAR`.
fn begins_calendar(file: &Path, first: Option<&ContentLine>) -> Result<usize, Problem> {
    let hint = "use a file that a calendar program has exported as iCalendar (.ics)";
    let Some(line) = first else {
        return Err(Problem::of_file(file, "is empty").with_hint(hint));
    };
    if keyword_value(&line.text, "BEGIN").is_some_and(|name| name == "VCALENDAR") {
        return Ok(line.number);
    }
    let start: String = line.text.chars().take(MAX_QUOTED).collect();
    let message =
        format!("this is not a calendar: it begins with `{start}`, not with `BEGIN:VCALENDAR`");
    Err(problem(file, line.number, message).with_hint(hint))
}

/// The component that `END:name` closes.
fn close(
    file: &Path,
    line: usize,
    name: &str,
    innermost: Option<Component>,
) -> Result<Component, Problem> {
    let expected = match innermost {
        Some(component) if component.name == name => return Ok(component),
        Some(component) => format!("line {} needs `END:{}`", component.number, component.name),
        None => "no component is open".to_owned(),
    };
    let message = format!("`END:{name}` does not belong here: {expected}");
    Err(problem(file, line, message).with_hint("the file is damaged; export the calendar again"))
}

/// The value of `BEGIN:…` or `END:…`, in capitals. None if the line is not of this keyword.
fn keyword_value(line: &str, keyword: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    name.trim()
        .eq_ignore_ascii_case(keyword)
        .then(|| value.trim().to_ascii_uppercase())
}
