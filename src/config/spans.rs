//! How a length of time such as `180d` is written in the settings.

use jiff::Span;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serializer, de};

use crate::document::TextFormat;

pub(super) fn span_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": TextFormat::Span.as_ref() })
}

pub(super) fn write_span<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format!("{span:#}"))
}

pub(super) fn read_span<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(de::Error::custom)
}
