//! Reads the events of a calendar one by one, by the calendar's own zones.

use std::collections::HashMap;
use std::path::Path;

use icalendar::parser::Property;

use super::date_time::IcsDateTime;
use super::event::{ImportedCalendar, ImportedEvent};
use super::lines::{Component, ContentLine, problem};
use super::properties::{Properties, parameter};
use super::zones::{ResolvedZone, resolve_zone};
use crate::calendar::find_zone;
use crate::document::Problem;

const FIX_AND_EXPORT: &str = "fix it in the calendar program and export again";

pub(super) struct EventReader<'f> {
    file: &'f Path,
    /// The IANA zone of times that name none.
    default_zone: Option<String>,
    /// What the calendar says of its own zones (`X-LIC-LOCATION`), by their names (`TZID`).
    zone_locations: HashMap<String, String>,
    calendar: ImportedCalendar,
}

impl<'f> EventReader<'f> {
    /// Learns the zones that `components` describe.
    pub(super) fn new(file: &'f Path, zone: Option<&str>, components: &[Component]) -> Self {
        let mut reader = Self {
            file,
            default_zone: zone.map(str::to_owned),
            zone_locations: HashMap::new(),
            calendar: ImportedCalendar::default(),
        };
        for component in components {
            match component.name.as_str() {
                "VTIMEZONE" => {
                    let name = raw_value(component, "TZID");
                    let location = raw_value(component, "X-LIC-LOCATION");
                    reader.zone_locations.extend(name.zip(location));
                }
                // What many programs mean by times that name no zone.
                "VCALENDAR" if reader.default_zone.is_none() => {
                    reader.default_zone = raw_value(component, "X-WR-TIMEZONE")
                        .filter(|zone| find_zone(zone).is_some());
                }
                _ => {}
            }
        }
        reader
    }

    /// Reads one `VEVENT`. What is wrong with it is kept.
    pub(super) fn read(&mut self, component: &Component) {
        match self.event(component) {
            Ok(event) => self.calendar.events.extend(event),
            Err(problem) => self.calendar.problems.push(problem),
        }
    }

    /// All that was read, of each event its newest version.
    pub(super) fn finish(mut self) -> ImportedCalendar {
        self.keep_newest();
        self.calendar.notes.sort();
        self.calendar
    }

    fn note(&mut self, line: usize, message: impl Into<String>) {
        self.calendar.notes.push(problem(self.file, line, message));
    }

    /// None if it changes one occurrence of a repeating event, which is noted.
    fn event(&mut self, component: &Component) -> Result<Option<ImportedEvent>, Problem> {
        let properties = Properties::parse(self.file, component)?;
        if let Some((line, _)) = properties.get("RECURRENCE-ID") {
            self.note(
                line,
                "this changes one occurrence of a repeating event; it is left out",
            );
            return Ok(None);
        }
        for rule in ["RRULE", "RDATE"] {
            if let Some((line, property)) = properties.get(rule) {
                let value = &property.val;
                self.note(
                    line,
                    format!(
                        "`{rule}:{value}` repeats the event; only the first occurrence is read"
                    ),
                );
            }
        }
        let missing = |name: &str, what: &str| {
            let message = format!("the event has no `{name}`");
            let hint = format!("give it {what} in the calendar program and export again");
            problem(self.file, component.number, message).with_hint(hint)
        };
        let title = properties
            .text("SUMMARY")
            .ok_or_else(|| missing("SUMMARY", "a title"))?;
        let (line, start) = properties
            .get("DTSTART")
            .ok_or_else(|| missing("DTSTART", "a date"))?;
        let start = self.date_time(line, start)?;
        let end = self.end(&properties, &start)?;
        Ok(Some(ImportedEvent {
            line: component.number,
            uid: properties.text("UID"),
            sequence: properties.sequence(),
            title,
            text: properties.text("DESCRIPTION"),
            location: properties.text("LOCATION"),
            status: properties.status(),
            start,
            end,
        }))
    }

    fn date_time(&mut self, line: usize, property: &Property<'_>) -> Result<IcsDateTime, Problem> {
        let zone = match parameter(property, "TZID") {
            Some(name) => Some(self.zone(line, name)?),
            None => self.default_zone.clone(),
        };
        IcsDateTime::parse(property.val.as_str(), zone.as_deref()).ok_or_else(|| {
            let message = format!("`{}:{}` is not a date", property.name, property.val);
            let hint = "write a day as `20261214`, a time as `20261214T090000`, with a `Z` behind it for UTC";
            problem(self.file, line, message).with_hint(hint)
        })
    }

    /// The IANA zone that a `TZID` stands for.
    fn zone(&mut self, line: usize, name: &str) -> Result<String, Problem> {
        let location = self.zone_locations.get(name).map(String::as_str);
        let nearest = match resolve_zone(name, location) {
            ResolvedZone::Iana(zone) => return Ok(zone),
            ResolvedZone::Alias(zone) => {
                let message = format!("the time zone `{name}` is read as `{zone}`");
                let notes = &self.calendar.notes;
                if !notes.iter().any(|note| note.message == message) {
                    self.note(line, message);
                }
                return Ok(zone);
            }
            ResolvedZone::Unknown { nearest } => nearest,
        };
        let message = format!("there is no time zone `{name}`");
        let Some(zone) = self.default_zone.clone() else {
            let example = nearest.unwrap_or_else(|| "Europe/Brussels".to_owned());
            let hint = format!("say which IANA zone it is, such as `--time-zone {example}`");
            return Err(problem(self.file, line, message).with_hint(hint));
        };
        self.note(line, format!("{message}; `{zone}` is used instead"));
        Ok(zone)
    }

    fn end(
        &mut self,
        properties: &Properties<'_>,
        start: &IcsDateTime,
    ) -> Result<Option<IcsDateTime>, Problem> {
        let (line, end) = if let Some((line, property)) = properties.get("DTEND") {
            (line, self.date_time(line, property)?)
        } else if let Some((line, property)) = properties.get("DURATION") {
            let end = start.after(property.val.as_str()).ok_or_else(|| {
                let message = format!("`DURATION:{}` does not fit here", property.val);
                let hint = "write `PT2H` or `P2D`; an all-day event takes whole days";
                problem(self.file, line, message).with_hint(hint)
            })?;
            (line, end)
        } else {
            return Ok(None);
        };
        let damaged =
            |message: &str| Err(problem(self.file, line, message).with_hint(FIX_AND_EXPORT));
        match (start, &end) {
            // The end of an all-day event is the day after its last: RFC 5545, section 3.6.1.
            (IcsDateTime::Day(first), IcsDateTime::Day(after)) if after > first => {
                let last = after.yesterday().ok();
                Ok(last.filter(|last| last > first).map(IcsDateTime::Day))
            }
            (IcsDateTime::Day(first), IcsDateTime::Day(after)) if after == first => {
                self.note(
                    line,
                    "an all-day event ends on the day after its last; this one ends on its first day, and is read as one day",
                );
                Ok(None)
            }
            (IcsDateTime::Day(_), IcsDateTime::Day(_)) => {
                damaged("the event ends before it begins")
            }
            (IcsDateTime::Day(_), _) | (_, IcsDateTime::Day(_)) => {
                damaged("the event begins with a day and ends with a time, or the other way round")
            }
            (start, end) => match (start.in_zone("UTC"), end.in_zone("UTC")) {
                (Some(start), Some(end)) if end < start => {
                    damaged("the event ends before it begins")
                }
                (Some(start), Some(end)) if end == start => Ok(None),
                _ => Ok(Some(end.clone())),
            },
        }
    }

    /// Of several events with one `UID`, only the one with the highest `SEQUENCE` is kept.
    fn keep_newest(&mut self) {
        let mut newest: HashMap<String, (Option<i32>, usize)> = HashMap::new();
        for event in &self.calendar.events {
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
        let (kept, older) = std::mem::take(&mut self.calendar.events)
            .into_iter()
            .partition::<Vec<_>, _>(is_newest);
        self.calendar.events = kept;
        for event in older {
            let uid = event.uid.unwrap_or_default();
            self.note(
                event.line,
                format!(
                    "the calendar has a newer version of the event `{uid}`; this one is left out"
                ),
            );
        }
    }
}

/// What stands behind the colon of the first line of this name, as it is written.
fn raw_value(component: &Component, name: &str) -> Option<String> {
    let has_name = |line: &&ContentLine| {
        let (key, _) = line.text.split_once([':', ';']).unwrap_or_default();
        key.eq_ignore_ascii_case(name)
    };
    let line = component.lines.iter().find(has_name)?;
    Some(line.text.split_once(':')?.1.trim().to_owned())
}
