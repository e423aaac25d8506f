//! What a text means, as a direction: a table of word pieces, made of all-MiniLM-L6-v2 by `model/make_model.py`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::knowledge::each_plain;

/// `EMB1`, the number of dimensions, the number of pieces, the pieces with their lengths, a scale for each, and the
/// rows: 8 bits a dimension.
static TABLE: &[u8] = include_bytes!("../../model/embedding.bin");

/// Most of a text that is read, in characters: far more than 64 pieces have.
const MAX_CHARACTERS: usize = 2_048;
/// Longest word that is read, in characters, as in the model that the table is made of.
const MAX_WORD: usize = 100;
/// Most pieces that are read: a passage is a sentence or two, and the tail of a long text blurs its direction.
const MAX_PIECES: usize = 64;
const MAGIC: &[u8] = b"EMB1";
/// What the pieces begin with that continue a word.
const CONTINUES: &str = "##";

/// The table, ready to be looked up.
pub(super) struct EmbeddingModel {
    dimensions: usize,
    /// The pieces that a word can begin with, and those that continue one, by their letters.
    beginnings: HashMap<&'static str, u32>,
    continuations: HashMap<&'static str, u32>,
    /// How many bytes the longest piece has.
    longest: usize,
    scales: Vec<f32>,
    rows: &'static [u8],
}

impl EmbeddingModel {
    /// The table that the program carries.
    pub(super) fn shipped() -> &'static Self {
        static MODEL: LazyLock<EmbeddingModel> = LazyLock::new(|| {
            EmbeddingModel::read(TABLE)
                .expect("the table is part of the program, and a test reads it")
        });
        &MODEL
    }

    /// How many numbers a direction has.
    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// None if `bytes` are not such a table.
    fn read(mut bytes: &'static [u8]) -> Option<Self> {
        let mut take = |count: usize| -> Option<&'static [u8]> {
            let (taken, rest) = bytes.split_at_checked(count)?;
            bytes = rest;
            Some(taken)
        };
        let number = |bytes: &[u8]| -> Option<usize> {
            usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
        };
        if take(MAGIC.len())? != MAGIC {
            return None;
        }
        let dimensions = number(take(4)?)?;
        let count = number(take(4)?)?;
        let mut beginnings = HashMap::with_capacity(count);
        let mut continuations = HashMap::new();
        let mut longest = 0;
        for place in 0..u32::try_from(count).ok()? {
            let length = usize::from(*take(1)?.first()?);
            let piece = std::str::from_utf8(take(length)?).ok()?;
            longest = longest.max(piece.len());
            match piece
                .strip_prefix(CONTINUES)
                .filter(|rest| !rest.is_empty())
            {
                Some(rest) => continuations.insert(rest, place),
                None => beginnings.insert(piece, place),
            };
        }
        let scales = take(4 * count)?.chunks_exact(4);
        let scales = scales.map(|bytes| Some(f32::from_le_bytes(bytes.try_into().ok()?)));
        let scales = scales.collect::<Option<Vec<f32>>>()?;
        let rows = take(dimensions * count)?;
        Some(Self {
            dimensions,
            beginnings,
            continuations,
            longest,
            scales,
            rows,
        })
    }

    /// The direction of a text, of length 1; all zeros if most of its words are unknown.
    pub(super) fn embed(&self, text: &str) -> Vec<f32> {
        let mut pieces = PieceList::default();
        each_word(text, |word| {
            if !pieces.is_full() {
                pieces.push(&self.word_pieces(word));
            }
        });
        let mut sum = vec![0.0; self.dimensions];
        self.add(pieces.known(), &mut sum);
        normalize(&mut sum);
        sum
    }

    /// Adds the rows of these pieces to `sum`.
    pub(super) fn add(&self, pieces: &[u32], sum: &mut [f32]) {
        for place in pieces {
            let place = *place as usize;
            let row = &self.rows[place * self.dimensions..(place + 1) * self.dimensions];
            let scale = self.scales[place];
            for (total, value) in sum.iter_mut().zip(row) {
                *total += scale * f32::from(value.cast_signed());
            }
        }
    }

    /// Whether it is a whole word of the table, and so no typo.
    pub(super) fn is_word(&self, plain: &str) -> bool {
        self.beginnings.contains_key(plain)
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
            let known = if pieces.is_empty() {
                &self.beginnings
            } else {
                &self.continuations
            };
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let longest = ends.rev().skip_while(|end| *end > self.longest);
            let mut found = longest.filter_map(|end| Some((end, *known.get(&rest[..end])?)));
            let Some((end, place)) = found.next() else {
                pieces.clear();
                break;
            };
            pieces.push(place);
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
