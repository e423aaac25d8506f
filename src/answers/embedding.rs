//! What a text means, as a direction: a table of word pieces, made of all-MiniLM-L6-v2 by `model/make_model.py`.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

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

/// The table, ready to be looked up.
pub(super) struct EmbeddingModel {
    dimensions: usize,
    places: HashMap<&'static str, usize>,
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
        let mut places = HashMap::with_capacity(count);
        for place in 0..count {
            let length = usize::from(*take(1)?.first()?);
            places.insert(std::str::from_utf8(take(length)?).ok()?, place);
        }
        let scales = take(4 * count)?.chunks_exact(4);
        let scales = scales.map(|bytes| Some(f32::from_le_bytes(bytes.try_into().ok()?)));
        let scales = scales.collect::<Option<Vec<f32>>>()?;
        let rows = take(dimensions * count)?;
        Some(Self {
            dimensions,
            places,
            scales,
            rows,
        })
    }

    /// The direction of a text, of length 1; all zeros if most of its words are unknown.
    pub(super) fn embed(&self, text: &str) -> Vec<f32> {
        let mut sum = vec![0.0; self.dimensions];
        for place in self.pieces(text) {
            let row = &self.rows[place * self.dimensions..(place + 1) * self.dimensions];
            let scale = self.scales[place];
            for (total, value) in sum.iter_mut().zip(row) {
                *total += scale * f32::from(value.cast_signed());
            }
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length > 0.0 {
            for value in &mut sum {
                *value /= length;
            }
        }
        sum
    }

    /// Whether it is a whole word of the table, and so no typo.
    pub(super) fn is_word(&self, plain: &str) -> bool {
        self.places.contains_key(plain)
    }

    /// The rows of a text's pieces; none if most of its words are unknown.
    fn pieces(&self, text: &str) -> Vec<usize> {
        let (mut pieces, mut known, mut unknown) = (Vec::new(), 0, 0);
        for word in words(text) {
            if pieces.len() >= MAX_PIECES {
                break;
            }
            let found = self.word_pieces(&word);
            if word.chars().any(char::is_alphabetic) {
                *(if found.is_empty() {
                    &mut unknown
                } else {
                    &mut known
                }) += 1;
            }
            pieces.extend(found);
        }
        pieces.truncate(MAX_PIECES);
        if unknown > known { Vec::new() } else { pieces }
    }

    /// The rows of the longest pieces that make up a word; none where a piece is missing.
    fn word_pieces(&self, word: &str) -> Vec<usize> {
        let (mut pieces, mut rest) = (Vec::new(), word);
        if word.chars().count() > MAX_WORD {
            return pieces;
        }
        while !rest.is_empty() {
            let mark = if pieces.is_empty() { "" } else { "##" };
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let longest = ends.rev().find_map(|end| {
                let place = self
                    .places
                    .get(format!("{mark}{}", &rest[..end]).as_str())?;
                Some((end, *place))
            });
            let Some((end, place)) = longest else {
                return Vec::new();
            };
            pieces.push(place);
            rest = &rest[end..];
        }
        pieces
    }
}

/// The words and signs of a text: lower case, without accents.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let short: String = text.chars().take(MAX_CHARACTERS).collect();
    let plain = short
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase);
    for c in plain {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            words.push(c.to_string());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
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
