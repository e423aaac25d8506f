//! What several suites share.

pub(crate) mod model;
#[path = "../../../crates/practice-discord/tests/it/support/practice.rs"]
#[allow(dead_code, reason = "the practice Discord's own tests use the rest")]
pub(crate) mod practice;

pub(crate) use test_support::folder;
