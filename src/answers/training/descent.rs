//! Fits weights by going downhill, step by step (Adam), with a penalty on large ones.

use crate::answers::meaning::WHOLE;
use crate::answers::weights::{Head, Kind};

/// How far a weight is drawn back to 0: by trial on parts of the tuning questions.
const PENALTY_OF_SIGNS: f32 = 0.0005;
const PENALTY_OF_HEADS: f32 = 0.002;
/// A question that is wrongly declined is worse than an answer beside it, which readers see at once: it has its page above it.
const REFUSED_COUNTS: f32 = 2.4;
const STEPS_OF_SIGNS: u16 = 600;
const STEPS_OF_HEADS: u16 = 250;

/// One of several rows is chosen; some are right.
pub(super) struct Choice<const N: usize> {
    pub rows: Vec<[f32; N]>,
    pub right: Vec<usize>,
}

/// Adam: <https://arxiv.org/abs/1412.6980>, with its usual figures but the step.
struct Descent {
    step: f32,
    mean: Vec<f32>,
    square: Vec<f32>,
    count: i32,
}

impl Descent {
    fn new(count: usize, step: f32) -> Self {
        Self {
            step,
            mean: vec![0.0; count],
            square: vec![0.0; count],
            count: 0,
        }
    }

    fn go(&mut self, weights: &mut [f32], gradient: &[f32]) {
        self.count += 1;
        let (first, second) = (0.9_f32, 0.999_f32);
        let of_first = 1.0 - first.powi(self.count);
        let of_second = 1.0 - second.powi(self.count);
        for (at, slope) in gradient.iter().enumerate() {
            self.mean[at] = first * self.mean[at] + (1.0 - first) * slope;
            self.square[at] = second * self.square[at] + (1.0 - second) * slope * slope;
            let by = (self.square[at] / of_second).sqrt() + 1e-8;
            weights[at] -= self.step * (self.mean[at] / of_first) / by;
        }
    }
}

/// The weights under which the right rows are likeliest.
pub(super) fn fit_choices<const N: usize>(choices: &[Choice<N>]) -> [f32; N] {
    let mut weights = [0.0; N];
    let mut descent = Descent::new(N, 0.05);
    for _ in 0..STEPS_OF_SIGNS {
        let runs = crate::cores::in_runs(choices, |run| {
            let mut sum = [0.0; N];
            for choice in run {
                add_slope(choice, &weights, &mut sum);
            }
            sum
        });
        let mut gradient = weights.map(|weight| PENALTY_OF_SIGNS * weight);
        for run in runs {
            for (total, slope) in gradient.iter_mut().zip(run) {
                *total += slope / count(choices.len());
            }
        }
        descent.go(&mut weights, &gradient);
    }
    weights
}

fn add_slope<const N: usize>(choice: &Choice<N>, weights: &[f32; N], slope: &mut [f32; N]) {
    let times = |row: &[f32; N]| -> f32 { row.iter().zip(weights).map(|(a, b)| a * b).sum() };
    let scores: Vec<f32> = choice.rows.iter().map(times).collect();
    let most = scores.iter().fold(f32::MIN, |most, one| most.max(*one));
    let likelihoods: Vec<f32> = scores.iter().map(|one| (one - most).exp()).collect();
    let all: f32 = likelihoods.iter().sum();
    let right: f32 = choice.right.iter().map(|at| likelihoods[*at]).sum();
    let right = right.max(f32::MIN_POSITIVE);
    for (row, likelihood) in choice.rows.iter().zip(&likelihoods) {
        for (total, sign) in slope.iter_mut().zip(row) {
            *total += likelihood / all * sign;
        }
    }
    for at in &choice.right {
        for (total, sign) in slope.iter_mut().zip(&choice.rows[*at]) {
            *total -= likelihoods[*at] / right * sign;
        }
    }
}

/// A row, whether it is one of those that are wanted, and what it counts.
type Judged<R> = (R, bool, f32);

/// The weights that part rows best; both sides count as much.
pub(super) fn fit_yes_or_no<const N: usize>(rows: &[Judged<[f32; N]>]) -> [f32; N] {
    let mut weights = [0.0; N];
    let mut descent = Descent::new(N, 0.05);
    let balance = balance(rows);
    for _ in 0..STEPS_OF_SIGNS {
        let mut gradient = weights.map(|weight| 4.0 * PENALTY_OF_SIGNS * weight);
        for (row, is_yes, counts) in rows {
            let sum: f32 = row.iter().zip(&weights).map(|(a, b)| a * b).sum();
            let off = sigmoid(sum) - f32::from(u8::from(*is_yes));
            let by = off * counts * balance[usize::from(*is_yes)];
            for (total, sign) in gradient.iter_mut().zip(row) {
                *total += by * sign;
            }
        }
        descent.go(&mut weights, &gradient);
    }
    weights
}

/// A direction that parts meanings best; both sides count as much.
pub(super) fn fit_head(rows: &[Judged<Vec<f32>>]) -> Head {
    let mut weights = vec![0.0; WHOLE + 1];
    let mut descent = Descent::new(WHOLE + 1, 0.1);
    let balance = balance(rows);
    for _ in 0..STEPS_OF_HEADS {
        let mut gradient: Vec<f32> = weights.iter().map(|one| PENALTY_OF_HEADS * one).collect();
        gradient[WHOLE] = 0.0;
        for (row, is_yes, counts) in rows {
            let off = sigmoid(sum_of(row, &weights)) - f32::from(u8::from(*is_yes));
            add_row(
                row,
                off * counts * balance[usize::from(*is_yes)],
                &mut gradient,
            );
        }
        descent.go(&mut weights, &gradient);
    }
    head(&weights)
}

/// A direction for each kind, by which the kinds of meanings are likeliest.
pub(super) fn fit_heads(rows: &[(Vec<f32>, [f32; Kind::COUNT], f32)]) -> Vec<Head> {
    let of_kind = WHOLE + 1;
    let mut weights = vec![0.0; Kind::COUNT * of_kind];
    let mut descent = Descent::new(weights.len(), 0.1);
    let all: f32 = rows.iter().map(|(.., counts)| counts).sum();
    for _ in 0..STEPS_OF_HEADS {
        let mut gradient: Vec<f32> = weights.iter().map(|one| PENALTY_OF_HEADS * one).collect();
        for (row, kinds, counts) in rows {
            let mut sums = [0.0; Kind::COUNT];
            for (sum, own) in sums.iter_mut().zip(weights.chunks_exact(of_kind)) {
                *sum = sum_of(row, own);
            }
            let most = sums.iter().fold(f32::MIN, |most, one| most.max(*one));
            let likelihoods = sums.map(|one| (one - most).exp());
            let sum: f32 = likelihoods.iter().sum();
            let own = gradient.chunks_exact_mut(of_kind);
            for ((own, likelihood), kind) in own.zip(likelihoods).zip(kinds) {
                add_row(row, (likelihood / sum - kind) * counts / all, own);
            }
        }
        descent.go(&mut weights, &gradient);
    }
    weights.chunks_exact(of_kind).map(head).collect()
}

fn head(weights: &[f32]) -> Head {
    Head {
        bias: weights[WHOLE],
        numbers: weights[..WHOLE].to_vec(),
    }
}

fn sum_of(row: &[f32], weights: &[f32]) -> f32 {
    let products = row.iter().zip(weights);
    weights[WHOLE] + products.map(|(a, b)| a * b).sum::<f32>()
}

fn add_row(row: &[f32], by: f32, gradient: &mut [f32]) {
    for (total, value) in gradient.iter_mut().zip(row) {
        *total += by * value;
    }
    gradient[WHOLE] += by;
}

/// What a row of each side counts: what is wrongly refused counts [`REFUSED_COUNTS`] times what is wrongly given.
fn balance<R>(rows: &[Judged<R>]) -> [f32; 2] {
    [false, true].map(|side| {
        let of_side = rows.iter().filter(|(_, is_yes, _)| *is_yes == side);
        let sum: f32 = of_side.map(|(.., counts)| counts).sum();
        let side = if side { REFUSED_COUNTS } else { 1.0 };
        side / (1.0 + REFUSED_COUNTS) / sum.max(f32::MIN_POSITIVE)
    })
}

fn sigmoid(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

#[expect(clippy::cast_precision_loss, reason = "some hundreds")]
fn count(of: usize) -> f32 {
    of as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_right_from_wrong_gets_the_weight() {
        let choice = |right: usize| {
            let mut rows = vec![[0.0, 0.3], [0.0, 0.9], [0.0, 0.1]];
            rows[right][0] = 1.0;
            Choice {
                rows,
                right: vec![right],
            }
        };
        let [tells, tells_nothing] = fit_choices(&[choice(0), choice(1), choice(2)]);
        assert!(
            tells > 1.0 && tells_nothing.abs() < 0.2 * tells,
            "{tells} {tells_nothing}"
        );
        let rows = [([1.0, 0.2], true, 1.0), ([1.0, -0.2], false, 1.0)];
        let [_, sign] = fit_yes_or_no(&rows);
        assert!(sign > 1.0);
    }
}
