//! Every setting, and every way to get one wrong, reported with its place or the name of its variable.

mod assistant;
mod discord;
mod layers;
mod problems;
mod reading;
mod subscriptions;
mod variables;

use std::fs;

use attache::config::Config;
use attache::document::Problem;

/// The settings that `text` and the variables make.
fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, Vec<Problem>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("attache.toml");
    fs::write(&path, text).unwrap();
    let environment = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(&path, true, environment).map_err(|problems| {
        let inside = |problem: Problem| Problem {
            file: problem
                .file
                .strip_prefix(dir.path())
                .unwrap_or(&problem.file)
                .to_owned(),
            ..problem
        };
        problems.into_iter().map(inside).collect()
    })
}

/// The problems of a file with this text, one a line.
fn problems(text: &str) -> String {
    problems_with(text, &[])
}

/// The problems of a file with this text and of these variables.
fn problems_with(text: &str, variables: &[(&str, &str)]) -> String {
    let problems = load(text, variables).expect_err("it is accepted");
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn no_variables() -> impl Iterator<Item = (String, String)> {
    std::iter::empty()
}
