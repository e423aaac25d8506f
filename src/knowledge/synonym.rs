//! `synonyms.toml`: other words for those of the statements, by which questions are understood.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `synonyms.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Synonyms {
    /// One table a meaning.
    #[serde(default, rename = "synonym")]
    pub synonyms: Vec<Synonym>,
}

/// Other ways to say a thing. They help to understand a question, and are never shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// Words that the statements use.
    #[schemars(length(min = 1, max = 60))]
    pub means: String,
    /// Words that people use for it.
    #[schemars(length(min = 1, max = 60), inner(length(min = 1, max = 60)))]
    pub says: Vec<String>,
}
