//! `attache summits`: the summits by date.

use clap::Args;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::terminal;
use crate::document::PartialDate;
use crate::knowledge::{Standing, Summit};
use crate::pages::summits_in_order;

/// `attache summits`
#[derive(Debug, Args)]
pub(super) struct Summits {
    /// Only those that end on this day, in this month or year, or later [default: those to come or not confirmed]
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// Only those that begin by then
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Summits {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let (knowledge, moment) = global.knowledge()?;
        let is_wanted = |summit: &&Summit| match (summit.dates(), self.from) {
            (None, _) => self.from.is_none() && self.until.is_none(),
            (Some(dates), from) => {
                let is_late_enough = from.map_or_else(
                    || summit.standing(moment.today) < Standing::Over,
                    |from| dates.last_day() >= from.first_day(),
                );
                is_late_enough
                    && self
                        .until
                        .is_none_or(|until| dates.start.first_day() <= until.last_day())
            }
        };
        let summits: Vec<&Summit> = summits_in_order(&knowledge)
            .into_iter()
            .filter(is_wanted)
            .collect();
        if self.json {
            return print_json(&summits);
        }
        let rows: Vec<[String; 4]> = summits
            .iter()
            .map(|summit| {
                let status = match summit.standing(moment.today) {
                    Standing::NotConfirmed => "not confirmed".to_owned(),
                    _ => summit.status.to_string(),
                };
                let dates = summit
                    .dates()
                    .map_or_else(|| "no date known".to_owned(), |dates| dates.to_string());
                [
                    dates,
                    summit.title(),
                    status,
                    summit.time_zone.clone().unwrap_or_default(),
                ]
            })
            .collect();
        terminal::print_table(["when", "summit", "status", "zone"], &rows);
        Ok(())
    }
}
