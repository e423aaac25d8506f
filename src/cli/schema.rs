use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value;

use super::{Stop, print_json};
use crate::config::Config;
use crate::knowledge::{Format, schema};

/// `attache schema`
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Write the files that editors complete from: `knowledge/schema/*.json` and `config/schema.json`
    #[arg(long)]
    write: bool,
    /// Print JSON, which this does anyway
    #[arg(long)]
    json: bool,
}

impl Schema {
    pub(super) fn run(&self) -> Result<(), Stop> {
        if self.write {
            for (path, text) in schema_files() {
                let written = path
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| fs::write(&path, text));
                written
                    .map_err(|error| Stop::found_wrong(format!("{}: {error}", path.display())))?;
            }
            return Ok(());
        }
        let mut all: BTreeMap<&str, Value> = Format::ALL
            .into_iter()
            .map(|format| (format.name(), schema(format).clone()))
            .collect();
        all.insert("config", Config::schema());
        print_json(&all)
    }
}

/// The schema files that stand beside the files they describe, and what is in them.
pub fn schema_files() -> Vec<(PathBuf, String)> {
    let text = |schema: &Value| format!("{schema:#}\n");
    let knowledge = Format::ALL.into_iter().map(|format| {
        (
            PathBuf::from(format!("knowledge/schema/{}.json", format.name())),
            text(schema(format)),
        )
    });
    knowledge
        .chain([(PathBuf::from("config/schema.json"), text(&Config::schema()))])
        .collect()
}
