//! `[assistant]`: a language model that may reword an answer, if the operator wants one.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{Span, SpanRelativeTo, ToSpan as _};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::rules::Violation;
use super::spans::{read_span, span_schema, write_span};
use crate::document::TextFormat;
use crate::http::is_followed_by_a_query;

/// The variable that holds the key.
pub(super) const KEY_VARIABLE: &str = "ATTACHE_ASSISTANT_KEY";
/// In less, no model is done; after more, whoever asked has gone.
const TIMEOUTS: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(30);

/// A language model that may reword an answer; off unless `url` is set.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssistantConfig {
    /// An OpenAI-compatible address, with its version: `http://127.0.0.1:8080/v1`. Empty is off.
    #[schemars(schema_with = "optional_service_address_schema")]
    pub url: String,
    /// The name of the model, as the server knows it.
    #[schemars(schema_with = "optional_name_schema")]
    pub model: String,
    /// A file that holds the key and nothing else. The variable `ATTACHE_ASSISTANT_KEY` goes before it; a server on this
    /// machine mostly needs none.
    pub key_file: Option<PathBuf>,
    /// How long an answer may wait for it, 1s to 30s; after that the answer is given as it was found.
    #[schemars(schema_with = "span_schema")]
    #[serde(serialize_with = "write_span", deserialize_with = "read_span")]
    pub timeout: Span,
    /// How much it may write, in tokens.
    #[schemars(range(min = 64, max = 4096))]
    pub max_tokens: u32,
    /// The key from the variable; it is in no file.
    #[serde(skip)]
    pub key: Option<ApiKey>,
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

/// The key by which the server knows us. Its `Debug` does not show it, and memory that held it is wiped.
#[derive(Debug, Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// The key in `text`, without the blanks around it. None if nothing is left, or it cannot be sent in a header.
    pub fn parse(text: &str) -> Option<Self> {
        let key = text.trim();
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_graphic());
        is_key.then(|| Self(key.into()))
    }

    /// The key itself, for the header that carries it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl AssistantConfig {
    /// Whether the operator wants one.
    pub fn is_on(&self) -> bool {
        !self.url.is_empty()
    }

    /// How long an answer may wait, a day being 24 hours.
    pub fn max_wait(&self) -> Duration {
        let length = self
            .timeout
            .to_duration(SpanRelativeTo::days_are_24_hours());
        let length = length.ok().and_then(|length| length.try_into().ok());
        length.unwrap_or(Duration::MAX)
    }

    pub(super) fn violations(&self) -> Vec<Violation> {
        let mut violations = Vec::new();
        if !TIMEOUTS.contains(&self.max_wait()) {
            violations.push(Violation::new(
                &["assistant".into(), "timeout".into()],
                format!("`timeout` is {:#}; allowed are 1s to 30s", self.timeout),
            ));
        }
        if self.is_on() && self.model.trim().is_empty() {
            let hint =
                "give the name by which the server knows the model, such as `model = \"llama3.1\"`";
            let path = ["assistant".into(), "url".into()];
            let violation = Violation::new(&path, "`url` has no `model` beside it");
            violations.push(violation.with_hint(Some(hint.to_owned())));
        }
        if is_followed_by_a_query(&self.url) {
            let path = ["assistant".into(), "url".into()];
            let message = "`url` has a `?` or `#` in it; paths are put behind it";
            violations.push(Violation::new(&path, message));
        }
        violations
    }
}

pub(super) fn optional_service_address_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": TextFormat::ServiceAddress.as_ref(), "minLength": 0 })
}

fn optional_name_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "minLength": 0, "maxLength": 100 })
}
