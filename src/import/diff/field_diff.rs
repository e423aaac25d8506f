//! Collects the keys to write, each with its old value and a remark for the editor.

use toml_edit::{Array, Datetime, Value};

use super::dates::EntryDates;
use crate::document::When;
use crate::import::proposal::{FILL_IN, ProposedField};
use crate::knowledge::Summit;

// The format's own limits, in characters; `schema/summits.json` has them too.
pub(super) const MAX_NAME: usize = 100;
pub(super) const MAX_TEXT: usize = 600;
const MAX_VENUE: usize = 100;
const MAX_CITY_OR_COUNTRY: usize = 60;

const NO_ZONE: &str = "the calendar names no time zone; or give `--time-zone`";

/// The keys to write, in the order of docs/KNOWLEDGE.md.
#[derive(Default)]
pub(super) struct FieldDiff(Vec<ProposedField>);

impl FieldDiff {
    pub(super) fn into_fields(self) -> Vec<ProposedField> {
        self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn set(&mut self, key: &'static str, value: Value) {
        self.0.push(ProposedField {
            key,
            value: Some(value),
            previous: None,
            note: None,
        });
    }

    pub(super) fn set_text(&mut self, key: &'static str, text: &str) {
        self.set(key, Value::from(text));
    }

    /// Cuts a text that is longer than `limit` characters, and says so.
    pub(super) fn set_shortened(&mut self, key: &'static str, text: &str, limit: usize) {
        let count = text.chars().count();
        if count <= limit {
            return self.set_text(key, text);
        }
        let short: String = text.chars().take(limit - 1).chain(['…']).collect();
        self.set_text(key, &short);
        self.note(&format!(
            "cut from {count} characters to the {limit} that fit"
        ));
    }

    /// Leaves the key to the editor; `note` says what belongs there.
    pub(super) fn leave_blank(&mut self, key: &'static str, note: &str) {
        self.set_text(key, FILL_IN);
        self.note(note);
    }

    pub(super) fn remove(&mut self, key: &'static str, previous: Value) {
        self.0.push(ProposedField {
            key,
            value: None,
            previous: Some(previous),
            note: None,
        });
    }

    /// Adds a remark to the key set last.
    pub(super) fn note(&mut self, note: &str) {
        if let Some(last) = self.0.last_mut() {
            last.note = Some(note.to_owned());
        }
    }

    /// Adds the old value to the key set last.
    pub(super) fn previous(&mut self, previous: Value) {
        if let Some(last) = self.0.last_mut() {
            last.previous = Some(previous);
        }
    }

    pub(super) fn set_dates(&mut self, dates: &EntryDates) {
        self.set("start", date_value(&dates.start.to_iso()));
        if let Some(end) = dates.end {
            self.set("end", date_value(&end.to_iso()));
        }
    }

    /// The same for a summit that is known: only what differs, with what it was.
    pub(super) fn set_moved_dates(&mut self, dates: &EntryDates, summit: &Summit) {
        self.set_dates(dates);
        let old = |when: Option<When>| when.map(|when| date_value(&when.to_iso()));
        for field in &mut self.0 {
            match field.key {
                "start" => field.previous = old(summit.start),
                "end" => field.previous = old(summit.end),
                _ => {}
            }
        }
        if dates.end.is_none()
            && let Some(end) = old(summit.end)
        {
            self.remove("end", end);
        }
        if summit.time_zone.is_none() || dates.zone.is_none() {
            self.set_zone(dates);
        }
        let text = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        self.0
            .retain(|field| text(&field.value) != text(&field.previous));
    }

    pub(super) fn set_zone(&mut self, dates: &EntryDates) {
        match &dates.zone {
            Some(zone) => self.set_text("time_zone", zone),
            None if dates.lacks_zone() => self.leave_blank("time_zone", NO_ZONE),
            None => {}
        }
    }

    /// `Venue, City, Country`: the last part is taken for the country, the one before it for the city.
    pub(super) fn set_location(&mut self, location: Option<&str>) {
        let parts: Vec<&str> = location
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        match parts.as_slice() {
            [] => return,
            [city] => self.set_shortened("city", city, MAX_CITY_OR_COUNTRY),
            [venue @ .., city, country] => {
                self.set_shortened("city", city, MAX_CITY_OR_COUNTRY);
                if !venue.is_empty() {
                    self.set_shortened("venue", &venue.join(", "), MAX_VENUE);
                }
                self.set_shortened("country", country, MAX_CITY_OR_COUNTRY);
            }
        }
        self.note("taken from the calendar's LOCATION; check that it is right");
    }

    /// Holds a key of a known summit against its old value: drops what did not change, removes what is gone.
    pub(super) fn compare_text(&mut self, key: &'static str, previous: Option<&str>) {
        let at = self.0.iter().position(|field| field.key == key);
        match (at, previous) {
            (Some(at), Some(previous))
                if self.0[at].value.as_ref().and_then(Value::as_str) == Some(previous) =>
            {
                self.0.remove(at);
            }
            (Some(at), previous) => self.0[at].previous = previous.map(Value::from),
            (None, Some(previous)) => self.remove(key, Value::from(previous)),
            (None, None) => {}
        }
    }
}

/// A day or a minute as TOML's own date, a month or a year as a text.
pub(super) fn date_value(iso: &str) -> Value {
    let date = iso
        .parse::<Datetime>()
        .ok()
        .filter(|date| date.date.is_some());
    date.map_or_else(|| Value::from(iso), Value::from)
}

pub(super) fn list_value<'v>(values: impl IntoIterator<Item = &'v str>) -> Value {
    Value::Array(values.into_iter().collect::<Array>())
}
