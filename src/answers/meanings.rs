use ndarray::Array2;

/// Directions of many texts, each of one owner, to be held against a question all at once.
pub(super) struct Meanings {
    /// One row a text.
    rows: Array2<f32>,
    /// Whose each row is.
    owners: Vec<usize>,
    count: usize,
}

impl Meanings {
    /// The directions of each owner, in the order of the owners.
    pub(super) fn of(by_owner: impl Iterator<Item = Vec<Vec<f32>>>, dimensions: usize) -> Self {
        let (mut flat, mut owners, mut count) = (Vec::new(), Vec::new(), 0);
        for (owner, directions) in by_owner.enumerate() {
            count = owner + 1;
            for direction in directions {
                flat.extend(direction);
                owners.push(owner);
            }
        }
        let rows = Array2::from_shape_vec((owners.len(), dimensions), flat);
        Self {
            rows: rows.expect("each direction has as many dimensions"),
            owners,
            count,
        }
    }

    /// For each owner, how near the nearest of its texts comes to the nearest of `asked`, from -1 to 1.
    pub(super) fn nearest(&self, asked: &[Vec<f32>]) -> Vec<f32> {
        let dimensions = self.rows.ncols();
        let columns =
            Array2::from_shape_fn((dimensions, asked.len()), |(at, column)| asked[column][at]);
        let products = self.rows.dot(&columns);
        let mut nearest = vec![f32::MIN; self.count];
        for (row, owner) in products.outer_iter().zip(&self.owners) {
            let best = row.iter().copied().fold(f32::MIN, f32::max);
            nearest[*owner] = nearest[*owner].max(best);
        }
        nearest
    }
}
