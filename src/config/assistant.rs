//! `[assistant]`: a language model that may reword an answer, if the operator wants one.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{Span, SpanRelativeTo, ToSpan as _};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::{duration, read_span, write_span};
use crate::document::Format;

/// The variable that holds the key.
pub(super) const KEY_VARIABLE: &str = "ATTACHE_ASSISTANT_KEY";
/// Shorter, and no model is done; longer, and whoever asked has gone.
const TIMEOUTS: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(30);

/// A language model that may reword an answer; off unless `url` is set.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssistantConfig {
    /// An OpenAI-compatible address, with its version: `http://127.0.0.1:8080/v1`. Empty is off.
    #[schemars(schema_with = "web_address_or_nothing")]
    pub url: String,
    /// The name of the model, as the server knows it.
    #[schemars(schema_with = "name_or_nothing")]
    pub model: String,
    /// A file that holds the key and nothing else. The variable `ATTACHE_ASSISTANT_KEY` goes before it; a server on this
    /// machine mostly needs none.
    pub key_file: Option<PathBuf>,
    /// How long an answer may wait for it, 1s to 30s; after that it is given as it was found.
    #[schemars(schema_with = "duration")]
    #[serde(serialize_with = "write_span", deserialize_with = "read_span")]
    pub timeout: Span,
    /// How much it may write, in tokens.
    #[schemars(range(min = 64, max = 4096))]
    pub max_tokens: u32,
    /// The key from the variable; it stands in no file.
    #[serde(skip)]
    pub key: Option<Key>,
}

impl Default for AssistantConfig {
    fn default() -> Self {
        Self {
            url: String::new(),
            model: String::new(),
            key_file: None,
            timeout: 4.seconds(),
            max_tokens: 600,
            key: None,
        }
    }
}

/// What the server is asked with. Never shown, in no log and no error.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key in `text`, unless there is none or it cannot be one.
    pub fn of(text: &str) -> Option<Self> {
        let key = text.trim();
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_graphic());
        is_key.then(|| Self(key.to_owned()))
    }

    /// For the header that carries it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl AssistantConfig {
    /// Whether there is one.
    pub fn is_on(&self) -> bool {
        !self.url.is_empty()
    }

    /// How long an answer may wait.
    pub fn limit(&self) -> Duration {
        let length = self
            .timeout
            .to_duration(SpanRelativeTo::days_are_24_hours());
        let length = length.ok().and_then(|length| length.try_into().ok());
        length.unwrap_or(Duration::MAX)
    }

    /// What is wrong with `timeout`.
    pub(super) fn wrong_timeout(&self) -> Option<String> {
        let given = self.timeout;
        (!TIMEOUTS.contains(&self.limit()))
            .then(|| format!("`timeout` is {given:#}; allowed are 1s to 30s"))
    }

    /// Whether nobody said which model is meant. The name may come from elsewhere than the address.
    pub(super) fn is_nameless(&self) -> bool {
        self.is_on() && self.model.trim().is_empty()
    }
}

fn web_address_or_nothing(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": Format::Uri.name(), "minLength": 0 })
}

fn name_or_nothing(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "minLength": 0, "maxLength": 100 })
}
