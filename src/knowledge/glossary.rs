//! `glossary.toml`: the words of the trade.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plain::plain_name;
use crate::document::PartialDate;

/// `glossary.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Glossary {
    /// One table a term.
    #[serde(default, rename = "term")]
    pub terms: Vec<Term>,
}

/// A word of the trade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word or phrase itself.
    #[schemars(length(max = 60))]
    pub name: String,
    /// Its other spellings.
    #[serde(default)]
    #[schemars(length(max = 30), inner(length(max = 60)))]
    pub aliases: Vec<String>,
    /// What it means, in one to three sentences.
    #[schemars(length(max = 600))]
    pub text: String,
    /// Ids of the hotspots whose pages list it.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub hotspots: Vec<String>,
    /// When it was used like that.
    pub as_of: PartialDate,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 5))]
    pub sources: Vec<String>,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

impl Term {
    /// Its name in the plain form that links and buttons use.
    pub fn id(&self) -> String {
        plain_name(&self.name).replace(' ', "-")
    }
}
