//! `attache import summits.ics`: shows what a calendar would change, and with `--accept` writes it.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::process::system_clock;
use crate::calendar::{find_zone, nearest_zone};
use crate::document::{LineColumn, Problem};
use crate::import::{
    ImportChoices, ImportedCalendar, MAX_CALENDAR_BYTES, Proposal, ProposedEntry, propose,
    read_ics, write,
};
use crate::knowledge::{Knowledge, load};

/// `attache import summits.ics`
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The calendar, as another program exports it; `-` reads standard input
    file: PathBuf,
    /// The id of the source that the calendar is, from `sources.toml`
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// The series of new summits whose title names none, such as SCO
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// The zone of times that name none, such as Europe/Brussels
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Write what is proposed into the knowledge folder, if the result passes `attache check`
    #[arg(long, requires = "source")]
    accept: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let config = global.config()?;
        let (dir, today) = (&config.knowledge.dir, system_clock().today());
        let loaded = load(dir, today).map_err(CommandError::failed)?;
        self.check_options(&loaded.knowledge)?;
        let calendar = read_ics(self.name(), &self.bytes()?, self.time_zone.as_deref())
            .map_err(CommandError::failed)?;
        let choices = ImportChoices {
            source: self.source.as_deref(),
            series: self.series.as_deref(),
            today,
        };
        let proposal = propose(&loaded.knowledge, &calendar.events, choices);
        let refusal = self.refusal(&proposal, &loaded.problems, &calendar.problems);
        let written = match &refusal {
            None if self.accept => {
                Some(write(dir, &proposal, today).map_err(CommandError::failed)?)
            }
            _ => None,
        };
        if self.json {
            self.print_json(&proposal, &calendar, written.as_deref())?;
        } else {
            self.print(&proposal, &calendar, written.as_deref());
        }
        if let Some(refusal) = refusal {
            return Err(CommandError::failed(refusal));
        }
        if calendar.problems.is_empty() {
            return Ok(());
        }
        Err(CommandError::reported())
    }

    fn print_json(
        &self,
        proposal: &Proposal,
        calendar: &ImportedCalendar,
        written: Option<&[PathBuf]>,
    ) -> Result<(), CommandError> {
        print_json(&json!({
            "new": proposal.new.iter().map(as_json).collect::<Vec<_>>(),
            "changed": proposal.changed.iter().map(as_json).collect::<Vec<_>>(),
            "same": proposal.same,
            "notes": self.notes(proposal, calendar),
            "problems": calendar.problems,
            "written": written,
        }))
    }

    fn print(&self, proposal: &Proposal, calendar: &ImportedCalendar, written: Option<&[PathBuf]>) {
        print_proposal(self.name(), proposal);
        for note in self.notes(proposal, calendar) {
            say_aside!("note: {note}");
        }
        for problem in &calendar.problems {
            say_aside!("{problem}");
        }
        let has_news = !proposal.new.is_empty() || !proposal.changed.is_empty();
        match written {
            Some([]) => say!("# Nothing to write."),
            Some(files) => {
                let files: Vec<String> = files
                    .iter()
                    .map(|file| file.display().to_string())
                    .collect();
                say!(
                    "# Written: {}. Review it with `git diff`.",
                    files.join(", ")
                );
            }
            None if has_news && !self.accept => say!(
                "# Nothing was written. Paste it and replace each FILL IN, or run again with `--source ID --accept`."
            ),
            None => {}
        }
    }

    /// The remarks of reading and of comparing, by line of the calendar.
    fn notes(&self, proposal: &Proposal, calendar: &ImportedCalendar) -> Vec<Problem> {
        let of_proposal = proposal.notes.iter().map(|(line, note)| {
            let place = LineColumn {
                line: *line,
                column: 1,
            };
            Problem::new(self.name(), place, note.as_str())
        });
        calendar.notes.iter().cloned().chain(of_proposal).collect()
    }

    fn name(&self) -> &Path {
        if self.is_piped() {
            Path::new("(standard input)")
        } else {
            &self.file
        }
    }

    fn is_piped(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    /// Whether the source and the zone of the command line exist.
    fn check_options(&self, knowledge: &Knowledge) -> Result<(), CommandError> {
        if let Some(source) = &self.source
            && knowledge.source(source).is_none()
        {
            let near = knowledge
                .nearest_source(source)
                .map_or_else(String::new, |near| format!(", or did you mean `{near}`?"));
            return Err(CommandError::failed(format!(
                "there is no source `{source}` in sources.toml; add it there first{near}"
            )));
        }
        if let Some(zone) = &self.time_zone
            && find_zone(zone).is_none()
        {
            let hint = nearest_zone(zone)
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(CommandError::usage(format!(
                "there is no time zone `{zone}`{hint}"
            )));
        }
        Ok(())
    }

    /// One byte more than the limit, so that a file that is too large is seen to be.
    fn bytes(&self) -> Result<Vec<u8>, CommandError> {
        let mut bytes = Vec::new();
        let read = if self.is_piped() {
            let input = std::io::stdin().lock();
            input.take(MAX_CALENDAR_BYTES + 1).read_to_end(&mut bytes)
        } else {
            File::open(&self.file)
                .and_then(|file| file.take(MAX_CALENDAR_BYTES + 1).read_to_end(&mut bytes))
        };
        read.map_err(|error| {
            let file = self.name().display();
            CommandError::failed(format!("`{file}` cannot be read: {error}"))
        })?;
        Ok(bytes)
    }

    /// Why nothing can be written though `--accept` asks for it.
    fn refusal(
        &self,
        proposal: &Proposal,
        knowledge: &[Problem],
        calendar: &[Problem],
    ) -> Option<String> {
        if !self.accept {
            return None;
        }
        if !knowledge.is_empty() {
            let refusal = "fix the knowledge first (`attache check`); nothing was written";
            return Some(refusal.to_owned());
        }
        if !calendar.is_empty() {
            let refusal = "part of the calendar cannot be read; nothing was written. Fix those events or remove them";
            return Some(refusal.to_owned());
        }
        let blank = proposal
            .new
            .iter()
            .chain(&proposal.changed)
            .find_map(|entry| {
                let keys = entry.blank_keys();
                (!keys.is_empty()).then(|| (entry, keys.join("`, `")))
            });
        blank.map(|(entry, keys)| {
            let how = if keys == "series" { "; give `--series`" } else { "" };
            format!(
                "only an editor can fill in `{keys}` of `{}` (line {} of the calendar){how}; nothing was written. \
                 Run it without `--accept`, then paste the proposal and complete it",
                entry.id, entry.line
            )
        })
    }
}

fn print_proposal(name: &Path, proposal: &Proposal) {
    let Proposal {
        new, changed, same, ..
    } = proposal;
    say!(
        "# {}: {} new, {} changed, {} the same.",
        name.display(),
        new.len(),
        changed.len(),
        same.len()
    );
    for entry in new {
        say!(
            "\n# New, from line {}; for summits/{}.toml:",
            entry.line,
            entry.year
        );
        say!("{}", entry.to_toml().trim_end());
    }
    for entry in changed {
        say!("\n# Changed, from line {}; only what differs:", entry.line);
        say!("{}", entry.to_toml().trim_end());
    }
    if !new.is_empty() || !changed.is_empty() {
        say!();
    }
}

fn as_json(entry: &ProposedEntry) -> Value {
    let plain = |value: &toml_edit::Value| match value {
        toml_edit::Value::String(text) => json!(text.value()),
        toml_edit::Value::Integer(number) => json!(number.value()),
        toml_edit::Value::Boolean(yes) => json!(yes.value()),
        toml_edit::Value::Array(list) => {
            json!(
                list.iter()
                    .filter_map(toml_edit::Value::as_str)
                    .collect::<Vec<_>>()
            )
        }
        other => json!(other.to_string().trim()),
    };
    let fields = entry.fields.iter().map(|field| {
        let value = json!({
            "to": field.value.as_ref().map(plain),
            "from": field.previous.as_ref().map(plain),
            "note": field.note,
        });
        (field.key.to_owned(), value)
    });
    json!({
        "id": entry.id,
        "line": entry.line,
        "year": entry.year,
        "fields": fields.collect::<serde_json::Map<_, _>>(),
        "fill_in": entry.blank_keys(),
    })
}
