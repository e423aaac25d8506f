//! `attache aligned-with-us`: how Chinese and Russian conduct sits with U.S. aims, hotspot by hotspot.

use clap::{Args, ValueEnum};

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::terminal;
use crate::document::PartialDate;
use crate::knowledge::Stance;

/// `attache aligned-with-us`
#[derive(Debug, Args)]
pub(super) struct AlignedWithUs {
    /// Only these
    #[arg(value_enum, default_value = "all")]
    stance: StanceFilter,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StanceFilter {
    All,
    Aligned,
    Partly,
    Opposed,
    Unclear,
}

impl StanceFilter {
    fn stance(self) -> Option<Stance> {
        match self {
            Self::All => None,
            Self::Aligned => Some(Stance::Aligned),
            Self::Partly => Some(Stance::Partly),
            Self::Opposed => Some(Stance::Opposed),
            Self::Unclear => Some(Stance::Unclear),
        }
    }
}

impl AlignedWithUs {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let (knowledge, _) = global.knowledge()?;
        let mut rows: Vec<_> = knowledge
            .hotspots()
            .filter_map(|hotspot| Some((hotspot, hotspot.alignment()?)))
            .filter(|(_, verdict)| {
                self.stance
                    .stance()
                    .is_none_or(|stance| stance == verdict.stance)
            })
            .collect();
        rows.sort_by_key(|(hotspot, verdict)| (verdict.stance, &hotspot.name));
        if self.json {
            let rows: Vec<_> = rows
                .iter()
                .map(|(hotspot, verdict)| {
                    serde_json::json!({ "hotspot": hotspot.id, "name": hotspot.name, "now": verdict, "then": hotspot.alignments.last() })
                })
                .collect();
            return print_json(&rows);
        }
        let rows: Vec<[String; 4]> = rows
            .iter()
            .map(|(hotspot, verdict)| {
                let then = hotspot.alignments.last().map_or_else(String::new, |then| {
                    format!("{} ({})", then.stance, then.as_of)
                });
                [
                    hotspot.name.clone(),
                    verdict.stance.to_string(),
                    verdict.as_of.to_string(),
                    then,
                ]
            })
            .collect();
        terminal::print_table(["hotspot", "with U.S. aims", "as of", "before"], &rows);
        if let Some(end) = knowledge.facts_until().map(PartialDate::Day) {
            say!("\nKnowledge up to {end}. `attache issue NAME` says why.");
        }
        Ok(())
    }
}
