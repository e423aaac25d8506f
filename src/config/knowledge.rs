//! `[knowledge]`: where the knowledge is, and when it is read again.

use std::path::PathBuf;

use jiff::{Span, ToSpan as _};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::spans::{read_span, span_schema, write_span};

/// Where the knowledge is, and when it is read again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct KnowledgeConfig {
    /// The folder; a relative one is looked for in the folder where the program was started.
    pub dir: PathBuf,
    /// Whether a saved file is in use at once, without `/attache reload`.
    pub watch: bool,
    /// A page whose newest fact is older says so first.
    #[schemars(schema_with = "span_schema")]
    #[serde(serialize_with = "write_span", deserialize_with = "read_span")]
    pub stale_after: Span,
}

impl Default for KnowledgeConfig {
    fn default() -> Self {
        Self {
            dir: PathBuf::from("knowledge"),
            watch: true,
            // Half a year: what China and Russia do together changes from one round of summits to the next.
            stale_after: 180.days(),
        }
    }
}
