//! iCalendar in: what a file of another program says of its events, each with its line. Nothing is guessed in silence.

mod lines;
mod moment;
mod windows;
mod zones;

use std::collections::HashMap;
use std::path::Path;

use icalendar::parser::Property;

use self::lines::{Block, Line, blocks, problem, unfold};
pub use self::moment::IcsDateTime;
use self::zones::{Named, named};
use crate::calendar::{EventStatus, find_zone};
use crate::document::Problem;

/// The largest calendar that is read, in bytes; ten thousand events fit.
pub const MAX_CALENDAR_BYTES: u64 = 4 * 1024 * 1024;

/// What a calendar holds.
#[derive(Debug, Default)]
pub struct Imported {
    /// Its events, in the order of the file.
    pub events: Vec<ImportedEvent>,
    /// What could not be read, by line.
    pub problems: Vec<Problem>,
    /// What was read in a way that is worth knowing, by line.
    pub notes: Vec<Problem>,
}

/// An event as another program's calendar has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedEvent {
    /// Of its `BEGIN:VEVENT`, counted from 1.
    pub line: usize,
    /// By what its calendar knows it.
    pub uid: Option<String>,
    /// Which of several versions of it this is, if it says.
    pub sequence: Option<i32>,
    /// What it is called.
    pub title: String,
    /// What there is to know.
    pub text: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// How certain it is, if it says.
    pub status: Option<EventStatus>,
    /// When it begins.
    pub start: IcsDateTime,
    /// When it ends; of whole days the last one. None if that is the day or the moment of the beginning.
    pub end: Option<IcsDateTime>,
}

/// Reads a calendar. Times of no zone are by the clock of `zone`, if one is given.
///
/// # Errors
/// The file as a whole is no calendar.
pub fn read_ics(file: &Path, bytes: &[u8], zone: Option<&str>) -> Result<Imported, Problem> {
    if bytes.len() as u64 > MAX_CALENDAR_BYTES {
        let message = format!(
            "is larger than {} MiB, as much as is read",
            MAX_CALENDAR_BYTES / 1024 / 1024
        );
        return Err(Problem::of_file(file, message)
            .with_hint("export fewer events, such as those of one year"));
    }
    let blocks = blocks(file, unfold(file, bytes)?)?;
    let mut reader = Reader {
        file,
        zone: zone.map(str::to_owned),
        locations: HashMap::new(),
        imported: Imported::default(),
    };
    reader.learn_zones(&blocks);
    let mut events: Vec<&Block> = blocks
        .iter()
        .filter(|block| block.name == "VEVENT")
        .collect();
    events.sort_by_key(|block| block.number);
    for block in events {
        match reader.event(block) {
            Ok(event) => reader.imported.events.extend(event),
            Err(problem) => reader.imported.problems.push(problem),
        }
    }
    reader.keep_newest();
    reader.imported.notes.sort();
    Ok(reader.imported)
}

struct Reader<'f> {
    file: &'f Path,
    /// By whose clock times of no zone are.
    zone: Option<String>,
    /// What the calendar says of its own zones, by their names.
    locations: HashMap<String, String>,
    imported: Imported,
}

impl Reader<'_> {
    fn note(&mut self, line: usize, message: impl Into<String>) {
        self.imported.notes.push(problem(self.file, line, message));
    }

    fn learn_zones(&mut self, blocks: &[Block]) {
        for block in blocks {
            let value = |name: &str| {
                let prefix = |line: &&Line| {
                    let (key, _) = line.text.split_once([':', ';']).unwrap_or_default();
                    key.eq_ignore_ascii_case(name)
                };
                let line = block.lines.iter().find(prefix)?;
                Some(line.text.split_once(':')?.1.trim().to_owned())
            };
            match block.name.as_str() {
                "VTIMEZONE" => {
                    if let (Some(name), Some(place)) = (value("TZID"), value("X-LIC-LOCATION")) {
                        self.locations.insert(name, place);
                    }
                }
                // What many programs mean by times of no zone.
                "VCALENDAR" if self.zone.is_none() => {
                    self.zone = value("X-WR-TIMEZONE").filter(|zone| find_zone(zone).is_some());
                }
                _ => {}
            }
        }
    }

    /// None if it is a change of one meeting of a series, which is told.
    fn event(&mut self, block: &Block) -> Result<Option<ImportedEvent>, Problem> {
        let fields = Fields::read(self.file, block)?;
        if let Some((line, _)) = fields.get("RECURRENCE-ID") {
            self.note(line, "this changes one meeting of a series; it is left out");
            return Ok(None);
        }
        for rule in ["RRULE", "RDATE"] {
            if let Some((line, property)) = fields.get(rule) {
                let rule = format!("{rule}:{}", property.val);
                self.note(
                    line,
                    format!("`{rule}` repeats the event; only the first is read"),
                );
            }
        }
        let missing = |what: &str| {
            let message = format!("the event has no `{what}`");
            problem(self.file, block.number, message)
        };
        let title = fields.text("SUMMARY").ok_or_else(|| {
            missing("SUMMARY").with_hint("give it a title in its calendar, and export again")
        })?;
        let (at, start) = fields.get("DTSTART").ok_or_else(|| {
            missing("DTSTART").with_hint("give it a date in its calendar, and export again")
        })?;
        let start = self.moment(at, start)?;
        let end = self.end(&fields, &start)?;
        Ok(Some(ImportedEvent {
            line: block.number,
            uid: fields.text("UID"),
            sequence: fields
                .text("SEQUENCE")
                .and_then(|number| number.parse().ok()),
            title,
            text: fields.text("DESCRIPTION"),
            place: fields.text("LOCATION"),
            status: fields.text("STATUS").and_then(|status| status_of(&status)),
            start,
            end,
        }))
    }

    fn moment(&mut self, line: usize, property: &Property<'_>) -> Result<IcsDateTime, Problem> {
        let zone = match parameter(property, "TZID") {
            Some(name) => Some(self.zone_named(line, name)?),
            None => self.zone.clone(),
        };
        IcsDateTime::read(property.val.as_str(), zone.as_deref()).ok_or_else(|| {
            let message = format!("`{}:{}` is no date", property.name, property.val);
            let hint = "a day is written `20261214`, a time `20261214T090000`, with a `Z` behind it for UTC";
            problem(self.file, line, message).with_hint(hint)
        })
    }

    fn zone_named(&mut self, line: usize, name: &str) -> Result<String, Problem> {
        match named(name, self.locations.get(name).map(String::as_str)) {
            Named::Iana(zone) => Ok(zone),
            Named::Means(zone) => {
                let message = format!("the time zone `{name}` is read as IANA's `{zone}`");
                let is_told = self
                    .imported
                    .notes
                    .iter()
                    .any(|note| note.message == message);
                if !is_told {
                    self.note(line, message);
                }
                Ok(zone)
            }
            Named::Unknown(nearest) => {
                let message = format!("nobody knows the time zone `{name}`");
                let Some(zone) = self.zone.clone() else {
                    let example = nearest.unwrap_or_else(|| "Europe/Brussels".to_owned());
                    let hint =
                        format!("say which of IANA's it is, such as `--time-zone {example}`");
                    return Err(problem(self.file, line, message).with_hint(hint));
                };
                self.note(line, format!("{message}; `{zone}` is taken in its place"));
                Ok(zone)
            }
        }
    }

    fn end(
        &mut self,
        fields: &Fields<'_>,
        start: &IcsDateTime,
    ) -> Result<Option<IcsDateTime>, Problem> {
        let (line, end) = if let Some((line, property)) = fields.get("DTEND") {
            (line, self.moment(line, property)?)
        } else if let Some((line, property)) = fields.get("DURATION") {
            let end = start.after(property.val.as_str()).ok_or_else(|| {
                let message = format!("`DURATION:{}` is no length of time here", property.val);
                let hint =
                    "it is written `PT2H` or `P2D`, of whole days for an event of whole days";
                problem(self.file, line, message).with_hint(hint)
            })?;
            (line, end)
        } else {
            return Ok(None);
        };
        let damaged = |message: &str| {
            let hint = "mend it in its calendar, and export again";
            Err(problem(self.file, line, message).with_hint(hint))
        };
        match (start, &end) {
            // The end of whole days is the day after the last: RFC 5545, section 3.6.1.
            (IcsDateTime::Day(first), IcsDateTime::Day(after)) if after > first => {
                let last = after.yesterday().ok();
                Ok(last.filter(|last| last > first).map(IcsDateTime::Day))
            }
            (IcsDateTime::Day(first), IcsDateTime::Day(after)) if after == first => {
                self.note(line, "the end of whole days is the day after the last; this one is the first day itself, and read as one day");
                Ok(None)
            }
            (IcsDateTime::Day(_), IcsDateTime::Day(_)) => {
                damaged("the event ends before it begins")
            }
            (IcsDateTime::Day(_), _) | (_, IcsDateTime::Day(_)) => {
                damaged("the event begins with a day and ends with a time, or the other way round")
            }
            (start, end) => match (start.by_clock_of("UTC"), end.by_clock_of("UTC")) {
                (Some(start), Some(end)) if end < start => {
                    damaged("the event ends before it begins")
                }
                (Some(start), Some(end)) if end == start => Ok(None),
                _ => Ok(Some(end.clone())),
            },
        }
    }

    /// Of several events of one name, only the one with the highest number is read.
    fn keep_newest(&mut self) {
        let mut newest: HashMap<String, (Option<i32>, usize)> = HashMap::new();
        for event in &self.imported.events {
            if let Some(uid) = &event.uid {
                let this = (event.sequence, event.line);
                let known = newest.entry(uid.clone()).or_insert(this);
                *known = (*known).max(this);
            }
        }
        let is_newest = |event: &ImportedEvent| {
            let newest = event.uid.as_ref().and_then(|uid| newest.get(uid));
            newest.is_none_or(|(_, line)| *line == event.line)
        };
        let (kept, older) = std::mem::take(&mut self.imported.events)
            .into_iter()
            .partition::<Vec<_>, _>(is_newest);
        self.imported.events = kept;
        for event in older {
            let uid = event.uid.unwrap_or_default();
            self.note(
                event.line,
                format!("the calendar has a newer event `{uid}`; this one is left out"),
            );
        }
    }
}

/// The properties of an event, each with its line.
struct Fields<'b>(Vec<(usize, Property<'b>)>);

impl<'b> Fields<'b> {
    fn read(file: &Path, block: &'b Block) -> Result<Self, Problem> {
        let fields = block.lines.iter().map(|line| {
            let is_pair = line.text.contains(':');
            let property = Property::try_from(line.text.as_str())
                .ok()
                .filter(|_| is_pair);
            property
                .map(|property| (line.number, property))
                .ok_or_else(|| {
                    let start: String = line.text.chars().take(40).collect();
                    let message = format!("`{start}` is not of the form `NAME:value`");
                    problem(file, line.number, message)
                        .with_hint("export the calendar again, or take the line out")
                })
        });
        fields.collect::<Result<_, _>>().map(Self)
    }

    fn get(&self, name: &str) -> Option<(usize, &Property<'b>)> {
        let found = self
            .0
            .iter()
            .find(|(_, property)| property.name.as_str().eq_ignore_ascii_case(name));
        found.map(|(line, property)| (*line, property))
    }

    fn text(&self, name: &str) -> Option<String> {
        let (_, property) = self.get(name)?;
        let text = property.val.as_str().trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

fn parameter<'p>(property: &'p Property<'_>, name: &str) -> Option<&'p str> {
    let found = property
        .params
        .iter()
        .find(|one| one.key.as_str().eq_ignore_ascii_case(name))?;
    found
        .val
        .as_ref()
        .map(icalendar::parser::ParseString::as_str)
}

fn status_of(word: &str) -> Option<EventStatus> {
    match word.to_ascii_uppercase().as_str() {
        "CONFIRMED" => Some(EventStatus::Confirmed),
        "TENTATIVE" => Some(EventStatus::Tentative),
        "CANCELLED" => Some(EventStatus::Cancelled),
        _ => None,
    }
}
