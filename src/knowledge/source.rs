//! `sources.toml`: where the statements come from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{PartialDate, TextFormat};

/// `sources.toml`: one table a source, named by its id.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Sources(pub BTreeMap<String, Source>);

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The outlet, with the wire it copies in brackets.
    #[schemars(length(max = 60))]
    pub publisher: String,
    /// The title, or what it is about.
    #[schemars(length(max = 300))]
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Where it can be read.
    #[serde(default)]
    #[schemars(length(max = 400), schema_with = "optional_web_address_schema")]
    pub url: Option<String>,
    /// How far it can be relied on.
    pub grade: Grade,
    /// What a reader should know of it.
    #[schemars(length(max = 300))]
    pub note: Option<String>,
}

/// How far a source can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Grade {
    /// A government, the UN, a wire service or a major outlet.
    A,
    /// A smaller outlet, state media, or a copy of a wire story.
    B,
    /// A digest or weblog: what rests on it alone is unconfirmed.
    C,
}

fn optional_web_address_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["string", "null"], "format": TextFormat::WebAddress.as_ref() })
}
