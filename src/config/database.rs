//! `[database]`: where alerts, subscriptions and tours are kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The database for what outlives the process: alerts, subscriptions, tours.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseConfig {
    /// `sqlite://FILE`, or `postgres://…`, which several processes can share.
    pub url: String,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            url: "sqlite://attache.db".to_owned(),
        }
    }
}
