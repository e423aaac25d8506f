//! Holds a document against a JSON Schema, as far as our own types make use of one, and reports everything at once.
//!
//! A general checker such as the crate `jsonschema` would lose the line and column of each value.

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::format::TextFormat;
use super::format_check::check_format;
use super::parsed::Document;
use super::problem::Problem;
use super::spelling::nearest;

/// Everything in `document` that `schema` does not allow, from its top to its end.
pub fn check_shape(document: &Document<'_>, schema: &Value) -> Vec<Problem> {
    let mut checker = ShapeChecker {
        document,
        problems: Vec::new(),
    };
    checker.table(document.root.get_ref(), document.root.span().start, schema);
    checker.problems.sort();
    checker.problems
}

impl Document<'_> {
    /// Holds the document against `schema`: unknown keys, missing keys, wrong types, texts too long.
    pub fn check(&self, schema: &Value) -> Vec<Problem> {
        check_shape(self, schema)
    }
}

struct ShapeChecker<'d, 't> {
    document: &'d Document<'t>,
    problems: Vec<Problem>,
}

impl ShapeChecker<'_, '_> {
    fn report(&mut self, offset: usize, message: String, nearest: Option<&str>) {
        self.problems.push(
            self.document
                .problem_at(offset, message)
                .did_you_mean(nearest),
        );
    }

    fn table(&mut self, table: &DeTable<'_>, offset: usize, schema: &Value) {
        let no_properties = Map::new();
        let properties = schema
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&no_properties);
        let others = schema
            .get("additionalProperties")
            .filter(|others| others.is_object());
        for (key, value) in table {
            let name: &str = key.get_ref();
            if let Some(schema) = properties.get(name).or(others) {
                self.value(name, value, schema);
                continue;
            }
            let known = nearest(name, properties.keys().map(String::as_str));
            let allowed = if known.is_some() {
                String::new()
            } else {
                list_of(properties.keys())
            };
            self.report(
                key.span().start,
                format!("unknown key `{name}`{allowed}"),
                known,
            );
        }
        for required in schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let Some(required) = required.as_str() else {
                continue;
            };
            if !table.iter().any(|(key, _)| key.get_ref() == required) {
                self.report(offset, format!("the key `{required}` is missing"), None);
            }
        }
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, schema: &Value) {
        let offset = value.span().start;
        if let Some(allowed) = choices(schema) {
            return self.choice(name, value, &allowed);
        }
        match (expected_type(schema), value.get_ref()) {
            ("object", DeValue::Table(table)) => self.table(table, offset, schema),
            ("array", DeValue::Array(items)) => {
                self.count(name, offset, items.len(), schema);
                for item in items {
                    self.value(name, item, &schema["items"]);
                }
            }
            ("string", DeValue::String(text)) => self.text(name, offset, text, schema),
            ("string", DeValue::Datetime(date)) if has_date(schema) => {
                self.text(name, offset, &date.to_string(), schema);
            }
            ("integer" | "number", DeValue::Integer(number)) => {
                // Written in decimals too if it was not: `0x5B` is a latitude past the pole.
                let (digits, radix) = (number.as_str().replace('_', ""), number.radix());
                let decimal = i64::from_str_radix(&digits, radix).map(|number| number.to_string());
                self.range(name, offset, &decimal.unwrap_or(digits), schema);
            }
            ("number", DeValue::Float(number)) => {
                self.range(name, offset, &number.as_str().replace('_', ""), schema);
            }
            ("boolean", DeValue::Boolean(_)) | ("anything", _) => {}
            (expected, given) => self.report(
                offset,
                format!(
                    "`{name}` is {}, it must be {}",
                    plain(given.type_str()),
                    plain(expected)
                ),
                None,
            ),
        }
    }

    fn choice(&mut self, name: &str, value: &Spanned<DeValue<'_>>, allowed: &[&str]) {
        let offset = value.span().start;
        match value.get_ref() {
            DeValue::String(given) if allowed.contains(&given.as_ref()) => {}
            DeValue::String(given) => self.report(
                offset,
                format!("`{name}` is `{given}`{}", list_of(allowed)),
                nearest(given, allowed.iter().copied()),
            ),
            other => self.report(
                offset,
                format!(
                    "`{name}` is {}{}",
                    plain(other.type_str()),
                    list_of(allowed)
                ),
                None,
            ),
        }
    }

    fn text(&mut self, name: &str, offset: usize, text: &str, schema: &Value) {
        let length = text.chars().count() as u64;
        let format = schema["format"].as_str().and_then(TextFormat::from_name);
        let may_be_empty = schema["minLength"] == 0 || format.is_some_and(TextFormat::may_be_empty);
        if text.is_empty() && may_be_empty {
            // The same as left out.
        } else if text.trim().is_empty() {
            self.report(offset, format!("`{name}` is empty"), None);
        } else if let Some(most) = schema["maxLength"].as_u64().filter(|most| length > *most) {
            self.report(
                offset,
                format!("`{name}` has {length} characters, at most {most} fit"),
                None,
            );
        } else if let Some(format) = format
            && let Err(why) = check_format(format, text)
        {
            self.report(offset, why, None);
        }
    }

    fn count(&mut self, name: &str, offset: usize, count: usize, schema: &Value) {
        let count = count as u64;
        if let Some(least) = schema["minItems"].as_u64().filter(|least| count < *least) {
            self.report(
                offset,
                format!("`{name}` has {count} entries, it needs {least} or more"),
                None,
            );
        }
        if let Some(most) = schema["maxItems"].as_u64().filter(|most| count > *most) {
            self.report(
                offset,
                format!("`{name}` has {count} entries, at most {most} are allowed"),
                None,
            );
        }
    }

    fn range(&mut self, name: &str, offset: usize, number: &str, schema: &Value) {
        let Ok(value) = number.parse::<f64>() else {
            return;
        };
        let (least, most) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
        let too_small = least.is_some_and(|least| value < least);
        let too_large = most.is_some_and(|most| value > most);
        if too_small || too_large || value.is_nan() {
            let bound =
                |bound: Option<f64>| bound.map_or_else(|| "any".to_owned(), |b| b.to_string());
            self.report(
                offset,
                format!(
                    "`{name}` is {number}, allowed are {} to {}",
                    bound(least),
                    bound(most)
                ),
                None,
            );
        }
    }
}

/// The type a schema asks for, leaving out the `null` that stands for an optional key.
fn expected_type(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null")
            .unwrap_or("anything"),
        _ => "anything",
    }
}

fn has_date(schema: &Value) -> bool {
    [TextFormat::PartialDate, TextFormat::When]
        .iter()
        .any(|format| schema["format"] == format.as_ref())
}

/// The words a choice allows, whether they are listed bare or each with a description.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let variants = schema["oneOf"]
        .as_array()
        .or_else(|| schema["anyOf"].as_array())?;
    Some(
        variants
            .iter()
            .flat_map(|variant| match variant["const"].as_str() {
                Some(word) => vec![word],
                None => choices(variant).unwrap_or_default(),
            })
            .collect(),
    )
}

fn list_of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let names: Vec<String> = names
        .into_iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    format!("; allowed are {}", names.join(", "))
}

fn plain(type_name: &str) -> &str {
    match type_name {
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "float" | "number" => "a number",
        "boolean" => "`true` or `false`",
        "datetime" => "a date",
        "array" => "a list in `[ ]`",
        "table" | "object" => "a table",
        other => other,
    }
}
