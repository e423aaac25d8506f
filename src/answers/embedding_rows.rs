//! Directions of a page's texts, to be held against that of a question: 8 bits a number, compared as whole numbers.

use super::embedding::normalize;

/// How many numbers are multiplied side by side. By trial: with 32 the compiler makes the fewest instructions, of a loop
/// without a fixed length twenty times as many.
const AT_ONCE: usize = 32;

/// Directions of texts, each of one passage.
#[derive(Debug, Default)]
pub(super) struct EmbeddingRows {
    /// One row a text, those of a passage side by side.
    rows: Box<[i8]>,
    /// By what each row is to be multiplied.
    scales: Box<[f32]>,
    /// Where the rows of each passage end.
    ends: Box<[u32]>,
    /// The title of the page, and how each text means together with it; empty where that is not asked.
    title: Option<TitleRow>,
}

/// What is needed to compare "title: text" without a row of its own: the direction of the two together is the sum of
/// theirs, each times its share.
#[derive(Debug)]
struct TitleRow {
    row: Box<[i8]>,
    /// Of each text the share of the title and its own; zeros where it is compared alone only.
    shares: Box<[(f32, f32)]>,
}

/// Collects the directions of a page, passage by passage.
pub(super) struct RowsBuilder {
    rows: Vec<i8>,
    scales: Vec<f32>,
    ends: Vec<u32>,
    title: Option<(Vec<i8>, f32)>,
    shares: Vec<(f32, f32)>,
}

/// The direction of a question, as whole numbers.
pub(super) struct AskedDirection {
    numbers: Vec<i16>,
    scale: f32,
}

impl RowsBuilder {
    /// `title` is the sum of the pieces before each text, if texts are compared together with it as well.
    pub(super) fn new(title: Option<&[f32]>) -> Self {
        Self {
            rows: Vec::new(),
            scales: Vec::new(),
            ends: Vec::new(),
            title: title.map(|sum| {
                let mut row = Vec::with_capacity(sum.len());
                let scale = pack(sum, &mut row);
                (row, scale)
            }),
            shares: Vec::new(),
        }
    }

    /// A text by the sum of its pieces.
    pub(super) fn add(&mut self, sum: &mut [f32]) {
        normalize(sum);
        self.scales.push(pack(sum, &mut self.rows));
        self.shares.push((0.0, 0.0));
    }

    /// A text that is compared alone and together with the title; `with_title` is the sum of both.
    pub(super) fn add_with_title(&mut self, sum: &mut [f32], with_title: &mut [f32]) {
        let own = normalize(sum);
        let both = normalize(with_title).max(f32::MIN_POSITIVE);
        let scale = pack(sum, &mut self.rows);
        let title = self.title.as_ref().map_or(0.0, |(_, scale)| scale / both);
        self.scales.push(scale);
        self.shares.push((title, own * scale / both));
    }

    /// Ends the texts of a passage.
    pub(super) fn end_passage(&mut self) {
        let end = u32::try_from(self.scales.len()).expect("a page has few texts");
        self.ends.push(end);
    }

    pub(super) fn finish(self) -> EmbeddingRows {
        let shares = self.shares;
        let title = self.title.map(|(row, _)| TitleRow {
            row: row.into(),
            shares: shares.into(),
        });
        EmbeddingRows {
            rows: self.rows.into(),
            scales: self.scales.into(),
            ends: self.ends.into(),
            title,
        }
    }
}

impl EmbeddingRows {
    /// For each passage, how near the nearest of its texts comes to the nearest of `asked`, from -1 to 1; written to
    /// `nearest`, whose length is that of the passages.
    pub(super) fn nearest(&self, asked: &[AskedDirection], nearest: &mut [f32]) {
        nearest.fill(f32::MIN);
        for asked in asked {
            let dimensions = asked.numbers.len();
            let title = self
                .title
                .as_ref()
                .map(|title| to_f32(product(&title.row, &asked.numbers)));
            let mut rows = self.rows.chunks_exact(dimensions);
            let mut begin = 0;
            for (best, end) in nearest.iter_mut().zip(&self.ends) {
                let end = *end as usize;
                for at in begin..end {
                    let Some(row) = rows.next() else { return };
                    let own = to_f32(product(row, &asked.numbers));
                    *best = best.max(own * self.scales[at] * asked.scale);
                    let with_title = self.title.as_ref().zip(title);
                    if let Some((shares, title)) =
                        with_title.map(|(row, title)| (row.shares[at], title))
                        && shares != (0.0, 0.0)
                    {
                        *best = best.max((title * shares.0 + own * shares.1) * asked.scale);
                    }
                }
                begin = end;
            }
        }
    }
}

impl AskedDirection {
    pub(super) fn of(direction: &[f32]) -> Self {
        let most = largest(direction);
        let scale = (most / f32::from(i16::MAX)).max(f32::MIN_POSITIVE);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "no number is larger than the scale allows"
        )]
        let numbers = direction.iter().map(|value| (value / scale).round() as i16);
        Self {
            numbers: numbers.collect(),
            scale,
        }
    }
}

/// Adds a direction with 8 bits a number to `rows`; gives by what it is to be multiplied.
fn pack(direction: &[f32], rows: &mut Vec<i8>) -> f32 {
    let most = largest(direction);
    let scale = (most / f32::from(i8::MAX)).max(f32::MIN_POSITIVE);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no number is larger than the scale allows"
    )]
    rows.extend(direction.iter().map(|value| (value / scale).round() as i8));
    scale
}

fn largest(direction: &[f32]) -> f32 {
    direction
        .iter()
        .fold(0.0, |most: f32, value| most.max(value.abs()))
}

/// The product of a row and a direction. It fits: 192 numbers of 8 and 16 bits come to less than 31 bits.
fn product(row: &[i8], asked: &[i16]) -> i32 {
    let (rows, asked) = (row.chunks_exact(AT_ONCE), asked.chunks_exact(AT_ONCE));
    let rest = part(rows.remainder(), asked.remainder());
    rows.zip(asked)
        .map(|(row, asked)| part(row, asked))
        .sum::<i32>()
        + rest
}

/// Widened to 16 bits first, as processors multiply and add pairs of those in one instruction.
fn part(row: &[i8], asked: &[i16]) -> i32 {
    let products = row.iter().zip(asked);
    let products = products.map(|(row, asked)| i32::from(i16::from(*row)) * i32::from(*asked));
    products.sum()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "what is lost is a ten-millionth"
)]
fn to_f32(product: i32) -> f32 {
    product as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: &[f32], expected: &[f32]) {
        for (one, other) in found.iter().zip(expected) {
            assert!((one - other).abs() < 0.01, "{found:?}");
        }
    }

    #[test]
    fn the_nearest_text_of_each_passage_counts() {
        let mut rows = RowsBuilder::new(None);
        for texts in [
            vec![[1.0, 0.0], [0.0, 1.0]],
            vec![[0.6, 0.8]],
            vec![[0.0, 0.0]],
        ] {
            for mut text in texts {
                rows.add(&mut text);
            }
            rows.end_passage();
        }
        let mut nearest = [0.0; 3];
        let asked = [[0.0, 1.0], [-1.0, 0.0]].map(|asked| AskedDirection::of(&asked));
        rows.finish().nearest(&asked, &mut nearest);
        close(&nearest, &[1.0, 0.8, 0.0]);
    }

    #[test]
    fn a_text_and_its_title_are_compared_as_one_text_would_be() {
        let (title, text) = ([3.0, 0.0, 1.0], [1.0, 2.0, 0.0]);
        let mut both = [4.0, 2.0, 1.0];
        let mut rows = RowsBuilder::new(Some(&title));
        rows.add_with_title(&mut text.clone(), &mut both.clone());
        rows.end_passage();
        let rows = rows.finish();
        normalize(&mut both);
        let mut nearest = [0.0];
        rows.nearest(&[AskedDirection::of(&both)], &mut nearest);
        close(&nearest, &[1.0]);
    }

    #[test]
    fn a_product_is_that_of_the_numbers_one_by_one() {
        for length in [0, 1, 15, 16, 17, 192] {
            let row: Vec<i8> = (0..length)
                .map(|at| i8::try_from(at * 37 % 255 - 127).unwrap())
                .collect();
            let asked: Vec<i16> = (0..length)
                .map(|at| i16::try_from(at * 7919 % 65_535 - 32_767).unwrap())
                .collect();
            let plainly: i32 = row
                .iter()
                .zip(&asked)
                .map(|(a, b)| i32::from(*a) * i32::from(*b))
                .sum();
            assert_eq!(product(&row, &asked), plainly);
        }
    }
}
