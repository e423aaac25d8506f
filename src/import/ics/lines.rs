//! From bytes to content lines: folding undone, each with the number it has in the file.

use std::path::Path;

use crate::document::{Place, Problem};

/// Deepest nesting of components; RFC 5545 needs three.
const MAX_DEPTH: usize = 8;

/// A content line as it was before it was folded.
#[derive(Debug)]
pub(super) struct Line {
    /// Of the file, counted from 1.
    pub number: usize,
    pub text: String,
}

/// The lines between a `BEGIN` and its `END`, without those of components inside it.
#[derive(Debug)]
pub(super) struct Block {
    pub number: usize,
    pub name: String,
    pub lines: Vec<Line>,
}

pub(super) fn problem(file: &Path, line: usize, message: impl Into<String>) -> Problem {
    Problem::new(file, Place { line, column: 1 }, message)
}

/// Undoes folding before the bytes are read as UTF-8: some programs fold in the middle of a character.
/// <https://www.rfc-editor.org/rfc/rfc5545#section-3.1>
pub(super) fn unfold(file: &Path, bytes: &[u8]) -> Result<Vec<Line>, Problem> {
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
            Ok(text) => Ok(Line { number, text }),
            Err(_) => Err(problem(file, number, "is not UTF-8 from this line on")
                .with_hint("export the calendar again, or save the file with the encoding UTF-8")),
        })
        .collect()
}

/// Every component of the calendars in the file, in the order in which they end.
pub(super) fn blocks(file: &Path, lines: Vec<Line>) -> Result<Vec<Block>, Problem> {
    let is_calendar =
        |line: &&Line| keyword(&line.text, "BEGIN").is_some_and(|name| name == "VCALENDAR");
    let Some(first) = lines.first().filter(is_calendar) else {
        let hint = "give a file that a calendar program has exported as iCalendar (.ics)";
        let Some(line) = lines.first() else {
            return Err(Problem::of_file(file, "is empty").with_hint(hint));
        };
        let found: String = line.text.chars().take(40).collect();
        let message =
            format!("this is no calendar: it begins with `{found}`, not with `BEGIN:VCALENDAR`");
        return Err(problem(file, line.number, message).with_hint(hint));
    };
    let mut last = first.number;
    let mut open: Vec<Block> = Vec::new();
    let mut closed = Vec::new();
    for line in lines {
        last = line.number;
        if let Some(name) = keyword(&line.text, "BEGIN") {
            if open.len() == MAX_DEPTH {
                let message = format!("`{name}` is the {MAX_DEPTH}th component inside another");
                return Err(problem(file, line.number, message)
                    .with_hint("no calendar needs so many; the file is damaged"));
            }
            open.push(Block {
                number: line.number,
                name,
                lines: Vec::new(),
            });
        } else if let Some(name) = keyword(&line.text, "END") {
            match open.pop() {
                Some(block) if block.name == name => closed.push(block),
                block => {
                    let expected = block.map_or_else(
                        || "nothing is open".to_owned(),
                        |block| format!("`END:{}` would close line {}", block.name, block.number),
                    );
                    let message = format!("`END:{name}` stands here, but {expected}");
                    return Err(problem(file, line.number, message)
                        .with_hint("export the calendar again; the file is damaged"));
                }
            }
        } else if let Some(block) = open.last_mut() {
            block.lines.push(line);
        } else {
            let message = format!("`{}` stands outside of any calendar", line.text);
            return Err(problem(file, line.number, message).with_hint("take the line out"));
        }
    }
    match open.last() {
        Some(block) => {
            let message = format!(
                "the file ends before the `END:{}` that line {} needs",
                block.name, block.number
            );
            Err(problem(file, last, message)
                .with_hint("export the calendar again; the file was cut short"))
        }
        None => Ok(closed),
    }
}

/// The value of `BEGIN:…` or `END:…`.
fn keyword(line: &str, word: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    name.trim()
        .eq_ignore_ascii_case(word)
        .then(|| value.trim().to_ascii_uppercase())
}
