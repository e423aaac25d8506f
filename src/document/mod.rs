//! A TOML file that can be checked: read with care, held against its schema, every problem with its place.
//!
//! Both the knowledge and the configuration are documents. The rules of a format are written once, as Rust types; their
//! JSON Schema is what editors complete from and what [`shape`] checks, so the two cannot drift apart.

mod date;
mod format;
mod problem;
mod read;
mod shape;
mod spelling;
mod when;

pub use date::PartialDate;
pub use format::Format;
pub use problem::{Place, Problem};
pub use read::{MAX_FILE_BYTES, read_text};
pub use shape::check_shape;
pub use spelling::nearest;
pub use when::{Precision, When};

use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step on the way to a value inside a document.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// Into the value of a key.
    Key(&'a str),
    /// Into the item of an array, counted from 0.
    Item(usize),
}

impl<'a> From<&'a str> for Step<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

/// A parsed file that remembers where each value stands.
#[derive(Debug)]
pub struct Document<'t> {
    path: &'t Path,
    text: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Document<'t> {
    /// Parses `text`.
    ///
    /// # Errors
    /// The first place where `text` is not TOML. Those after it are mostly its echo: one bracket that is missing makes
    /// the rest of the file look wrong.
    pub fn parse(path: &'t Path, text: &'t str) -> Result<Self, Problem> {
        DeTable::parse(text)
            .map(|root| Self { path, text, root })
            .map_err(|error| {
                let place = Place::at(text, error.span().map_or(0, |span| span.start));
                Problem::new(
                    path,
                    place,
                    format!("this is not TOML: {}", error.message()),
                )
            })
    }

    /// The file this was read from.
    pub fn path(&self) -> &'t Path {
        self.path
    }

    /// Holds the document against `schema`: unknown keys, missing keys, wrong types, texts too long.
    pub fn check(&self, schema: &Value) -> Vec<Problem> {
        check_shape(self, schema)
    }

    /// The document as a value of `T`. To be called once [`Document::check`] found nothing.
    ///
    /// # Errors
    /// What the schema of `T` could not tell, with its place.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        T::deserialize(toml::de::Deserializer::from(self.root.clone())).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            self.problem_at(offset, error.message())
        })
    }

    /// A problem with the value at `path`; where `path` leads nowhere, with the nearest value on the way.
    pub fn problem(&self, path: &[Step<'_>], message: impl Into<String>) -> Problem {
        let mut offset = self.root.span().start;
        let mut here: Option<&DeValue<'_>> = None;
        for step in path {
            let next = match (step, here) {
                (Step::Key(key), None) => self.root.get_ref().get(*key),
                (Step::Key(key), Some(DeValue::Table(table))) => table.get(*key),
                (Step::Item(item), Some(DeValue::Array(array))) => array.get(*item),
                _ => None,
            };
            let Some(next) = next else { break };
            offset = next.span().start;
            here = Some(next.get_ref());
        }
        self.problem_at(offset, message)
    }

    fn problem_at(&self, offset: usize, message: impl Into<String>) -> Problem {
        Problem::new(self.path, Place::at(self.text, offset), message)
    }
}

/// The JSON Schema of what is read as a `T`, with nothing referred to elsewhere.
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07()
        .for_deserialize()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(RecursiveTransform(say_what_texts_hold));
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// No text is blank, unless it may be left empty, and none is out of its format. [`check_shape`] knows; an editor has to be told by a pattern.
fn say_what_texts_hold(schema: &mut Schema) {
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
        .and_then(Format::named);
    let pattern = format.map_or(r"\S", Format::pattern);
    let may_be_empty = schema.get("minLength").is_some_and(|least| *least == 0);
    let pattern = if may_be_empty {
        format!("^$|{pattern}")
    } else {
        pattern.to_owned()
    };
    schema.insert("pattern".to_owned(), pattern.into());
}
