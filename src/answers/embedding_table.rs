//! The table of word pieces and their rows, looked up where it lies in the program: nothing of it is copied, and only
//! the pages of memory that are read are held.

use std::cmp::Ordering;
use std::ops::Range;

const MAGIC: &[u8] = b"EMB2";
/// What the pieces begin with that continue a word.
const CONTINUES: &[u8] = b"##";

/// A table as `model/make_model.py` writes it: `EMB2`, the number of dimensions, the number of pieces; where each piece
/// ends and its row; the pieces in the order of their bytes; a scale for each row, and the rows, 8 bits a dimension.
/// Whole numbers have 32 bits, the lowest first.
pub(super) struct EmbeddingTable {
    dimensions: usize,
    ends: &'static [u8],
    row_of: &'static [u8],
    pieces: &'static [u8],
    scales: &'static [u8],
    rows: &'static [u8],
    /// Where the pieces are that continue a word.
    continuations: Range<usize>,
}

/// Where in a word a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Beginning,
    Continuation,
}

impl EmbeddingTable {
    /// None if `bytes` are not such a table.
    pub(super) fn read(mut bytes: &'static [u8]) -> Option<Self> {
        let mut take = |count: usize| -> Option<&'static [u8]> {
            let (taken, rest) = bytes.split_at_checked(count)?;
            bytes = rest;
            Some(taken)
        };
        if take(MAGIC.len())? != MAGIC {
            return None;
        }
        let dimensions = number(take(4)?, 0);
        let count = number(take(4)?, 0);
        let ends = take(4 * count)?;
        let row_of = take(4 * count)?;
        let pieces = take(number(ends, count.checked_sub(1)?))?;
        let mut table = Self {
            dimensions,
            ends,
            row_of,
            pieces,
            scales: take(4 * count)?,
            rows: take(dimensions * count)?,
            continuations: 0..0,
        };
        let first = table.first_not_before(0..count, |piece| piece.cmp(CONTINUES));
        let behind = table.first_not_before(first..count, |piece| {
            if piece.starts_with(CONTINUES) {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        });
        table.continuations = first..behind;
        Some(table)
    }

    /// How many numbers a row has.
    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The numbers of a row, and by what each is to be multiplied.
    pub(super) fn row(&self, row: u32) -> (&'static [u8], f32) {
        let row = row as usize;
        let scale = self.scales[4 * row..4 * row + 4].try_into();
        let scale = scale.map(f32::from_le_bytes).unwrap_or_default();
        (
            &self.rows[row * self.dimensions..(row + 1) * self.dimensions],
            scale,
        )
    }

    /// The longest piece that `text` begins with: how many bytes it has, and its row.
    pub(super) fn longest(&self, text: &str, place: Place) -> Option<(usize, u32)> {
        let (mut within, skipped) = match place {
            Place::Beginning => (0..self.ends.len() / 4, 0),
            Place::Continuation => (self.continuations.clone(), CONTINUES.len()),
        };
        let mut text = text.as_bytes();
        // Whatever `text` begins with stands before it in the order of bytes, and the nearest that stands before it has
        // at least as many bytes in common with it as the piece that is looked for.
        while !text.is_empty() {
            let behind = self.first_not_before(within.clone(), |piece| {
                piece[skipped..].cmp(text).then(Ordering::Less)
            });
            let nearest = behind.checked_sub(1).filter(|at| within.contains(at))?;
            let piece = &self.piece(nearest)[skipped..];
            let common = piece.iter().zip(text).take_while(|(a, b)| a == b).count();
            if common == piece.len() && common > 0 && self.stands_at(nearest, place) {
                return u32::try_from(number(self.row_of, nearest))
                    .ok()
                    .map(|row| (common, row));
            }
            within.end = nearest;
            text = &text[..common];
        }
        None
    }

    /// Whether a word of the table is written like this.
    pub(super) fn is_word(&self, plain: &str) -> bool {
        let found = self.longest(plain, Place::Beginning);
        found.is_some_and(|(length, _)| length == plain.len())
    }

    fn stands_at(&self, piece: usize, place: Place) -> bool {
        place == Place::Continuation || !self.continuations.contains(&piece)
    }

    fn piece(&self, at: usize) -> &'static [u8] {
        let begin = at.checked_sub(1).map_or(0, |last| number(self.ends, last));
        &self.pieces[begin..number(self.ends, at)]
    }

    /// The first of the pieces `within` that `order` does not call less.
    fn first_not_before(
        &self,
        within: Range<usize>,
        order: impl Fn(&'static [u8]) -> Ordering,
    ) -> usize {
        let Range { mut start, mut end } = within;
        while start < end {
            let middle = start.midpoint(end);
            match order(self.piece(middle)) {
                Ordering::Less => start = middle + 1,
                Ordering::Equal | Ordering::Greater => end = middle,
            }
        }
        start
    }
}

/// The whole number at this place of a list; zero behind its end.
fn number(list: &[u8], at: usize) -> usize {
    let bytes = list
        .get(4 * at..4 * at + 4)
        .and_then(|four| four.try_into().ok());
    bytes.map_or(0, |four| u32::from_le_bytes(four) as usize)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::answers::embedding::EmbeddingModel;

    /// All prefixes tried, the longest first.
    fn plainly(pieces: &HashMap<&[u8], usize>, text: &str, place: Place) -> Option<usize> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let begins: &[u8] = match place {
            Place::Beginning => b"",
            Place::Continuation => CONTINUES,
        };
        ends.rev().find(|end| {
            let piece = [begins, &text.as_bytes()[..*end]].concat();
            let continues = place == Place::Beginning
                && piece.starts_with(CONTINUES)
                && piece.len() > CONTINUES.len();
            !continues && pieces.contains_key(piece.as_slice())
        })
    }

    #[test]
    fn the_longest_piece_is_found_as_by_trying_all() {
        let table = EmbeddingModel::shipped().table();
        let count = table.ends.len() / 4;
        let pieces: HashMap<&[u8], usize> = (0..count).map(|at| (table.piece(at), at)).collect();
        assert_eq!(pieces.len(), count, "no piece stands twice");
        let texts = (0..count).step_by(7).flat_map(|at| {
            let (one, other) = (table.piece(at), table.piece(at * 31 % count));
            let one = str::from_utf8(one).unwrap();
            let other = str::from_utf8(other).unwrap();
            [
                format!("{one}{other}"),
                format!("{other}é{one}"),
                one.to_owned(),
            ]
        });
        for text in texts.chain(["#", "##", "###", "##a", "", "中国", "\u{301}"].map(str::to_owned))
        {
            for place in [Place::Beginning, Place::Continuation] {
                let found = table.longest(&text, place);
                let length = found.map(|(length, _)| length);
                assert_eq!(length, plainly(&pieces, &text, place), "{text} {place:?}");
            }
        }
    }

    #[test]
    fn what_is_no_table_is_not_read() {
        for bytes in [
            &b""[..],
            b"EMB1",
            b"EMB2\0\0\0\0\0\0\0\0",
            b"EMB2\x01\0\0\0\xff\0\0\0",
        ] {
            assert!(EmbeddingTable::read(bytes).is_none());
        }
    }
}
