//! A text in statements, and those in words, numbers and signs, as they are compared.

use rust_stemmers::{Algorithm, Stemmer};

use crate::knowledge::{is_russian, plain_words};

/// Numbers that are mostly written as words.
const NUMBERS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
];

/// Nationalities and their countries, where the stemmer does not make them one.
const NATIONALITIES: &[(&str, &str)] = &[
    ("chinese", "china"),
    ("russian", "russia"),
    ("russians", "russia"),
    ("american", "us"),
    ("americans", "us"),
    ("usa", "us"),
    ("iranian", "iran"),
    ("iranians", "iran"),
    ("syrian", "syria"),
    ("ukrainian", "ukraine"),
    ("venezuelan", "venezuela"),
    ("serbian", "serbia"),
    ("israeli", "israel"),
    ("indian", "india"),
    ("japanese", "japan"),
    ("sudanese", "sudan"),
    ("afghan", "afghanistan"),
];

/// A word, number or sign of a text, in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As it is written.
    pub written: String,
    /// The same without accents and capitals.
    pub plain: String,
    /// The form by which it is compared: without its ending, a number in digits, a nationality as its country.
    pub stem: String,
    /// Whether it stands first in its statement, where a capital says nothing.
    pub is_first: bool,
    /// Whether a comma, a bracket or the like stands before it.
    pub follows_break: bool,
}

impl Token {
    /// Whether it is a number, in digits or as a word.
    pub(super) fn is_number(&self) -> bool {
        self.stem.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether its capitals make it a name, wherever it stands.
    pub(super) fn is_acronym(&self) -> bool {
        self.written.chars().filter(|c| c.is_uppercase()).count() > 1
    }

    /// Whether it begins with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.written.starts_with(char::is_uppercase)
    }
}

/// The statements of `text`, each as its tokens.
pub(super) fn statements(text: &str) -> Vec<Vec<Token>> {
    let chars: Vec<char> = text
        .chars()
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    let stemmers = [
        Stemmer::create(Algorithm::English),
        Stemmer::create(Algorithm::Russian),
    ];
    let mut statements = vec![Vec::new()];
    let (mut at, mut is_after_break) = (0, false);
    while at < chars.len() {
        let c = chars[at];
        let here = statements.len() - 1;
        if c.is_alphanumeric() {
            let end = end_of_word(&chars, at);
            let written: String = chars[at..end].iter().collect();
            let first = statements[here].len();
            for part in parts(&written) {
                push(&mut statements[here], part, &stemmers);
            }
            if let Some(token) = statements[here].get_mut(first) {
                token.follows_break = is_after_break;
            }
            (at, is_after_break) = (end, false);
            continue;
        }
        if let Some(sign) = sign(c) {
            push(&mut statements[here], sign.to_owned(), &stemmers);
        }
        is_after_break |= !c.is_whitespace() && c != '\'';
        let ends = matches!(c, '.' | '!' | '?' | ';' | '\n' | '。');
        let is_followed = chars.get(at + 1).is_none_or(|next| next.is_whitespace());
        if ends && (is_followed || c == '\n' || c == '。') && !statements[here].is_empty() {
            statements.push(Vec::new());
        }
        at += 1;
    }
    statements.retain(|statement| !statement.is_empty());
    statements
}

/// One past the last character of the word at `start`: `U.S.`, `1,000.5`, `Iran's` are words each.
fn end_of_word(chars: &[char], start: usize) -> usize {
    let mut at = start;
    let is = |at: usize, of: fn(char) -> bool| chars.get(at).copied().is_some_and(of);
    loop {
        if is(at, char::is_alphanumeric) {
            at += 1;
            continue;
        }
        let inside = match chars.get(at) {
            Some('\'') => is(at + 1, char::is_alphanumeric),
            Some('.' | ',') => {
                is(at - 1, |c| c.is_ascii_digit()) && is(at + 1, |c| c.is_ascii_digit())
            }
            _ => false,
        };
        let is_single = is(at - 1, char::is_uppercase)
            && (at - 1 == start || chars[at - 2] == '.')
            && chars.get(at) == Some(&'.');
        let goes_on = is(at + 1, char::is_uppercase) && chars.get(at + 2) == Some(&'.');
        let began = chars[start..at].contains(&'.');
        if inside || (is_single && (goes_on || began)) {
            at += 1;
        } else {
            return at;
        }
    }
}

/// `can't` as can and not, `21st` as 21, `5bn` as 5 and billion, `Iran's` as Iran.
fn parts(written: &str) -> Vec<String> {
    let lower = written.to_lowercase();
    match lower.as_str() {
        "cannot" | "can't" => return vec!["can".to_owned(), "not".to_owned()],
        "won't" => return vec!["will".to_owned(), "not".to_owned()],
        _ => {}
    }
    if let Some(verb) = lower.strip_suffix("n't") {
        return vec![written[..verb.len()].to_owned(), "not".to_owned()];
    }
    if let Some((word, ending)) = written.rsplit_once('\'') {
        return match ending {
            "ll" => vec![word.to_owned(), "will".to_owned()],
            _ => vec![word.to_owned()],
        };
    }
    let digits = written.trim_end_matches(char::is_alphabetic);
    let is_number = !digits.is_empty() && digits.len() < written.len();
    if is_number && digits.starts_with(|c: char| c.is_ascii_digit()) {
        let unit = match &lower[digits.len()..] {
            "st" | "nd" | "rd" | "th" => return vec![digits.to_owned()],
            "bn" => "billion",
            "m" => "million",
            other => other,
        };
        return vec![digits.to_owned(), unit.to_owned()];
    }
    vec![written.to_owned()]
}

fn sign(c: char) -> Option<&'static str> {
    match c {
        '%' => Some("percent"),
        '$' => Some("dollar"),
        '€' => Some("euro"),
        '£' => Some("pound"),
        _ => None,
    }
}

fn push(statement: &mut Vec<Token>, written: String, [english, russian]: &[Stemmer; 2]) {
    let plain = plain_words(&written).replace(' ', "");
    if plain.is_empty() {
        return;
    }
    // The United States are the US.
    if plain == "states" && statement.last().is_some_and(|last| last.plain == "united") {
        let united = statement.pop();
        let is_first = united.is_some_and(|united| united.is_first);
        return statement.push(Token {
            written: "US".to_owned(),
            plain: "us".to_owned(),
            stem: "us".to_owned(),
            is_first,
            follows_break: false,
        });
    }
    let listed = |list: &[(&str, &str)]| {
        let found = list.iter().find(|(word, _)| *word == plain);
        found.map(|(_, means)| (*means).to_owned())
    };
    let stem = listed(NUMBERS)
        .or_else(|| listed(NATIONALITIES))
        .unwrap_or_else(|| {
            let is_short_or_known = NATIONALITIES.iter().any(|(_, country)| *country == plain);
            if is_short_or_known {
                return plain.clone();
            }
            let stemmer = if is_russian(&plain) { russian } else { english };
            stemmer.stem(&plain).into_owned()
        });
    statement.push(Token {
        written,
        plain,
        stem,
        is_first: statement.is_empty(),
        follows_break: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<Vec<String>> {
        let stem = |statement: Vec<Token>| statement.into_iter().map(|token| token.stem).collect();
        statements(text).into_iter().map(stem).collect()
    }

    #[test]
    fn statements_end_where_they_end_and_not_in_an_abbreviation() {
        assert_eq!(statements("The U.S. Navy came. It left!").len(), 2);
        assert_eq!(statements("It is 3.5 per cent; no more.").len(), 2);
        assert_eq!(statements("").len(), 0);
    }

    #[test]
    fn numbers_nationalities_and_short_forms_are_compared_by_what_they_mean() {
        assert_eq!(stems("three Chinese ships"), [["3", "china", "ship"]]);
        assert_eq!(
            stems("can't won't hasn't"),
            [["can", "not", "will", "not", "has", "not"]]
        );
        assert_eq!(
            stems("$5bn on the 21st"),
            [["dollar", "5", "billion", "on", "the", "21"]]
        );
        assert_eq!(stems("1,000 of Iran’s"), [["1000", "of", "iran"]]);
        assert_eq!(stems("U.S. US United States"), [["us", "us", "us"]]);
        assert_eq!(stems("Кремль"), [["кремл"]]);
    }
}
