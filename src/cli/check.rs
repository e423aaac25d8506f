use clap::Args;

use super::{FOUND_WRONG, Global, Stop, print_json};
use crate::alerts;
use crate::config::Config;
use crate::document::Problem;
use crate::knowledge::load;
use clock::{Clock as _, SystemClock};

/// `attache check`
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self, global: &Global) -> Result<(), Stop> {
        let path = global.config_path();
        let (config, mut problems) =
            match Config::load(&path, global.config.is_some(), std::env::vars()) {
                Ok(config) => (config, Vec::new()),
                Err(problems) => (Config::default(), problems),
            };
        let dir = global.knowledge.as_ref().unwrap_or(&config.knowledge.dir);
        let loaded = load(dir, SystemClock.today()).map_err(Stop::found_wrong)?;
        problems.extend(loaded.problems);
        let wrong = alerts::check(&config.alerts.subscription, &loaded.knowledge);
        problems.extend(
            wrong
                .into_iter()
                .map(|wrong| Problem::of_file(&path, wrong.to_string())),
        );
        if self.json {
            let note = |note| {
                let mut note = serde_json::to_value(note).map_err(Stop::found_wrong)?;
                note["note"] = true.into();
                Ok(note)
            };
            let problems = problems
                .iter()
                .map(|problem| serde_json::to_value(problem).map_err(Stop::found_wrong));
            let all: Vec<_> = problems
                .chain(loaded.notes.iter().map(note))
                .collect::<Result<_, Stop>>()?;
            print_json(&all)?;
        } else {
            for note in &loaded.notes {
                say!("note: {note}");
            }
            for problem in &problems {
                say!("{problem}");
            }
        }
        if problems.is_empty() {
            if !self.json {
                let (hotspots, summits, sources) = (
                    loaded.knowledge.hotspots().len(),
                    loaded.knowledge.summits().len(),
                    loaded.knowledge.source_count(),
                );
                say!("All is well: {hotspots} hotspots, {summits} summits, {sources} sources.");
            }
            return Ok(());
        }
        let count = problems.len();
        if !self.json {
            warn_aside!("{count} to mend.");
        }
        Err(Stop {
            said: String::new(),
            code: FOUND_WRONG,
        })
    }
}
