//! `declined.toml`: whole questions that no page answers, so that what is like them is declined.

use schemars::JsonSchema;
use serde::Deserialize;

/// `declined.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Declined {
    /// One table a kind of questions.
    #[serde(default, rename = "declined")]
    pub kinds: Vec<DeclinedQuestions>,
}

/// Questions of one kind that no page answers. What is nearer to one of them than to what the pages say is declined.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclinedQuestions {
    /// What they have in common, for whoever edits the file.
    #[schemars(length(min = 1, max = 60))]
    pub kind: String,
    /// As people asked them. The names in them stand for any name.
    // Of a question, 400 characters are read.
    #[schemars(length(min = 1), inner(length(min = 1, max = 400)))]
    pub questions: Vec<String>,
}
