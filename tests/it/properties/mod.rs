//! What holds whatever the files, the words and the buttons are. The cases are chosen by chance, but the same each time.

mod custom_ids;
mod mutilated;
mod pages;
pub(crate) mod rendered;
mod words;

use proptest::test_runner::{Config, RngSeed};

/// So many cases, the same on every machine and every day.
fn cases(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(20_190_606),
        failure_persistence: None,
        ..Config::default()
    }
}
