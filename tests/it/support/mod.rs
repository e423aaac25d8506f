//! What several suites share.

pub(crate) mod model;

pub(crate) use test_support::folder;
