//! What several suites share.

pub(crate) mod practice;
pub(crate) mod serenity_bot;
