//! `attache check`: everything that is wrong with the settings and the knowledge, with file, line and column.

use clap::Args;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use crate::alerts;
use crate::config::{Config, SubscriptionSpec};
use crate::document::Problem;
use crate::knowledge::{Knowledge, load};
use crate::store::Store;
use clock::{Clock as _, SystemClock};

/// `attache check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let path = global.config_path();
        let (config, mut problems) =
            match Config::load(&path, global.config.is_some(), std::env::vars()) {
                Ok(config) => (config, Vec::new()),
                Err(problems) => (Config::default(), problems),
            };
        let dir = global.knowledge.as_ref().unwrap_or(&config.knowledge.dir);
        let loaded = load(dir, SystemClock.today()).map_err(CommandError::failed)?;
        let wrong = alerts::check(&config.alerts.subscription, &loaded.knowledge);
        problems.extend(loaded.problems.iter().cloned());
        problems.extend(
            wrong
                .into_iter()
                .map(|wrong| Problem::of_file(&path, wrong.to_string())),
        );
        if let Err(wrong) = Store::at(&config.database.url) {
            let key = ["database", "url"];
            let problem = Config::problem(&path, std::env::vars(), key, wrong.to_string());
            problems.push(problem);
        }
        let warnings = config.alerts.subscription.iter();
        let warnings = warnings.filter_map(SubscriptionSpec::zone_warning);
        let mut notes = config.notes(&path);
        notes.extend(warnings.map(|warning| Problem::of_file(&path, warning)));
        notes.extend(loaded.notes.iter().cloned());
        if self.json {
            as_json(&problems, &notes)?;
        } else {
            as_text(&problems, &notes, &loaded.knowledge);
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(CommandError::reported())
        }
    }
}

/// Problems first; notes have the key `note`.
fn as_json(problems: &[Problem], notes: &[Problem]) -> Result<(), CommandError> {
    let note = |note| {
        let mut note = serde_json::to_value(note).map_err(CommandError::failed)?;
        note["note"] = true.into();
        Ok(note)
    };
    let problems = problems
        .iter()
        .map(|problem| serde_json::to_value(problem).map_err(CommandError::failed));
    let all: Vec<_> = problems
        .chain(notes.iter().map(note))
        .collect::<Result<_, CommandError>>()?;
    print_json(&all)
}

fn as_text(problems: &[Problem], notes: &[Problem], knowledge: &Knowledge) {
    for note in notes {
        say!("note: {note}");
    }
    for problem in problems {
        say!("{problem}");
    }
    if problems.is_empty() {
        let (hotspots, summits, sources) = (
            knowledge.hotspots().len(),
            knowledge.summits().len(),
            knowledge.source_count(),
        );
        say!("No problems: {hotspots} hotspots, {summits} summits, {sources} sources.");
    } else {
        say_aside!("{} to fix.", problems.len());
    }
}
