//! What a text means, as a direction: a table of word pieces, made of all-MiniLM-L6-v2 by `model/make_model.py`.

use std::sync::LazyLock;

use super::embedding_table::{EmbeddingTable, Place};
use crate::knowledge::each_plain;

static TABLE: &[u8] = include_bytes!("../../model/embedding.bin");

/// Most of a text that is read, in characters: far more than 64 pieces have.
const MAX_CHARACTERS: usize = 2_048;
/// Longest word that is read, in characters, as in the model that the table is made of.
const MAX_WORD: usize = 100;
/// Most pieces that are read: a passage is a sentence or two, and the tail of a long text blurs its direction.
const MAX_PIECES: usize = 64;

/// The directions of texts, by the table of their pieces.
pub(super) struct EmbeddingModel {
    table: EmbeddingTable,
}

impl EmbeddingModel {
    /// The table that the program carries.
    pub(super) fn shipped() -> &'static Self {
        static MODEL: LazyLock<EmbeddingModel> = LazyLock::new(|| {
            let table = EmbeddingTable::read(TABLE);
            let table = table.expect("the table is part of the program, and a test reads it");
            EmbeddingModel { table }
        });
        &MODEL
    }

    #[cfg(test)]
    pub(super) fn table(&self) -> &EmbeddingTable {
        &self.table
    }

    /// How many numbers a direction has.
    pub(super) fn dimensions(&self) -> usize {
        self.table.dimensions()
    }

    /// The direction of a text, of length 1; all zeros if most of its words are unknown.
    pub(super) fn embed(&self, text: &str) -> Vec<f32> {
        let mut pieces = PieceList::default();
        each_word(text, |word| {
            if !pieces.is_full() {
                pieces.push(&self.word_pieces(word));
            }
        });
        let mut sum = vec![0.0; self.dimensions()];
        self.add(pieces.known(), &mut sum);
        normalize(&mut sum);
        sum
    }

    /// Adds the rows of these pieces to `sum`.
    pub(super) fn add(&self, pieces: &[u32], sum: &mut [f32]) {
        for piece in pieces {
            let (row, scale) = self.table.row(*piece);
            for (total, value) in sum.iter_mut().zip(row) {
                *total += scale * f32::from(value.cast_signed());
            }
        }
    }

    /// Whether it is a whole word of the table, and so no typo.
    pub(super) fn is_word(&self, plain: &str) -> bool {
        self.table.is_word(plain)
    }

    /// The longest pieces that make up a word; none where a piece is missing.
    pub(super) fn word_pieces(&self, word: &str) -> WordPieces {
        let has_letters = word.chars().any(char::is_alphabetic);
        let (mut pieces, mut rest) = (Vec::new(), word);
        if word.len() > MAX_WORD && word.chars().count() > MAX_WORD {
            return WordPieces {
                pieces,
                has_letters,
            };
        }
        while !rest.is_empty() {
            let place = if pieces.is_empty() {
                Place::Beginning
            } else {
                Place::Continuation
            };
            let Some((end, row)) = self.table.longest(rest, place) else {
                pieces.clear();
                break;
            };
            pieces.push(row);
            rest = &rest[end..];
        }
        WordPieces {
            pieces,
            has_letters,
        }
    }
}

/// A word as the table knows it.
#[derive(Debug, Clone)]
pub(super) struct WordPieces {
    /// The rows of its pieces; none if the table does not know it.
    pieces: Vec<u32>,
    has_letters: bool,
}

/// The pieces of a text, as far as they are read.
#[derive(Debug, Clone, Default)]
pub(super) struct PieceList {
    pieces: Vec<u32>,
    known_words: usize,
    unknown_words: usize,
}

impl PieceList {
    /// Whether no further word changes anything.
    pub(super) fn is_full(&self) -> bool {
        self.pieces.len() >= MAX_PIECES
    }

    pub(super) fn push(&mut self, word: &WordPieces) {
        if self.is_full() {
            return;
        }
        if word.has_letters {
            *(if word.pieces.is_empty() {
                &mut self.unknown_words
            } else {
                &mut self.known_words
            }) += 1;
        }
        self.pieces.extend(&word.pieces);
        self.pieces.truncate(MAX_PIECES);
    }

    /// The rows of the pieces; none if most of the words are unknown.
    pub(super) fn known(&self) -> &[u32] {
        if self.unknown_words > self.known_words {
            &[]
        } else {
            &self.pieces
        }
    }
}

/// Makes the length of a direction 1, and gives back what it was; zeros stay zeros.
pub(super) fn normalize(direction: &mut [f32]) -> f32 {
    let length = direction
        .iter()
        .map(|value| value * value)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        for value in direction {
            *value /= length;
        }
    }
    length
}

/// The words and signs of a text, one after the other: lower case, without accents.
pub(super) fn each_word(text: &str, mut take: impl FnMut(&str)) {
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
                if !c.is_whitespace() {
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

    /// By `model/make_model.py`, which reads the same table in another language.
    #[test]
    fn directions_are_those_of_the_script_that_made_the_table() {
        let model = EmbeddingModel::shipped();
        let reference = include_str!("../../model/embedding_reference.txt");
        for line in reference.lines() {
            let (text, expected) = line.split_once('\t').unwrap();
            let expected: Vec<f32> = expected
                .split(' ')
                .map(|value| value.parse().unwrap())
                .collect();
            let found = model.embed(text);
            assert_eq!(found.len(), expected.len(), "{text}");
            for (one, other) in found.iter().zip(&expected) {
                assert!((one - other).abs() < 1e-4, "{text}: {one} is not {other}");
            }
        }
    }

    #[test]
    fn any_text_has_a_direction_or_none() {
        let model = EmbeddingModel::shipped();
        for text in [
            "",
            "霍尔木兹",
            "\u{200b}\u{202e}",
            "a\u{301}\u{301}",
            &"x".repeat(100_000),
        ] {
            let length: f32 = model.embed(text).iter().map(|value| value * value).sum();
            assert!(length == 0.0 || (length - 1.0).abs() < 1e-4, "{length}");
        }
    }

    #[test]
    fn what_is_near_in_meaning_is_near() {
        let model = EmbeddingModel::shipped();
        let near = |one: &str, other: &str| {
            super::super::rank::dot(&model.embed(one), &model.embed(other))
        };
        let ships = near(
            "cold northern shipping shortcuts",
            "the Northern Sea Route in the Arctic",
        );
        assert!(
            ships
                > near(
                    "cold northern shipping shortcuts",
                    "the oil law of Venezuela"
                ) + 0.2
        );
    }
}
