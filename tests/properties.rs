//! What holds whatever the files, the words and the buttons are. The cases are chosen by chance, but the same each time.

#![cfg(test)]

#[path = "support/folder.rs"]
mod folder;
#[path = "properties/mutilated.rs"]
mod mutilated;
#[path = "properties/pages.rs"]
mod pages;
#[path = "properties/presses.rs"]
mod presses;
#[path = "properties/rendered.rs"]
mod rendered;
#[path = "properties/words.rs"]
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
