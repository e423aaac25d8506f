//! From the file and the environment to one [`Config`].
//!
//! `ATTACHE_DISCORD__API_URL` overrides `api_url` in `[discord]`. Each layer is parsed and held against the schema by
//! itself, so that every problem has the place where it was written; then the layers are merged and read once.

use std::path::{Path, PathBuf};

use serde::Deserialize as _;
use serde_json::Value;
use toml::Table;

use super::Config;
use super::assistant::{ApiKey, KEY_VARIABLE};
use super::rules::Violation;
use crate::document::{Document, Problem, read_text};

const PREFIX: &str = "ATTACHE_";
/// Between a section and its key.
const SEPARATOR: &str = "__";

impl Config {
    /// Reads `path` and lays the environment over it. A file that is not there is an empty one, unless it `must_exist`.
    ///
    /// # Errors
    /// All problems of the file and of the variables at once.
    pub fn load(
        path: &Path,
        must_exist: bool,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Problem>> {
        let schema = Self::schema();
        let mut sources = Vec::new();
        if must_exist || path.exists() {
            let text = read_text(path).map_err(|problem| vec![problem])?;
            sources.push(Source {
                path: path.to_owned(),
                text,
                has_lines: true,
            });
        }
        let mut key = None;
        for (name, value) in environment {
            if name == KEY_VARIABLE {
                key = ApiKey::parse(&value);
            } else if is_setting(&name) {
                sources.push(Source {
                    text: as_toml(&name, &value, &schema),
                    path: PathBuf::from(name),
                    has_lines: false,
                });
            }
        }
        let layers = parse(&sources, &schema)?;
        let mut config = merge(&layers, path)?;
        let violations = config.violations();
        if !violations.is_empty() {
            return Err(located(&layers, path, violations));
        }
        config.assistant.key = key;
        Ok(config)
    }
}

impl Config {
    /// What may be meant and may be a mistake, each at its place in the file at `path`.
    pub fn notes(&self, path: &Path) -> Vec<Problem> {
        // A setting of the environment has no place in it.
        located_in_file(path, self.alerts.notes())
    }

    /// A problem with the value of `key` in `section` that only those above can tell: of the variable that sets it, else at its
    /// place in the file at `path`.
    pub fn problem(
        path: &Path,
        mut environment: impl Iterator<Item = (String, String)>,
        [section, key]: [&'static str; 2],
        message: String,
    ) -> Problem {
        let variable = format!("{PREFIX}{section}{SEPARATOR}{key}");
        if let Some((name, _)) = environment.find(|(name, _)| name.eq_ignore_ascii_case(&variable))
        {
            return Problem::of_file(Path::new(&name), message);
        }
        let violation = Violation::new(&[section.into(), key.into()], message.clone());
        let problems = located_in_file(path, vec![violation]);
        let problem = problems.into_iter().next();
        problem.unwrap_or_else(|| Problem::of_file(path, message))
    }
}

/// Each violation at its place in the file at `path`.
fn located_in_file(path: &Path, violations: Vec<Violation>) -> Vec<Problem> {
    if violations.is_empty() {
        return Vec::new();
    }
    let text = read_text(path).unwrap_or_default();
    let document = Document::parse(path, &text).ok();
    let layers = document.map(|document| Layer {
        document,
        has_lines: true,
    });
    let layers: Vec<Layer<'_>> = layers.into_iter().collect();
    located(&layers, path, violations)
}

/// Something settings are written in.
struct Source {
    /// The file, or the name of the variable.
    path: PathBuf,
    text: String,
    /// A variable has no lines; its name is place enough.
    has_lines: bool,
}

/// A source that is TOML.
struct Layer<'s> {
    document: Document<'s>,
    has_lines: bool,
}

/// Drops line and column of a problem with a variable.
fn placed(problem: Problem, has_lines: bool) -> Problem {
    Problem {
        place: problem.place.filter(|_| has_lines),
        ..problem
    }
}

/// Every source, if all are TOML of the right shape.
fn parse<'s>(sources: &'s [Source], schema: &Value) -> Result<Vec<Layer<'s>>, Vec<Problem>> {
    let mut layers = Vec::new();
    let mut problems = Vec::new();
    for source in sources {
        let has_lines = source.has_lines;
        let found = match Document::parse(&source.path, &source.text) {
            Ok(document) => {
                let found = document.check(schema);
                if found.is_empty() {
                    layers.push(Layer {
                        document,
                        has_lines,
                    });
                }
                found
            }
            Err(problem) => vec![problem],
        };
        problems.extend(found.into_iter().map(|problem| placed(problem, has_lines)));
    }
    if problems.is_empty() {
        return Ok(layers);
    }
    // Beside them, what the schema cannot express of the layers that have the right shape.
    problems.extend(unreadable(&layers));
    Err(problems)
}

/// What the layers say together, the later ones first.
fn merge(layers: &[Layer<'_>], path: &Path) -> Result<Config, Vec<Problem>> {
    let mut table = Table::new();
    for layer in layers {
        let above = layer.document.read().map_err(|problem| vec![problem])?;
        overlay(&mut table, above);
    }
    Config::deserialize(table).map_err(|error| {
        // The merged table has no places; the layer that is wrong has.
        let problems = unreadable(layers);
        if problems.is_empty() {
            vec![Problem::of_file(path, error.message().trim())]
        } else {
            problems
        }
    })
}

/// The problems of layers that cannot be read by themselves.
fn unreadable(layers: &[Layer<'_>]) -> Vec<Problem> {
    let problems = layers.iter().filter_map(|layer| {
        let problem = layer.document.read::<Config>().err()?;
        Some(placed(problem, layer.has_lines))
    });
    problems.collect()
}

/// Each violation at the value that causes it: the last layer that has the value is the one in effect.
fn located(layers: &[Layer<'_>], path: &Path, violations: Vec<Violation>) -> Vec<Problem> {
    let located = |violation: Violation| {
        let Violation {
            path: keys,
            message,
            hint,
        } = violation;
        let holder = layers.iter().rev().find(|layer| layer.document.has(&keys));
        let problem = match holder {
            Some(layer) => placed(layer.document.problem(&keys, message), layer.has_lines),
            None => Problem::of_file(path, message),
        };
        Problem { hint, ..problem }
    };
    violations.into_iter().map(located).collect()
}

/// Other variables that begin alike are not ours: only a double underscore makes a setting.
fn is_setting(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .is_some_and(|rest| rest.contains(SEPARATOR))
}

/// `ATTACHE_DISCORD__API_URL=x` as `discord.api_url = "x"`. What is not TOML by itself is a text.
fn as_toml(name: &str, value: &str, schema: &Value) -> String {
    let path: Vec<String> = name[PREFIX.len()..]
        .split(SEPARATOR)
        .map(str::to_ascii_lowercase)
        .collect();
    let wanted = path
        .iter()
        .try_fold(schema, |schema, key| schema["properties"].get(key));
    let is_text =
        wanted.is_some_and(|schema| schema["type"] == "string" || schema["type"][0] == "string");
    let is_toml = !is_text && toml::from_str::<Table>(&format!("value = {value}")).is_ok();
    let value = if is_toml {
        value.to_owned()
    } else {
        toml::Value::String(value.to_owned()).to_string()
    };
    format!("{} = {value}", path.join("."))
}

fn overlay(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => overlay(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}
