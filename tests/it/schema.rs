//! The schemas beside the files are those the program checks by, so that an editor underlines what `attache check` refuses.

use std::fs;
use std::path::Path;

use attache::cli::schema::schema_files;
use attache::document::{Document, PartialDate};
use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::support::folder::{root, toml_files};

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    for (path, expected) in schema_files() {
        let committed = fs::read_to_string(root().join(&path)).unwrap_or_default();
        assert!(
            committed == expected,
            "{} is not what the program checks by; `cargo run -- schema --write` mends it",
            path.display()
        );
    }
}

#[test]
fn every_shipped_file_names_its_schema() {
    for file in shipped_files() {
        let text = fs::read_to_string(&file).unwrap();
        let named =
            schema_named_in(&text).unwrap_or_else(|| panic!("{} names no schema", file.display()));
        let schema = file.parent().unwrap().join(named);
        let schema = schema.canonicalize().unwrap_or_else(|error| {
            panic!("{} names {named}, and {error}", file.display());
        });
        let is_ours = schema_files()
            .iter()
            .any(|(path, _)| schema == root().join(path));
        assert!(
            is_ours,
            "{} names {named}, which no command writes",
            file.display()
        );
    }
}

#[test]
fn an_editor_finds_nothing_wrong_with_a_shipped_file() {
    for file in shipped_files() {
        let text = fs::read_to_string(&file).unwrap();
        let schema = file.parent().unwrap().join(schema_named_in(&text).unwrap());
        let schema: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
        let found: Vec<String> = editor(&schema)
            .iter_errors(&as_json(&text))
            .map(|error| error.to_string())
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", file.display());
    }
}

/// What an editor underlines and what the program refuses, by the schema and the change to a sound file.
const BROKEN: [(&str, &str, &str, &str); 17] = [
    ("an unknown key", "hotspot", "[[position]]", "[[positon]]"),
    ("a missing key", "hotspot", "summary = \"s\"", ""),
    (
        "a missing list of sources",
        "hotspot",
        "sources = [\"tass\"]",
        "",
    ),
    (
        "an empty list of sources",
        "hotspot",
        "sources = [\"tass\"]",
        "sources = []",
    ),
    ("a wrong type", "hotspot", "name = \"n\"", "name = 1"),
    (
        "a wrong word",
        "hotspot",
        "actor = \"china\"",
        "actor = \"chian\"",
    ),
    (
        "a word that is a number",
        "hotspot",
        "actor = \"china\"",
        "actor = 1",
    ),
    (
        "a latitude out of range",
        "hotspot",
        "latitude = 1",
        "latitude = 90.1",
    ),
    (
        "a date of no kind",
        "hotspot",
        "as_of = 2019-06-05",
        "as_of = \"June 2019\"",
    ),
    (
        "a day that is not in the calendar",
        "hotspot",
        "as_of = 2019-06-05",
        "as_of = \"2019-02-29\"",
    ),
    (
        "a date with a time",
        "hotspot",
        "as_of = 2019-06-05",
        "as_of = 2019-06-05T10:00:00",
    ),
    (
        "an empty text",
        "hotspot",
        "summary = \"s\"",
        "summary = \"\"",
    ),
    (
        "a text of blanks",
        "hotspot",
        "summary = \"s\"",
        "summary = \"\"\"\n  \"\"\"",
    ),
    (
        "one choice only",
        "hotspot",
        "choices = [\"a\", \"b\"]",
        "choices = [\"a\"]",
    ),
    ("an answer of 0", "hotspot", "answer = 1", "answer = 0"),
    (
        "an address that breaks a link",
        "sources",
        "https://a.b",
        "https://a.b)",
    ),
    (
        "a length of time of no kind",
        "config",
        "180d",
        "half a year",
    ),
];

const SOUND: [(&str, &str); 3] = [
    (
        "hotspot",
        r#"
name = "n"
summary = "s"
location = { latitude = 1, longitude = 1.5 }
[[position]]
actor = "china"
text = "t"
as_of = 2019-06-05
sources = ["tass"]
[[alignment]]
stance = "opposed"
reason = "r"
as_of = "2019"
sources = ["reuters"]
[[quiz]]
question = "q"
choices = ["a", "b"]
answer = 1
why = "w"
as_of = 2019-06-05
sources = ["tass"]
"#,
    ),
    (
        "sources",
        "[tass]\npublisher = \"TASS\"\ngrade = \"A\"\nurl = \"https://a.b\"\n",
    ),
    ("config", "[knowledge]\nstale_after = \"180d\"\n"),
];

#[test]
fn an_editor_and_the_program_refuse_the_same() {
    for (name, text) in SOUND {
        assert_eq!(verdicts(name, text), (true, true), "the sound {name}");
    }
    for (what, name, sound, broken) in BROKEN {
        let (_, text) = SOUND.into_iter().find(|(known, _)| *known == name).unwrap();
        assert!(text.contains(sound), "{what}");
        assert_eq!(
            verdicts(name, &text.replace(sound, broken)),
            (false, false),
            "{what}"
        );
    }
}

#[test]
fn both_sides_of_a_limit_are_the_same_for_both() {
    let (_, text) = SOUND[0];
    for (length, is_sound) in [(600, true), (601, false)] {
        let reason = format!("reason = \"{}\"", "北".repeat(length));
        let text = text.replace("reason = \"r\"", &reason);
        assert_eq!(
            verdicts("hotspot", &text),
            (is_sound, is_sound),
            "{length} characters"
        );
    }
}

/// Whether an editor, and whether the program, finds `text` in order.
fn verdicts(schema: &str, text: &str) -> (bool, bool) {
    let (_, schema) = schema_files()
        .into_iter()
        .find(|(path, _)| {
            path.ends_with(format!("{schema}.json"))
                || (schema == "config" && path.starts_with("config"))
        })
        .unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let document = Document::parse(Path::new("file.toml"), text).unwrap();
    (
        editor(&schema).is_valid(&as_json(text)),
        document.check(&schema).is_empty(),
    )
}

/// A validator that knows our own formats, as an editor with formats switched on does.
fn editor(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .with_format("partial-date", |text: &str| {
            text.parse::<PartialDate>().is_ok()
        })
        .with_format("span", |text: &str| {
            text.parse::<jiff::Span>()
                .is_ok_and(|span| !span.is_negative())
        })
        .build(schema)
        .unwrap()
}

fn shipped_files() -> Vec<std::path::PathBuf> {
    let knowledge = toml_files(&root().join("knowledge"));
    knowledge
        .into_iter()
        .chain(toml_files(&root().join("config")))
        .collect()
}

fn schema_named_in(text: &str) -> Option<&str> {
    text.lines()
        .next()?
        .strip_prefix("#:schema ")
        .map(str::trim)
}

fn as_json(text: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(is_true) => is_true.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => object(table),
        }
    }
    fn object(table: toml::Table) -> Value {
        table
            .into_iter()
            .map(|(key, toml)| (key, value(toml)))
            .collect::<Map<_, _>>()
            .into()
    }
    object(toml::from_str(text).unwrap())
}
