//! Names and texts without what spellings differ in, so that they can be compared.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longest name that is looked at, in characters, as long as Discord's longest choice; what follows is not read.
const MAX_QUERY: usize = 100;

/// A name without what spellings differ in: case, accents, hyphens, invisible characters, a leading "the".
///
/// ```
/// use attache::knowledge::plain_name;
///
/// assert_eq!(plain_name("The Côte-d’Ivoire"), "cote divoire");
/// ```
pub fn plain_name(name: &str) -> String {
    let end = name.char_indices().nth(MAX_QUERY).map(|(at, _)| at);
    let mut plain = plain_text(&name[..end.unwrap_or(name.len())]);
    if plain.starts_with("the ") {
        plain.drain(.."the ".len());
    }
    plain
}

/// The words of a text without what spellings differ in, and without an "'s" at their ends.
pub fn plain_words(text: &str) -> String {
    plain_text(&without_possessives(text))
}

pub(super) fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        each_plain(c, |c| {
            if c.is_alphanumeric() {
                plain.extend(c.to_lowercase());
            } else if !is_apostrophe(c) && !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        });
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Whether a word has Cyrillic letters, and so a Russian ending.
pub fn is_russian(plain: &str) -> bool {
    plain.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// What is left of `c` once compatible forms are unfolded and marks are dropped: é is e, ｅ is e.
///
/// A character at a time is enough, and most are ASCII, which stays as it is: only the order of marks depends on their
/// neighbours, and marks are dropped.
pub fn each_plain(c: char, mut take: impl FnMut(char)) {
    if c.is_ascii() {
        return take(c);
    }
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            take(part);
        }
    });
}

/// "Iran's missiles" as "Iran missiles".
fn without_possessives(text: &str) -> Cow<'_, str> {
    if !text.contains(is_apostrophe) {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone();
        let is_possessive = is_apostrophe(c)
            && bare.ends_with(char::is_alphanumeric)
            && ahead.next() == Some('s')
            && !ahead
                .next()
                .is_some_and(|next| next.is_alphanumeric() || is_apostrophe(next));
        if is_possessive {
            rest.next();
        } else {
            bare.push(c);
        }
    }
    Cow::Owned(bare)
}

/// Zero-width characters and direction marks, which come along when names are copied.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// Whether it is a letter of Chinese or Japanese, which set no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
