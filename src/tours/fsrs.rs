//! When something that was learned is likely to be forgotten: the memory model FSRS-6 with its published default parameters.
//!
//! Formulas and parameters: <https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm#fsrs-6>. The order of the
//! floating-point operations is that of the crate `fsrs` 6.6.2 (BSD-3-Clause), so that the results are its results, bit for
//! bit; a test holds them against a table that was computed with it. Only what a tour needs is here: the grades *again* and
//! *good*, and no training of parameters.

/// The default parameters of FSRS-6, `w[0]` to `w[20]`.
const W: [f32; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
/// The least and the greatest stability, in days: a minute and a half, and a century.
const STABILITY: (f32, f32) = (0.001, 36_500.0);
/// The least and the greatest difficulty.
const DIFFICULTY: (f32, f32) = (1.0, 10.0);
/// The recall that stability is defined by: after that many days, the answer is known with this probability.
const RECALL_AT_STABILITY: f32 = 0.9;

/// How an answer went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grade {
    /// Wrong. FSRS calls it "again", 1 of 4.
    Again,
    /// Right. FSRS calls it "good", 3 of 4.
    Good,
}

/// What is assumed of a learner's memory of one answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Memory {
    /// After how many days the answer is still known with a probability of 0.9.
    pub(super) stability: f32,
    /// How hard it is to learn, from 1 to 10.
    pub(super) difficulty: f32,
}

impl Memory {
    /// The memory after the first answer to a question.
    pub(super) fn first(grade: Grade) -> Self {
        let stability = W[grade.number() - 1];
        Self {
            stability: stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: initial_difficulty(grade.number()).clamp(DIFFICULTY.0, DIFFICULTY.1),
        }
    }

    /// The memory after another answer, `days` after the last one. None if the result is no number, which only follows
    /// from a memory that is none.
    pub(super) fn after(self, grade: Grade, days: u32) -> Option<Self> {
        let stability = self.stability.clamp(STABILITY.0, STABILITY.1);
        let difficulty = self.difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1);
        #[expect(clippy::cast_precision_loss, reason = "FSRS computes in f32")]
        let days = days as f32;
        let next_stability = if days == 0.0 {
            same_day_stability(stability, grade)
        } else {
            let recall = recall(days, stability);
            match grade {
                Grade::Again => stability_after_miss(stability, difficulty, recall),
                Grade::Good => stability_after_recall(stability, difficulty, recall),
            }
        };
        let next = Self {
            stability: next_stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: next_difficulty(difficulty, grade).clamp(DIFFICULTY.0, DIFFICULTY.1),
        };
        (next.stability.is_finite() && next.difficulty.is_finite()).then_some(next)
    }

    /// After how many days, fractions included, the answer is known with the probability `recall`, which is above 0 and
    /// below 1.
    pub(super) fn interval(self, recall: f32) -> f32 {
        self.stability / curve_factor() * (recall.powf(1.0 / decay()) - 1.0)
    }
}

impl Grade {
    /// FSRS's number of it, from 1 to 4.
    fn number(self) -> usize {
        match self {
            Self::Again => 1,
            Self::Good => 3,
        }
    }
}

/// The exponent of the forgetting curve.
fn decay() -> f32 {
    -W[20]
}

/// Makes the forgetting curve pass through [`RECALL_AT_STABILITY`] when as many days have passed as the stability says.
fn curve_factor() -> f32 {
    (RECALL_AT_STABILITY.ln() / decay()).exp() - 1.0
}

/// The probability that the answer is still known after `days`.
fn recall(days: f32, stability: f32) -> f32 {
    (days / stability * curve_factor() + 1.0).powf(decay())
}

fn stability_after_recall(stability: f32, difficulty: f32, recall: f32) -> f32 {
    let growth = W[8].exp()
        * (11.0 - difficulty)
        * stability.powf(-W[9])
        * (((1.0 - recall) * W[10]).exp() - 1.0);
    stability * (growth + 1.0)
}

fn stability_after_miss(stability: f32, difficulty: f32, recall: f32) -> f32 {
    let forgotten = W[11]
        * difficulty.powf(-W[12])
        * ((stability + 1.0).powf(W[13]) - 1.0)
        * ((1.0 - recall) * W[14]).exp();
    forgotten.min(stability / (W[17] * W[18]).exp())
}

/// For a second answer on the same day, when nothing can have been forgotten.
fn same_day_stability(stability: f32, grade: Grade) -> f32 {
    let growth = match grade {
        Grade::Again => (W[17] * (-2.0 + W[18])).exp() * stability.powf(-W[19]),
        Grade::Good => ((W[17] * W[18]).exp() * stability.powf(-W[19])).max(1.0),
    };
    stability * growth
}

fn initial_difficulty(grade: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "from 0 to 3")]
    let steps = (grade - 1) as f32;
    W[4] - (W[5] * steps).exp() + 1.0
}

fn next_difficulty(difficulty: f32, grade: Grade) -> f32 {
    let change = match grade {
        Grade::Again => -W[6] * -2.0,
        Grade::Good => -W[6] * 0.0,
    };
    // The nearer to 10, the less a miss adds; and all drift slowly towards the difficulty of a first easy answer.
    let damped = difficulty + (10.0 - difficulty) * change / 9.0;
    W[7] * (initial_difficulty(4) - damped) + damped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stability, difficulty and interval at a recall of 0.9.
    type Expected = (f32, f32, f32);

    /// A memory and the days since the last answer; what follows from a miss; what follows from a right answer. Computed with
    /// the crate `fsrs` 6.6.2 (`FSRS::default().next_states`, fields `again` and `good`), printed with all digits of an f32.
    const REFERENCE: [((f32, f32, u32), Expected, Expected); 12] = [
        (
            (0.212, 6.4133, 0),
            (0.083_356_72, 8.806_304, 0.083_356_72),
            (0.246_689_19, 6.402_115, 0.246_689_17),
        ),
        (
            (0.212, 6.4133, 1),
            (0.100_885_89, 8.806_304, 0.100_885_89),
            (1.886_788_1, 6.402_115, 1.886_788_1),
        ),
        (
            (2.3065, 2.1181, 2),
            (0.607_580_1, 7.394_500_7, 0.607_580_1),
            (10.964_345, 2.11121, 10.964_345),
        ),
        (
            (2.3065, 2.1181, 0),
            (0.775_083_9, 7.394_500_7, 0.775_083_9),
            (2.3065, 2.11121, 2.3065),
        ),
        (
            (1.0, 5.0, 3),
            (0.367_796_12, 8.341_763, 0.367_796_12),
            (7.392_402, 4.990_228, 7.392_402),
        ),
        (
            (5.0, 9.9, 5),
            (0.914_337_34, 9.952_358, 0.914_337_34),
            (7.26628, 9.885_328, 7.26628),
        ),
        (
            (12.5, 1.0, 30),
            (1.929_072_6, 7.026_989_5, 1.929_072_6),
            (89.91635, 1.0, 89.91635),
        ),
        (
            (20.925_528, 7.005_062, 21),
            (1.943_947_4, 9.000_813, 1.943_947_4),
            (48.13142, 6.993_285, 48.13142),
        ),
        (
            (53.62691, 6.357_486_7, 60),
            (2.946_658_4, 8.787_959, 2.946_658_4),
            (128.41278, 6.346_358, 128.41278),
        ),
        (
            (100.0, 8.0, 10),
            (3.161_174_3, 9.327_842, 3.161_174_3),
            (110.38166, 7.987_228_4, 110.38166),
        ),
        (
            (0.001, 10.0, 1),
            (0.001, 9.985_229, 0.001),
            (0.015_047_367, 9.985_229, 0.015_047_367),
        ),
        (
            (36_500.0, 1.0, 3650),
            (22.522_854, 7.026_989_5, 22.522_854),
            (36_500.0, 1.0, 36_500.0),
        ),
    ];

    #[test]
    fn the_results_are_those_of_the_crate_fsrs() {
        for ((stability, difficulty, days), again, good) in REFERENCE {
            let before = Memory {
                stability,
                difficulty,
            };
            for (grade, expected) in [(Grade::Again, again), (Grade::Good, good)] {
                let after = before.after(grade, days).unwrap();
                assert_near(after, expected);
            }
        }
        assert_near(Memory::first(Grade::Again), (0.212, 6.4133, 0.212));
        assert_near(Memory::first(Grade::Good), (2.3065, 2.118_104, 2.3065));
    }

    /// The last digit of `powf` and `exp` is the platform's; on x86-64 Linux all bits are equal.
    fn assert_near(memory: Memory, expected: Expected) {
        let found = (memory.stability, memory.difficulty, memory.interval(0.9));
        let is_near = |a: f32, b: f32| (a - b).abs() <= b * 1e-6;
        let are_near = is_near(found.0, expected.0)
            && is_near(found.1, expected.1)
            && is_near(found.2, expected.2);
        assert!(are_near, "{found:?} in place of {expected:?}");
    }

    #[test]
    fn what_is_no_memory_has_no_next() {
        let broken = Memory {
            stability: f32::NAN,
            difficulty: 5.0,
        };
        assert_eq!(broken.after(Grade::Good, 3), None);
    }
}
