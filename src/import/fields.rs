//! What is written of an event, in the order of docs/KNOWLEDGE.md.

use std::collections::BTreeSet;

use toml_edit::{Array, Datetime, Value};

use super::matching::{Known, first_day, own_id};
use super::{BLANK, Entry, Field, ImportChoices};
use super::{IcsDateTime, ImportedEvent};
use crate::calendar::{Dates, EventStatus};
use crate::document::{PartialDate, Precision, When};
use crate::knowledge::folder::{MAX_ID, is_id};
use crate::knowledge::{Knowledge, Summit, SummitStatus, plain_name};

/// As many as the format takes.
const MAX_NAME: usize = 100;
const MAX_TEXT: usize = 600;
const MAX_PLACE: usize = 60;

/// When an event is, as the knowledge writes it.
struct EntryDates {
    start: When,
    end: Option<When>,
    zone: Option<String>,
    /// The calendar tells the instant, and not by whose clock.
    is_utc: bool,
}

impl EntryDates {
    fn of(event: &ImportedEvent, known_zone: Option<&str>) -> Self {
        let (zone, is_utc) = match (&event.start, known_zone) {
            (IcsDateTime::Day(_), zone) => (zone.map(str::to_owned), false),
            (_, Some(zone)) => (Some(zone.to_owned()), false),
            (IcsDateTime::Local { zone, .. }, None) => (zone.clone(), false),
            (IcsDateTime::Instant(_), None) => (Some("UTC".to_owned()), true),
        };
        let when = |moment: &IcsDateTime| match moment {
            IcsDateTime::Day(day) => When::Date(PartialDate::Day(*day)),
            IcsDateTime::Local { at, .. } => When::Minute(
                zone.as_deref()
                    .and_then(|zone| moment.by_clock_of(zone))
                    .unwrap_or(*at),
            ),
            IcsDateTime::Instant(_) => moment.by_clock_of(zone.as_deref().unwrap_or("UTC")).map_or(
                When::Date(PartialDate::Day(first_day(event, None))),
                When::Minute,
            ),
        };
        Self {
            start: when(&event.start),
            end: event.end.as_ref().map(when),
            zone: zone.clone(),
            is_utc,
        }
    }

    fn dates(&self) -> Dates<'_> {
        Dates {
            start: self.start,
            end: self.end,
            zone: self.zone.as_deref(),
        }
    }

    /// Whether it is the same time as a summit's, or a coarser word for it.
    fn is_as(&self, summit: &Summit) -> bool {
        let Some(known) = summit.dates().filter(Dates::can_be_counted_down) else {
            return false;
        };
        let is_day = self.start.precision() == Precision::Day;
        if is_day || known.start.precision() == Precision::Day {
            let is_no_finer = is_day || known.start.precision() != Precision::Day;
            return is_no_finer
                && self.start.first_day() == known.start.first_day()
                && self.dates().last_day() == known.last_day();
        }
        // By instants: where clocks skip or repeat an hour, there are two ways to write one.
        let begins = |dates: Dates<'_>| {
            dates
                .begins(jiff::civil::Time::MIN)
                .map(|at| at.timestamp())
        };
        let ends = |dates: Dates<'_>| dates.ends().map(|at| at.timestamp());
        let known_end = ends(known).filter(|end| Some(*end) != begins(known));
        begins(self.dates()) == begins(known) && ends(self.dates()) == known_end
    }
}

/// All that a calendar tells of a summit that is not known yet.
pub(super) fn new_entry(
    knowledge: &Knowledge,
    event: &ImportedEvent,
    answers: ImportChoices<'_>,
    taken: &mut BTreeSet<String>,
) -> Entry {
    let written = EntryDates::of(event, None);
    let year = written.start.first_day().year();
    let mut sheet = FieldDiff::default();
    let (series, organization) = series_of(knowledge, &event.title, answers.series);
    if let Some(organization) = organization {
        sheet.text("organization", &organization);
    }
    match series {
        Some(series) => sheet.text("series", &series),
        None => sheet.blank(
            "series",
            "the short name readers know, such as `SCO`; or give `--series`",
        ),
    }
    sheet.cut("name", &event.title, MAX_NAME);
    sheet.dates(&written);
    sheet.place(event.place.as_deref());
    match &written.zone {
        Some(zone) if written.is_utc => {
            sheet.text("time_zone", zone);
            sheet.aside("the calendar tells the time in UTC only; write the venue's zone and hour if you know them");
        }
        Some(zone) => sheet.text("time_zone", zone),
        None if written.start.precision() == Precision::Minute => {
            sheet.blank(
                "time_zone",
                "the calendar does not say whose clock; or give `--time-zone`",
            );
        }
        None => {}
    }
    sheet.status(event.status, answers.source.is_some());
    match &event.text {
        Some(text) => sheet.cut("text", text, MAX_TEXT),
        None => sheet.blank("text", "what to watch, what is known and in dispute"),
    }
    if let Some(source) = answers.source {
        let date = knowledge.source(source).and_then(|source| source.date);
        let as_of = date.unwrap_or(PartialDate::Day(answers.today));
        sheet.set("as_of", date_value(&as_of.to_iso()));
        if date.is_none() {
            sheet.aside("the source has no date, so this is today");
        }
        sheet.set("sources", list([source]));
    } else {
        sheet.blank("as_of", "the date of the newest source");
        sheet.set("sources", list([BLANK]));
        sheet.aside("ids from sources.toml; or give `--source`");
    }
    Entry {
        line: event.line,
        id: new_id(event, year, taken),
        year,
        fields: sheet.0,
    }
}

/// What a calendar says otherwise; none if nothing. Of an event that never came from here, only its dates and whether it
/// is cancelled are compared: its words are its calendar's own.
pub(super) fn changed_entry(
    knowledge: &Knowledge,
    known: &Known<'_>,
    event: &ImportedEvent,
    answers: ImportChoices<'_>,
) -> Option<Entry> {
    let summit = known.summit;
    let written = EntryDates::of(event, summit.time_zone.as_deref());
    let mut sheet = FieldDiff::default();
    let has_moved = !written.is_as(summit);
    let ours = summit.event(None);
    if known.is_ours && plain_name(&event.title) != plain_name(&summit.title()) {
        sheet.cut("name", &event.title, MAX_NAME);
        sheet.was(text_value(&summit.name));
    }
    if has_moved {
        sheet.moved(&written, summit);
    }
    let ours_place = ours.as_ref().and_then(|ours| ours.place.clone());
    let is_elsewhere = known.is_ours
        && event.place.is_some()
        && !is_same_text(event.place.as_deref(), ours_place.as_deref());
    if is_elsewhere {
        sheet.place(event.place.as_deref());
        for (key, was) in [
            ("city", &summit.city),
            ("venue", &summit.venue),
            ("country", &summit.country),
        ] {
            sheet.compared(key, was.as_deref());
        }
    }
    let status = match event.status {
        Some(EventStatus::Cancelled) if summit.status != SummitStatus::Cancelled => {
            Some("cancelled")
        }
        Some(EventStatus::Confirmed)
            if known.is_ours
                && matches!(
                    summit.status,
                    SummitStatus::Announced | SummitStatus::Expected
                )
                && !summit.approximate =>
        {
            Some("confirmed")
        }
        _ => None,
    };
    if let Some(status) = status {
        sheet.text("status", status);
        sheet.was(text_value(&summit.status.to_string()));
    }
    if summit.unverified && (has_moved || status.is_some()) {
        sheet.gone("unverified", Value::from(true));
    }
    if let Some(text) = event.text.as_deref().filter(|_| known.is_ours)
        && ours
            .as_ref()
            .is_some_and(|ours| !is_same_text(Some(text), Some(&ours.text)))
    {
        let own = without_status(text);
        if !is_same_text(Some(own), Some(&summit.text)) {
            sheet.cut("text", own, MAX_TEXT);
            sheet.was(text_value(&summit.text));
        }
    }
    if sheet.0.is_empty() {
        return None;
    }
    sheet.provenance(
        knowledge,
        summit,
        answers,
        has_moved || is_elsewhere || status.is_some(),
    );
    Some(Entry {
        line: event.line,
        id: summit.id.clone(),
        year: written.start.first_day().year(),
        fields: sheet.0,
    })
}

#[derive(Default)]
struct FieldDiff(Vec<Field>);

impl FieldDiff {
    fn set(&mut self, key: &'static str, value: Value) {
        self.0.push(Field {
            key,
            value: Some(value),
            was: None,
            aside: None,
        });
    }

    fn text(&mut self, key: &'static str, text: &str) {
        self.set(key, text_value(text));
    }

    fn blank(&mut self, key: &'static str, aside: &str) {
        self.text(key, BLANK);
        self.aside(aside);
    }

    fn cut(&mut self, key: &'static str, text: &str, most: usize) {
        let count = text.chars().count();
        if count <= most {
            return self.text(key, text);
        }
        let short: String = text.chars().take(most - 1).chain(['…']).collect();
        self.text(key, &short);
        self.aside(&format!(
            "cut from {count} characters to the {most} that fit"
        ));
    }

    fn gone(&mut self, key: &'static str, was: Value) {
        self.0.push(Field {
            key,
            value: None,
            was: Some(was),
            aside: None,
        });
    }

    /// Of the field written last.
    fn aside(&mut self, aside: &str) {
        if let Some(last) = self.0.last_mut() {
            last.aside = Some(aside.to_owned());
        }
    }

    fn was(&mut self, was: Value) {
        if let Some(last) = self.0.last_mut() {
            last.was = Some(was);
        }
    }

    /// Drops what is as it was, and lets go of what is no more.
    fn compared(&mut self, key: &'static str, was: Option<&str>) {
        let at = self.0.iter().position(|field| field.key == key);
        match (at, was) {
            (Some(at), Some(was))
                if self.0[at].value.as_ref().and_then(Value::as_str) == Some(was) =>
            {
                self.0.remove(at);
            }
            (Some(at), was) => self.0[at].was = was.map(text_value),
            (None, Some(was)) => self.gone(key, text_value(was)),
            (None, None) => {}
        }
    }

    fn dates(&mut self, written: &EntryDates) {
        self.set("start", date_value(&written.start.to_iso()));
        if let Some(end) = written.end {
            self.set("end", date_value(&end.to_iso()));
        }
    }

    fn moved(&mut self, written: &EntryDates, summit: &Summit) {
        self.dates(written);
        let old = |when: Option<When>| when.map(|when| date_value(&when.to_iso()));
        for field in &mut self.0 {
            match field.key {
                "start" => field.was = old(summit.start),
                "end" => field.was = old(summit.end),
                _ => {}
            }
        }
        if written.end.is_none()
            && let Some(end) = old(summit.end)
        {
            self.gone("end", end);
        }
        match &written.zone {
            Some(zone) if summit.time_zone.is_none() => self.text("time_zone", zone),
            None if written.start.precision() == Precision::Minute => {
                self.blank(
                    "time_zone",
                    "the calendar does not say whose clock; or give `--time-zone`",
                );
            }
            _ => {}
        }
        // What did not move is no news.
        self.0.retain(|field| {
            field.value.as_ref().map(ToString::to_string)
                != field.was.as_ref().map(ToString::to_string)
        });
    }

    /// `Venue, City, Country`: the last is taken for the country, the one before for the city.
    fn place(&mut self, place: Option<&str>) {
        let Some(place) = place else { return };
        let parts: Vec<&str> = place
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let aside = "read from the calendar's place; look whether it is right";
        match parts.as_slice() {
            [] => {}
            [city] => {
                self.cut("city", city, MAX_PLACE);
                self.aside(aside);
            }
            [venue @ .., city, country] => {
                self.cut("city", city, MAX_PLACE);
                if !venue.is_empty() {
                    self.cut("venue", &venue.join(", "), MAX_NAME);
                }
                self.cut("country", country, MAX_PLACE);
                self.aside(aside);
            }
        }
    }

    fn status(&mut self, status: Option<EventStatus>, may_guess: bool) {
        let (guess, said) = match status {
            Some(EventStatus::Cancelled) => return self.text("status", "cancelled"),
            Some(EventStatus::Confirmed) => ("confirmed", "; the calendar says CONFIRMED"),
            Some(EventStatus::Tentative) => ("expected", "; the calendar says TENTATIVE"),
            None => ("announced", ""),
        };
        if may_guess {
            self.text("status", guess);
        } else {
            self.blank(
                "status",
                &format!("confirmed, announced, expected, held or cancelled{said}"),
            );
        }
    }

    fn provenance(
        &mut self,
        knowledge: &Knowledge,
        summit: &Summit,
        answers: ImportChoices<'_>,
        is_material: bool,
    ) {
        let Some(source) = answers.source else {
            self.blank(
                "as_of",
                "the date of the newest source, never older than it was",
            );
            self.was(date_value(&summit.as_of.to_iso()));
            let known = summit.sources.iter().map(String::as_str);
            self.set("sources", list(known.chain([BLANK])));
            return self.aside("the source of this change; or give `--source`");
        };
        let date = knowledge.source(source).and_then(|source| source.date);
        let date = date.unwrap_or(PartialDate::Day(answers.today));
        if date.last_day() > summit.as_of.last_day() {
            self.set("as_of", date_value(&date.to_iso()));
            self.was(date_value(&summit.as_of.to_iso()));
        } else if is_material {
            // Calendars elsewhere take the change only if its number rises.
            self.set("revision", Value::from(i64::from(summit.revision) + 1));
            self.was(Value::from(i64::from(summit.revision)));
        }
        if !summit.sources.iter().any(|known| known == source) {
            let known = summit.sources.iter().map(String::as_str);
            self.set("sources", list(known.chain([source])));
        }
    }
}

/// The series whose name stands in the title, the longest if there are several, else the one that was given; and its
/// organization.
fn series_of(
    knowledge: &Knowledge,
    title: &str,
    given: Option<&str>,
) -> (Option<String>, Option<String>) {
    let title = format!(" {} ", plain_name(title));
    let stands_in = |summit: &&Summit| title.contains(&format!(" {} ", plain_name(&summit.series)));
    let length = |summit: &&Summit| (summit.series.chars().count(), summit.organization.is_some());
    let in_title = knowledge.summits().filter(stands_in).max_by_key(length);
    let is_given = |summit: &&Summit| {
        given.is_some_and(|given| plain_name(given) == plain_name(&summit.series))
    };
    let found = in_title.or_else(|| knowledge.summits().filter(is_given).max_by_key(length));
    match found {
        Some(summit) => (Some(summit.series.clone()), summit.organization.clone()),
        None => (given.map(str::to_owned), None),
    }
}

fn new_id(event: &ImportedEvent, year: i16, taken: &mut BTreeSet<String>) -> String {
    let own = own_id(event).filter(|id| is_id(id) && !taken.contains(*id));
    let id = own.map_or_else(|| free_id(&event.title, year, taken), str::to_owned);
    taken.insert(id.clone());
    id
}

fn free_id(title: &str, year: i16, taken: &BTreeSet<String>) -> String {
    // Room for the year and a number.
    const ROOM: usize = 8;
    let letters: String = plain_name(title)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let year = year.to_string();
    let words = letters.split_whitespace().filter(|word| *word != year);
    let mut id = String::new();
    for word in words {
        if id.len() + 1 + word.len() > MAX_ID - ROOM {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id += word;
    }
    if id.is_empty() {
        "summit".clone_into(&mut id);
    }
    id = format!("{id}-{year}");
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone())
        .chain(numbered)
        .find(|id| !taken.contains(id));
    free.unwrap_or(id)
}

/// Our own export writes how it stands below the text.
fn without_status(text: &str) -> &str {
    match text.rsplit_once('\n') {
        Some((own, last)) if last.starts_with("Status: ") => own.trim(),
        _ => text,
    }
}

/// Other programs fold and trim as they like.
fn is_same_text(one: Option<&str>, other: Option<&str>) -> bool {
    let words = |text: Option<&str>| {
        text.unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    words(one) == words(other)
}

fn text_value(text: &str) -> Value {
    Value::from(text)
}

/// A day and an hour as TOML's own, a month or a year as a text.
fn date_value(iso: &str) -> Value {
    let date = iso
        .parse::<Datetime>()
        .ok()
        .filter(|date| date.date.is_some());
    date.map_or_else(|| Value::from(iso), Value::from)
}

fn list<'v>(values: impl IntoIterator<Item = &'v str>) -> Value {
    Value::Array(values.into_iter().collect::<Array>())
}
