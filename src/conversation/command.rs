//! Commands in plain words: a verb, the names it takes, and no word that asks for anything else. "Compare what China and Russia
//! say on Iran" is a question.

use jiff::civil::Date;

use super::data::{CommandWords, LINES};
use super::phrase::{Token, find, tokens};
use super::utterance::{CommandKind, PlainCommand};
use crate::knowledge::{Knowledge, is_han, plain_words};
use crate::pages::{Search, find_summit};
use crate::text::Locale;

/// Most words of a name with a slip in it.
const MAX_MISSPELT_WORDS: usize = 3;
/// Shortest name that may have a slip in it, in bytes.
const MIN_MISSPELT: usize = 4;

/// A piece of a message.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    /// The id of the page that is named.
    Name(String),
    Word(Token),
}

/// The command that `bare` gives.
pub(super) fn given(knowledge: &Knowledge, bare: &str, today: Date) -> Option<PlainCommand> {
    let words = tokens(bare);
    LINES.commands.iter().find_map(|command| {
        let verb = command
            .verbs
            .0
            .iter()
            .find(|verb| find(&words, verb).is_some())?;
        match command.is {
            CommandKind::Remind => {
                summit(knowledge, command, &words, today).map(PlainCommand::Remind)
            }
            CommandKind::Timeline => match &pages(knowledge, command, bare)?[..] {
                [only] => Some(PlainCommand::Timeline(only.clone())),
                _ => None,
            },
            // "Russia against the West" names one page, "Iran against" none.
            CommandKind::Compare if !verb.is_empty() => match &pages(knowledge, command, bare)?[..]
            {
                [first, second] => Some(PlainCommand::Compare(first.clone(), second.clone())),
                _ => None,
            },
            CommandKind::Compare => None,
        }
    })
}

/// Whether a command may have this word beside its names.
fn is_beside(command: &CommandWords, word: &Token) -> bool {
    LINES.little.has(word)
        || LINES.fillers.has(word)
        || command.beside.has(word)
        || command.verbs.have_word(word)
}

/// The hotspots that are named, each once. None if there are other words than names and those of the command.
fn pages(knowledge: &Knowledge, command: &CommandWords, bare: &str) -> Option<Vec<String>> {
    let pieces = pieces(knowledge, bare);
    let mut ids: Vec<String> = Vec::new();
    let mut unknown: Vec<&Token> = Vec::new();
    let mut note = |id: &str, ids: &mut Vec<String>| {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    };
    for piece in &pieces {
        match piece {
            Piece::Word(word) if is_beside(command, word) => {}
            Piece::Word(word) => {
                unknown.push(word);
                continue;
            }
            Piece::Name(id) => note(id, &mut ids),
        }
        resolve(knowledge, &mut unknown, &mut ids, &mut note)?;
    }
    resolve(knowledge, &mut unknown, &mut ids, &mut note)?;
    let are_hotspots = ids.iter().all(|id| knowledge.hotspot(id).is_some());
    are_hotspots.then_some(ids)
}

/// The page whose name these words misspell; they are used up. None if none is.
fn resolve(
    knowledge: &Knowledge,
    unknown: &mut Vec<&Token>,
    ids: &mut Vec<String>,
    note: &mut impl FnMut(&str, &mut Vec<String>),
) -> Option<()> {
    if unknown.is_empty() {
        return Some(());
    }
    if unknown.len() > MAX_MISSPELT_WORDS {
        return None;
    }
    let words: Vec<&str> = unknown.drain(..).map(|word| &*word.plain).collect();
    if words.iter().all(|word| word.chars().all(is_han)) {
        // "巴以" for "巴以冲突".
        let begun = knowledge.names().matching(&words.concat());
        let [(only, _)] = begun[..] else {
            return None;
        };
        note(only, ids);
        return (words.len() > 1).then_some(());
    }
    let name = words.join(" ");
    let id = knowledge
        .names()
        .fix_typo(&name)
        .filter(|_| name.len() >= MIN_MISSPELT)?;
    note(id, ids);
    Some(())
}

/// The message with the names of pages in it. In Chinese a name ends where a longer one begins.
fn pieces(knowledge: &Knowledge, bare: &str) -> Vec<Piece> {
    let plain = plain_words(bare);
    let words: Vec<&str> = plain.split(' ').collect();
    let mut spans = knowledge.names().spans(bare).into_iter().peekable();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < words.len() {
        while spans.peek().is_some_and(|(span, _)| span.start < at) {
            spans.next();
        }
        let word = words[at];
        if word.chars().any(is_han) {
            pieces.extend(pieces_of_chinese(knowledge, word));
        } else if let Some((span, id)) = spans.next_if(|(span, _)| span.start == at) {
            pieces.push(Piece::Name(id.to_owned()));
            at = span.end;
            continue;
        } else {
            pieces.extend(tokens(word).into_iter().map(Piece::Word));
        }
        at += 1;
    }
    pieces
}

fn pieces_of_chinese(knowledge: &Knowledge, run: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
        let ends: Vec<usize> = ends.collect();
        let name = |end: &usize| knowledge.names().id_of(&rest[..*end]).map(|id| (*end, id));
        if let Some((end, id)) = ends.iter().rev().find_map(name) {
            pieces.push(Piece::Name(id.to_owned()));
            rest = &rest[end..];
        } else {
            let end = first.len_utf8();
            pieces.extend(tokens(&rest[..end]).into_iter().map(Piece::Word));
            rest = &rest[end..];
        }
    }
    pieces
}

/// The summit that the words beside those of the command name.
fn summit(
    knowledge: &Knowledge,
    command: &CommandWords,
    words: &[Token],
    today: Date,
) -> Option<String> {
    let named = words.iter().filter(|word| !is_beside(command, word));
    let named: Vec<&Token> = named.collect();
    if named.iter().any(|word| LINES.asking.has(word)) {
        return None;
    }
    let named: Vec<&str> = named.into_iter().map(|word| &*word.plain).collect();
    if named.is_empty() || named.iter().all(|word| *word == "summit") {
        return None;
    }
    let is_chinese = named.iter().all(|word| word.chars().all(is_han));
    let name = named.join(if is_chinese { "" } else { " " });
    match find_summit(knowledge, &name, today, Locale::English) {
        Search::Found { id, .. } => Some(id),
        Search::Nothing(_) => None,
    }
}
