//! Directions of many texts, to be held against that of a question all at once.

use ndarray::{Array2, ArrayView2};

/// How many rows are unpacked at a time: unpacked, all rows would take four times the memory.
const CHUNK: usize = 1_024;

/// Directions of many texts, each of one owner, kept with 8 bits a number.
pub(super) struct EmbeddingIndex {
    dimensions: usize,
    /// One row a text.
    rows: Vec<i8>,
    /// By what each row was divided.
    scales: Vec<f32>,
    /// The owner of each row, as its place among the owners.
    owners: Vec<usize>,
    /// How many owners there are.
    count: usize,
}

impl EmbeddingIndex {
    /// The directions of each owner, in the order of the owners.
    pub(super) fn of(by_owner: impl Iterator<Item = Vec<Vec<f32>>>, dimensions: usize) -> Self {
        let mut index = Self {
            dimensions,
            rows: Vec::new(),
            scales: Vec::new(),
            owners: Vec::new(),
            count: 0,
        };
        for (owner, directions) in by_owner.enumerate() {
            index.count = owner + 1;
            for direction in directions {
                index.add(owner, &direction);
            }
        }
        index.rows.shrink_to_fit();
        index
    }

    fn add(&mut self, owner: usize, direction: &[f32]) {
        let most = direction
            .iter()
            .fold(0.0, |most: f32, value| most.max(value.abs()));
        let scale = (most / f32::from(i8::MAX)).max(f32::MIN_POSITIVE);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "no number is larger than the scale allows"
        )]
        self.rows
            .extend(direction.iter().map(|value| (value / scale).round() as i8));
        self.scales.push(scale);
        self.owners.push(owner);
    }

    /// For each owner, how near the nearest of its texts comes to the nearest of `asked`, from -1 to 1.
    pub(super) fn nearest(&self, asked: &[Vec<f32>]) -> Vec<f32> {
        let columns = Array2::from_shape_fn((self.dimensions, asked.len()), |(at, column)| {
            asked[column][at]
        });
        let mut nearest = vec![f32::MIN; self.count];
        let mut unpacked = Vec::with_capacity(CHUNK * self.dimensions);
        for (chunk, packed) in self.rows.chunks(CHUNK * self.dimensions).enumerate() {
            unpacked.clear();
            unpacked.extend(packed.iter().map(|value| f32::from(*value)));
            let shape = (packed.len() / self.dimensions, self.dimensions);
            let rows = ArrayView2::from_shape(shape, &unpacked).expect("whole rows");
            let products = rows.dot(&columns);
            for (at, row) in products.outer_iter().enumerate() {
                let at = chunk * CHUNK + at;
                let best = row.iter().copied().fold(f32::MIN, f32::max) * self.scales[at];
                let owner = self.owners[at];
                nearest[owner] = nearest[owner].max(best);
            }
        }
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_text_of_each_owner_counts() {
        let of = |x: f32, y: f32| vec![x, y];
        let owners = [
            vec![of(1.0, 0.0), of(0.0, 1.0)],
            vec![of(0.6, 0.8)],
            vec![of(0.0, 0.0)],
        ];
        let index = EmbeddingIndex::of(owners.into_iter(), 2);
        let nearest = index.nearest(&[of(0.0, 1.0), of(-1.0, 0.0)]);
        for (found, expected) in nearest.iter().zip([1.0, 0.8, 0.0]) {
            assert!((found - expected).abs() < 0.01, "{nearest:?}");
        }
    }
}
