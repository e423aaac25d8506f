//! A text as words that can be compared although people type them differently: without capitals, accents and endings, "hiiii"
//! as "hi", a slip of a letter forgiven. Chinese sets no spaces, so each of its characters is a word here.

use rust_stemmers::{Algorithm, Stemmer};

use crate::knowledge::{is_han, is_russian, plain_words};

/// Shortest word in which a slip is forgiven, in characters: shorter ones are too near to each other.
const MIN_SLIP: usize = 5;

/// A word, and the form by which it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Token {
    /// In small letters, without accents and apostrophes.
    pub plain: String,
    /// Without its ending, no letter twice in a row.
    pub stem: String,
}

impl Token {
    /// Whether both are the same word, but for its ending or a slip. The first letter is taken to be right.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.stem == other.stem || self.is_slip_of(&other.plain)
    }

    /// Whether one letter is missing, added, wrong or swapped.
    pub(super) fn is_slip_of(&self, word: &str) -> bool {
        let is_long = |text: &str| text.chars().nth(MIN_SLIP - 1).is_some();
        is_long(&self.plain)
            && is_long(word)
            && self.plain.chars().next() == word.chars().next()
            && strsim::osa_distance(&self.plain, word) <= 1
    }

    pub(super) fn is_number(&self) -> bool {
        self.plain.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The words of `text`, in their order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let english = Stemmer::create(Algorithm::English);
    let russian = Stemmer::create(Algorithm::Russian);
    let mut tokens: Vec<Token> = Vec::new();
    let mut push = |plain: &str| {
        let plain = without_runs(plain, 3);
        let plain = without_echo(&plain);
        let stemmer = if is_russian(&plain) {
            &russian
        } else {
            &english
        };
        let stem = without_runs(&stemmer.stem(&plain), 2);
        let token = Token { plain, stem };
        if tokens.last() != Some(&token) {
            tokens.push(token);
        }
    };
    for word in plain_words(text).split(' ').filter(|word| !word.is_empty()) {
        if word.chars().any(is_han) {
            each_han_apart(word, &mut push);
        } else {
            push(word);
        }
    }
    tokens
}

/// "g20是" as "g20" and "是".
fn each_han_apart(word: &str, push: &mut impl FnMut(&str)) {
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let end = if is_han(first) {
            first.len_utf8()
        } else {
            rest.find(is_han).unwrap_or(rest.len())
        };
        push(&rest[..end]);
        rest = &rest[end..];
    }
}

/// One letter in place of `least` or more of it in a row. Numbers stay as they are.
fn without_runs(word: &str, least: usize) -> String {
    let mut kept = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let mut count = 1;
        while rest.peek() == Some(&c) {
            rest.next();
            count += 1;
        }
        let is_run = count >= least && !c.is_numeric();
        kept.extend(std::iter::repeat_n(c, if is_run { 1 } else { count }));
    }
    kept
}

/// "hahahaha" as "haha".
fn without_echo(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let echoes = |unit: usize| {
        letters.len() >= 3 * unit
            && letters.len().is_multiple_of(unit)
            && letters.chunks(unit).all(|chunk| *chunk == letters[..unit])
            && letters.iter().all(|c| c.is_alphabetic())
    };
    match (2..=3).find(|unit| echoes(*unit)) {
        Some(unit) => letters[..2 * unit].iter().collect(),
        None => word.to_owned(),
    }
}

/// Where `phrase` stands in `text`, word by word.
pub(super) fn find(text: &[Token], phrase: &[Token]) -> Option<usize> {
    let is_here = |window: &[Token]| {
        window
            .iter()
            .zip(phrase)
            .all(|(one, other)| one.is_like(other))
    };
    text.windows(phrase.len().max(1)).position(is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn letters_and_syllables_that_are_held_down_count_once() {
        assert_eq!(stems("Hiiii"), stems("hi"));
        assert_eq!(stems("hellooo"), stems("hello"));
        assert_eq!(stems("hahahaha"), stems("haha"));
        assert_eq!(stems("哈哈哈"), stems("哈"));
        assert_eq!(stems("blah blah blah"), stems("blah"));
        assert_eq!(stems("2000"), ["2000"]);
    }

    #[test]
    fn a_phrase_is_found_with_a_slip_and_not_across_other_words() {
        let text = tokens("put them side by sdie, please");
        assert!(
            find(&text, &tokens("side by side")).is_none(),
            "too short a word"
        );
        let text = tokens("give me a remindre of it");
        assert_eq!(find(&text, &tokens("reminder")), Some(3));
        assert!(find(&text, &tokens("give a")).is_none());
    }
}
