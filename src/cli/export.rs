//! `attache export ics`: the summits for other calendars.

use std::io::Write as _;

use clap::{Args, Subcommand};

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::note;
use crate::calendar::to_ics;

/// `attache export ics`
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The summits as iCalendar; those known to the month or year only are left out
    Ics {
        /// Only this one, by its id
        #[arg(long, value_name = "ID")]
        summit: Option<String>,
    },
}

impl Export {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let What::Ics { summit } = &self.what;
        let (knowledge, _) = global.knowledge()?;
        if let Some(id) = summit {
            let known = knowledge.summit(id).ok_or_else(|| {
                CommandError::failed(format!(
                    "there is no summit `{id}`; `attache summits --json` lists them"
                ))
            })?;
            if !known
                .dates()
                .is_some_and(|dates| dates.can_be_counted_down())
            {
                return Err(CommandError::failed(format!(
                    "no day is known for `{id}`, so no calendar can hold it"
                )));
            }
        }
        let wanted = knowledge
            .events()
            .filter(|event| summit.as_deref().is_none_or(|summit| summit == event.id));
        // The lines end as RFC 5545 wants them; `say!` would add another end.
        let ics = to_ics(wanted);
        note(std::io::stdout().write_all(ics.as_bytes()));
        Ok(())
    }
}
