//! What several test binaries share: databases on either server, knowledge folders, subscriptions, what the outbox promises, and
//! the questions of `tests/questions.jsonl`.
//!
//! A helper that one binary needs stays in that binary (`tests/it/support`, `tests/simulation` …).
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

pub mod alerts;
pub mod database;
pub mod disk;
pub mod folder;
pub mod outbox;
pub mod questions;
pub mod summits;
