//! What several suites share.

pub(crate) mod folder;
pub(crate) mod judge;
pub(crate) mod model;
#[path = "../../../crates/practice-discord/tests/it/support/practice.rs"]
#[allow(dead_code, reason = "the practice Discord's own tests use the rest")]
pub(crate) mod practice;
