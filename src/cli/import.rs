use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::{FOUND_WRONG, Global, Stop, print_json, system_clock};
use crate::calendar::{find_zone, nearest_zone};
use crate::document::Problem;
use crate::import::{Entry, ImportChoices, MAX_CALENDAR_BYTES, Proposal, propose, read_ics, write};
use crate::knowledge::{Knowledge, load};

/// `attache import summits.ics`
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The calendar, as another program exports it; `-` reads standard input
    file: PathBuf,
    /// The id of the source that the calendar is, from `sources.toml`
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// The series of new summits that have none in their name, such as SCO
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// By whose clock times are that name none, such as Europe/Brussels
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Write what is proposed into the knowledge folder, if it passes `attache check` then
    #[arg(long, requires = "source")]
    accept: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    pub(super) fn run(&self, global: &Global) -> Result<(), Stop> {
        let config = global.config()?;
        let (dir, today) = (&config.knowledge.dir, system_clock().today());
        let loaded = load(dir, today).map_err(Stop::found_wrong)?;
        let knowledge = loaded.knowledge;
        self.check_answers(&knowledge)?;
        let name = self.name();
        let imported =
            read_ics(name, &self.bytes()?, self.time_zone.as_deref()).map_err(Stop::found_wrong)?;
        let answers = ImportChoices {
            source: self.source.as_deref(),
            series: self.series.as_deref(),
            today,
        };
        let proposal = propose(&knowledge, &imported.events, answers);
        let of_proposal = proposal.notes.iter().map(|(line, note)| Problem {
            place: Some(crate::document::Place {
                line: *line,
                column: 1,
            }),
            ..Problem::of_file(name, note.as_str())
        });
        let notes: Vec<Problem> = imported.notes.into_iter().chain(of_proposal).collect();
        let refused = self.refused(&proposal, &loaded.problems, &imported.problems);
        let written = match &refused {
            None if self.accept => Some(write(dir, &proposal, today).map_err(Stop::found_wrong)?),
            _ => None,
        };
        if self.json {
            print_json(&json!({
                "new": proposal.new.iter().map(as_json).collect::<Vec<_>>(),
                "changed": proposal.changed.iter().map(as_json).collect::<Vec<_>>(),
                "same": proposal.same,
                "notes": notes,
                "problems": imported.problems,
                "written": written,
            }))?;
        } else {
            show(name, &proposal);
            for note in &notes {
                warn_aside!("note: {note}");
            }
            for problem in &imported.problems {
                warn_aside!("{problem}");
            }
            self.tell(written.as_deref(), &proposal);
        }
        if let Some(refused) = refused {
            return Err(Stop::found_wrong(refused));
        }
        if imported.problems.is_empty() {
            return Ok(());
        }
        Err(Stop {
            said: String::new(),
            code: FOUND_WRONG,
        })
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

    fn check_answers(&self, knowledge: &Knowledge) -> Result<(), Stop> {
        if let Some(source) = &self.source
            && knowledge.source(source).is_none()
        {
            let near = knowledge
                .nearest_source(source)
                .map_or_else(String::new, |near| format!(", or did you mean `{near}`?"));
            return Err(Stop::found_wrong(format!(
                "there is no source `{source}` in sources.toml; add it there first{near}"
            )));
        }
        if let Some(zone) = &self.time_zone
            && find_zone(zone).is_none()
        {
            let hint = nearest_zone(zone)
                .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(Stop::used_wrong(format!(
                "there is no time zone `{zone}`{hint}"
            )));
        }
        Ok(())
    }

    /// One byte past the limit is read, so that what is too large is told as that.
    fn bytes(&self) -> Result<Vec<u8>, Stop> {
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
            Stop::found_wrong(format!("`{file}` cannot be read: {error}"))
        })?;
        Ok(bytes)
    }

    /// Why nothing can be written, if it should be.
    fn refused(
        &self,
        proposal: &Proposal,
        knowledge: &[Problem],
        calendar: &[Problem],
    ) -> Option<String> {
        if !self.accept {
            return None;
        }
        if !knowledge.is_empty() {
            return Some(
                "the knowledge has to be mended first (`attache check`); nothing was written"
                    .to_owned(),
            );
        }
        if !calendar.is_empty() {
            return Some(
                "part of the calendar cannot be read; nothing was written. Mend it, or take those events out"
                    .to_owned(),
            );
        }
        let blank = proposal
            .new
            .iter()
            .chain(&proposal.changed)
            .find_map(|entry| {
                let blanks = entry.blanks();
                (!blanks.is_empty()).then(|| (entry, blanks.join("`, `")))
            });
        blank.map(|(entry, keys)| {
            let how = if keys == "series" { "; give `--series`" } else { "" };
            format!(
                "`{keys}` of `{}` (line {} of the calendar) is for an editor to fill in{how}; nothing was written. \
                 Without `--accept` the proposal can be pasted and filled in",
                entry.id, entry.line
            )
        })
    }

    fn tell(&self, written: Option<&[PathBuf]>, proposal: &Proposal) {
        let is_new = !proposal.new.is_empty() || !proposal.changed.is_empty();
        match written {
            Some([]) => say!("# Nothing was written."),
            Some(files) => {
                let files: Vec<String> = files
                    .iter()
                    .map(|file| file.display().to_string())
                    .collect();
                say!(
                    "# EntryDates: {}. Look it over with `git diff`.",
                    files.join(", ")
                );
            }
            None if is_new && !self.accept => say!(
                "# Nothing was written. Paste it and fill in what says FILL IN, or run again with `--source ID --accept`."
            ),
            None => {}
        }
    }
}

fn show(name: &Path, proposal: &Proposal) {
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
        say!(
            "\n# Changed, from line {}; only what is otherwise:",
            entry.line
        );
        say!("{}", entry.to_toml().trim_end());
    }
    if !new.is_empty() || !changed.is_empty() {
        say!();
    }
}

fn as_json(entry: &Entry) -> Value {
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
            "from": field.was.as_ref().map(plain),
            "note": field.aside,
        });
        (field.key.to_owned(), value)
    });
    json!({
        "id": entry.id,
        "line": entry.line,
        "year": entry.year,
        "fields": fields.collect::<serde_json::Map<_, _>>(),
        "fill_in": entry.blanks(),
    })
}
