//! The JSON Schema of a Rust type, as editors and [`check_shape`](super::check_shape) take it.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::format::TextFormat;

/// The JSON Schema of what is read as a `T`, with nothing referred to elsewhere.
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07()
        .for_deserialize()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(RecursiveTransform(add_text_patterns));
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Adds what [`check_shape`] checks of every text, as a pattern for editors: that it is not blank, unless it may be left
/// empty, and has its format.
fn add_text_patterns(schema: &mut Schema) {
    let is_text = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(|name| name == "string"),
        Some(name) => name == "string",
        None => false,
    };
    if !is_text
        || ["pattern", "const", "enum"]
            .iter()
            .any(|key| schema.get(*key).is_some())
    {
        return;
    }
    let format = schema
        .get("format")
        .and_then(Value::as_str)
        .and_then(TextFormat::from_name);
    let pattern = format.map_or(r"\S", TextFormat::pattern);
    let may_be_empty = schema.get("minLength").is_some_and(|least| *least == 0);
    let pattern = if may_be_empty {
        format!("^$|{pattern}")
    } else {
        pattern.to_owned()
    };
    schema.insert("pattern".to_owned(), pattern.into());
}
