//! A rule of the settings that types cannot express, and that is broken.

use crate::document::Step;

/// A value that breaks a rule. Where it was written is found by [`load`](super::load).
pub(super) struct Violation {
    /// The keys that lead to the value.
    pub path: Vec<Step<'static>>,
    /// What was given and what is allowed.
    pub message: String,
    /// What to do next. None if the message says it.
    pub hint: Option<String>,
}

impl Violation {
    pub(super) fn new(path: &[Step<'static>], message: impl Into<String>) -> Self {
        Self {
            path: path.to_vec(),
            message: message.into(),
            hint: None,
        }
    }

    pub(super) fn with_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }
}
