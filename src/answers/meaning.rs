//! What a text means, in numbers: directions, of which only the angle between two counts.

/// How many numbers the direction of a whole text has.
pub(super) const WHOLE: usize = 384;
/// How many that of a word piece has.
pub(super) const PIECE: usize = 96;

/// A direction, with 8 bits a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Direction {
    numbers: Box<[i8]>,
    /// 1 by its length; 0 if it has none.
    per_length: f32,
}

/// The directions of the word pieces of a text, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PieceDirections {
    numbers: Box<[i8]>,
    per_length: Box<[f32]>,
    width: usize,
}

/// What a text means: as a whole, and piece by piece.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    pub whole: Direction,
    pub pieces: PieceDirections,
}

/// Of a text that means nothing to the model.
impl Default for Meaning {
    fn default() -> Self {
        Self {
            whole: Direction::of(vec![0; WHOLE].into()),
            pieces: PieceDirections::of(Box::default(), PIECE),
        }
    }
}

impl Direction {
    pub(super) fn rounded(values: &[f32]) -> Self {
        Self::of(rounded(values))
    }

    pub(super) fn of(numbers: Box<[i8]>) -> Self {
        Self {
            per_length: per_length(&numbers),
            numbers,
        }
    }

    pub(super) fn numbers(&self) -> &[i8] {
        &self.numbers
    }

    /// The cosine of the angle to another, from -1 to 1; 0 if either has no length.
    pub(super) fn nearness(&self, other: &Self) -> f32 {
        product(&self.numbers, &other.numbers) * self.per_length * other.per_length
    }

    /// The same numbers with length 1.
    pub(super) fn unit(&self) -> impl Iterator<Item = f32> {
        self.numbers
            .iter()
            .map(|value| f32::from(*value) * self.per_length)
    }
}

impl PieceDirections {
    pub(super) fn rounded(values: &[f32], width: usize) -> Self {
        let rows = values.chunks_exact(width).map(rounded);
        Self::of(rows.flatten().collect(), width)
    }

    pub(super) fn of(numbers: Box<[i8]>, width: usize) -> Self {
        Self {
            per_length: numbers.chunks_exact(width).map(per_length).collect(),
            numbers,
            width,
        }
    }

    pub(super) fn numbers(&self) -> &[i8] {
        &self.numbers
    }

    /// How near each piece of these comes to some piece of `others`, as a mean from -1 to 1; 0 if there are none.
    pub(super) fn best_match(&self, others: &Self) -> f32 {
        let mut sum = 0.0;
        let mut count = 0_u16;
        for (row, per_length) in self.rows() {
            let near = others
                .rows()
                .map(|(other, by)| product(row, other) * by)
                .fold(f32::MIN, f32::max);
            if near > f32::MIN {
                sum += near * per_length;
                count += 1;
            }
        }
        sum / f32::from(count.max(1))
    }

    fn rows(&self) -> impl Iterator<Item = (&[i8], f32)> {
        self.numbers
            .chunks_exact(self.width)
            .zip(self.per_length.iter().copied())
    }
}

/// 8 bits a number, the largest at 127.
#[expect(
    clippy::cast_possible_truncation,
    reason = "at most 127 by the line before"
)]
fn rounded(values: &[f32]) -> Box<[i8]> {
    let most = values
        .iter()
        .fold(0.0_f32, |most, value| most.max(value.abs()));
    let scale = if most > 0.0 { 127.0 / most } else { 0.0 };
    values
        .iter()
        .map(|value| (value * scale).round() as i8)
        .collect()
}

fn per_length(numbers: &[i8]) -> f32 {
    let square = product(numbers, numbers);
    if square > 0.0 {
        square.sqrt().recip()
    } else {
        0.0
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "384 products of 14 bits are below 2^23"
)]
fn product(one: &[i8], other: &[i8]) -> f32 {
    let products = one.iter().zip(other);
    products
        .map(|(a, b)| i32::from(*a) * i32::from(*b))
        .sum::<i32>() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_angle_counts() {
        let of = |values: &[f32]| Direction::rounded(values);
        assert!((of(&[1.0, 0.0]).nearness(&of(&[5.0, 0.0])) - 1.0).abs() < 1e-6);
        assert!(of(&[1.0, 0.0]).nearness(&of(&[0.0, 3.0])).abs() < 1e-6);
        assert!((of(&[1.0, 1.0]).nearness(&of(&[-2.0, -2.0])) + 1.0).abs() < 1e-6);
        assert!(of(&[0.0, 0.0]).nearness(&of(&[1.0, 0.0])).abs() < 1e-6);
    }

    #[test]
    fn each_piece_counts_by_the_one_that_it_comes_nearest_to() {
        let of = |values: &[f32]| PieceDirections::rounded(values, 2);
        let asked = of(&[1.0, 0.0, 0.0, 1.0]);
        assert!((asked.best_match(&of(&[0.0, 9.0, 9.0, 0.0, 1.0, 1.0])) - 1.0).abs() < 1e-6);
        assert!((asked.best_match(&of(&[3.0, 0.0])) - 0.5).abs() < 1e-6);
        assert!(asked.best_match(&of(&[])).abs() < 1e-6);
    }
}
