//! `attache schema`: the JSON Schemas by which editors complete and the program checks.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value;
use strum::VariantArray as _;

use super::error::CommandError;
use super::output::print_json;
use crate::config::Config;
use crate::knowledge::{FileKind, schema};

/// `attache schema`
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Write the files that editors complete from: `knowledge/schema/*.json` and `config/schema.json`
    #[arg(long)]
    write: bool,
    /// Print JSON; it always does
    #[arg(long)]
    json: bool,
}

impl Schema {
    pub(super) fn run(&self) -> Result<(), CommandError> {
        if self.write {
            for (path, text) in schema_files() {
                let written = path
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| fs::write(&path, text));
                written.map_err(|error| {
                    CommandError::failed(format!("{}: {error}", path.display()))
                })?;
            }
            return Ok(());
        }
        let mut all: BTreeMap<&str, Value> = FileKind::VARIANTS
            .iter()
            .map(|kind| (kind.name(), schema(*kind).clone()))
            .collect();
        all.insert("config", Config::schema());
        print_json(&all)
    }
}

/// The schema files of `knowledge/schema/` and `config/`, relative to the project, and their texts.
pub fn schema_files() -> Vec<(PathBuf, String)> {
    let text = |schema: &Value| format!("{schema:#}\n");
    let knowledge = FileKind::VARIANTS.iter().map(|kind| {
        (
            PathBuf::from(format!("knowledge/schema/{}.json", kind.name())),
            text(schema(*kind)),
        )
    });
    knowledge
        .chain([(PathBuf::from("config/schema.json"), text(&Config::schema()))])
        .collect()
}
