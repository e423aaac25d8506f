//! What `attache import` reads in calendars of other programs, what it proposes, and what it writes.

mod dates;
mod files;
mod program;
mod proposals;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};

use attache::import::{ImportChoices, ImportedCalendar, Proposal, propose, read_ics, write};

use crate::support::folder::{Folder, TODAY, listed};

const FILE: &str = "a.ics";

/// A calendar with these lines in it.
fn calendar(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}\nEND:VCALENDAR\n",
        lines.trim()
    )
}

/// An event with these lines in it, from line 3 on.
fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\n{}\nEND:VEVENT", lines.trim()))
}

/// An event that says what has to be said of it: what, when and why.
fn talks(title: &str, day: &str) -> String {
    format!("BEGIN:VEVENT\nSUMMARY:{title}\nDTSTART:{day}\nDESCRIPTION:They talk.\nEND:VEVENT")
}

/// What is read of a calendar.
fn read(ics: &str) -> ImportedCalendar {
    read_ics(Path::new(FILE), ics.as_bytes(), None).unwrap()
}

const ORGANIZATION: &str = r#"name = "Group of Twenty"
short = "G20"
summary = "Twenty."
"#;

const SUMMITS: &str = r#"#:schema ../schema/summits.json
# The meetings of 2026.

# Miami.
[g20-2026]
organization = "g20"
series = "G20"
name = "G20 leaders' summit"
start = 2026-12-14     # a Monday
end = 2026-12-15
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "announced"
text = "Who comes."
as_of = 2019-06-05
sources = ["digest"]

[call-2026]
series = "US-China"
name = "Call"
start = 2026-12-20T09:30:00
time_zone = "Asia/Shanghai"
status = "expected"
text = "A call."
as_of = 2019-06-05
sources = ["digest"] # for want of a better one
"#;

const UNDECIDED: ImportChoices<'static> = ImportChoices {
    source: None,
    series: None,
    today: TODAY,
};

const DECIDED: ImportChoices<'static> = ImportChoices {
    source: Some("tass-2019-06-05"),
    series: Some("Talks"),
    today: TODAY,
};

/// A calendar, and a folder that it is imported into.
struct Import {
    folder: Folder,
    ics: String,
    choices: ImportChoices<'static>,
}

impl Import {
    /// Into a folder with two summits, of which the editor has said nothing more.
    fn of(ics: impl Into<String>) -> Self {
        let folder = Folder::new();
        folder.write("organizations/g20.toml", ORGANIZATION);
        folder.write("summits/2026.toml", SUMMITS);
        assert_eq!(folder.problems(), "");
        Self {
            folder,
            ics: ics.into(),
            choices: UNDECIDED,
        }
    }

    /// With a source and a series named.
    fn decided(self) -> Self {
        Self {
            choices: DECIDED,
            ..self
        }
    }

    /// With a file of the folder as it is here.
    fn with_file(self, file: &str, text: &str) -> Self {
        self.folder.write(file, text);
        self
    }

    fn proposal(&self) -> Proposal {
        let calendar = read(&self.ics);
        assert_eq!(listed(&calendar.problems), "");
        propose(
            &self.folder.load().knowledge,
            &calendar.events,
            self.choices,
        )
    }

    /// What is shown of the proposal.
    fn shown(&self) -> String {
        let proposal = self.proposal();
        let kinds = [("new", &proposal.new), ("changed", &proposal.changed)];
        let entries = kinds.into_iter().flat_map(|(kind, entries)| {
            entries.iter().map(move |entry| {
                let (line, year) = (entry.line, entry.year);
                format!("{kind}, line {line}, {year}\n{}", entry.to_toml())
            })
        });
        let same = format!("same: {}\n", proposal.same.join(" "));
        let notes = proposal
            .notes
            .iter()
            .map(|(line, note)| format!("note, line {line}: {note}\n"));
        entries.chain([same]).chain(notes).collect()
    }

    /// Writes the proposal, and returns the files inside the folder; else why not.
    fn write(&self) -> Result<Vec<PathBuf>, String> {
        let inside = |file: PathBuf| file.strip_prefix(self.folder.path()).unwrap().to_owned();
        let files = write(self.folder.path(), &self.proposal(), TODAY);
        files
            .map(|files| files.into_iter().map(inside).collect())
            .map_err(|error| {
                let here = format!("{}/", self.folder.path().display());
                error.to_string().replace(&here, "")
            })
    }

    /// The text of a file of the folder.
    fn text_of(&self, file: &str) -> String {
        fs::read_to_string(self.folder.path().join(file)).unwrap()
    }
}
